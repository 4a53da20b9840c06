// Checks a coded article against rows that say what a careful reader notes in it.
#pragma once

#include <string>
#include <vector>

#include "coding/coder.h"
#include "text/result.h"

namespace dragoman {

/// Rows met by level. A `never` row is met when nothing in the article breaks it.
struct SeedReport {
  int must = 0;
  int must_met = 0;
  int should = 0;
  int should_met = 0;
  int never = 0;
  int never_met = 0;
  std::vector<std::string> unmet;  ///< one line each
};

/// Reads `directory`/article.txt and `directory`/expected.jsonl. Rows are JSON objects with
/// `level`, `sentence_starts`, and any of `type`, `act`, `mode`, `modality` (a string or a list),
/// `actors`, `recipients` (country codes), `people`, `actor_sector`, `recipient_sector`, `date`,
/// `place`, `quantity`, `quote_speaker`, `contexts_any`.
Result<SeedReport> check_seed(const Coder& coder, const std::string& directory,
                              const std::string& published);

}  // namespace dragoman
