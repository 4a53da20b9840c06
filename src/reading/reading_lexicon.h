// Words that change the standing of what they govern: embedding and reporting predicates.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "reading/reading.h"
#include "text/result.h"

namespace dragoman {

/// Lets text be looked up without making a string of it.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>()(text);
  }
};

struct ReadingLexicon {
  /// "lemma/pos"; data/lexicon/embedding.tsv explains the letters of pos.
  std::unordered_map<std::string, Modality, TextHash, std::equal_to<>> embedding;
  std::unordered_set<std::string> reporting;  ///< verb lemmas

  /// What `lemma`, or `lemma` with `particle`, says in the part `pos`; null when it says nothing.
  [[nodiscard]] const Modality* find(std::string_view lemma, std::string_view particle,
                                     char pos) const;
};

/// Reads lexicon/embedding.tsv and lexicon/reporting.tsv under `directory`.
Result<ReadingLexicon> load_reading_lexicon(const std::string& directory);

}  // namespace dragoman
