// A hash of what a command reads, so that a result can name it.
#pragma once

#include <string>
#include <vector>

namespace dragoman::cli {

/// XXH3 (128 bits, hexadecimal) of the bytes of a file, read a piece at a time; of a folder: of the
/// names and hashes of all files in it. Empty for standard input, pipes and what cannot be read.
std::string input_hash(const std::string& path);

/// One hash of several inputs in their order; empty when one of them has none.
std::string inputs_hash(const std::vector<std::string>& inputs);

}  // namespace dragoman::cli
