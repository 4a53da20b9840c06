// Words that change the standing of what they govern: embedding and reporting predicates.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "reading/reading.h"
#include "reading/time_lexicon.h"
#include "text/result.h"

namespace dragoman {

/// How a reporting word takes what is said, believed or wanted.
struct ReportingFrame {
  bool clause = false;                    ///< "said that ..."
  bool infinitive = false;                ///< "wants to ..."
  bool object = false;                    ///< "praised the deal"
  bool attitude = false;                  ///< a wish or a feeling rather than speech
  std::vector<std::string> prepositions;  ///< "called for ..."
};

/// Transparent hash: look-ups by view allocate nothing.
struct ReportingHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
};

/// Reporting words of one part of speech, by lemma.
using ReportingWords =
    std::unordered_map<std::string, ReportingFrame, ReportingHash, std::equal_to<>>;

struct ReadingLexicon {
  std::unordered_map<std::string, Modality> embedding;  ///< "lemma/pos" (v, n, a)
  ReportingWords verbs;
  ReportingWords nouns;
  ReportingWords adjectives;
  ReportingWords adverbs;  ///< "reportedly": a cue without a source
  TimeLexicon times;
};

/// Reads lexicon/embedding.tsv and lexicon/reporting.tsv under `directory`, and the words of
/// time, reading/times.tsv.
Result<ReadingLexicon> load_reading_lexicon(const std::string& directory);

}  // namespace dragoman
