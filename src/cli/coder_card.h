// What the results of this run depend on, as hashes of the files behind it.
#pragma once

#include "cli/verbs.h"
#include "store/store.h"

namespace dragoman::cli {

/// Hashes of the model, the ranker and every table of lexicon, ontology and reading that `options`
/// name. O(bytes of the files).
Result<CoderCard> coder_card(const Coder& coder, const Options& options);

}  // namespace dragoman::cli
