#include "formats/export/geography.h"

#include <algorithm>

namespace dragoman {

namespace {

/// Some divisions of the gazetteer have a code instead of a name.
std::string named(const std::string& admin1) {
  const bool code =
      std::all_of(admin1.begin(), admin1.end(), [](char c) { return c >= '0' && c <= '9'; });
  return code ? std::string() : admin1;
}

}  // namespace

PlaceParts parts_of(const StoredPlace& p, const CodeTables& tables) {
  PlaceParts out;
  out.country = tables.countries.code(p.country, "name");
  if (out.country.empty()) out.country = p.country;
  out.province = named(p.admin1);
  switch (tables.kind_of(p)) {
    case PlaceKind::town:
      out.city = p.name;
      break;
    case PlaceKind::county:
      out.district = p.name;
      break;
    case PlaceKind::division:
      out.province = p.name;
      break;
    case PlaceKind::country:
    case PlaceKind::region:
      break;
  }
  return out;
}

std::string full_name(const StoredPlace& p, const CodeTables& tables) {
  const PlaceParts parts = parts_of(p, tables);
  std::string out;
  for (const std::string* part : {&parts.city, &parts.district, &parts.province, &parts.country}) {
    if (part->empty()) continue;
    if (!out.empty()) out += ", ";
    out += *part;
  }
  return out.empty() ? p.name : out;
}

GdeltPlace gdelt_place(const StoredPlace& p, const CodeTables& tables) {
  GdeltPlace out;
  const PlaceKind kind = tables.kind_of(p);
  if (kind == PlaceKind::region) return out;
  out.country = tables.countries.code(p.country, "fips");
  const bool american = p.country == "USA";
  const auto state = tables.states.find(p.admin1);
  const bool known = american && state != tables.states.end();
  out.name = full_name(p, tables);
  if (!out.country.empty())
    out.adm1 =
        kind == PlaceKind::country ? out.country : out.country + (known ? state->second : "00");
  switch (kind) {
    case PlaceKind::country:
      out.type = 1;
      out.feature = out.country;
      break;
    case PlaceKind::division:
      out.type = american ? 2 : 5;
      if (known) out.feature = out.adm1;
      break;
    default:
      out.type = american ? 3 : 4;
  }
  return out;
}

std::string_view feature_code(PlaceKind kind) {
  switch (kind) {
    case PlaceKind::country:
      return "PCLI";
    case PlaceKind::division:
      return "ADM1";
    case PlaceKind::county:
      return "ADM2";
    case PlaceKind::town:
      return "PPL";
    case PlaceKind::region:
      break;
  }
  return "RGN";
}

}  // namespace dragoman
