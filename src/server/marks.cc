#include "server/marks.h"

#include <algorithm>
#include <cmath>

#include "server/review_json.h"
#include "store/store.h"

namespace dragoman {

namespace {

Json who(const Snapshot& s, const Snapshot::Party& party) {
  const auto& actor = s.actors[static_cast<std::size_t>(party.actor)];
  return {{"actor", party.actor},
          {"name", actor.name},
          {"country", actor.country},
          {"sector", or_null(s.sectors.at(party.sector))}};
}

}  // namespace

Json place_json(const Snapshot& s, std::int32_t place) {
  if (place < 0 || static_cast<std::size_t>(place) >= s.places.size()) return {};
  const auto& p = s.places[static_cast<std::size_t>(place)];
  return {{"name", p.name},
          {"country", p.country},
          {"admin1", p.admin1},
          {"lat", p.latitude},
          {"lon", p.longitude},
          {"geonames", p.geonames},
          {"precision", p.precision == "division" ? "division" : p.precision}};
}

namespace {

/// One mark (schema Mark). O(parties).
Json mark_json(const Snapshot& s, const Snapshot::Mark& m, std::string_view id,
               std::string_view event) {
  Json j = {{"id", id}, {"event", event}};
  j["kind"] = m.happening != 0 ? "happening" : "report";
  j["type"] = s.types.at(m.type);
  j["act"] = s.acts.at(m.act);
  j["mode"] = or_null(s.modes.at(m.mode));
  j["stage"] = s.stages.at(m.stage);
  j["quad"] = s.quads.at(m.quad);
  j["score"] = rounded(m.score);
  j["confidence"] = rounded(m.confidence);
  j["day"] = or_null(told_day(m.day));
  j["day_end"] = or_null(told_day(m.day_end));
  j["first_seen"] = or_null(told_day(m.first_seen));
  j["last_seen"] = or_null(told_day(m.last_seen));
  j["actors"] = Json::array();
  j["recipients"] = Json::array();
  const Snapshot::Report& lead = s.reports[m.lead];
  for (std::size_t i = 0; i < lead.parties; ++i) {
    const Snapshot::Party& p = s.parties[lead.first_party + i];
    j[p.acts ? "actors" : "recipients"].push_back(who(s, p));
  }
  j["place"] = place_json(s, m.place);
  j["reports"] = m.reports;
  j["articles"] = m.articles;
  j["publishers"] = m.publishers;
  return j;
}

}  // namespace

Result<Json> marks_json(const Database& database, const Snapshot& s,
                        const std::vector<std::uint32_t>& marks) {
  auto query = database.prepare(
      "SELECT e.id, (SELECT id FROM happenings WHERE happening = ?) FROM events e WHERE e.event = "
      "?");
  if (!query.ok()) return query.error();
  Json out = Json::array();
  for (const std::uint32_t i : marks) {
    const Snapshot::Mark& m = s.marks[i];
    std::string event;
    std::string id;
    const auto done = for_each_row(query.value().bind(m.happening).bind(s.reports[m.lead].row),
                                   [&](const Query& q) {
                                     event = q.text(0);
                                     id = q.is_null(1) ? event : std::string(q.text(1));
                                   });
    if (!done.ok()) return done.error();
    out.push_back(mark_json(s, m, id, event));
  }
  return out;
}

std::vector<std::uint32_t> weightiest(const Snapshot& s, std::vector<std::uint32_t> marks,
                                      std::size_t most) {
  if (marks.size() <= most) return marks;
  // Most marks have one report. Of equals an even sample is shown, the same each time: the
  // strongest would be of one type, and make any situation look like war.
  const auto weight = [&](std::uint32_t i) {
    const Snapshot::Mark& m = s.marks[i];
    const auto row =
        static_cast<std::uint64_t>(m.happening != 0 ? m.happening : s.reports[m.lead].row);
    std::uint64_t drawn = (row + 1) * 0x9E3779B97F4A7C15U;
    drawn = (drawn ^ (drawn >> 32U)) * 0xD6E8FEB86659FD93U;
    return std::tuple(m.reports, m.publishers, drawn ^ (drawn >> 32U));
  };
  std::nth_element(marks.begin(), marks.begin() + static_cast<std::ptrdiff_t>(most), marks.end(),
                   [&](std::uint32_t a, std::uint32_t b) {
                     const auto x = weight(a);
                     const auto y = weight(b);
                     return x != y ? x > y : a < b;
                   });
  marks.resize(most);
  std::sort(marks.begin(), marks.end());
  return marks;
}

void Tally::add(const Snapshot& snapshot, const Snapshot::Mark& mark) {
  ++count;
  ++quads[snapshot.quad_of(mark)];
  score += mark.score;
}

void Tally::write(Json& into) const {
  into["count"] = count;
  into["verbal_cooperation"] = quads[0];
  into["material_cooperation"] = quads[1];
  into["verbal_conflict"] = quads[2];
  into["material_conflict"] = quads[3];
  into["score_sum"] = rounded(score);
}

Result<Json> brief_json(const Database& database, std::int64_t article) {
  auto query = database.prepare(
      "SELECT id, title, publisher, published, url FROM articles WHERE article = ?");
  if (!query.ok()) return query.error();
  Json out;
  const auto done = for_each_row(query.value().bind(article), [&](const Query& q) {
    out = {{"id", q.text(0)},
           {"title", or_null(q.text(1))},
           {"publisher", or_null(q.text(2))},
           {"published", or_null(q.text(3))},
           {"url", or_null(q.text(4))}};
  });
  if (!done.ok()) return done.error();
  return out;
}

Result<Offsets16> offsets_of(const Database& database, std::int64_t article, bool utf16) {
  if (!utf16) return Offsets16("", false);
  const auto text = article_text(database, article);
  if (!text.ok()) return text.error();
  return Offsets16(text.value(), true);
}

Result<Offsets16> offsets_of_event(const Database& database, const std::string& event, bool utf16) {
  auto query = database.prepare(
      "SELECT article FROM events WHERE id = ? ORDER BY current DESC, event LIMIT 1");
  if (!query.ok()) return query.error();
  const auto article = query.value().bind(event).first_integer();
  if (!article.ok()) return article.error();
  return article.value() == 0 ? Offsets16("", false) : offsets_of(database, article.value(), utf16);
}

Result<Json> report_json(const Database& database, const Snapshot& s, std::int64_t row,
                         const Offsets16* offsets) {
  auto query = database.prepare(
      "SELECT e.id, e.type, e.act, e.mode, e.modality, (SELECT stage FROM happening_reports h "
      "WHERE "
      "h.event = e.event), e.quad, e.score, e.cameo, e.confidence, e.day, e.place, e.evidence, "
      "e.evidence_begin, e.evidence_end, e.trigger, e.trigger_begin, e.trigger_end, e.because, "
      "e.article, (SELECT h.id FROM happening_reports r JOIN happenings h USING(happening) WHERE "
      "r.event = e.event) FROM events e WHERE e.event = ?");
  if (!query.ok()) return query.error();
  Query& q = query.value();
  const auto found = q.bind(row).step();
  if (!found.ok()) return found.error();
  if (!found.value()) return Json();
  const auto at = [&](std::int64_t byte) {
    const auto b = static_cast<std::size_t>(std::max<std::int64_t>(byte, 0));
    return offsets == nullptr ? byte : offsets->out(b);
  };
  Json j;
  j["id"] = q.text(0);
  j["type"] = q.text(1);
  j["act"] = q.text(2);
  j["mode"] = or_null(q.text(3));
  j["modality"] = q.text(4);
  j["stage"] = q.is_null(5) ? q.text(4) : q.text(5);
  j["quad"] = q.text(6);
  j["score"] = q.real(7);
  j["cameo"] = q.text(8);
  j["confidence"] = q.real(9);
  j["day"] = or_null(q.text(10));
  j["actors"] = Json::array();
  j["recipients"] = Json::array();
  j["place"] = q.is_null(11) ? Json() : place_json(s, static_cast<std::int32_t>(q.integer(11)));
  j["contexts"] = Json::array();
  j["evidence"] = {
      {"text", q.text(12)},
      {"begin", at(q.integer(13))},
      {"end", at(q.integer(14))},
      {"trigger",
       {{"text", q.text(15)}, {"begin", at(q.integer(16))}, {"end", at(q.integer(17))}}}};
  j["because"] = q.text(18);
  auto article = brief_json(database, q.integer(19));
  if (!article.ok()) return article.error();
  j["article"] = std::move(article.value());
  j["happening"] = or_null(q.text(20));
  auto parties = database.prepare(
      "SELECT side, actor, name, country, sector, role, text, first, last FROM parties WHERE event "
      "= ? ORDER BY side, number");
  if (!parties.ok()) return parties.error();
  auto done = for_each_row(parties.value().bind(row), [&](const Query& p) {
    j[p.text(0) == "actor" ? "actors" : "recipients"].push_back({{"actor", p.integer(1)},
                                                                 {"name", p.text(2)},
                                                                 {"country", p.text(3)},
                                                                 {"sector", or_null(p.text(4))},
                                                                 {"role", or_null(p.text(5))},
                                                                 {"text", p.text(6)},
                                                                 {"begin", at(p.integer(7))},
                                                                 {"end", at(p.integer(8))}});
  });
  if (!done.ok()) return done.error();
  auto contexts = database.prepare("SELECT context FROM event_contexts WHERE event = ?");
  if (!contexts.ok()) return contexts.error();
  done = for_each_row(contexts.value().bind(row),
                      [&](const Query& c) { j["contexts"].push_back(c.text(0)); });
  if (!done.ok()) return done.error();
  auto review = standing_review(database, j["id"].get<std::string>(), offsets);
  if (!review.ok()) return review.error();
  j["review"] = std::move(review.value());
  return j;
}

}  // namespace dragoman
