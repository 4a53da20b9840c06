// Cuts chunks of text without white space into tokens.
#pragma once

#include <cstddef>
#include <string_view>

#include "text/document.h"

namespace dragoman {

/// Cuts as UD English does where its treebanks agree: clitics, hyphens, marks and units are words
/// of their own; names of hosts and files, addresses, telephone numbers and abbreviations are not
/// cut. Appends to the tokens of one document; keeps no other state between chunks.
class Tokenizer {
 public:
  /// `document` must outlive the tokenizer and its text must not change.
  explicit Tokenizer(Document& document) : d_(document), text_(document.text) {}

  /// Cuts the bytes [begin, end), which hold no white space. Looks a little past `end` to tell
  /// whether a sentence may end there. O(end - begin).
  void cut(std::size_t begin, std::size_t end);

 private:
  // Each returns where the token that starts at `p` ends, or `p` where there is no such token.
  [[nodiscard]] std::size_t address(std::size_t p) const;
  [[nodiscard]] std::size_t file_name(std::size_t p) const;
  [[nodiscard]] std::size_t dialled(std::size_t p) const;
  [[nodiscard]] std::size_t emoticon(std::size_t p) const;
  [[nodiscard]] std::size_t clipped(std::size_t p) const;
  [[nodiscard]] std::size_t marks(std::size_t p) const;

  // Each pushes tokens and returns where they end.
  std::size_t number(std::size_t p);
  std::size_t word(std::size_t p);
  std::size_t push_word(std::size_t p, std::size_t q);
  std::size_t clitic(std::size_t q);

  [[nodiscard]] bool part_of_word(std::size_t p, std::size_t q, std::size_t n) const;
  [[nodiscard]] bool dotted(std::size_t p, std::size_t q) const;
  [[nodiscard]] bool bound_hyphen(std::size_t p, std::size_t q) const;
  [[nodiscard]] bool broken_off(std::size_t p, std::size_t q) const;
  [[nodiscard]] std::size_t apostrophe(std::size_t p) const;
  [[nodiscard]] std::size_t letters(std::size_t p) const;
  [[nodiscard]] bool ends_paragraph(std::size_t p) const;
  [[nodiscard]] bool may_end_sentence(std::size_t p) const;
  [[nodiscard]] bool short_it_is(std::size_t p) const;

  [[nodiscard]] char at(std::size_t p) const { return p < end_ ? text_[p] : '\0'; }
  [[nodiscard]] std::string_view bytes(std::size_t p, std::size_t q) const {
    return text_.substr(p, q - p);
  }
  void push(std::size_t p, std::size_t q);

  Document& d_;
  std::string_view text_;
  std::size_t begin_ = 0;  ///< of the chunk
  std::size_t end_ = 0;    ///< of the chunk
  bool has_at_ = false;    ///< the chunk has an @
  bool has_dot_ = false;   ///< the chunk has a period before its last byte
};

}  // namespace dragoman
