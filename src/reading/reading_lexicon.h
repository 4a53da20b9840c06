// Words that change the standing of what they govern: embedding and reporting predicates.
#pragma once

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "reading/cue_lexicon.h"
#include "reading/modality_model.h"
#include "reading/place_lexicon.h"
#include "reading/quantity_lexicon.h"
#include "reading/reading.h"
#include "reading/time_lexicon.h"
#include "text/result.h"

namespace dragoman {

/// Lets text be looked up without making a string of it.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>()(text);
  }
};

/// How a reporting word takes what is said, believed or wanted.
struct ReportingFrame {
  bool clause = false;                    ///< "said that ..."
  bool infinitive = false;                ///< "wants to ..."
  bool object = false;                    ///< "praised the deal"
  bool attitude = false;                  ///< a wish or a feeling rather than speech
  std::vector<std::string> prepositions;  ///< "called for ..."

  [[nodiscard]] bool takes(std::string_view preposition) const {
    return std::find(prepositions.begin(), prepositions.end(), preposition) != prepositions.end();
  }
};

/// Reporting words of one part of speech, by lemma.
using ReportingWords = std::unordered_map<std::string, ReportingFrame, TextHash, std::equal_to<>>;

struct ReadingLexicon {
  /// "lemma/pos"; data/lexicon/embedding.tsv explains the letters of pos.
  std::unordered_map<std::string, Modality, TextHash, std::equal_to<>> embedding;
  /// Verbs whose subject is an event with the standing of the verb ("the talks will begin").
  std::unordered_set<std::string, TextHash, std::equal_to<>> carriers;
  ReportingWords verbs;
  ReportingWords nouns;
  ReportingWords adjectives;
  ReportingWords adverbs;  ///< "reportedly": a cue without a source
  ReportingWords light;    ///< verbs that only carry a reporting noun: "make a case for"
  ReportingWords media;    ///< where something is told: statement, interview, television
  TimeLexicon times;
  QuantityLexicon quantities;
  PlaceLexicon places;
  CueLexicon cues;
  ModalityModel modality;

  /// What `lemma`, or `lemma` with `particle`, says in the part `pos`; null when it says nothing.
  [[nodiscard]] const Modality* find(std::string_view lemma, std::string_view particle,
                                     char pos) const;
};

/// Reads lexicon/embedding.tsv and lexicon/reporting.tsv under `directory`, and the words of
/// time, place and quantity under reading/.
Result<ReadingLexicon> load_reading_lexicon(const std::string& directory);

}  // namespace dragoman
