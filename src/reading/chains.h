// Coreference of every noun phrase in an article, things as well as actors.
//
// A linear model ranks the earlier phrases that a phrase may repeat against its being new, from
// left to right (mention ranking after Durrett and Klein, EMNLP 2013). Its weights are part of the
// program; training/coreference makes them.
#pragma once

#include <cstdint>
#include <vector>

#include "reading/chain_features.h"

namespace dragoman {

/// Weights of hashed features, signed bytes in units of 1/16.
extern const std::uint8_t kChainWeightTable[kChainWeights];

/// Phrases of an article and what they denote.
struct Chains {
  Phrases phrases;
  /// Indices in phrases.all, none of the same words as another, of two or more phrases of one
  /// entity, in text order.
  std::vector<std::vector<std::uint32_t>> chains;
};

/// Pure. O(phrases * window); the window is bounded, so linear in the text.
Chains find_chains(const Tree& tree, const Knowledge& knowledge, const Reading& reading);

}  // namespace dragoman
