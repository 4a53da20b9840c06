// How often sentences without politics yield a political event: evaluation/false_alarms.tsv.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "coding/coder.h"
#include "text/result.h"

namespace dragoman {

struct AlarmScores {
  int sentences = 0;
  int alarms = 0;  ///< sentences with an event of a party with a country or a political sector
  std::map<std::string, int> by_kind;  ///< alarms of each kind
  std::vector<std::string> errors;     ///< kind, the event, its entry, the sentence
  /// In a hundred sentences.
  [[nodiscard]] double share() const { return sentences == 0 ? 0 : 100.0 * alarms / sentences; }
};

/// Each sentence is an article of its own.
Result<AlarmScores> score_alarms(const Coder& coder, const std::string& path);

}  // namespace dragoman
