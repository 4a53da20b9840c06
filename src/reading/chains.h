// Coreference of every noun phrase in an article, things as well as actors.
//
// A linear model ranks the earlier phrases that a phrase may repeat against its being new, from
// left to right (mention ranking after Durrett and Klein, EMNLP 2013). Its weights are part of the
// program; training/coreference makes them. What rules have joined by name, office or state stays
// joined; the model decides the rest.
#pragma once

#include <cstdint>
#include <vector>

#include "reading/chain_features.h"

namespace dragoman {

/// Weights of hashed features, signed bytes in units of 1/16.
extern const std::uint8_t kChainWeightTable[kChainWeights];

/// Gives every mention the chain of what it denotes, numbered from 0 in the order of the text, and
/// passes countries, sectors and roles along to pronouns and descriptions that the rules left open.
/// Phrases that share a chain and were no mentions become mentions, after all others, and only
/// some of them head mention_of_head. Wants find_mentions and resolve_coreference.
/// O(phrases * window); the window is bounded, so linear in the text.
void join_chains(const Tree& tree, const Knowledge& knowledge, Reading& reading);

}  // namespace dragoman
