// Feature templates shared by training and annotation, so that both see the same.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dragoman {

/// What the taggers and the parser look at in one token. Hashes are of the lower-cased form.
struct TokenView {
  std::uint64_t form = 0;
  std::uint64_t exact = 0;
  std::uint64_t shape = 0;
  std::uint64_t suffix[4] = {};
  std::uint64_t prefix[3] = {};
  std::uint16_t tag = 0;  ///< index of the joint tag label
  std::uint64_t tag_hash = 0;
  std::uint64_t upos_hash = 0;
};

/// Views of a sentence's forms.
void view_tokens(const std::vector<std::string_view>& forms, std::vector<TokenView>& out);

/// Features of token `i` for tagging, given the tags already set on its left.
void tag_features(const std::vector<TokenView>& s, std::size_t i, std::vector<std::uint64_t>& out);

/// Features of token `i` for entity labels; `previous` and `before` are the last two label indices.
void entity_features(const std::vector<TokenView>& s, std::size_t i, std::uint32_t previous,
                     std::uint32_t before, std::vector<std::uint64_t>& out);

/// A parser configuration (arc-hybrid: Kuhlmann, Gomez-Rodriguez and Satta 2011). Token n is the
/// root.
struct ParseState {
  std::vector<std::int32_t> stack;
  std::int32_t next = 0;
  std::vector<std::int32_t> head;
  std::vector<std::uint16_t> label;
  std::vector<std::int32_t> left[2];   ///< leftmost and second leftmost child
  std::vector<std::int32_t> right[2];  ///< rightmost and second rightmost child
  std::vector<std::uint8_t> left_count;
  std::vector<std::uint8_t> right_count;
  std::int32_t n = 0;

  void start(std::size_t tokens);
  [[nodiscard]] bool done() const { return next == n && stack.empty(); }
  [[nodiscard]] bool can_shift() const { return next < n; }
  /// s0 becomes a child of the next token; the root takes one child only.
  [[nodiscard]] bool can_left() const { return !stack.empty() && (next < n || stack.size() == 1); }
  /// s0 becomes a child of s1.
  [[nodiscard]] bool can_right() const { return stack.size() >= 2; }
  void shift() { stack.push_back(next++); }
  void reduce(bool to_left, std::uint16_t relation);
};

/// Features of a configuration.
void parse_features(const std::vector<TokenView>& s, const ParseState& state,
                    std::vector<std::uint64_t>& out);

}  // namespace dragoman
