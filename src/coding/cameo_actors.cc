#include "coding/cameo_actors.h"

#include <algorithm>

#include "knowledge/table.h"

namespace dragoman {

namespace {

using Rows = std::map<std::string, CameoActors::Row, std::less<>>;

const CameoActors::Row* find(const Rows& rows, std::string_view key) {
  const auto found = rows.find(key);
  return found == rows.end() ? nullptr : &found->second;
}

}  // namespace

Result<CameoActors> CameoActors::load(const std::string& directory) {
  const auto table = read_table(directory + "/ontology/cameo_actors.tsv", 7);
  if (!table.ok()) return table.error();
  CameoActors out;
  for (const auto& row : table.value().rows) {
    Row entry{std::string(row.at(2)),
              std::string(row.at(3)),
              std::string(row.at(4)),
              std::string(row.at(6)),
              {}};
    for (const std::string_view sector : split(row.at(5), '|')) entry.drops.emplace_back(sector);
    const std::string key(row.at(1));
    if (row.at(0) == "country") {
      out.iso3_[entry.country] = key;
      out.countries_[key] = std::move(entry);
    } else if (row.at(0) == "international") {
      out.international_[key] = std::move(entry);
    } else if (row.at(0) == "sector") {
      // A type that several sectors are written as is read as the one of its name.
      if (key == entry.type) out.from_types_[key] = key;
      out.sectors_[key] = std::move(entry);
    } else if (row.at(0) == "also") {
      out.from_types_[entry.type] = key;
    } else if (row.at(0) == "label") {
      out.from_labels_[entry.icews] = key;
    } else {
      return Error{table.value().path + ":" + std::to_string(row.line),
                   "'" + std::string(row.at(0)) + "' is no kind of row",
                   "write country, international, sector, also or label"};
    }
  }
  for (const auto& [sector, entry] : out.sectors_) {
    // Whose own name means something else in CAMEO, MED, is read as what it means there.
    const auto same = out.sectors_.find(entry.type);
    if (same == out.sectors_.end() || same->second.type != entry.type)
      out.from_types_[entry.type] = sector;
    if (!entry.icews.empty()) out.from_labels_[entry.icews] = sector;
  }
  out.from_types_.erase("");
  return out;
}

CameoActor CameoActors::actor(std::string_view country, std::string_view sector) const {
  CameoActor out;
  const Row* const above = find(international_, country);
  if (above != nullptr) {
    out.country = above->country;
    out.group = above->group;
    if (!above->type.empty()) out.types.push_back(above->type);
    out.code = above->type + above->country + above->group;
    if (std::find(above->drops.begin(), above->drops.end(), sector) != above->drops.end())
      return out;
  } else if (!country.empty()) {
    const Row* const own = find(countries_, country);
    out.country = own != nullptr ? own->country : std::string(country);
    out.code = out.country;
  }
  const Row* const role = find(sectors_, sector);
  if (role == nullptr || role->type.empty()) return out;
  if (std::find(out.types.begin(), out.types.end(), role->type) != out.types.end()) return out;
  out.types.push_back(role->type);
  out.code += role->type;
  return out;
}

PloverActor CameoActors::plover(std::string_view country, std::string_view group,
                                const std::vector<std::string>& types) const {
  PloverActor out;
  const auto own = iso3_.find(country);
  out.country = own == iso3_.end() ? std::string(country) : own->second;
  for (const auto& [code, row] : international_) {
    const bool named = !row.group.empty() && row.group == group;
    const bool generic = row.group.empty() && country.empty() &&
                         std::find(types.begin(), types.end(), row.type) != types.end();
    if (named || (generic && out.country.empty())) out.country = code;
  }
  const bool above = international_.contains(out.country);
  for (const std::string& type : types) {
    const auto found = from_types_.find(type);
    if (found == from_types_.end()) continue;
    if (international_.contains(found->second)) {
      if (out.country.empty()) out.country = found->second;
    } else if (out.sector.empty()) {
      out.sector = found->second;
    }
  }
  if (out.sector.empty() && !above && !out.country.empty()) out.sector = "GOV";
  return out;
}

std::string CameoActors::sector_of_labels(std::string_view labels) const {
  std::string vague;
  for (std::string_view label : split(labels, ',')) {
    while (!label.empty() && (label.front() == ' ' || label.front() == '"')) label.remove_prefix(1);
    while (!label.empty() && (label.back() == ' ' || label.back() == '"')) label.remove_suffix(1);
    const auto found = from_labels_.find(label);
    if (found == from_labels_.end()) continue;
    const std::string& sector = found->second;
    if (sector != "GOV" && sector != "PTY" && sector != "CVL") return sector;
    if (vague.empty()) vague = sector;
  }
  return vague;
}

std::string_view CameoActors::icews_label(std::string_view code) const {
  for (const Rows* rows : {&sectors_, &international_})
    if (const Row* const row = find(*rows, code)) return row->icews;
  return {};
}

}  // namespace dragoman
