// Other names for the names in training sentences, so that the network learns what a name looks
// like and where it stands rather than which names there are.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "corpus.h"

namespace dragoman::training {

/// A name in a sentence that another may take the place of.
struct NameSpan {
  std::size_t begin = 0;
  std::size_t length = 0;  ///< tokens
  std::size_t type = 0;    ///< index into kSwapped
};

inline constexpr std::array<const char*, 3> kSwapped = {"PER", "LOC", "ORG"};
inline constexpr std::size_t kLongestSwapped = 4;  ///< tokens

/// The names of an example that consist of capitalised words and nothing else, proper nouns where
/// tags are known.
std::vector<NameSpan> swappable_names(const Example& example);

/// Names to choose from: tokens of each, by type and length (less one).
using NameStock =
    std::array<std::array<std::vector<std::vector<std::string>>, kLongestSwapped>, kSwapped.size()>;

/// The swappable names of the examples, each once.
NameStock names_of(const std::vector<Example>& examples);

/// Names from the tables in data/knowledge; people also as given name plus surname, and by either.
NameStock names_of_tables(const std::string& folder);

}  // namespace dragoman::training
