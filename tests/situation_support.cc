#include "situation_support.h"

#include <gumbo.h>

namespace dragoman::testing_support {

namespace {

StoredParty party(const StoredEvent& e, const std::string& text, const std::string& name,
                  const std::string& country) {
  const std::size_t at = e.evidence.find(text);
  // A pronoun elsewhere in the article stands before everything.
  const std::size_t first = at == std::string::npos ? 0 : e.evidence_begin + at;
  return {text, name, country, "GOV", "", first, first + text.size()};
}

StoredEvent report(std::int64_t row, const std::string& publisher, const std::string& published,
                   const std::string& evidence, const std::string& trigger) {
  StoredEvent e;
  e.row = row;
  e.article = row;
  e.id = "e" + std::to_string(row);
  e.article_id = "a" + std::to_string(row);
  e.title = publisher + " of " + published;
  e.publisher = publisher;
  e.published = published;
  e.url = "https://example.org/" + e.article_id + "?a=1&b=2";
  e.evidence = evidence;
  e.evidence_begin = 100;
  e.evidence_end = 100 + evidence.size();
  e.trigger = trigger;
  e.trigger_begin = 100 + evidence.find(trigger);
  e.trigger_end = e.trigger_begin + trigger.size();
  e.modality = "occurred";
  e.confidence = 0.9;
  e.because = "TEST: " + trigger;
  return e;
}

ShownHappening happening(std::int64_t row, const std::string& type, const std::string& mode,
                         const std::string& stage, const std::string& quad, double score,
                         const std::string& day, std::vector<std::size_t> told) {
  ShownHappening h;
  h.row = row;
  h.id = "e" + std::to_string(row);
  h.type = h.act = type;
  h.mode = mode;
  h.stage = stage;
  h.quad = quad;
  h.score = score;
  h.confidence = 0.9;
  h.day = day;
  h.first_seen = h.last_seen = day;
  h.reports = h.articles = h.publishers = static_cast<std::int64_t>(told.size());
  h.told = std::move(told);
  return h;
}

void walk(const GumboNode* node, PageFacts& facts) {
  if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE)
    facts.text += node->v.text.text;
  if (node->type != GUMBO_NODE_ELEMENT) return;
  const GumboElement& e = node->v.element;
  const std::string tag = gumbo_normalized_tagname(e.tag);
  facts.elements.insert(tag);
  if (tag == "style") return;
  for (unsigned i = 0; i < e.attributes.length; ++i) {
    const auto* const a = static_cast<const GumboAttribute*>(e.attributes.data[i]);
    const std::string name = a->name;
    if (name == "id" && !facts.ids.insert(a->value).second) facts.twice.emplace_back(a->value);
    if (name == "href" || name == "src") facts.links.emplace_back(a->value);
    if (name.starts_with("on")) facts.handlers.push_back(name);
  }
  if (tag.size() == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6')
    facts.headings.push_back(tag[1] - '0');
  const auto has = [&](GumboTag wanted) {
    for (unsigned i = 0; i < e.children.length; ++i) {
      const auto* const child = static_cast<const GumboNode*>(e.children.data[i]);
      if (child->type == GUMBO_NODE_ELEMENT && child->v.element.tag == wanted) return true;
    }
    return false;
  };
  if (tag == "table" && !has(GUMBO_TAG_CAPTION)) ++facts.tables_without_caption;
  const bool decoration = gumbo_get_attribute(&e.attributes, "aria-hidden") != nullptr;
  if (tag == "svg" && !decoration && !(has(GUMBO_TAG_TITLE) && has(GUMBO_TAG_DESC)))
    ++facts.charts_without_title;
  for (unsigned i = 0; i < e.children.length; ++i)
    walk(static_cast<const GumboNode*>(e.children.data[i]), facts);
}

}  // namespace

SituationView small_view() {
  SituationView v;
  v.situation.name = "River border";
  v.situation.filter.dyad = {"AGO", "LBR"};
  v.as_of = "2026-03-20";
  v.new_since = "published from 2026-03-05 on";
  v.happenings_in_all = 4;
  v.reports_in_all = 4;
  v.articles_in_all = 4;
  v.publishers_in_all = 2;
  v.reports = {
      report(1, "Coast Wire", "2026-03-02",
             "Angolan troops attacked a village in Liberia on Sunday, killing 12.", "attacked"),
      report(2, "Inland Post", "2026-03-03",
             "At least 19 died when Angola's army raided a Liberian village.", "raided"),
      report(3, "Inland Post", "2026-03-04", "Liberia and Angola will meet on March 9 for talks.",
             "meet"),
      report(4, "Coast Wire", "2026-03-05",
             "He denied that Liberia had expelled Angola's ambassador.", "expelled")};
  v.reports[0].actors = {party(v.reports[0], "Angolan troops", "Angolan troops", "AGO")};
  v.reports[0].recipients = {party(v.reports[0], "a village in Liberia", "village", "LBR")};
  v.reports[1].actors = {party(v.reports[1], "Angola's army", "army", "AGO")};
  v.reports[1].recipients = {party(v.reports[1], "a Liberian village", "village", "LBR")};
  v.reports[2].actors = {party(v.reports[2], "Liberia", "Liberia", "LBR"),
                         party(v.reports[2], "Angola", "Angola", "AGO")};
  v.reports[3].actors = {party(v.reports[3], "Liberia", "Liberia", "LBR")};
  v.reports[3].recipients = {party(v.reports[3], "they", "Angola", "AGO")};
  v.happenings = {
      happening(1, "ASSAULT", "", "occurred", "material conflict", -9, "2026-03-01", {0, 1}),
      happening(4, "SANCTION", "expel", "denied", "material conflict", -6, "2026-03-05", {3}),
      happening(3, "CONSULT", "meet", "planned", "verbal cooperation", 2.5, "2026-03-09", {2})};
  v.happenings[0].place = StoredPlace{"Harper", "LBR", "Maryland", "Harper", 4.375, -7.717, 1};
  v.happenings[2].place = StoredPlace{"Luanda", "AGO", "Luanda", "Luanda", -8.837, 13.234, 2};
  v.happenings[2].life = {{"demanded", "2026-03-02", 0}, {"planned", "2026-03-04", 2}};
  v.disagreements = {{0, "figures", "killed", {{"12", 0}, {"at least 19", 1}}}};
  v.open = {{1, "denied"}, {2, "planned for 2026-03-09, nothing told since"}};
  v.changes = {{1, true, "", 1, false}};
  v.agenda = {{"military", true, 2, 0.5, 0.05, 9.2, 0}, {"village", false, 2, 0.5, 0.01, 7.7, 1}};
  v.actors = {{"Angola",
               "AGO",
               3,
               2,
               1,
               "2026-03-01",
               "2026-03-09",
               {{"former president", "Union", "AGO", "former", "2026-03-02", "2026-03-04",
                 "Coast Wire, Inland Post"}},
               2}};
  v.quotes = {{"Amara Kollie", "We will open the border", "2026-03-04", "Inland Post", "Talks",
               "https://example.org/a3", 3, true}};
  DyadSeries series{"AGO", "LBR", "2026-02-20", {}, 2};
  series.values.assign(29, 0);
  series.values[9] = -9;
  series.values[13] = 2.5;
  v.series = {series};
  v.turning_points = {{"AGO", "LBR", "2026-03-01", true, 0, -9, 0.01, 120, {1}}};
  return v;
}

PageFacts page_facts(const std::string& html) {
  PageFacts facts;
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 100;
  GumboOutput* const output = gumbo_parse_with_options(&options, html.data(), html.size());
  facts.errors = output->errors.length;
  walk(output->root, facts);
  gumbo_destroy_output(&options, output);
  return facts;
}

}  // namespace dragoman::testing_support
