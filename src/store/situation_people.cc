// Who takes part in a situation, which offices they are said to hold, and what they say.
#include <map>

#include "store/situation_parts.h"

namespace dragoman {

namespace {

constexpr std::size_t kMostRoles = 4;

constexpr const char* kActors =
    "SELECT p.actor, n.name, n.country, count(DISTINCT r.happening) AS happenings, count(DISTINCT "
    "CASE p.side WHEN 'actor' THEN r.happening END), count(DISTINCT CASE p.side WHEN 'recipient' "
    "THEN r.happening END), min(coalesce(h.day, h.first_seen)), max(coalesce(h.day, "
    "h.first_seen)), min(p.event) FROM happening_reports r JOIN happenings h ON h.happening = "
    "r.happening JOIN parties p ON p.event = r.event JOIN actors n ON n.actor = p.actor WHERE "
    "r.happening IN (SELECT value FROM json_each(?1)) GROUP BY p.actor ORDER BY happenings DESC, "
    "n.name, n.country LIMIT ?2";

constexpr const char* kRoles =
    "SELECT role, organisation, country, valid, min(published), max(published) AS last, "
    "group_concat(publisher, ', ') FROM (SELECT DISTINCT r.role, r.organisation, r.country, "
    "r.valid, a.published, a.publisher FROM roles r JOIN codings c ON c.coding = r.coding AND "
    "c.superseded_by IS NULL JOIN articles a ON a.article = c.article WHERE r.actor = ?1 ORDER BY "
    "1, 2, 3, 4, a.published, a.publisher) GROUP BY role, organisation, country, valid ORDER BY "
    "last DESC, role, organisation, country, valid LIMIT ?2";

constexpr const char* kQuotes =
    "SELECT n.name, q.content, a.published, a.publisher, a.title, a.url, a.article, q.direct FROM "
    "(SELECT DISTINCT e.coding FROM happening_reports r JOIN events e ON e.event = r.event WHERE "
    "r.happening IN (SELECT value FROM json_each(?1))) c JOIN quotes q ON q.coding = c.coding JOIN "
    "codings k ON k.coding = q.coding JOIN articles a ON a.article = k.article JOIN actors n ON "
    "n.actor = q.speaker WHERE q.speaker IN (SELECT value FROM json_each(?2)) AND q.content <> '' "
    "ORDER BY a.published DESC, q.direct DESC, q.coding, q.number LIMIT ?3";

/// Words each once, in the order of their first time.
std::string each_once(std::string_view list) {
  std::string out;
  for (std::size_t at = 0; at <= list.size();) {
    const std::size_t end = std::min(list.find(", ", at), list.size());
    const std::string one(list.substr(at, end - at));
    if (!one.empty() && (", " + out + ", ").find(", " + one + ", ") == std::string::npos)
      out += (out.empty() ? "" : ", ") + one;
    at = end + 2;
  }
  return out;
}

Result<Done> add_roles(Query& q, std::int64_t actor, ShownActor& to) {
  q.bind(actor).bind(static_cast<std::int64_t>(kMostRoles));
  return for_each_row(q, [&](Query&) {
    to.roles.push_back({std::string(q.text(0)), std::string(q.text(1)), std::string(q.text(2)),
                        std::string(q.text(3)), std::string(q.text(4)), std::string(q.text(5)),
                        each_once(q.text(6))});
  });
}

}  // namespace

Result<Done> gather_people(const Database& database, const Chosen& chosen, const ViewLimits& limits,
                           SituationView& view) {
  auto actors = database.prepare(kActors);
  if (!actors.ok()) return actors.error();
  Query& q = actors.value();
  q.bind(chosen.all).bind(static_cast<std::int64_t>(limits.actors));
  std::vector<std::int64_t> rows;
  auto done = for_each_row(q, [&](Query&) {
    rows.push_back(q.integer(0));
    view.actors.push_back({std::string(q.text(1)),
                           std::string(q.text(2)),
                           q.integer(3),
                           q.integer(4),
                           q.integer(5),
                           std::string(q.text(6)),
                           std::string(q.text(7)),
                           {},
                           static_cast<std::size_t>(q.integer(8))});
  });
  if (!done.ok()) return done;
  auto roles = database.prepare(kRoles);
  if (!roles.ok()) return roles.error();
  std::string ids = "[";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    ids += (i > 0 ? "," : "") + std::to_string(rows[i]);
    done = add_roles(roles.value(), rows[i], view.actors[i]);
    if (!done.ok()) return done;
  }
  auto quotes = database.prepare(kQuotes);
  if (!quotes.ok()) return quotes.error();
  Query& s = quotes.value();
  s.bind(chosen.all).bind(ids + "]").bind(static_cast<std::int64_t>(limits.quotes));
  return for_each_row(s, [&](Query&) {
    view.quotes.push_back({std::string(s.text(0)), std::string(s.text(1)), std::string(s.text(2)),
                           std::string(s.text(3)), std::string(s.text(4)), std::string(s.text(5)),
                           s.integer(6), s.integer(7) != 0});
  });
}

}  // namespace dragoman
