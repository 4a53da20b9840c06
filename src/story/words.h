// Words as stories are compared by: folded, cut to a stem, without function words.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dragoman {

/// The stem of a folded English word: endings of number, person and tense come off, so that
/// "released" and "releases" meet. Rough and fixed; the same in every version of a file.
std::string stem_of(std::string_view folded);

/// The first word or number of a folded text from `*at` on that is no function word; `*at` is then
/// its end. Empty at the end of the text.
std::string_view next_word(std::string_view folded, std::size_t* at);

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

/// How many hashes two lists, sorted, each once, have in common. O(a + b).
inline std::size_t shared_items(std::span<const std::uint32_t> a,
                                std::span<const std::uint32_t> b) {
  std::size_t n = 0;
  // Without branches, which nobody could foretell.
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const std::uint32_t x = a[i];
    const std::uint32_t y = b[j];
    n += x == y ? 1 : 0;
    i += x <= y ? 1 : 0;
    j += y <= x ? 1 : 0;
  }
  return n;
}

}  // namespace dragoman
