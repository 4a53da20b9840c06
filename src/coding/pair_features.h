// What the ranker sees of two parties in a sentence.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "coding/candidates.h"
#include "coding/ontology.h"
#include "knowledge/knowledge.h"
#include "reading/reading.h"
#include "reading/tree.h"
#include "reading/word_table.h"

namespace dragoman {

/// One feature: hash of its name, and its value.
struct Feature {
  std::uint64_t key;
  float value;
};

/// Hash by which the ranker's table of word vectors is looked up.
[[nodiscard]] std::uint32_t word_key(std::string_view lemma);

/// Places in the sentence whose words are averaged, each place for itself.
enum class WordSlot : std::uint8_t {
  way,        ///< the words on the way from one party to the other
  top,        ///< where the ways meet, and the heads of its arguments
  act,        ///< the best lexicon candidate, and the heads of its arguments
  actor,      ///< what governs the actor
  recipient,  ///< what governs the recipient
  receiving,  ///< the recipient's own phrase
  sentence,   ///< all content words
  last
};

/// Everything the ranker sees. Reused from pair to pair, so that nothing is allocated.
struct PairFeatures {
  static constexpr std::size_t kSlots = static_cast<std::size_t>(WordSlot::last);

  std::vector<Feature> sparse;
  std::array<std::vector<WordUse>, kSlots> words;

  void clear();
};

/// Two marked parties in a read text.
struct PairContext {
  const Tree& tree;
  const Reading& reading;
  const Candidates& candidates;
  const Ontology& ontology;
  const Knowledge& knowledge;
  Span actor;
  Span recipient;
  std::int32_t actor_head = -1;      ///< head token of the actor; -1: found from its span
  std::int32_t recipient_head = -1;  ///< head token of the recipient; -1: found from its span
  bool lexicon_features = true;      ///< false: the ranker does not learn what the lexicon says
};

/// How a party takes part in a statement.
enum class Part : std::uint8_t { none, acting, receiving, beside, near };

/// The statement that most likely tells the act between the two parties.
struct PairCandidate {
  int statement = -1;  ///< index in Reading::statements; -1 when the lexicon is silent
  double weight = 0;
};

/// Fills `features` (cleared first) and returns the best lexicon candidate. O(tokens * depth).
PairCandidate pair_features(const PairContext& context, PairFeatures& features);

}  // namespace dragoman
