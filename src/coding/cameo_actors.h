// Parties in CAMEO's actor codes (data/ontology/cameo_actors.tsv).
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "text/result.h"

namespace dragoman {

/// A party in CAMEO. Parts that it does not have are empty.
struct CameoActor {
  std::string code;                ///< all parts in CAMEO's order: USAGOV, IGOUNO, IGOEUREEC, REB
  std::string country;             ///< a state's code; that of ISO 3166-1 but for a few
  std::string group;               ///< a known group: UNO, EEC
  std::vector<std::string> types;  ///< at most 3 roles, in order: IGO, MIL
};

/// Immutable after loading.
class CameoActors {
 public:
  /// One line of the table.
  struct Row {
    std::string country, group, type, icews;
    std::vector<std::string> drops;  ///< sectors that say nothing more here
  };

  static Result<CameoActors> load(const std::string& directory);

  /// From a PLOVER country or international code and sector; either may be empty. Domestic codes
  /// are country, then role; international ones generic, country, group, then role. No part stands
  /// twice.
  [[nodiscard]] CameoActor actor(std::string_view country, std::string_view sector) const;
  /// What ICEWS calls a sector, or an international code; empty where it has no words for it.
  [[nodiscard]] std::string_view icews_label(std::string_view code) const;

  [[nodiscard]] const std::map<std::string, Row, std::less<>>& countries() const {
    return countries_;
  }
  [[nodiscard]] const std::map<std::string, Row, std::less<>>& international() const {
    return international_;
  }
  [[nodiscard]] const std::map<std::string, Row, std::less<>>& sectors() const { return sectors_; }

 private:
  std::map<std::string, Row, std::less<>> countries_, international_, sectors_;
};

}  // namespace dragoman
