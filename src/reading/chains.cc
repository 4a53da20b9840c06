#include "reading/chains.h"

namespace dragoman {

namespace {

int sum(const std::vector<std::uint32_t>& features) {
  int total = 0;
  for (const std::uint32_t f : features) total += static_cast<std::int8_t>(kChainWeightTable[f]);
  return total;
}

}  // namespace

Chains find_chains(const Tree& tree, const Knowledge& knowledge, const Reading& reading) {
  Chains out;
  out.phrases = find_phrases(tree, knowledge, reading);
  const ChainFeatures features(tree, knowledge, reading, out.phrases);
  const std::size_t size = out.phrases.all.size();
  std::vector<std::uint32_t> chain_of(size);
  std::vector<ChainState> states;
  std::vector<std::vector<std::uint32_t>> members;
  std::vector<std::uint32_t> active;
  for (std::size_t i = 0; i < size; ++i) {
    features.alone(i, active);
    int best_score = sum(active);
    std::size_t best = i;
    const std::size_t oldest =
        i > ChainFeatures::kWindow ? i - ChainFeatures::kWindow : std::size_t{0};
    for (std::size_t j = i; j-- > oldest;) {
      if (!features.candidate(i, j)) continue;
      features.pair(i, j, states[chain_of[j]], active);
      const int score = sum(active);
      if (score > best_score) {
        best_score = score;
        best = j;
      }
    }
    if (best == i) {
      chain_of[i] = static_cast<std::uint32_t>(states.size());
      states.emplace_back();
      members.emplace_back();
    } else {
      chain_of[i] = chain_of[best];
    }
    features.join(i, states[chain_of[i]]);
    members[chain_of[i]].push_back(static_cast<std::uint32_t>(i));
  }
  for (auto& m : members) {
    if (m.size() > 1) out.chains.push_back(std::move(m));
  }
  return out;
}

}  // namespace dragoman
