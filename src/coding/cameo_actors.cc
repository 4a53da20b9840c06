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
    Rows* const into = row.at(0) == "country"         ? &out.countries_
                       : row.at(0) == "international" ? &out.international_
                       : row.at(0) == "sector"        ? &out.sectors_
                                                      : nullptr;
    if (into == nullptr) {
      return Error{table.value().path + ":" + std::to_string(row.line),
                   "'" + std::string(row.at(0)) + "' is no kind of actor",
                   "write country, international or sector"};
    }
    (*into)[std::string(row.at(1))] = std::move(entry);
  }
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

std::string_view CameoActors::icews_label(std::string_view code) const {
  for (const Rows* rows : {&sectors_, &international_})
    if (const Row* const row = find(*rows, code)) return row->icews;
  return {};
}

}  // namespace dragoman
