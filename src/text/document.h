// Sentences and tokens of one text, as byte spans into it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dragoman {

/// One syntactic word in the sense of Universal Dependencies (clitics are words of their own).
struct Token {
  std::uint32_t begin = 0;  ///< byte offset of the first byte
  std::uint32_t end = 0;    ///< byte offset past the last byte
};

/// A sentence: tokens [first, last) and the bytes they cover.
struct Sentence {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// A segmented text. Owns the text; tokens never overlap and are in text order.
struct Document {
  std::string text;
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;

  [[nodiscard]] std::string_view form(std::size_t token) const {
    return std::string_view(text).substr(tokens[token].begin,
                                         tokens[token].end - tokens[token].begin);
  }
};

}  // namespace dragoman
