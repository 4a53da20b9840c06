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

/// A party in PLOVER's terms.
struct PloverActor {
  std::string country;  ///< ISO 3166-1 alpha-3 or an international code
  std::string sector;
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

  /// The way back from CAMEO's country, known group and types. A state with no type is its
  /// government.
  [[nodiscard]] PloverActor plover(std::string_view country, std::string_view group,
                                   const std::vector<std::string>& types) const;
  /// PLOVER sector of a list of ICEWS's words, joined by commas in any order: the first that says
  /// more than government, party or population. Empty when none is known.
  [[nodiscard]] std::string sector_of_labels(std::string_view labels) const;

  [[nodiscard]] const std::map<std::string, Row, std::less<>>& countries() const {
    return countries_;
  }
  [[nodiscard]] const std::map<std::string, Row, std::less<>>& international() const {
    return international_;
  }
  [[nodiscard]] const std::map<std::string, Row, std::less<>>& sectors() const { return sectors_; }

 private:
  std::map<std::string, Row, std::less<>> countries_, international_, sectors_;
  std::map<std::string, std::string, std::less<>> iso3_;        ///< of CAMEO's own country codes
  std::map<std::string, std::string, std::less<>> from_types_;  ///< sector or body of a CAMEO type
  std::map<std::string, std::string, std::less<>> from_labels_;
};

}  // namespace dragoman
