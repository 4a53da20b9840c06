// Word vectors made small.
#pragma once

#include <string>
#include <vector>

#include "reading/word_table.h"

namespace dragoman::training {

/// The `most` most frequent words of letters of a word vector file (training/vectors.h), on the
/// WordTable::kSize axes along which they differ most (principal components). Empty without a file.
std::vector<WordTable::Row> word_rows(const std::string& path, std::size_t most);

}  // namespace dragoman::training
