// What the network looks at in one token: rows of its embedding table. Shared by training and
// annotation, so that both see the same.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace dragoman {

/// Hash of a string. FNV-1a, stable across machines.
inline std::uint64_t text_hash(std::string_view text, std::uint64_t seed = 0) {
  std::uint64_t h = 14695981039346656037ULL ^ (seed * 0x9E3779B97F4A7C15ULL);
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  h ^= h >> 32;
  h *= 0xFF51AFD7ED558CCDULL;
  return h ^ (h >> 29);
}

/// Hash of a normal form that is listed or part of a listed name -> bits of kinds (1 to 255).
using ListedNames = std::unordered_map<std::uint64_t, std::uint8_t>;

/// Words with a row of their own, and names known from lists.
struct Vocabulary {
  /// Hash of the normal form (lower case, digits as 0) -> row, from 1; row 0 is any other word.
  std::unordered_map<std::uint64_t, std::uint32_t> words;
  ListedNames names;
  std::uint32_t rows = 1;     ///< rows of `words`, with row 0
  std::uint32_t buckets = 0;  ///< hashed rows after them: affixes, shapes, parts of words
};

/// Lower case (ASCII), digits as 0.
std::string normal_form(std::string_view form);

/// Rows of a sentence's tokens: those of token i are rows[start[i]] up to rows[start[i + 1]]; the
/// first of them is the word's own.
struct TokenRows {
  std::vector<std::uint32_t> rows;
  std::vector<std::uint64_t> hashes;  ///< what the row was taken from; of words, the normal form's
  std::vector<std::uint32_t> start;
  std::vector<std::uint8_t> kinds;  ///< of each token, what the lists say of its normal form
};
void token_rows(const Vocabulary& vocabulary, const std::vector<std::string_view>& forms,
                TokenRows& out);

}  // namespace dragoman
