// A report: its evidence, why it was coded so, and the happening that it tells.
#include <fmt/format.h>

#include <algorithm>

#include "server/marks.h"
#include "server/review_json.h"
#include "server/views.h"
#include "store/store.h"

namespace dragoman {

namespace {

constexpr std::size_t kMostReports = 200;
constexpr std::size_t kMostDisagreements = 50;

Json entry_json(const LexiconEntry& e) {
  return {{"pattern", e.written}, {"where", e.where},        {"pos", std::string(1, e.pos)},
          {"act", e.act},         {"mode", or_null(e.mode)}, {"weight", e.weight}};
}

void add_choice(Json& choices, const char* choice, std::string_view value, std::string_view why) {
  choices.push_back({{"choice", choice}, {"value", value}, {"why", why}});
}

/// Schema Explanation.
Json explanation_json(const CodedArticle& coded, const Explanation& x) {
  const Event& e = coded.events[x.event];
  Json j;
  j["entry"] = x.entry == nullptr ? Json() : entry_json(*x.entry);
  j["lost"] = Json::array();
  for (const auto& loser : x.losers) {
    Json lost = entry_json(*loser.entry);
    lost["why"] = loser.why;
    j["lost"].push_back(std::move(lost));
  }
  j["slots"] = Json::array();
  for (const auto& slot : x.slots) {
    Json s = {{"slot", slot.slot}, {"text", slot.text}};
    if (!slot.part.empty()) s["part"] = slot.part;
    j["slots"].push_back(std::move(s));
  }
  Json& choices = j["choices"] = Json::array();
  add_choice(choices, "modality", to_string(e.modality), x.modality_why);
  add_choice(choices, "type", e.type, x.type.where);
  if (!e.mode.empty()) add_choice(choices, "mode", e.mode, x.mode.where);
  for (const auto& c : x.contexts) add_choice(choices, "context", c.name, c.why);
  add_choice(choices, "score", fmt::format("{}", e.score), x.score_where);
  add_choice(choices, "quad", e.quad, x.quad_where);
  if (x.cameo.code != nullptr)
    add_choice(choices, "cameo", e.cameo + " " + x.cameo.code->name, x.cameo.where);
  add_choice(choices, "confidence", fmt::format("{:.2f}", e.confidence),
             x.ranked ? "probabilities of the ranker" : "one party, so by the lexicon alone");
  j["ranker"] = x.ranked ? Json{{"told", rounded(x.told)}, {"typed", rounded(x.typed)}} : Json();
  return j;
}

/// What the ranker thinks of the first two parties, within the sentence.
Json alternatives_json(const Coder& coder, const CodedArticle& coded, const Event& e) {
  Json out = Json::array();
  const Party* const actor = e.actors.empty() ? nullptr : &e.actors.front();
  const Party* const other = !e.recipients.empty() ? &e.recipients.front()
                             : e.actors.size() > 1 ? &e.actors[1]
                                                   : nullptr;
  const Sentence& s = coded.annotated.document.sentences[e.sentence];
  const auto inside = [&](const Party* p) {
    return p != nullptr && p->span.begin >= s.begin && p->span.end <= s.end &&
           p->span.begin < p->span.end;
  };
  if (!inside(actor) || !inside(other)) return out;
  const PairAnswer answer =
      coder.relate({coded.article.text.substr(s.begin, s.end - s.begin),
                    {actor->span.begin - s.begin, actor->span.end - s.begin},
                    {other->span.begin - s.begin, other->span.end - s.begin}});
  auto scores = answer.scores;
  std::stable_sort(scores.begin(), scores.end(),
                   [](const auto& x, const auto& y) { return x.second > y.second; });
  for (const auto& [type, probability] : scores)
    out.push_back({{"type", type}, {"probability", rounded(probability)}});
  return out;
}

/// What only a new coding of the article can tell.
void add_why(const Asked& a, Article article, const std::string& id, Json& page) {
  const auto anew = coded_anew(a, std::move(article));
  const CodedArticle& coded = *anew;
  for (std::size_t i = 0; i < coded.events.size(); ++i) {
    if (coded.events[i].id != id) continue;
    page["explanation"] = explanation_json(coded, a.coder.explain(coded, i));
    page["alternatives"] = alternatives_json(a.coder, coded, coded.events[i]);
    return;
  }
}

/// Life and other reports of a happening.
Result<Done> add_happening(const Asked& a, std::int64_t event, std::int64_t happening, Json& page) {
  const Snapshot& s = a.snapshot;
  const auto at = static_cast<std::size_t>(event);
  if (at < s.report_of.size() && s.report_of[at] >= 0) {
    const std::uint32_t mark = s.reports[static_cast<std::size_t>(s.report_of[at])].mark;
    if (s.marks[mark].happening != 0) {
      auto marks = marks_json(a.database, s, {mark});
      if (!marks.ok()) return marks.error();
      page["happening"] = std::move(marks.value()[0]);
    }
  }
  auto life = a.database.prepare(
      "SELECT g.stage, g.day, e.id, x.id, x.title, x.publisher, x.published FROM happening_stages "
      "g "
      "JOIN events e ON e.event = g.event JOIN articles x ON x.article = e.article WHERE "
      "g.happening = ? ORDER BY g.number");
  if (!life.ok()) return life.error();
  auto done = for_each_row(life.value().bind(happening), [&](const Query& q) {
    page["life"].push_back({{"stage", q.text(0)},
                            {"day", or_null(q.text(1))},
                            {"source",
                             {{"event", q.text(2)},
                              {"article", q.text(3)},
                              {"title", or_null(q.text(4))},
                              {"publisher", or_null(q.text(5))},
                              {"published", or_null(q.text(6))}}}});
  });
  if (!done.ok()) return done;
  auto others =
      a.database.prepare(fmt::format("SELECT r.event, e.article FROM happening_reports r JOIN "
                                     "events e USING(event) JOIN articles x "
                                     "USING(article) WHERE r.happening = ? AND r.event <> ? ORDER "
                                     "BY x.published, r.event LIMIT {}",
                                     kMostReports));
  if (!others.ok()) return others.error();
  std::vector<std::pair<std::int64_t, std::int64_t>> rows;
  done = for_each_row(others.value().bind(happening).bind(event),
                      [&](const Query& q) { rows.emplace_back(q.integer(0), q.integer(1)); });
  if (!done.ok()) return done;
  ReportReader reader(a.database, s);
  for (const auto& [row, article] : rows) {
    const auto offsets = offsets_of(a.database, article, a.utf16);
    if (!offsets.ok()) return offsets.error();
    auto report = reader.read(row, &offsets.value());
    if (!report.ok()) return report.error();
    page["reports"].push_back(std::move(report.value()));
  }
  auto disputes = disagreements_json(a, std::to_string(happening), kMostDisagreements);
  if (!disputes.ok()) return disputes.error();
  page["disagreements"] = std::move(disputes.value());
  return Done{};
}

}  // namespace

Reply event_view(const Asked& a) {
  auto query = a.database.prepare(
      "SELECT e.event, e.article, e.coding, e.sentence, e.date_start, e.date_end, e.date_text, "
      "e.place_text, e.speaker, e.quoted, (SELECT happening FROM happening_reports h WHERE h.event "
      "= "
      "e.event) FROM events e WHERE e.id = ? ORDER BY e.current DESC, e.event LIMIT 1");
  if (!query.ok()) return query.error();
  std::int64_t row = 0;
  std::int64_t article = 0;
  std::int64_t coding = 0;
  std::int64_t sentence = 0;
  std::int64_t happening = 0;
  Json page;
  page["report"] = nullptr;
  auto done = for_each_row(query.value().bind(a.id), [&](const Query& q) {
    row = q.integer(0);
    article = q.integer(1);
    coding = q.integer(2);
    sentence = q.integer(3);
    page["date"] =
        q.is_null(6)
            ? Json()
            : Json{{"start", or_null(q.text(4))}, {"end", or_null(q.text(5))}, {"text", q.text(6)}};
    page["place_text"] = or_null(q.text(7));
    page["speaker"] = or_null(q.text(8));
    page["quoted"] = q.integer(9) != 0;
    happening = q.integer(10);
  });
  if (!done.ok()) return done.error();
  if (row == 0) return Refusal{404, "no such report", ""};
  const auto text = article_text(a.database, article);
  if (!text.ok()) return text.error();
  const Offsets16 at(text.value(), a.utf16);
  auto report = ReportReader(a.database, a.snapshot).read(row, &at);
  if (!report.ok()) return report.error();
  page["report"] = std::move(report.value());
  page["quantities"] = Json::array();
  auto quantities =
      a.database.prepare("SELECT kind, value, qualifier, text FROM quantities WHERE event = ?");
  if (!quantities.ok()) return quantities.error();
  done = for_each_row(quantities.value().bind(row), [&](const Query& q) {
    page["quantities"].push_back({{"kind", q.text(0)},
                                  {"value", q.real(1)},
                                  {"qualifier", or_null(q.text(2))},
                                  {"text", q.text(3)}});
  });
  if (!done.ok()) return done.error();
  page["context"] = {{"before", ""}, {"after", ""}};
  auto around = a.database.prepare(
      "SELECT sentence, first, last FROM sentences WHERE coding = ? AND sentence IN (?, ?)");
  if (!around.ok()) return around.error();
  done = for_each_row(around.value().bind(coding).bind(sentence - 1).bind(sentence + 1),
                      [&](const Query& q) {
                        const auto first = static_cast<std::size_t>(q.integer(1));
                        const auto last = static_cast<std::size_t>(q.integer(2));
                        if (first <= last && last <= text.value().size())
                          page["context"][q.integer(0) < sentence ? "before" : "after"] =
                              text.value().substr(first, last - first);
                      });
  if (!done.ok()) return done.error();
  page["explanation"] = nullptr;
  page["alternatives"] = Json::array();
  Article again;
  again.text = text.value();
  const Json& brief = page["report"]["article"];
  again.id = brief["id"].get<std::string>();
  if (brief["title"].is_string()) again.title = brief["title"].get<std::string>();
  if (brief["published"].is_string()) again.published = brief["published"].get<std::string>();
  add_why(a, std::move(again), a.id, page);
  page["happening"] = nullptr;
  for (const char* list : {"life", "reports", "disagreements", "reviews"})
    page[list] = Json::array();
  if (happening != 0) {
    done = add_happening(a, row, happening, page);
    if (!done.ok()) return done.error();
  }
  ReviewFilter all;
  all.event = a.id;
  all.undone = true;
  const auto decided = reviews(a.database, all);
  if (!decided.ok()) return decided.error();
  for (const Review& r : decided.value()) page["reviews"].push_back(review_json(r, &at));
  return page;
}

}  // namespace dragoman
