// Words that change the standing of what they govern: embedding and reporting predicates.
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>

#include "reading/reading.h"
#include "reading/time_lexicon.h"
#include "text/result.h"

namespace dragoman {

struct ReadingLexicon {
  std::unordered_map<std::string, Modality> embedding;  ///< "lemma/pos" (v, n, a)
  std::unordered_set<std::string> reporting;            ///< verb lemmas
  TimeLexicon times;
};

/// Reads lexicon/embedding.tsv and lexicon/reporting.tsv under `directory`, and the words of
/// time, reading/times.tsv.
Result<ReadingLexicon> load_reading_lexicon(const std::string& directory);

}  // namespace dragoman
