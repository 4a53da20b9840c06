// What the sentences of current reports are about, in columns in memory.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "store/database.h"

namespace dragoman {

/// Noun phrases of sentences that tell current reports. Immutable after loading; about 35 bytes a
/// report.
struct TopicColumns {
  std::vector<std::uint32_t> sentence_of;  ///< of reports: number of a sentence
  std::vector<std::uint32_t> first;        ///< of sentences, and one more: index in `topics`
  std::vector<std::uint32_t> topics;       ///< rows of topics, sentence after sentence
  std::vector<std::string> words;          ///< of topics by row
  std::vector<std::uint32_t> found;        ///< of topics by row: sentences that have it

  [[nodiscard]] std::size_t sentences() const { return first.empty() ? 0 : first.size() - 1; }

  /// Where each report is told: coding and sentence, in the order of reports. O(sentences of the
  /// database that tell events).
  static Result<TopicColumns> load(
      const Database& database, const std::vector<std::pair<std::int64_t, std::int64_t>>& told_in);
};

}  // namespace dragoman
