// Labelled pairs of parties, as features.
#pragma once

#include <string>
#include <vector>

#include "coding/coder.h"

namespace dragoman::training {

/// One labelled pair.
struct Example {
  PairFeatures features;
  std::size_t type = 0;  ///< index in the list of types
  bool event = true;     ///< false: the parties are only mentioned together, or the act is no act
};

/// Reads the `.tsv` files of a folder, or one such file, in order. Lines: sentence with its parties
/// as "[A actor]" and "[R recipient]", type, mode, modality, event (yes or no). Lines of another
/// form are left out, with a note on stderr.
std::vector<Example> read_examples(const Coder& coder, const std::string& path,
                                   const std::vector<std::string>& types, bool lexicon_features);

}  // namespace dragoman::training
