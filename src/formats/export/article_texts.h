// Texts of articles with offsets as other programs count them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/database.h"

namespace dragoman {

/// Byte offsets of a UTF-8 text as counts of code points (Python, brat, Prodigy) and of UTF-16
/// units (browsers, Label Studio). O(bytes) to build, O(1) to ask.
class OffsetMap {
 public:
  explicit OffsetMap(std::string_view text);
  /// Offsets beyond the text are those of its end.
  [[nodiscard]] std::size_t code_points(std::size_t byte) const { return at(byte).code_points; }
  [[nodiscard]] std::size_t utf16(std::size_t byte) const { return at(byte).utf16; }

 private:
  struct Counts {
    std::size_t code_points = 0;
    std::size_t utf16 = 0;
  };
  [[nodiscard]] Counts at(std::size_t byte) const;

  std::string_view text_;
  std::vector<Counts> marks_;  ///< before each block of bytes
};

/// One article's text.
struct ArticleText {
  explicit ArticleText(std::string bytes) : text(std::move(bytes)), offsets(text) {}
  ArticleText(const ArticleText&) = delete;
  ArticleText& operator=(const ArticleText&) = delete;
  ~ArticleText() = default;

  const std::string text;
  const OffsetMap offsets;
};

/// Unpacks texts, remembering the last.
class ArticleTexts {
 public:
  explicit ArticleTexts(const Database& database) : database_(database) {}
  /// Good until the next call.
  Result<const ArticleText*> of(std::int64_t article);

 private:
  const Database& database_;
  std::int64_t last_ = 0;
  std::optional<ArticleText> text_;
};

}  // namespace dragoman
