// Who acts, and all that is known about one of them.
#include <algorithm>
#include <array>
#include <charconv>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "server/marks.h"
#include "server/views.h"
#include "store/dossier.h"

namespace dragoman {

namespace {

constexpr std::size_t kRows = 50;
constexpr std::size_t kMostRows = 1000;
constexpr std::size_t kMostLike = 20;

Json row_json(const ActorName& a) {
  return {{"actor", a.actor}, {"name", a.name}, {"country", a.country}, {"events", a.events}};
}

Json cell_json(const Cell& cell) {
  struct Value {
    Json operator()(std::monostate) const { return nullptr; }
    Json operator()(std::int64_t n) const { return n; }
    Json operator()(double x) const { return x; }
    Json operator()(const std::string& s) const { return s; }
  };
  return std::visit(Value{}, cell);
}

Json rows_json(const Section& section) {
  Json out = Json::array();
  for (const auto& row : section.rows) {
    Json object;
    for (std::size_t c = 0; c < row.size(); ++c) object[section.columns[c]] = cell_json(row[c]);
    out.push_back(std::move(object));
  }
  return out;
}

/// The row of a name and country; 0 for none.
Result<std::int64_t> actor_row(const Database& database, std::string_view name,
                               std::string_view country) {
  auto query = database.prepare("SELECT actor FROM actors WHERE name = ? AND country = ?");
  if (!query.ok()) return query.error();
  return query.value().bind(name).bind(country).first_integer();
}

/// Name of an actor by row; empty for none.
Result<std::string> name_of(const Database& database, std::int64_t row) {
  auto query = database.prepare("SELECT name FROM actors WHERE actor = ?");
  if (!query.ok()) return query.error();
  std::string name;
  const auto done =
      for_each_row(query.value().bind(row), [&](const Query& q) { name = q.text(0); });
  if (!done.ok()) return done.error();
  return name;
}

/// Events, how often as actor and as recipient, and articles, of some actors.
Json counts_of(const Snapshot& s, const std::vector<std::uint32_t>& chosen,
               const std::vector<ActorName>& actors, Json& out) {
  std::int64_t events = 0;
  std::int64_t acts = 0;
  std::int64_t acted_on = 0;
  std::vector<std::int64_t> sectors(s.sectors.size());
  std::unordered_set<std::uint32_t> articles;
  std::int32_t first = kNoDay;
  std::int32_t last = kNoDay;
  for (const std::uint32_t i : chosen) {
    const Snapshot::Report& r = s.reports[i];
    bool active = false;
    bool passive = false;
    for (std::size_t p = 0; p < r.parties; ++p) {
      const Snapshot::Party& party = s.parties[r.first_party + p];
      if (std::none_of(actors.begin(), actors.end(),
                       [&](const ActorName& a) { return a.actor == party.actor; }))
        continue;
      (party.acts ? active : passive) = true;
      ++sectors[party.sector];
    }
    if (!active && !passive) continue;
    ++events;
    articles.insert(r.article);
    acts += active ? 1 : 0;
    acted_on += passive ? 1 : 0;
    if (r.day == kNoDay) continue;
    if (first == kNoDay) first = r.day;
    last = r.day;
  }
  if (sectors.size() > 1) {
    const auto most = std::max_element(sectors.begin() + 1, sectors.end());
    if (*most > 0) out["sector"] = s.sectors.at(static_cast<std::size_t>(most - sectors.begin()));
  }
  out["first"] = or_null(told_day(first));
  out["last"] = or_null(told_day(last));
  return {{"events", events},
          {"acts", acts},
          {"acted_on", acted_on},
          {"quotes", 0},
          {"articles", articles.size()}};
}

/// With whom, how and in what class of acts some actors meet, counted as the dossier of the command
/// line counts (schema Dossier, `dyads`). O(chosen).
Json dyads_json(const Snapshot& s, const std::vector<std::uint32_t>& chosen,
                const std::vector<ActorName>& actors, std::size_t most) {
  struct Dyad {
    std::int64_t events = 0;
    std::array<std::int64_t, 3> how{};  ///< acts, is acted on, together
    std::array<std::int64_t, 5> quads{};
    std::int32_t last = kNoDay;
    std::uint32_t last_report = UINT32_MAX;
  };
  std::unordered_map<std::int32_t, Dyad> dyads;
  const auto own = [&](const Snapshot::Party& p) {
    return std::any_of(actors.begin(), actors.end(),
                       [&](const ActorName& a) { return a.actor == p.actor; });
  };
  std::vector<std::pair<std::int32_t, std::size_t>> met;  ///< whom and how
  for (const std::uint32_t i : chosen) {
    const Snapshot::Report& r = s.reports[i];
    const auto begin = s.parties.begin() + r.first_party;
    const auto end = begin + r.parties;
    if (std::none_of(begin, end, own)) continue;
    const bool together = std::all_of(begin, end, [](const auto& p) { return p.acts; });
    met.clear();
    for (auto p = begin; p != end; ++p) {
      for (auto o = begin; o != end; ++o) {
        if (!own(*p) || own(*o) || (p->acts == o->acts && !together)) continue;
        met.emplace_back(o->actor, p->acts == o->acts ? 2 : p->acts ? 0 : 1);
      }
    }
    std::sort(met.begin(), met.end());
    met.erase(std::unique(met.begin(), met.end()), met.end());
    for (const auto& [whom, how] : met) {
      Dyad& d = dyads[whom];
      ++d.events;
      ++d.how[how];
      ++d.quads[s.quad_of(r.quad)];
      if (d.last_report != UINT32_MAX && r.day <= d.last) continue;
      d.last = r.day;
      d.last_report = i;
    }
  }
  std::vector<std::pair<std::int32_t, Dyad>> order(dyads.begin(), dyads.end());
  std::sort(order.begin(), order.end(), [&](const auto& x, const auto& y) {
    const auto& a = s.actors[static_cast<std::size_t>(x.first)];
    const auto& b = s.actors[static_cast<std::size_t>(y.first)];
    return std::tie(y.second.events, a.name, a.country) <
           std::tie(x.second.events, b.name, b.country);
  });
  if (most > 0 && order.size() > most) order.resize(most);
  Json out = Json::array();
  for (const auto& [whom, d] : order) {
    const auto& other = s.actors[static_cast<std::size_t>(whom)];
    const Snapshot::Report& last = s.reports[d.last_report];
    const std::string& mode = s.modes.at(last.mode);
    out.push_back({{"with_whom", other.name},
                   {"country", other.country},
                   {"events", d.events},
                   {"acts", d.how[0]},
                   {"acted_on", d.how[1]},
                   {"together", d.how[2]},
                   {"verbal_cooperation", d.quads[0]},
                   {"material_cooperation", d.quads[1]},
                   {"verbal_conflict", d.quads[2]},
                   {"material_conflict", d.quads[3]},
                   {"last", or_null(told_day(d.last))},
                   {"last_event", s.types.at(last.type) + (mode.empty() ? "" : "-" + mode)},
                   {"actor", whom}});
  }
  return out;
}

Result<std::int64_t> count_of(const Database& database, const std::string& sql) {
  auto query = database.prepare(sql);
  if (!query.ok()) return query.error();
  return query.value().first_integer();
}

}  // namespace

Reply actor_view(const Asked& a) {
  std::string name = a.id;
  std::int64_t row = 0;
  const auto [at, error] = std::from_chars(a.id.data(), a.id.data() + a.id.size(), row);
  if (error == std::errc() && at == a.id.data() + a.id.size()) {
    const auto found = name_of(a.database, row);
    if (!found.ok()) return found.error();
    name = found.value();
  }
  if (name.empty()) return Refusal{404, "no such actor", "look for a name with /api/actors?q="};
  auto matches = find_actors(a.database, name);
  if (!matches.ok()) return matches.error();
  std::vector<ActorName>& same = matches.value().exact;
  if (same.empty())
    return Refusal{404, "nobody is called " + name, "look for a name with /api/actors?q="};
  // The one that was asked for leads.
  const auto asked =
      std::find_if(same.begin(), same.end(), [&](const ActorName& x) { return x.actor == row; });
  if (asked != same.end()) std::rotate(same.begin(), asked, asked + 1);

  Json out;
  out["actor"] = same.front().actor;
  out["name"] = same.front().name;
  out["country"] = same.front().country;
  out["sector"] = nullptr;
  out["same"] = Json::array();
  std::string rows;
  for (const ActorName& x : same) {
    out["same"].push_back(row_json(x));
    rows += (rows.empty() ? "" : ",") + std::to_string(x.actor);
  }
  out["like"] = Json::array();
  for (const ActorName& x : matches.value().like)
    if (out["like"].size() < kMostLike) out["like"].push_back(row_json(x));

  // Those of others are passed over when they are counted; the columns are faster than the index of
  // names unless the filter asks for more.
  EventFilter theirs = a.filter;
  if (!Snapshot::only_days(theirs)) theirs.parties = {same.front().name};
  const auto chosen = a.snapshot.choose(a.database, theirs);
  if (!chosen.ok()) return chosen.error();
  out["counts"] = counts_of(a.snapshot, chosen.value(), same, out);
  const auto quotes = count_of(a.database,
                               "SELECT count(*) FROM quotes q JOIN codings c USING(coding) WHERE "
                               "c.superseded_by IS NULL AND q.speaker IN (" +
                                   rows + ")");
  if (!quotes.ok()) return quotes.error();
  out["counts"]["quotes"] = quotes.value();

  // The columns know who meets whom, but only as it is now.
  const std::size_t most = a.number("limit", kRows, kMostRows);
  const bool now = a.filter.as_of.empty();
  const auto sections = dossier(a.database, same, a.filter, most, !now);
  if (!sections.ok()) return sections.error();
  for (const Section& section : sections.value()) {
    // In its place among the others.
    if (now && section.name == "quotes")
      out["dyads"] = dyads_json(a.snapshot, chosen.value(), same, most);
    out[section.name] = rows_json(section);
  }
  if (!now) {
    for (Json& dyad : out["dyads"]) {
      const auto other = actor_row(a.database, dyad["with_whom"].get<std::string>(),
                                   dyad["country"].get<std::string>());
      if (!other.ok()) return other.error();
      dyad["actor"] = other.value();
      Json& last = dyad["last"];
      if (last.is_string() && last.get_ref<const std::string&>().empty()) last = nullptr;
    }
  }
  for (Json& quote : out["quotes"]) quote["direct"] = quote["direct"] == 1;
  return out;
}

Reply actors_view(const Asked& a) {
  const std::size_t most = a.number("limit", kRows, kMostRows);
  Json out = Json::array();
  const std::string_view words = a.request.value("q");
  const Snapshot& s = a.snapshot;
  EventFilter filter = a.filter;
  if (!words.empty()) filter.parties.emplace_back(words);
  const auto chosen = s.choose(a.database, filter);
  if (!chosen.ok()) return chosen.error();
  std::vector<bool> wanted;
  if (!words.empty()) {
    const auto matches = find_actors(a.database, words);
    if (!matches.ok()) return matches.error();
    wanted.resize(s.actors.size());
    for (const auto* list : {&matches.value().exact, &matches.value().like})
      for (const ActorName& x : *list)
        if (static_cast<std::size_t>(x.actor) < wanted.size())
          wanted[static_cast<std::size_t>(x.actor)] = true;
  }
  struct Row {
    std::int64_t events = 0, acts = 0, acted_on = 0, articles = 0;
    std::uint32_t last_report = UINT32_MAX, last_article = 0;
    std::int32_t first = kNoDay, last = kNoDay;
    std::uint16_t sector = 0;
  };
  std::vector<Row> rows(s.actors.size());
  for (const std::uint32_t i : chosen.value()) {
    const Snapshot::Report& r = s.reports[i];
    for (std::size_t p = 0; p < r.parties; ++p) {
      const Snapshot::Party& party = s.parties[r.first_party + p];
      Row& row = rows[static_cast<std::size_t>(party.actor)];
      ++(party.acts ? row.acts : row.acted_on);
      if (party.sector != 0) row.sector = party.sector;
      if (row.last_report == i) continue;
      row.last_report = i;
      ++row.events;
      if (row.last_article != r.article) ++row.articles;
      row.last_article = r.article;
      if (r.day == kNoDay) continue;
      if (row.first == kNoDay) row.first = r.day;
      row.last = r.day;
    }
  }
  std::vector<std::pair<std::int64_t, std::size_t>> order;
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (rows[i].events > 0 && (wanted.empty() || wanted[i])) order.emplace_back(-rows[i].events, i);
  std::sort(order.begin(), order.end());
  if (order.size() > most) order.resize(most);
  auto quotes = a.database.prepare(
      "SELECT count(*) FROM quotes q JOIN codings c USING(coding) WHERE c.superseded_by IS NULL "
      "AND "
      "q.speaker = ?");
  if (!quotes.ok()) return quotes.error();
  for (const auto& [events, i] : order) {
    const Row& row = rows[i];
    const auto said = quotes.value().bind(static_cast<std::int64_t>(i)).first_integer();
    if (!said.ok()) return said.error();
    out.push_back({{"actor", i},
                   {"name", s.actors[i].name},
                   {"country", s.actors[i].country},
                   {"sector", or_null(s.sectors.at(row.sector))},
                   {"events", row.events},
                   {"acts", row.acts},
                   {"acted_on", row.acted_on},
                   {"quotes", said.value()},
                   {"articles", row.articles},
                   {"first", or_null(told_day(row.first))},
                   {"last", or_null(told_day(row.last))}});
  }
  return Json{{"actors", std::move(out)}};
}

}  // namespace dragoman
