// CAMEO and PLOVER side by side: codes, their Goldstein scores, and the way from each to the other.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "text/result.h"

namespace dragoman {

/// One CAMEO code and what it is in PLOVER (data/ontology/cameo.tsv).
struct CameoCode {
  std::string code;
  std::string name;
  std::string type;  ///< PLOVER type; empty for statements, which PLOVER does not code
  std::string mode;  ///< a mode of that type, or empty
  std::vector<std::string> contexts;
  /// Goldstein scores of the published tables of GDELT, Phoenix and ICEWS; a code that a table
  /// lacks has the score of the code above it.
  double gdelt = 0;
  double phoenix = 0;
  double icews = 0;
};

/// What of an event decides its CAMEO code.
struct CameoQuestion {
  std::string_view type;
  std::string_view act;
  std::string_view mode;
  const std::vector<std::string>* contexts = nullptr;  ///< those listed first count more
  std::string_view given;  ///< code that the lexicon entry gives its act; may be empty
  bool host = false;       ///< the actor receives a visit
  bool appeal = false;     ///< asked rather than demanded
};

/// A code and the row that gave it; null and empty when no row fits.
struct CameoAnswer {
  const CameoCode* code = nullptr;
  std::string_view where;  ///< file:line, or "the entry"
};

/// Immutable after loading.
class Crosswalk {
 public:
  /// Reads `directory`/ontology/{cameo,crosswalk,goldstein}.tsv. Error for a row that names a code
  /// that cameo.tsv does not have.
  static Result<Crosswalk> load(const std::string& directory);

  /// The code as written ("0811"); null when unknown.
  [[nodiscard]] const CameoCode* find(std::string_view code) const;

  /// PLOVER to CAMEO: the row whose conditions all hold and that says most: a mode counts more than
  /// an act, an act more than any contexts. A code that the lexicon entry gives wins where it
  /// belongs to the type. O(rows).
  [[nodiscard]] CameoAnswer cameo_of(const CameoQuestion& question) const;

  [[nodiscard]] const std::map<std::string, CameoCode, std::less<>>& codes() const {
    return codes_;
  }

 private:
  struct Row {
    std::string type, act, mode;  ///< act and mode may be *
    std::vector<std::string> contexts;
    bool host = false;
    bool appeal = false;
    std::string cameo;
    std::string where;
  };
  std::map<std::string, CameoCode, std::less<>> codes_;
  std::vector<Row> rows_;
};

}  // namespace dragoman
