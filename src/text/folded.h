// Text under which names are compared: case and accents folded away.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/document.h"

namespace dragoman {

/// Lower case, accents stripped (Unicode case folding by utf8proc). Bad UTF-8 comes back as it is.
std::string fold(std::string_view text);

/// Every token of a document folded once, in one buffer with single spaces between tokens, so that
/// the key of any run of tokens is a view and costs no allocation. O(bytes) to build.
class FoldedTokens {
 public:
  explicit FoldedTokens(const Document& document);

  /// Folded form of one token.
  [[nodiscard]] std::string_view at(std::size_t token) const { return run(token, token + 1); }

  /// Folded forms of tokens [first, last), joined by single spaces. Wants first < last.
  [[nodiscard]] std::string_view run(std::size_t first, std::size_t last) const {
    return std::string_view(buffer_).substr(begin_[first], begin_[last] - 1 - begin_[first]);
  }

 private:
  std::string buffer_;
  std::vector<std::uint32_t> begin_;  ///< start of each token, and one past the last
};

}  // namespace dragoman
