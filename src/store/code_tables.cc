#include "store/code_tables.h"

#include <array>
#include <charconv>

#include "knowledge/table.h"
#include "store/signature.h"
#include "text/folded.h"

namespace dragoman {

namespace {

template <typename Number>
Number number(std::string_view text) {
  Number value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

/// A code that an actor of this country and sector has, one row each.
struct ActorRow {
  std::string country, sector;
  CameoActor actor;
};

std::vector<ActorRow> actor_rows(const CodeTables& t) {
  std::vector<std::string> countries{""};
  for (const auto& [iso3, codes] : t.countries.all()) countries.push_back(iso3);
  for (const auto& [code, row] : t.actors.international()) countries.push_back(code);
  std::vector<std::string> sectors{""};
  for (const auto& [sector, row] : t.actors.sectors()) sectors.push_back(sector);
  std::vector<ActorRow> out;
  for (const std::string& country : countries)
    for (const std::string& sector : sectors)
      out.push_back({country, sector, t.actors.actor(country, sector)});
  return out;
}

/// All rows of the ref_ tables, each as its table and its values.
struct Copy {
  std::string_view table;
  std::vector<std::string> values;
};

std::vector<Copy> copies(const CodeTables& t) {
  std::vector<Copy> out;
  for (const auto& [iso3, c] : t.countries.all()) {
    const auto place = t.places.find(iso3);
    out.push_back({"ref_countries",
                   {iso3, c.name, c.iso2, c.numeric, c.fips, c.gw, c.cow,
                    place == t.places.end() ? "0" : std::to_string(place->second)}});
  }
  for (const auto& [code, row] : t.actors.international())
    out.push_back({"ref_countries", {code, row.icews, "", "", "", "", "", "0"}});
  for (const auto& [code, c] : t.cameo.codes()) {
    const CodeTables::Root root = t.root_of(code);
    out.push_back({"ref_cameo",
                   {code, c.name, code.substr(0, 3), code.substr(0, 2), std::to_string(root.quad),
                    std::to_string(root.penta), std::to_string(c.gdelt), std::to_string(c.phoenix),
                    std::to_string(c.icews)}});
  }
  for (const auto& [sector, row] : t.actors.sectors())
    out.push_back({"ref_sectors", {sector, row.type, row.icews}});
  for (const auto& [name, code] : t.states) out.push_back({"ref_us_states", {name, code}});
  for (const ActorRow& row : actor_rows(t)) {
    const auto& types = row.actor.types;
    const auto type = [&](std::size_t i) { return i < types.size() ? types[i] : std::string(); };
    out.push_back({"ref_actors",
                   {row.country, row.sector, row.actor.code, row.actor.country, row.actor.group,
                    type(0), type(1), type(2)}});
  }
  return out;
}

Result<Done> fill(Database& database, const std::vector<Copy>& rows, const std::string& hash) {
  for (const char* table : {"ref_countries", "ref_cameo", "ref_sectors", "ref_us_states",
                            "ref_actors", "ref_version"}) {
    auto done = database.execute(std::string("DELETE FROM ") + table);
    if (!done.ok()) return done;
  }
  std::map<std::string_view, Query> inserts;
  for (const Copy& row : rows) {
    auto found = inserts.find(row.table);
    if (found == inserts.end()) {
      std::string marks = "?";
      for (std::size_t i = 1; i < row.values.size(); ++i) marks += ",?";
      auto query =
          database.prepare("INSERT INTO " + std::string(row.table) + " VALUES(" + marks + ")");
      if (!query.ok()) return query.error();
      found = inserts.emplace(row.table, std::move(query.value())).first;
    }
    for (const std::string& value : row.values) found->second.bind(value);
    auto done = found->second.run();
    if (!done.ok()) return done;
  }
  auto version = database.prepare("INSERT INTO ref_version VALUES(?)");
  if (!version.ok()) return version.error();
  return version.value().bind(hash).run();
}

}  // namespace

Result<CodeTables> CodeTables::load(const std::string& directory) {
  CodeTables out;
  auto countries = CountryCodeTable::load(directory);
  if (!countries.ok()) return countries.error();
  out.countries = std::move(countries.value());
  auto cameo = Crosswalk::load(directory);
  if (!cameo.ok()) return cameo.error();
  out.cameo = std::move(cameo.value());
  auto actors = CameoActors::load(directory);
  if (!actors.ok()) return actors.error();
  out.actors = std::move(actors.value());
  auto acled = Acled::load(directory);
  if (!acled.ok()) return acled.error();
  out.acled = std::move(acled.value());
  const auto roots = read_table(directory + "/ontology/cameo_roots.tsv", 3);
  if (!roots.ok()) return roots.error();
  for (const auto& row : roots.value().rows)
    out.roots[std::string(row.at(0))] = {number<int>(row.at(1)), number<int>(row.at(2))};
  const auto states = read_table(directory + "/knowledge/us_states.tsv", 2);
  if (!states.ok()) return states.error();
  for (const auto& row : states.value().rows)
    out.states[std::string(row.at(0))] = std::string(row.at(1));
  const auto places = read_table(directory + "/knowledge/countries.tsv", 9);
  if (!places.ok()) return places.error();
  for (const auto& row : places.value().rows) {
    out.places[std::string(row.at(0))] = number<std::int64_t>(row.at(8));
    out.country_names.try_emplace(fold(row.at(1)), row.at(0));
    for (const std::string_view alias : split(row.at(2), '|'))
      out.country_names.try_emplace(fold(alias), row.at(0));
  }
  for (const auto& [iso3, codes] : out.countries.all())
    out.country_names.try_emplace(fold(codes.name), iso3);
  return out;
}

std::string CodeTables::iso3_of_fips(std::string_view fips) const {
  if (fips.empty()) return {};
  for (const auto& [iso3, codes] : countries.all())
    if (codes.fips == fips) return iso3;
  return {};
}

CodeTables::Root CodeTables::root_of(std::string_view code) const {
  const auto found = roots.find(code.substr(0, 2));
  return found == roots.end() ? Root() : found->second;
}

PlaceKind CodeTables::kind_of(const StoredPlace& p) const {
  if (p.country.empty()) return PlaceKind::region;
  const auto country = places.find(p.country);
  if (p.geonames != 0 && country != places.end() && country->second == p.geonames)
    return PlaceKind::country;
  if (p.admin1.empty() && countries.code(p.country, "name") == p.name) return PlaceKind::country;
  if (p.country == "USA" && p.name == p.admin1 && states.contains(p.name))
    return PlaceKind::division;
  if (p.geonames != 0) return PlaceKind::town;
  return p.name == p.admin1 || p.admin1.empty() ? PlaceKind::division : PlaceKind::county;
}

Result<Done> keep_code_tables(Database& database, const CodeTables& tables) {
  const std::vector<Copy> rows = copies(tables);
  std::string all;
  for (const Copy& row : rows) {
    all += row.table;
    for (const std::string& value : row.values) (all += '\t') += value;
    all += '\n';
  }
  const std::string hash = content_hash(all);
  auto same = database.prepare("SELECT count(*) FROM ref_version WHERE hash = ?");
  if (!same.ok()) return same.error();
  const auto count = same.value().bind(hash).first_integer();
  if (!count.ok()) return count.error();
  if (count.value() != 0) return Done{};
  auto done = database.execute("BEGIN IMMEDIATE");
  if (!done.ok()) return done;
  done = fill(database, rows, hash);
  const auto end = database.execute(done.ok() ? "COMMIT" : "ROLLBACK");
  return done.ok() ? end : done;
}

}  // namespace dragoman
