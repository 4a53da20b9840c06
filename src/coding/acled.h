// What ACLED's kinds of events and actors are in PLOVER (data/ontology/acled.tsv).
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "text/result.h"

namespace dragoman {

/// Immutable after loading.
class Acled {
 public:
  /// Both empty for what PLOVER does not code.
  struct Kind {
    std::string type, quad;
  };

  /// Reads `directory`/ontology/{acled,types}.tsv.
  static Result<Acled> load(const std::string& directory);

  /// By sub-event type; by event type where that is unknown.
  [[nodiscard]] const Kind& kind(std::string_view event, std::string_view sub_event) const;
  /// PLOVER sector of an `inter` value, as number or as words; empty when unknown.
  [[nodiscard]] std::string_view sector(std::string_view inter) const;

 private:
  std::map<std::string, Kind, std::less<>> events_, sub_events_;
  std::map<std::string, std::string, std::less<>> sectors_;
};

}  // namespace dragoman
