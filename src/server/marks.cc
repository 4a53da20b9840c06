#include "server/marks.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "server/review_json.h"
#include "store/store.h"

namespace dragoman {

namespace {

/// Makes an object of fields whose names differ: each is put behind the others, without the search
/// for one of its name that an object makes. Thousands of marks are written so.
class Fields {
 public:
  explicit Fields(std::size_t count) { object_.reserve(count); }
  void add(const char* name, Json value) { object_.emplace_back(name, std::move(value)); }
  [[nodiscard]] Json take() { return std::move(object_); }

 private:
  Json::object_t object_;
};

Json who(const Snapshot& s, const Snapshot::Party& party) {
  const auto& actor = s.actors[static_cast<std::size_t>(party.actor)];
  Fields j(4);
  j.add("actor", party.actor);
  j.add("name", actor.name);
  j.add("country", actor.country);
  j.add("sector", or_null(s.sectors.at(party.sector)));
  return j.take();
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
Json mark_json(const Snapshot& s, const Snapshot::Mark& m, const std::string& id,
               const std::string& event) {
  Fields j(22);
  j.add("id", id);
  j.add("event", event);
  j.add("kind", m.happening != 0 ? "happening" : "report");
  j.add("type", s.types.at(m.type));
  j.add("act", s.acts.at(m.act));
  j.add("mode", or_null(s.modes.at(m.mode)));
  j.add("stage", s.stages.at(m.stage));
  j.add("quad", s.quads.at(m.quad));
  j.add("score", rounded(m.score));
  j.add("confidence", rounded(m.confidence));
  j.add("day", or_null(told_day(m.day)));
  j.add("day_end", or_null(told_day(m.day_end)));
  j.add("first_seen", or_null(told_day(m.first_seen)));
  j.add("last_seen", or_null(told_day(m.last_seen)));
  Json actors = Json::array();
  Json recipients = Json::array();
  const Snapshot::Report& lead = s.reports[m.lead];
  for (std::size_t i = 0; i < lead.parties; ++i) {
    const Snapshot::Party& p = s.parties[lead.first_party + i];
    (p.acts ? actors : recipients).push_back(who(s, p));
  }
  j.add("actors", std::move(actors));
  j.add("recipients", std::move(recipients));
  j.add("place", place_json(s, m.place));
  j.add("reports", m.reports);
  j.add("articles", m.articles);
  j.add("publishers", m.publishers);
  return j.take();
}

}  // namespace

Result<Json> marks_json(const Database& database, const Snapshot& s,
                        const std::vector<std::uint32_t>& marks) {
  std::optional<Result<Query>> query;
  Json out = Json::array();
  out.get_ref<Json::array_t&>().reserve(marks.size());
  for (const std::uint32_t i : marks) {
    const Snapshot::Mark& m = s.marks[i];
    const Snapshot::Report& lead = s.reports[m.lead];
    if (m.id != 0 && lead.id != 0) {
      out.push_back(mark_json(s, m, fmt::format("{:016x}", m.id), fmt::format("{:016x}", lead.id)));
      continue;
    }
    if (!query)
      query.emplace(database.prepare(
          "SELECT e.id, (SELECT id FROM happenings WHERE happening = ?) FROM events e WHERE "
          "e.event = ?"));
    if (!query->ok()) return query->error();
    std::string event;
    std::string id;
    const auto done =
        for_each_row(query->value().bind(m.happening).bind(lead.row), [&](const Query& q) {
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

ReportReader::ReportReader(const Database& database, const Snapshot& snapshot)
    : database_(database),
      snapshot_(snapshot),
      report_(database.prepare(
          "SELECT e.id, e.type, e.act, e.mode, e.modality, r.stage, e.quad, e.score, e.cameo, "
          "e.confidence, e.day, e.place, e.evidence, e.evidence_begin, e.evidence_end, e.trigger, "
          "e.trigger_begin, e.trigger_end, e.because, h.id, a.id, a.title, a.publisher, "
          "a.published, a.url, EXISTS (SELECT 1 FROM reviews v WHERE v.event = e.id AND v.undone "
          "IS NULL) FROM events e JOIN articles a ON a.article = e.article LEFT JOIN "
          "happening_reports r ON r.event = e.event LEFT JOIN happenings h ON h.happening = "
          "r.happening WHERE e.event = ?")),
      parties_(
          database.prepare("SELECT side, actor, name, country, sector, role, text, first, last "
                           "FROM parties WHERE event = ? ORDER BY side, number")),
      contexts_(database.prepare("SELECT context FROM event_contexts WHERE event = ?")) {}

Result<Json> ReportReader::read(std::int64_t row, const Offsets16* offsets) {
  for (const auto* query : {&report_, &parties_, &contexts_})
    if (!query->ok()) return query->error();
  const auto at = [&](std::int64_t byte) {
    const auto b = static_cast<std::size_t>(std::max<std::int64_t>(byte, 0));
    return offsets == nullptr ? byte : offsets->out(b);
  };
  Json actors = Json::array();
  Json recipients = Json::array();
  auto done = for_each_row(parties_.value().bind(row), [&](const Query& p) {
    Fields party(9);
    party.add("actor", p.integer(1));
    party.add("name", p.text(2));
    party.add("country", p.text(3));
    party.add("sector", or_null(p.text(4)));
    party.add("role", or_null(p.text(5)));
    party.add("text", p.text(6));
    party.add("begin", at(p.integer(7)));
    party.add("end", at(p.integer(8)));
    (p.text(0) == "actor" ? actors : recipients).push_back(party.take());
  });
  if (!done.ok()) return done.error();
  Json contexts = Json::array();
  done = for_each_row(contexts_.value().bind(row),
                      [&](const Query& c) { contexts.push_back(c.text(0)); });
  if (!done.ok()) return done.error();
  Json out;
  bool decided = false;
  std::string id;
  done = for_each_row(report_.value().bind(row), [&](const Query& q) {
    id = q.text(0);
    decided = q.integer(25) != 0;
    Fields j(20);
    j.add("id", id);
    j.add("type", q.text(1));
    j.add("act", q.text(2));
    j.add("mode", or_null(q.text(3)));
    j.add("modality", q.text(4));
    j.add("stage", q.is_null(5) ? q.text(4) : q.text(5));
    j.add("quad", q.text(6));
    j.add("score", q.real(7));
    j.add("cameo", q.text(8));
    j.add("confidence", q.real(9));
    j.add("day", or_null(q.text(10)));
    j.add("actors", std::move(actors));
    j.add("recipients", std::move(recipients));
    j.add("place",
          q.is_null(11) ? Json() : place_json(snapshot_, static_cast<std::int32_t>(q.integer(11))));
    j.add("contexts", std::move(contexts));
    j.add("evidence",
          {{"text", q.text(12)},
           {"begin", at(q.integer(13))},
           {"end", at(q.integer(14))},
           {"trigger",
            {{"text", q.text(15)}, {"begin", at(q.integer(16))}, {"end", at(q.integer(17))}}}});
    j.add("because", q.text(18));
    j.add("article", {{"id", q.text(20)},
                      {"title", or_null(q.text(21))},
                      {"publisher", or_null(q.text(22))},
                      {"published", or_null(q.text(23))},
                      {"url", or_null(q.text(24))}});
    j.add("happening", or_null(q.text(19)));
    j.add("review", nullptr);
    out = j.take();
  });
  if (!done.ok()) return done.error();
  if (decided) {
    auto review = standing_review(database_, id, offsets);
    if (!review.ok()) return review.error();
    out["review"] = std::move(review.value());
  }
  return out;
}

}  // namespace dragoman
