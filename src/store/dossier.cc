#include "store/dossier.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "reading/role_words.h"
#include "text/folded.h"

namespace dragoman {

namespace {

constexpr int kMostNames = 2000;

std::string limited(std::size_t limit) {
  return limit > 0 ? fmt::format(" LIMIT {}", limit) : std::string();
}

Result<Section> ask(const Database& database, const std::string& sql,
                    const std::vector<const EventCondition*>& conditions, const char* name) {
  auto query = database.prepare(sql);
  if (!query.ok()) return query.error();
  for (const EventCondition* c : conditions) bind_values(query.value(), *c);
  return section_of(query.value(), name);
}

/// Columns of the section of roles.
enum RoleColumn : std::uint8_t { kRole, kOrganisation, kCountry, kValid, kFirst, kLast };

/// Of the same organisation and country, as far as both are named.
bool same_office(const std::vector<Cell>& a, const std::vector<Cell>& b) {
  if (office_of(text_of(a[kRole])) != office_of(text_of(b[kRole]))) return false;
  for (const auto column : {kOrganisation, kCountry}) {
    const std::string x = text_of(a[column]);
    const std::string y = text_of(b[column]);
    if (!x.empty() && !y.empty() && x != y) return false;
  }
  return true;
}

/// The days between the first and the last that an office is stated to be held in one way.
struct Held {
  std::string first, last;
};

/// Those of the office of `row`, by way.
std::map<std::string, Held> held(const Section& roles, const std::vector<Cell>& row) {
  std::map<std::string, Held> out;
  for (const auto& other : roles.rows) {
    if (!same_office(row, other)) continue;
    const std::string first = text_of(other[kFirst]);
    const auto [at, added] = out.try_emplace(text_of(other[kValid]), Held{first, first});
    at->second.first = std::min(at->second.first, first);
    at->second.last = std::max(at->second.last, text_of(other[kLast]));
  }
  return out;
}

/// Adds how else each office is said to be held in an overlapping time.
void add_disputes(Section& roles) {
  std::vector<Cell> disputes;
  for (const auto& row : roles.rows) {
    const auto ways = held(roles, row);
    const Held& own = ways.at(text_of(row[kValid]));
    std::vector<std::string> others;
    for (const auto& [valid, when] : ways) {
      if (valid != text_of(row[kValid]) && own.first <= when.last && when.first <= own.last)
        others.push_back(valid);
    }
    disputes.push_back(others.empty() ? Cell() : Cell(fmt::format("{}", fmt::join(others, ", "))));
  }
  roles.columns.emplace_back("disputed");
  for (std::size_t i = 0; i < disputes.size(); ++i) roles.rows[i].push_back(disputes[i]);
}

/// Whom an actor meets: the condition on its parties, its rows, the condition on events, a limit.
constexpr const char* kDyads =
    "WITH met AS (SELECT DISTINCT p.event, o.name, o.country, CASE WHEN p.side = o.side THEN 2 "
    "WHEN "
    "p.side = 'actor' THEN 0 ELSE 1 END AS how FROM parties p CROSS JOIN parties o ON o.event = "
    "p.event AND (o.side <> p.side OR (o.side = 'actor' AND o.number <> p.number AND NOT EXISTS "
    "(SELECT 1 FROM parties x WHERE x.event = p.event AND x.side = 'recipient'))) WHERE {} AND "
    "o.actor NOT IN ({})) SELECT name AS with_whom, country, count(*) AS events, sum(how = 0) AS "
    "acts, sum(how = 1) AS acted_on, sum(how = 2) AS together, sum(quad = 'verbal cooperation') AS "
    "verbal_cooperation, sum(quad = 'material cooperation') AS material_cooperation, sum(quad = "
    "'verbal conflict') AS verbal_conflict, sum(quad = 'material conflict') AS material_conflict, "
    "max(coalesce(day, '')) AS last, type || coalesce('-' || mode, '') AS last_event FROM met "
    "CROSS "
    "JOIN events e ON e.event = met.event WHERE {} GROUP BY name, country ORDER BY events DESC, "
    "name, country{}";

}  // namespace

std::string office_of(std::string_view role) {
  for (std::size_t space = role.find(' '); space != std::string_view::npos;
       space = role.find(' ')) {
    const std::string_view word = role.substr(0, space);
    const bool held = qualifies_role(word) && word != "deputy";
    if (!held && role_validity(std::string(word) + " x") == "current") break;
    role.remove_prefix(space + 1);
  }
  for (const std::string_view prefix : {"ex-", "then-"})
    if (role.starts_with(prefix)) role.remove_prefix(prefix.size());
  for (const std::string_view suffix : {"-elect", " elect", "-designate", " designate"})
    if (role.ends_with(suffix)) role.remove_suffix(suffix.size());
  return std::string(role);
}

Result<ActorMatches> find_actors(const Database& database, std::string_view name) {
  auto query = database.prepare(fmt::format(
      "SELECT a.actor, a.name, a.country, (SELECT count(DISTINCT p.event) FROM parties p WHERE "
      "p.actor = a.actor AND p.current = 1) AS events FROM (SELECT rowid FROM actor_search WHERE "
      "actor_search MATCH ? LIMIT {}) s JOIN actors a ON a.actor = s.rowid ORDER BY events DESC, "
      "a.name, a.country",
      kMostNames));
  if (!query.ok()) return query.error();
  Query& q = query.value();
  q.bind(std::string_view(name_query(name)));
  const std::string wanted = fold(name);
  ActorMatches out;
  for (;;) {
    const auto more = q.step();
    if (!more.ok()) return more.error();
    if (!more.value()) return out;
    ActorName a{q.integer(0), std::string(q.text(1)), std::string(q.text(2)), q.integer(3)};
    (fold(a.name) == wanted ? out.exact : out.like).push_back(std::move(a));
  }
}

Result<Section> rank_actors(const Database& database, const EventFilter& filter,
                            std::size_t limit) {
  const EventCondition events = condition_of(filter);
  const EventCondition codings = codings_condition_of(filter);
  return ask(database,
             "WITH top AS (SELECT p.actor, n.name, n.country, count(DISTINCT p.event) AS events, "
             "count(DISTINCT CASE side WHEN 'actor' THEN p.event END) AS acts, count(DISTINCT CASE "
             "side WHEN 'recipient' THEN p.event END) AS acted_on, count(DISTINCT e.article) AS "
             "articles, min(e.day) AS first, max(e.day) AS last FROM events e JOIN parties p ON "
             "p.event = e.event JOIN actors n ON n.actor = p.actor WHERE " +
                 events.where + " GROUP BY p.actor ORDER BY events DESC, n.name, n.country" +
                 limited(limit) +
                 ") SELECT t.name, t.country, (SELECT sector FROM parties s WHERE s.actor = "
                 "t.actor AND s.current = 1 AND sector IS NOT NULL GROUP BY sector ORDER BY "
                 "count(*) DESC, sector LIMIT 1) AS sector, t.events, t.acts, t.acted_on, (SELECT "
                 "count(*) FROM quotes q JOIN codings c USING(coding) JOIN articles a "
                 "USING(article) WHERE q.speaker = t.actor AND " +
                 codings.where +
                 ") AS quotes, t.articles, t.first, t.last FROM top t ORDER BY t.events DESC, "
                 "t.name, t.country",
             {&events, &codings}, "actors");
}

Result<std::vector<Section>> dossier(const Database& database, const std::vector<ActorName>& actors,
                                     const EventFilter& filter, std::size_t limit, bool dyads) {
  const EventCondition events = condition_of(filter);
  const EventCondition codings = codings_condition_of(filter);
  std::string ids;
  for (const ActorName& a : actors) ids += (ids.empty() ? "" : ",") + std::to_string(a.actor);
  // The index on parties holds those of current events only.
  const std::string party =
      fmt::format("p.actor IN ({}){}", ids, filter.as_of.empty() ? " AND p.current = 1" : "");
  const std::string of_codings =
      " JOIN codings c USING(coding) JOIN articles a USING(article) WHERE " + codings.where;
  std::vector<Section> out;
  const auto add = [&](Result<Section> section) {
    if (section.ok()) out.push_back(std::move(section.value()));
    return section.ok() ? Result<Done>(Done{}) : Result<Done>(section.error());
  };

  auto done = add(ask(database,
                      fmt::format("SELECT n.name, sum(n.mentions) AS mentions, count(DISTINCT "
                                  "c.article) AS articles FROM actor_names n{} AND n.actor IN ({}) "
                                  "GROUP BY n.name ORDER BY mentions DESC, n.name{}",
                                  of_codings, ids, limited(limit)),
                      {&codings}, "names"));
  if (!done.ok()) return done.error();

  // All of them: a dispute may be with the rarest.
  done = add(ask(database,
                 fmt::format("SELECT r.role, r.organisation, r.country, r.valid, min(a.published) "
                             "AS first, max(a.published) AS last, count(*) AS count, "
                             "group_concat(DISTINCT a.publisher) AS sources FROM roles r{} AND "
                             "r.actor IN ({}) GROUP BY r.role, r.organisation, r.country, r.valid "
                             "ORDER BY first, last, r.role, r.organisation, r.country, r.valid",
                             of_codings, ids),
                 {&codings}, "roles"));
  if (!done.ok()) return done.error();
  add_disputes(out.back());

  if (dyads)
    done = add(ask(database, fmt::format(kDyads, party, ids, events.where, limited(limit)),
                   {&events}, "dyads"));
  if (!done.ok()) return done.error();

  done = add(ask(database,
                 fmt::format("SELECT a.published, a.publisher, q.content, q.direct, q.cue, a.id AS "
                             "article, a.title FROM quotes q{} AND q.speaker IN ({}) ORDER BY "
                             "a.published DESC, q.coding, q.number{}",
                             of_codings, ids, limited(limit)),
                 {&codings}, "quotes"));
  if (!done.ok()) return done.error();

  done = add(ask(
      database,
      fmt::format("WITH told AS (SELECT coding, count(DISTINCT event) AS events FROM (SELECT "
                  "e.coding, e.event FROM parties p CROSS JOIN events e ON e.event = p.event WHERE "
                  "{0} UNION ALL SELECT coding, NULL FROM actor_names WHERE actor IN ({1}) UNION "
                  "ALL SELECT coding, NULL FROM quotes WHERE speaker IN ({1}) UNION ALL SELECT "
                  "coding, NULL FROM roles WHERE actor IN ({1})) GROUP BY coding) SELECT "
                  "a.published, a.publisher, a.title, t.events, a.id AS article, a.url FROM told "
                  "t{2} ORDER BY a.published DESC, a.article{3}",
                  party, ids, of_codings, limited(limit)),
      {&codings}, "articles"));
  if (!done.ok()) return done.error();
  return out;
}

}  // namespace dragoman
