// Articles from files of every format that can be read; docs/inputs.md lists them.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <string_view>

#include "formats/input/days.h"
#include "formats/input/folder.h"
#include "formats/input/kinds.h"
#include "formats/input/language.h"
#include "formats/input/record_reader.h"
#include "formats/read_report.h"
#include "text/article.h"

namespace dragoman {

/// Articles of a file, a folder (its files and those of its folders, sorted) or standard input
/// ("-"), a batch at a time: memory does not grow with their number, nor with the size of a file
/// beyond its largest record.
class ArticleSource {
 public:
  explicit ArticleSource(const std::string& path, InputOptions options = {});
  ArticleSource(const ArticleSource&) = delete;  // readers point to its options
  ArticleSource& operator=(const ArticleSource&) = delete;

  /// The next `most` articles or fewer, with what was wrong on the way. False when there is no
  /// more; `out` is replaced either way.
  bool next(std::size_t most, ReadReport& out);

 private:
  InputOptions options_;
  std::string path_;
  std::deque<std::string> waiting_;  ///< files and "-"
  ReadReport first_;                 ///< what was found before the first call
  std::string name_;                 ///< of the file that is open
  std::unique_ptr<RecordReader> reader_;
  LanguageFilter languages_;
};

/// All articles of an ArticleSource.
ReadReport read_articles(const std::string& path, InputOptions options = {});

/// Plain text; an optional header of `Key: value` lines ends at the first blank line.
ReadReport parse_text(std::string_view bytes, const std::string& name);

/// JSON Lines, one article a line.
ReadReport parse_jsonl(std::string_view bytes, const std::string& name);

/// Bytes in any one format but an archive.
ReadReport parse_records(Kind kind, std::string_view bytes, const std::string& name);

}  // namespace dragoman
