// Words as stories are compared by: folded, cut to a stem, without function words.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dragoman {

/// The stem of a folded English word: endings of number, person and tense come off, so that
/// "released" and "releases" meet. Rough and fixed; the same in every version of a file.
std::string stem_of(std::string_view folded);

/// Stems of the words and numbers of a text in their order, without function words. O(bytes).
std::vector<std::string> stems_of(std::string_view text);

/// The same as hashes, sorted, each once.
std::vector<std::uint32_t> word_hashes(std::string_view text);

/// The hash of one stem.
std::uint32_t word_hash(std::string_view stem);

/// How many two sorted lists have in common. O(a + b).
template <typename T>
std::size_t shared_items(const std::vector<T>& a, const std::vector<T>& b) {
  std::size_t n = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i == *j) {
      ++n;
      ++i;
      ++j;
    } else if (*i < *j) {
      ++i;
    } else {
      ++j;
    }
  }
  return n;
}

}  // namespace dragoman
