// The page of a report: whole, linked to its evidence, and never taken in by what it quotes.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "formats/report/charts.h"
#include "formats/report/escape.h"
#include "formats/report/evidence.h"
#include "formats/report/page.h"
#include "formats/report/situation_text.h"
#include "formats/report/wording.h"
#include "situation_support.h"
#include "support.h"

namespace dragoman {
namespace {

using testing_support::page_facts;
using testing_support::PageFacts;
using testing_support::small_view;

const std::vector<Outline>& outlines() {
  static const std::vector<Outline> all = [] {
    auto read = read_outlines(std::string(DRAGOMAN_SOURCE_DIR) + "/data");
    EXPECT_TRUE(read.ok()) << (read.ok() ? "" : read.error().message());
    return read.ok() ? read.value() : std::vector<Outline>();
  }();
  return all;
}

std::string page(const SituationView& view) { return report_page(view, outlines()); }

void expect_sound(const std::string& html) {
  const PageFacts facts = page_facts(html);
  EXPECT_EQ(facts.errors, 0U) << "a parser of HTML5 finds nothing to mend";
  EXPECT_TRUE(facts.twice.empty()) << facts.twice.front();
  EXPECT_TRUE(facts.handlers.empty()) << facts.handlers.front();
  for (const char* no : {"script", "iframe", "img", "link", "object", "embed", "form", "base"})
    EXPECT_EQ(facts.elements.count(no), 0U) << no;
  for (const std::string& link : facts.links) {
    if (link.starts_with('#'))
      EXPECT_TRUE(facts.ids.contains(link.substr(1))) << link << " leads nowhere";
    else
      EXPECT_TRUE(link.starts_with("https://") || link.starts_with("http://")) << link;
  }
  EXPECT_EQ(facts.tables_without_caption, 0U);
  EXPECT_EQ(facts.charts_without_title, 0U);
  for (const char* landmark : {"header", "nav", "main", "footer", "h1"})
    EXPECT_EQ(facts.elements.count(landmark), 1U) << landmark;
  for (std::size_t i = 1; i < facts.headings.size(); ++i)
    EXPECT_LE(facts.headings[i], facts.headings[i - 1] + 1) << "no level is left out";
}

TEST(ReportPage, IsSoundHtmlThatNeedsNothingElse_AndEveryLinkLeadsSomewhere) {
  expect_sound(page(small_view()));
  expect_sound(page(SituationView()));
}

TEST(ReportPage, SaysWhatHappenedByWhomHowSureAndWhoSaysSo) {
  const PageFacts facts = page_facts(page(small_view()));
  for (const char* words :
       {"River border", "--dyad AGO,LBR", "Angolan troops [AGO] → village [LBR]", "90% sure",
        "at least 19", "Where sources disagree", "planned for 2026-03-09, nothing told since",
        "demanded 2026-03-02, planned 2026-03-04", "We will open the border",
        "former president of Union [AGO] —", "named elsewhere in the article: Angola",
        "Harper, LBR", "TEST: attacked", "What changed"})
    EXPECT_NE(facts.text.find(words), std::string::npos) << words;
}

TEST(ReportPage, TheSameViewGivesTheSameBytes) {
  EXPECT_EQ(page(small_view()), page(small_view()));
}

/// Every text of a view is hostile: markup, quotes, control characters, bad bytes.
SituationView hostile_view() {
  SituationView v = small_view();
  const std::string bad =
      "\"'><script>alert(1)</script><img src=x onerror=alert(2)>&amp;\x01\xFF\xE2\x80\xAE";
  v.situation.name += bad;
  v.situation.filter.text = bad;
  for (StoredEvent& e : v.reports) {
    for (std::string* s : {&e.title, &e.publisher, &e.published, &e.speaker, &e.because, &e.id,
                           &e.article_id, &e.type, &e.modality})
      *s += bad;
    e.evidence = bad + e.evidence + bad;
    e.evidence_end += 2 * bad.size();
    e.url = "javascript:alert(1)";
    for (auto* side : {&e.actors, &e.recipients})
      for (StoredParty& p : *side) p.name = p.country = bad;
  }
  for (ShownHappening& h : v.happenings) {
    for (std::string* s : {&h.id, &h.type, &h.mode, &h.stage, &h.quad}) *s += bad;
    if (h.place) h.place->name = h.place->country = bad;
    for (ShownStage& s : h.life) s.stage = s.day = bad;
  }
  for (ShownDisagreement& d : v.disagreements) {
    d.kind = d.subject = bad;
    for (auto& value : d.values) value.value = bad;
  }
  for (ShownActor& a : v.actors) {
    a.name = a.country = bad;
    for (ShownRole& r : a.roles) r.role = r.organisation = r.publishers = r.first = bad;
  }
  for (ShownQuote& q : v.quotes) q.speaker = q.content = q.title = q.publisher = q.url = bad;
  for (OpenClaim& o : v.open) o.why = bad;
  for (AgendaItem& a : v.agenda) a.text = bad;
  for (TurningPoint& t : v.turning_points) t.a = t.b = bad;
  for (DyadSeries& s : v.series) s.a = s.b = bad;
  v.new_since = v.as_of = bad;
  return v;
}

TEST(ReportPage, NothingOfAHostileTextBecomesMarkup) {
  const std::string html = page(hostile_view());
  expect_sound(html);
  EXPECT_EQ(html.find("<script"), std::string::npos);
  EXPECT_EQ(html.find("<img"), std::string::npos);
  EXPECT_EQ(html.find("javascript:"), std::string::npos) << "other schemes are never linked";
  EXPECT_TRUE(testing_support::valid_utf8(html));
  EXPECT_EQ(html.find('\x01'), std::string::npos);
  const std::string markdown = situation_as_markdown(hostile_view());
  EXPECT_EQ(markdown.find("<script"), std::string::npos);
  EXPECT_EQ(markdown.find("<img"), std::string::npos);
  EXPECT_TRUE(nlohmann::json::accept(situation_as_json(hostile_view())));
  EXPECT_EQ(situation_as_text(hostile_view()).find('\x01'), std::string::npos)
      << "a terminal is sent no control characters";
}

TEST(Golden, ReportPageAndMarkdownAreAsWritten) {
  const bool update = std::getenv("DRAGOMAN_UPDATE_GOLDEN") != nullptr;
  const std::string folder = std::string(DRAGOMAN_SOURCE_DIR) + "/tests/golden/report/";
  const std::pair<std::string, std::string> files[] = {
      {folder + "report.html", page(small_view())},
      {folder + "report.md", situation_as_markdown(small_view())},
      {folder + "report.txt", situation_as_text(small_view())}};
  for (const auto& [path, now] : files) {
    if (update) {
      std::filesystem::create_directories(folder);
      std::ofstream(path, std::ios::binary) << now;
    }
    EXPECT_EQ(testing_support::bytes_of(path), now)
        << path << " differs; if that is meant, run scripts/update_golden";
  }
}

TEST(TimelineChart, FormTellsTheQuadClass_HollowWhatDidNotHappen_StruckWhatIsDenied) {
  SituationView v = small_view();
  const std::string chart = timeline_chart(v);
  EXPECT_NE(chart.find("class=\"m q4\""), std::string::npos) << "the attack is filled";
  EXPECT_NE(chart.find("class=\"m q4 hollow\""), std::string::npos) << "the denied one is not";
  EXPECT_NE(chart.find("class=\"m q1 hollow\""), std::string::npos) << "nor the planned one";
  EXPECT_NE(chart.find("class=\"strike\""), std::string::npos);
  EXPECT_NE(chart.find("AGO–LBR"), std::string::npos);
  EXPECT_NE(chart.find("href=\"#turn-1\""), std::string::npos);
  v.happenings.clear();
  EXPECT_TRUE(timeline_chart(v).empty());
}

TEST(TimelineChart, ADayFarFromThePublicationsDoesNotStretchIt) {
  SituationView v = small_view();
  v.happenings[2].day = "2060-01-01";
  v.happenings[2].first_seen = v.happenings[2].last_seen = "2026-03-04";
  EXPECT_NE(timeline_chart(v).find("from 2026-03-01 to 2026-05-04"), std::string::npos);
}

TEST(PlaceMap, ShowsTheCountriesAroundThePlaces) {
  const std::string map = place_map(small_view(), outlines());
  EXPECT_NE(map.find("class=\"land\""), std::string::npos);
  EXPECT_NE(map.find(">Harper<"), std::string::npos);
  EXPECT_LT(map.size(), 40000U) << "the rest of the world is left out";
  SituationView nowhere = small_view();
  for (ShownHappening& h : nowhere.happenings) h.place.reset();
  EXPECT_TRUE(place_map(nowhere, outlines()).empty());
}

TEST(Outlines, AreAllTheCountries) {
  EXPECT_GT(outlines().size(), 250U);
  for (const Outline& o : outlines()) EXPECT_GE(o.points.size(), 3U);
  const testing_support::ScratchFolder folder;
  for (const char* bad :
       {"AGO\t1,2 3", "AGO\t1,2 3,4", "AGO\t1,2 3,x 5,6", "AGO\t9999,0 1,1 1,1"}) {
    (void)folder.write("map/outlines.tsv", std::string(bad) + "\n");
    EXPECT_FALSE(read_outlines(folder.path("")).ok()) << bad;
  }
}

TEST(Graph, DeniedAndCancelledHappeningsAreNoTies) {
  const auto ties = ties_of(small_view());
  ASSERT_EQ(ties.size(), 2U);
  EXPECT_EQ(ties[0].a, "Angolan troops [AGO]");
  EXPECT_EQ(ties[1].a, "Liberia [LBR]") << "those who meet are tied";
}

TEST(Evidence, MarksStayInsideTheSentenceAndCutNoCharacter) {
  StoredEvent e;
  e.evidence = "Ürümqi <met> Açores";
  e.evidence_begin = 10;
  e.evidence_end = 10 + e.evidence.size();
  e.trigger_begin = 10 + e.evidence.find("met");
  e.trigger_end = e.trigger_begin + 3;
  e.actors = {{"Ürümqi", "Ürümqi", "", "", "", 11, 14},  // begins and ends inside characters
              {"x", "Elsewhere", "", "", "", 0, 5},
              {"y", "Beyond", "", "", "", 900, 950}};
  e.recipients = {{"Açores", "Açores", "", "", "", e.trigger_begin, 5000}};
  const std::string html = marked_sentence(e);
  EXPECT_TRUE(testing_support::valid_utf8(html)) << html;
  EXPECT_NE(html.find("&lt;<mark class=\"t\">met</mark><mark class=\"r\">&gt; Açores</mark>"),
            std::string::npos)
      << html;
  EXPECT_EQ(named_elsewhere(e), "Elsewhere; Beyond; Açores");
}

TEST(Escape, TextIsTextInHtmlAndMarkdown) {
  EXPECT_EQ(escape_html("a<b>&\"'\n"), "a&lt;b&gt;&amp;&quot;&#39; ");
  EXPECT_EQ(escape_markdown("- [x](y) *z*|<b>"), "\\- \\[x\\]\\(y\\) \\*z\\*\\|&lt;b&gt;");
  EXPECT_EQ(web_address("https://example.org/a"), "https://example.org/a");
  for (const char* no : {"javascript:alert(1)", "data:text/html,x", "https://", "ftp://x",
                         "https://a b", "//example.org", "https://a/<b>", "https://a/\"b", ""})
    EXPECT_EQ(web_address(no), "") << no;
}

}  // namespace
}  // namespace dragoman
