// A source, its cue and what it says, in tokens: what is found before spans of bytes are made of
// it.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

namespace dragoman {

inline constexpr std::uint32_t kNoToken = ~0U;

/// Tokens [first, last], both included; empty while first is kNoToken.
struct TokenRange {
  std::uint32_t first = kNoToken;
  std::uint32_t last = 0;

  [[nodiscard]] bool empty() const { return first == kNoToken || last < first; }
  [[nodiscard]] bool holds(std::uint32_t t) const { return !empty() && t >= first && t <= last; }
  /// Grows to the smallest range that holds both.
  void add(TokenRange other) {
    if (other.empty()) return;
    last = empty() ? other.last : std::max(last, other.last);
    first = std::min(first, other.first);
  }
};

/// One attribution; a content broken by its cue has two parts.
struct Attribution {
  TokenRange source;
  TokenRange cue;
  std::array<TokenRange, 2> content;
  std::uint32_t anchor = kNoToken;       ///< the word of the lexicon behind it
  std::uint32_t source_head = kNoToken;  ///< token
  /// Verbs above that the cue holds.
  std::array<std::uint32_t, 3> absorbed{kNoToken, kNoToken, kNoToken};
  bool direct = false;
  bool speech = false;
  bool whole = false;  ///< the content is the clause around the cue, not its complement

  void absorb(std::uint32_t verb) {
    for (std::uint32_t& slot : absorbed) {
      if (slot != kNoToken) continue;
      slot = verb;
      return;
    }
  }
  [[nodiscard]] bool says(std::uint32_t t) const {
    return content[0].holds(t) || content[1].holds(t);
  }
};

}  // namespace dragoman
