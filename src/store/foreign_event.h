// An event of another data set, in dragoman's terms.
#pragma once

#include <optional>
#include <string>

namespace dragoman {

/// Empty text: the data set does not say. Lists are joined by ';'.
struct ForeignEvent {
  std::string key;  ///< what makes a row the same row when it is read again
  std::string id;
  std::string day;  ///< YYYY-MM-DD
  std::string actor, recipient;
  std::string actor_country, recipient_country;  ///< ISO 3166-1 alpha-3, or an international code
  std::string actor_sector, recipient_sector;    ///< PLOVER
  std::string type;                              ///< PLOVER
  std::string cameo;
  std::string quad;           ///< verbal cooperation ... material conflict
  std::string place;          ///< empty where no more than a country is told
  std::string place_country;  ///< ISO 3166-1 alpha-3
  std::optional<double> latitude, longitude;
  std::string source;
  std::optional<std::int64_t> fatalities;
};

}  // namespace dragoman
