// Where the segmenter and a treebank differ, the most frequent kinds first.
#pragma once

#include <string>

#include "text/document.h"

namespace dragoman::training {

/// Scores, then kinds of differing tokens and of differing sentence ends with a few of each kind.
std::string list_differences(const Document& gold, int most);

}  // namespace dragoman::training
