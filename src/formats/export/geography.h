// Places as formats write them.
#pragma once

#include <string>

#include "store/code_tables.h"

namespace dragoman {

/// City, district, province and country of a place, each empty where it does not say.
struct PlaceParts {
  std::string city, district, province, country;
};
PlaceParts parts_of(const StoredPlace& place, const CodeTables& tables);

/// The eight geography fields of GDELT.
struct GdeltPlace {
  int type = 0;  ///< 1 country, 2 US state, 3 US town, 4 town, 5 first-level division; 0 none
  std::string name, country, adm1, feature;
};
/// Type 0 for a place of no country. `feature` is the code of a country or division, and empty for
/// towns: GDELT has numbers of the GNS and GNIS registers there, which we do not know.
GdeltPlace gdelt_place(const StoredPlace& place, const CodeTables& tables);

/// "Name, Province, Country", without what is missing.
std::string full_name(const StoredPlace& place, const CodeTables& tables);

/// GeoNames feature code: PCLI, ADM1, ADM2, PPL, RGN.
std::string_view feature_code(PlaceKind kind);

}  // namespace dragoman
