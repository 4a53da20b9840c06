// Learns the wide half of the name finder.
#pragma once

#include <string>
#include <vector>

#include "corpus.h"
#include "language/pipeline.h"
#include "name_swap.h"
#include "vectors.h"

namespace dragoman::training {

struct WideSettings {
  std::uint32_t bits = 18;  ///< 2^bits rows
  int epochs = 8;
  float rate = 0.1F;
  float drop = 0.2F;         ///< a feature
  float swap_name = 0.2F;    ///< a name for another of its kind
  float lower_case = 0.03F;  ///< a whole sentence
  int repeats = 3;           ///< times that sentences without tags are seen in an epoch
  int few = 2;               ///< features seen less often are left out
  unsigned seed = 20260115;
};

/// Clusters of the vocabulary's words by their vectors, and listed names of several words.
void prepare_wide(const WordVectors& vectors, const std::string& knowledge, const Pipeline& p,
                  WideNames& wide);

/// Weights of `wide` by stochastic gradients of a linear-chain CRF (AdaGrad), averaged over the
/// second half of the epochs. Same examples, same bytes.
void train_wide(const std::vector<Example>& examples, const NameStock& stock,
                const WideSettings& settings, const Pipeline& p, WideNames& wide);

/// The network of another model, with at most `most` (below 65,536) rows for words, to look for
/// names in what `p` annotates. Words that `p` has no row for are lost.
NameNetwork name_network(const Pipeline& other, const Pipeline& p, std::uint32_t most);

}  // namespace dragoman::training
