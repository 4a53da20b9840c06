// What a database holds and which filters make sense.
#include <algorithm>
#include <map>

#include "server/marks.h"
#include "server/meta.h"
#include "store/schema.h"

namespace dragoman {

namespace {

constexpr std::size_t kMostValues = 200;
constexpr std::size_t kMostDyads = 50;

/// Counts of what reports have.
struct Counts {
  explicit Counts(const Snapshot& s)
      : types(s.types.size()),
        modes(s.modes.size()),
        contexts(s.contexts.size()),
        sectors(s.sectors.size()),
        countries(s.countries.size()),
        publishers(s.publishers.size()) {
    for (const Snapshot::Report& r : s.reports) {
      ++types[r.type];
      ++modes[r.mode];
      if (r.article < s.publisher_of.size()) ++publishers[s.publisher_of[r.article]];
      for (std::size_t c = 0; c < r.contexts; ++c) ++contexts[s.context_of[r.first_context + c]];
      for (std::size_t p = 0; p < r.parties; ++p) {
        ++sectors[s.parties[r.first_party + p].sector];
        ++countries[s.parties[r.first_party + p].country];
      }
    }
  }
  std::vector<std::int64_t> types, modes, contexts, sectors, countries, publishers;
};

/// Counts with names; then those without a report, for whoever corrects one to them.
Result<Json> named_countries(const Database& database, Json countries) {
  std::map<std::string, std::string> names;
  auto query = database.prepare("SELECT country, name FROM ref_countries");
  if (!query.ok()) return query.error();
  const auto done = for_each_row(query.value(), [&](const Query& q) {
    names.emplace(std::string(q.text(0)), std::string(q.text(1)));
  });
  if (!done.ok()) return done.error();
  Json out = Json::array();
  for (Json& c : countries) {
    const std::string code = c["value"].get<std::string>();
    const auto name = names.find(code);
    out.push_back({{"value", code},
                   {"name", name == names.end() ? code : name->second},
                   {"count", c["count"]}});
    if (name != names.end()) names.erase(name);
  }
  for (const auto& [code, name] : names)
    if (!name.empty()) out.push_back({{"value", code}, {"name", name}, {"count", 0}});
  return out;
}

Result<Json> counts_of(const Asked& a) {
  Json out;
  for (const auto& [name, sql] :
       {std::pair("articles", "SELECT count(*) FROM articles"),
        {"copies", "SELECT count(*) FROM articles WHERE duplicate_of IS NOT NULL"},
        {"events", ""},
        {"happenings", "SELECT count(*) FROM happenings"},
        {"stories", "SELECT count(*) FROM stories"},
        {"actors", "SELECT count(*) FROM actors"},
        {"places", "SELECT count(*) FROM places"},
        {"publishers", ""},
        {"reviews", "SELECT count(*) FROM reviews WHERE undone IS NULL"}}) {
    if (*sql == '\0') {
      out[name] = 0;
      continue;
    }
    auto query = a.database.prepare(sql);
    if (!query.ok()) return query.error();
    const auto count = query.value().first_integer();
    if (!count.ok()) return count.error();
    out[name] = count.value();
  }
  out["events"] = a.snapshot.reports.size();
  out["publishers"] = a.snapshot.publishers.size() - 1;
  return out;
}

}  // namespace

Reply meta_view(const Asked& a) {
  const Snapshot& s = a.snapshot;
  Json out;
  out["program"] = DRAGOMAN_VERSION;
  out["schema"] = kSchemaVersion;
  out["mark"] = s.newest;
  auto counts = counts_of(a);
  if (!counts.ok()) return counts.error();
  out["counts"] = std::move(counts.value());
  const auto dated = std::find_if(s.reports.begin(), s.reports.end(),
                                  [](const Snapshot::Report& r) { return r.day != kNoDay; });
  out["first_day"] = dated == s.reports.end() ? Json() : or_null(told_day(dated->day));
  out["last_day"] = s.reports.empty() ? Json() : or_null(told_day(s.reports.back().day));
  out["revision"] = nullptr;
  auto revision = a.database.prepare(
      "SELECT revision, version, recorded FROM revisions ORDER BY revision DESC LIMIT 1");
  if (!revision.ok()) return revision.error();
  auto done = for_each_row(revision.value(), [&](const Query& q) {
    out["revision"] = {{"revision", q.integer(0)}, {"version", q.text(1)}, {"recorded", q.text(2)}};
  });
  if (!done.ok()) return done.error();
  const Counts n(s);
  const Json types = counted_values(s.types, n.types, kMostValues);
  out["types"] = Json::array();
  for (const EventType& t : a.coder.ontology().types()) {
    const auto counted = std::find_if(types.begin(), types.end(),
                                      [&](const Json& c) { return c["value"] == t.name; });
    out["types"].push_back({{"value", t.name},
                            {"score", t.score},
                            {"quad", t.quad},
                            {"count", counted == types.end() ? Json(0) : (*counted)["count"]}});
  }
  out["stages"] = {"threatened", "demanded", "planned",   "agreed", "occurred",
                   "ongoing",    "ended",    "cancelled", "denied"};
  out["modalities"] = {"occurred",   "ongoing", "planned", "possible",  "demanded",
                       "threatened", "refused", "denied",  "cancelled", "background"};
  out["quads"] = {"verbal cooperation", "material cooperation", "verbal conflict",
                  "material conflict"};
  out["modes"] = counted_values(s.modes, n.modes, kMostValues);
  out["contexts"] = counted_values(s.contexts, n.contexts, kMostValues);
  out["sectors"] = counted_values(s.sectors, n.sectors, kMostValues);
  auto countries =
      named_countries(a.database, counted_values(s.countries, n.countries, kMostValues));
  if (!countries.ok()) return countries.error();
  out["countries"] = std::move(countries.value());
  out["publishers"] = counted_values(s.publishers, n.publishers, kMostValues);
  out["dyads"] = Json::array();
  auto dyads = a.database.prepare(
      "SELECT actor, recipient, count(*) AS n FROM dyads GROUP BY actor, recipient ORDER BY n "
      "DESC, "
      "actor, recipient LIMIT " +
      std::to_string(kMostDyads));
  if (!dyads.ok()) return dyads.error();
  done = for_each_row(dyads.value(), [&](const Query& q) {
    out["dyads"].push_back(
        {{"actor", q.text(0)}, {"recipient", q.text(1)}, {"count", q.integer(2)}});
  });
  if (!done.ok()) return done.error();
  return out;
}

}  // namespace dragoman
