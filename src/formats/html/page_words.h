// What is known of the words of pages: classes of elements, lines, fields and months. The tables
// are data/html/*.tsv and part of the program.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace dragoman {

/// The tables as text.
namespace page_tables {
extern const std::string_view containers;
extern const std::string_view lines;
extern const std::string_view fields;
extern const std::string_view months;
}  // namespace page_tables

/// What the class, id or role of an element says of it; a set of bits.
enum ContainerHint : std::uint8_t {
  kNever = 1,   ///< no part of the article: comments, links to others
  kBeside = 2,  ///< mostly no part of the article: banners, boxes, bylines
  kBody = 4,    ///< holds the article
  kLead = 8,    ///< holds the first sentences of an article, before its body
  kTitle = 16,  ///< holds a headline
  kDated = 32,  ///< holds a date
  kPlain = 64,  ///< a container of anything, whose name sounds like kBeside
};

/// A field of metadata.
enum class PageField : std::uint8_t { none, date, modified, title, publisher, url, language };

/// Immutable; safe to share between threads.
class PageWords {
 public:
  /// The tables of the program, read at the first call.
  static const PageWords& shipped();

  /// Bits of ContainerHint for the value of a `class`, `id`, `role` or `itemprop`. O(bytes).
  [[nodiscard]] std::uint8_t hints(std::string_view value) const;

  /// True for a line, in the form of `plain_words`, that belongs to the page and not to the
  /// article.
  [[nodiscard]] bool stray_line(std::string_view plain) const;

  /// True for a line that says whose a picture is: "Photo:", "Getty Images".
  [[nodiscard]] bool credit(std::string_view line) const;

  struct Field {
    PageField field = PageField::none;
    int rank = 0;  ///< lower is better
  };
  /// What a meta element of that property or name gives; `name` in lower case.
  [[nodiscard]] Field field(std::string_view name) const;

  /// 1 to 12 for the name of a month, folded (`fold`), without a period; 0 for other words.
  [[nodiscard]] int month(std::string_view folded) const;

 private:
  PageWords();

  struct Line {
    std::string_view words;
    std::string_view how;  ///< whole, start or end
  };
  std::unordered_map<std::string_view, std::uint8_t> words_;
  std::unordered_map<std::string_view, std::uint8_t> starts_;  ///< entries with a star
  std::unordered_map<std::string_view, std::vector<Line>>
      lines_;                              ///< by their first word, or last for `end`
  std::vector<std::string_view> credits_;  ///< words; those that want a colon after them end in it
  std::unordered_map<std::string_view, Field> fields_;
  std::unordered_map<std::string, int> months_;
};

/// Words of a text in lower case without accents and punctuation, single spaces between.
std::string plain_words(std::string_view text);

}  // namespace dragoman
