// Codes of states in other schemes (data/knowledge/country_codes.tsv).
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "text/result.h"

namespace dragoman {

/// Empty where a scheme has no code: Correlates of War counts no Hong Kong.
struct CountryCodes {
  std::string name;
  std::string iso2;
  std::string numeric;  ///< ISO 3166-1, three digits
  std::string fips;     ///< FIPS 10-4, as GDELT writes it
  std::string gw;       ///< Gleditsch and Ward
  std::string cow;      ///< Correlates of War
};

/// Immutable after loading.
class CountryCodeTable {
 public:
  static Result<CountryCodeTable> load(const std::string& directory);

  /// Codes of an ISO 3166-1 alpha-3 code; null when it is no state of the table.
  [[nodiscard]] const CountryCodes* of(std::string_view iso3) const;
  /// A country's code by the name of the scheme: iso3, iso2, numeric, fips, gw, cow or name. Empty
  /// when there is none.
  [[nodiscard]] std::string_view code(std::string_view iso3, std::string_view scheme) const;
  /// All of them by ISO 3166-1 alpha-3 code.
  [[nodiscard]] const std::map<std::string, CountryCodes, std::less<>>& all() const {
    return codes_;
  }

 private:
  std::map<std::string, CountryCodes, std::less<>> codes_;
};

}  // namespace dragoman
