// What came of reading an input.
#pragma once

#include <cstddef>
#include <vector>

#include "text/article.h"
#include "text/result.h"

namespace dragoman {

/// What came of reading an input. A bad record is an error and loses nothing else; a repaired one
/// is a warning; a note tells what was chosen where there was a choice.
struct ReadReport {
  std::vector<Article> articles;
  std::vector<Error> errors;
  std::vector<Error> warnings;
  std::vector<Error> notes;
  std::size_t other_language = 0;  ///< articles passed over because they are not English

  [[nodiscard]] bool empty() const {
    return articles.empty() && errors.empty() && warnings.empty() && notes.empty() &&
           other_language == 0;
  }
  /// How much it holds, for readers that work in batches.
  [[nodiscard]] std::size_t messages() const {
    return errors.size() + warnings.size() + notes.size();
  }
};

/// A longer text is a heap of articles, or none: it is refused, and the rest goes on.
inline constexpr std::size_t kLongestArticle = std::size_t{8} << 20;  ///< bytes

/// A longer record (line, row, element, page) is refused. Room for the longest article with every
/// character escaped.
inline constexpr std::size_t kLongestRecord = 6 * kLongestArticle;  ///< bytes

}  // namespace dragoman
