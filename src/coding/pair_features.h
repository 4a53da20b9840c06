// What the ranker sees of two parties in a sentence.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "coding/candidates.h"
#include "coding/ontology.h"
#include "knowledge/knowledge.h"
#include "reading/reading.h"
#include "reading/tree.h"

namespace dragoman {

/// One feature: hash of its name, and its value.
struct Feature {
  std::uint64_t key;
  float value;
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
};

/// How a party takes part in a statement.
enum class Part : std::uint8_t { none, acting, receiving, beside, near };

/// The statement that most likely tells the act between the two parties.
struct PairCandidate {
  int statement = -1;  ///< index in Reading::statements; -1 when the lexicon is silent
  double weight = 0;
};

/// Fills `features` (cleared first) and returns the best lexicon candidate. Repeats no key's
/// allocation: `features` is reused by the caller. O(tokens * depth).
PairCandidate pair_features(const PairContext& context, std::vector<Feature>& features);

}  // namespace dragoman
