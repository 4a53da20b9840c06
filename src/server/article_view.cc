// An article with everything found in it.
#include <algorithm>
#include <map>

#include "server/marks.h"
#include "server/views.h"
#include "store/store.h"

namespace dragoman {

namespace {

/// Kinds of spans in the order in which equals come.
void add_span(Json& spans, const Offsets16& at, const char* kind, Span span,
              std::string_view label) {
  if (span.begin >= span.end) return;
  Json j = {{"kind", kind}, {"begin", at.out(span.begin)}, {"end", at.out(span.end)}};
  if (!label.empty()) j["label"] = label;
  spans.push_back(std::move(j));
}

/// Times, places, quotes, roles and mentions as the reading has them.
void add_reading(Json& page, const CodedArticle& coded, const Offsets16& at) {
  const Reading& reading = coded.reading;
  // A new member moves the others, so all are made before one is held on to.
  for (const char* member : {"spans", "quotes", "roles", "sentences"})
    if (!page.contains(member)) page[member] = Json::array();
  Json& spans = page["spans"];
  for (const TimeSpan& t : reading.times)
    add_span(spans, at, "time", t.span, t.start.empty() ? t.value : t.start);
  for (const Place& p : reading.places) add_span(spans, at, "place", p.span, p.name());
  for (const RoleClaim& r : reading.roles) add_span(spans, at, "role", r.span, r.role);
  for (const Mention& m : reading.mentions)
    if (m.actor && m.named) add_span(spans, at, "mention", m.span, m.name);
  for (const Quote& q : reading.quotes) {
    const Mention* const speaker =
        q.speaker < 0 ? nullptr : &reading.mentions[static_cast<std::size_t>(q.speaker)];
    add_span(spans, at, "quote", q.content, speaker == nullptr ? "" : speaker->name);
    add_span(spans, at, "speaker", q.source, speaker == nullptr ? "" : speaker->name);
    const auto words = [&](Span s) {
      return std::string_view(coded.article.text).substr(s.begin, s.end - s.begin);
    };
    page["quotes"].push_back({{"begin", at.out(q.content.begin)},
                              {"end", at.out(q.content.end)},
                              {"text", words(q.content)},
                              {"speaker", speaker == nullptr ? Json() : Json(speaker->name)},
                              {"actor", nullptr},
                              {"cue", or_null(words(q.cue))},
                              {"direct", q.direct}});
  }
  for (const RoleClaim& r : reading.roles)
    page["roles"].push_back({{"name", reading.mentions[static_cast<std::size_t>(r.mention)].name},
                             {"role", r.role},
                             {"organisation", or_null(r.organisation)},
                             {"country", or_null(r.country)},
                             {"valid", r.valid},
                             {"begin", at.out(r.span.begin)},
                             {"end", at.out(r.span.end)}});
  for (const Sentence& s : coded.annotated.document.sentences)
    page["sentences"].push_back(Json::array({at.out(s.begin), at.out(s.end)}));
}

/// Parties and triggers of the reports.
void add_events(Json& page) {
  for (const Json& e : page["events"]) {
    for (const auto& [side, kind] : {std::pair("actors", "actor"), {"recipients", "recipient"}}) {
      for (const Json& p : e[side]) {
        if (p["begin"] >= p["end"]) continue;
        page["spans"].push_back({{"kind", kind},
                                 {"begin", p["begin"]},
                                 {"end", p["end"]},
                                 {"event", e["id"]},
                                 {"actor", p["actor"]},
                                 {"label", p["name"]}});
      }
    }
    const Json& trigger = e["evidence"]["trigger"];
    page["spans"].push_back({{"kind", "trigger"},
                             {"begin", trigger["begin"]},
                             {"end", trigger["end"]},
                             {"event", e["id"]},
                             {"label", e["type"]}});
  }
}

void sort_spans(Json& spans) {
  std::vector<Json> all(spans.begin(), spans.end());
  std::stable_sort(all.begin(), all.end(), [](const Json& a, const Json& b) {
    return std::pair(a["begin"].get<std::int64_t>(), -a["end"].get<std::int64_t>()) <
           std::pair(b["begin"].get<std::int64_t>(), -b["end"].get<std::int64_t>());
  });
  spans = all;
}

Json party_json(const Party& p, const Offsets16& at) {
  return {{"actor", 0},
          {"name", p.name},
          {"country", p.country},
          {"sector", or_null(p.sector)},
          {"role", or_null(p.role)},
          {"text", p.text},
          {"begin", at.out(p.span.begin)},
          {"end", at.out(p.span.end)}};
}

Json place_of(const Place& p) {
  return {{"name", p.name()},
          {"country", p.country()},
          {"admin1", p.admin1()},
          {"lat", p.latitude()},
          {"lon", p.longitude()},
          {"geonames", p.geonames()},
          {"precision", p.approximate ? "division" : "town"}};
}

/// A report (schema Report) that no database holds.
Json coded_report(const CodedArticle& coded, const Event& e, const Json& article,
                  const Offsets16& at) {
  const Document& d = coded.annotated.document;
  const Sentence& s = d.sentences[e.sentence];
  const Token& t = d.tokens[e.trigger];
  const std::string_view text = coded.article.text;
  Json j;
  j["id"] = e.id;
  j["type"] = e.type;
  j["act"] = e.act;
  j["mode"] = or_null(e.mode);
  j["modality"] = to_string(e.modality);
  j["stage"] = to_string(e.modality);
  j["quad"] = e.quad;
  j["score"] = e.score;
  j["cameo"] = e.cameo;
  j["confidence"] = rounded(e.confidence);
  std::string day = e.modality == Modality::background ? std::string() : coded.article.published;
  if (e.time >= 0 && !coded.reading.times[static_cast<std::size_t>(e.time)].start.empty())
    day = coded.reading.times[static_cast<std::size_t>(e.time)].start;
  j["day"] = or_null(day);
  j["actors"] = Json::array();
  for (const Party& p : e.actors) j["actors"].push_back(party_json(p, at));
  j["recipients"] = Json::array();
  for (const Party& p : e.recipients) j["recipients"].push_back(party_json(p, at));
  j["place"] =
      e.place < 0 ? Json() : place_of(coded.reading.places[static_cast<std::size_t>(e.place)]);
  j["contexts"] = e.contexts;
  j["evidence"] = {{"text", text.substr(s.begin, s.end - s.begin)},
                   {"begin", at.out(s.begin)},
                   {"end", at.out(s.end)},
                   {"trigger",
                    {{"text", text.substr(t.begin, t.end - t.begin)},
                     {"begin", at.out(t.begin)},
                     {"end", at.out(t.end)}}}};
  j["because"] = e.because;
  j["article"] = article;
  j["happening"] = nullptr;
  j["review"] = nullptr;
  return j;
}

/// The row of an article by its id: one that is no copy before one that is.
Result<std::int64_t> row_of(const Database& database, const std::string& id) {
  auto query = database.prepare(
      "SELECT article FROM articles WHERE id = ? ORDER BY duplicate_of IS NOT NULL, article LIMIT "
      "1");
  if (!query.ok()) return query.error();
  return query.value().bind(id).first_integer();
}

Result<Json> briefs(const Database& database, const char* sql, std::int64_t article) {
  auto query = database.prepare(sql);
  if (!query.ok()) return query.error();
  std::vector<std::int64_t> rows;
  const auto done = for_each_row(query.value().bind(article),
                                 [&](const Query& q) { rows.push_back(q.integer(0)); });
  if (!done.ok()) return done.error();
  Json out = Json::array();
  for (const std::int64_t row : rows) {
    auto brief = brief_json(database, row);
    if (!brief.ok()) return brief.error();
    out.push_back(std::move(brief.value()));
  }
  return out;
}

/// Rows of actors by name and country, for the speakers of a page.
Result<Done> name_speakers(const Asked& a, const CodedArticle& coded, Json& page) {
  auto query =
      a.database.prepare("SELECT actor FROM actors WHERE name = ? ORDER BY country = ? DESC");
  if (!query.ok()) return query.error();
  std::size_t i = 0;
  for (const Quote& q : coded.reading.quotes) {
    Json& quote = page["quotes"][i++];
    if (q.speaker < 0) continue;
    const Mention& m = coded.reading.mentions[static_cast<std::size_t>(q.speaker)];
    const auto row = query.value().bind(m.name).bind(m.country).first_integer();
    if (!row.ok()) return row.error();
    if (row.value() != 0) quote["actor"] = row.value();
  }
  return Done{};
}

}  // namespace

Json coded_page(const CodedArticle& coded, bool utf16) {
  const Article& a = coded.article;
  const Offsets16 at(a.text, utf16);
  Json page;
  page["article"] = {{"id", a.id},
                     {"title", or_null(a.title)},
                     {"publisher", or_null(a.publisher)},
                     {"published", or_null(a.published)},
                     {"url", or_null(a.url)}};
  page["language"] = or_null(a.language);
  page["text"] = a.text;
  page["duplicate_of"] = nullptr;
  page["copies"] = Json::array();
  page["story"] = nullptr;
  page["spans"] = Json::array();
  page["events"] = Json::array();
  for (const Event& e : coded.events)
    page["events"].push_back(coded_report(coded, e, page["article"], at));
  add_events(page);
  add_reading(page, coded, at);
  sort_spans(page["spans"]);
  return page;
}

Reply article_view(const Asked& a) {
  const auto row = row_of(a.database, a.id);
  if (!row.ok()) return row.error();
  if (row.value() == 0) return Refusal{404, "no such article", ""};
  auto text = article_text(a.database, row.value());
  if (!text.ok()) return text.error();
  const Offsets16 at(text.value(), a.utf16);
  Json page;
  auto brief = brief_json(a.database, row.value());
  if (!brief.ok()) return brief.error();
  page["article"] = std::move(brief.value());
  Article article;
  article.id = a.id;
  auto fields = a.database.prepare(
      "SELECT a.title, a.published, a.language, o.id, a.duplicate_of FROM articles a LEFT JOIN "
      "articles o ON o.article = a.duplicate_of WHERE a.article = ?");
  if (!fields.ok()) return fields.error();
  std::int64_t original = row.value();
  auto done = for_each_row(fields.value().bind(row.value()), [&](const Query& q) {
    article.title = q.text(0);
    article.published = q.text(1);
    page["language"] = or_null(q.text(2));
    page["text"] = text.value();
    page["duplicate_of"] = or_null(q.text(3));
    if (!q.is_null(4)) original = q.integer(4);
  });
  if (!done.ok()) return done.error();
  auto copies = briefs(a.database, "SELECT article FROM articles WHERE duplicate_of = ? LIMIT 100",
                       row.value());
  if (!copies.ok()) return copies.error();
  page["copies"] = std::move(copies.value());
  page["story"] = nullptr;
  auto story = a.database.prepare(
      "SELECT s.id, s.title, s.articles FROM story_articles x JOIN stories s USING(story) WHERE "
      "x.article = ?");
  if (!story.ok()) return story.error();
  done = for_each_row(story.value().bind(original), [&](const Query& q) {
    page["story"] = {{"id", q.text(0)}, {"title", or_null(q.text(1))}, {"articles", q.integer(2)}};
  });
  if (!done.ok()) return done.error();
  page["spans"] = Json::array();
  page["events"] = Json::array();
  // A copy of other words is shown without the reports of its original: their spans are not its
  // own.
  auto events = a.database.prepare(
      "SELECT event FROM events WHERE article = ? AND current = 1 ORDER BY sentence, event");
  if (!events.ok()) return events.error();
  std::vector<std::int64_t> rows;
  done = for_each_row(events.value().bind(row.value()),
                      [&](const Query& q) { rows.push_back(q.integer(0)); });
  if (!done.ok()) return done.error();
  ReportReader reader(a.database, a.snapshot);
  for (const std::int64_t event : rows) {
    auto report = reader.read(event, &at);
    if (!report.ok()) return report.error();
    page["events"].push_back(std::move(report.value()));
  }
  add_events(page);
  // Times, places and names are read again: the database keeps only those of events.
  article.text = std::move(text.value());
  const auto coded = coded_anew(a, std::move(article));
  add_reading(page, *coded, at);
  done = name_speakers(a, *coded, page);
  if (!done.ok()) return done.error();
  sort_spans(page["spans"]);
  return page;
}

}  // namespace dragoman
