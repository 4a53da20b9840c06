// The code schemes that other data sets write, and their copy inside a database for its views.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "coding/acled.h"
#include "coding/cameo_actors.h"
#include "coding/crosswalk.h"
#include "knowledge/country_codes.h"
#include "store/database.h"
#include "store/stored_events.h"

namespace dragoman {

/// What a place is, as far as formats tell it apart.
enum class PlaceKind : std::uint8_t { region, country, division, county, town };

/// Immutable after loading.
struct CodeTables {
  /// Class of a CAMEO root.
  struct Root {
    int quad = 0;   ///< GDELT and ICEWS, 1 to 4
    int penta = 0;  ///< Phoenix, 0 to 4
  };
  CountryCodeTable countries;
  Crosswalk cameo;
  CameoActors actors;
  Acled acled;
  std::map<std::string, Root, std::less<>> roots;           ///< by the two digits
  std::map<std::string, std::string, std::less<>> states;   ///< of the USA: name to two letters
  std::map<std::string, std::int64_t, std::less<>> places;  ///< GeoNames id of each country

  /// ISO 3166-1 alpha-3 of every name and alias of a country, folded.
  std::map<std::string, std::string, std::less<>> country_names;

  /// ISO 3166-1 alpha-3 of a FIPS 10-4 code; empty when it has none.
  [[nodiscard]] std::string iso3_of_fips(std::string_view fips) const;

  /// Reads `directory`/{ontology,knowledge}.
  static Result<CodeTables> load(const std::string& directory);

  /// Root class of a CAMEO code; all zero when it has none.
  [[nodiscard]] Root root_of(std::string_view code) const;
  /// Divisions have no GeoNames id in our gazetteer, but for the states of the USA; a division
  /// whose first-level division is itself is one of the first level.
  [[nodiscard]] PlaceKind kind_of(const StoredPlace& place) const;
};

/// Copies the tables into the ref_ tables of a database, which its views join, unless the same are
/// there. Opens its own transaction.
Result<Done> keep_code_tables(Database& database, const CodeTables& tables);

}  // namespace dragoman
