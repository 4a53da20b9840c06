#include "knowledge/country_codes.h"

#include "knowledge/table.h"

namespace dragoman {

Result<CountryCodeTable> CountryCodeTable::load(const std::string& directory) {
  const auto table = read_table(directory + "/knowledge/country_codes.tsv", 7);
  if (!table.ok()) return table.error();
  CountryCodeTable out;
  for (const auto& row : table.value().rows) {
    out.codes_[std::string(row.at(0))] = {std::string(row.at(1)), std::string(row.at(2)),
                                          std::string(row.at(3)), std::string(row.at(4)),
                                          std::string(row.at(5)), std::string(row.at(6))};
  }
  return out;
}

const CountryCodes* CountryCodeTable::of(std::string_view iso3) const {
  const auto found = codes_.find(iso3);
  return found == codes_.end() ? nullptr : &found->second;
}

std::string_view CountryCodeTable::code(std::string_view iso3, std::string_view scheme) const {
  if (scheme == "iso3") return iso3;
  const CountryCodes* const c = of(iso3);
  if (c == nullptr) return {};
  if (scheme == "iso2") return c->iso2;
  if (scheme == "numeric") return c->numeric;
  if (scheme == "fips") return c->fips;
  if (scheme == "gw") return c->gw;
  if (scheme == "cow") return c->cow;
  return scheme == "name" ? std::string_view(c->name) : std::string_view();
}

}  // namespace dragoman
