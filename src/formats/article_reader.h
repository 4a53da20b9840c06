// Articles from files: plain text with an optional header, and JSON Lines.
#pragma once

#include <deque>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "text/article.h"
#include "text/result.h"

namespace dragoman {

/// What came of reading an input. A bad record is an error and loses nothing else; a repaired one
/// is a warning.
struct ReadReport {
  std::vector<Article> articles;
  std::vector<Error> errors;
  std::vector<Error> warnings;
};

/// A longer text is a heap of articles, or none: it is refused, and the rest goes on.
inline constexpr std::size_t kLongestArticle = std::size_t{8} << 20;  ///< bytes

/// Articles of a file, a folder (its .txt and .jsonl files, sorted) or standard input ("-"), a
/// batch at a time, so that memory does not grow with their number.
class ArticleSource {
 public:
  explicit ArticleSource(const std::string& path);

  /// The next `most` articles or fewer, with what was wrong on the way. False when there is no
  /// more; `out` is replaced either way.
  bool next(std::size_t most, ReadReport& out);

 private:
  void open(const std::string& path, ReadReport& out);

  std::deque<std::string> waiting_;  ///< files and "-"
  std::vector<Error> problems_;      ///< found before the first call
  std::string name_;                 ///< of the file that is open
  std::ifstream file_;
  std::istream* lines_ = nullptr;  ///< JSON Lines being read; null: none
  std::size_t number_ = 0;         ///< of the line last read
};

/// All articles of an ArticleSource.
ReadReport read_articles(const std::string& path);

/// YYYY-MM-DD from text that starts with an ISO 8601 date or with eight digits; empty when it does
/// not, or when the calendar has no such day.
std::string iso_day(std::string_view text);

/// Plain text; an optional header of `Key: value` lines ends at the first blank line.
ReadReport parse_text(std::string_view bytes, const std::string& name);

/// JSON Lines, one article a line.
ReadReport parse_jsonl(std::string_view bytes, const std::string& name);

}  // namespace dragoman
