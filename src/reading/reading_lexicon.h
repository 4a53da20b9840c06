// Words that change the standing of what they govern: embedding and reporting predicates.
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>

#include "reading/reading.h"
#include "text/result.h"

namespace dragoman {

struct ReadingLexicon {
  std::unordered_map<std::string, Modality> embedding;  ///< "lemma/pos" (v, n, a)
  std::unordered_set<std::string> reporting;            ///< verb lemmas
};

/// Reads lexicon/embedding.tsv and lexicon/reporting.tsv under `directory`.
Result<ReadingLexicon> load_reading_lexicon(const std::string& directory);

}  // namespace dragoman
