// Lines of a file as it comes: plain, compressed, or in a zip archive.
#pragma once

#include <memory>
#include <string>

#include "text/result.h"

struct archive;

namespace dragoman {

/// Reads line by line; holds one line and one block. Not thread-safe.
class LineSource {
 public:
  /// A path, or "-" for standard input. gzip, bzip2, xz and Zstandard are unpacked, and the files
  /// of a zip archive read one after another. Error when it cannot be opened.
  static Result<LineSource> open(const std::string& path);

  /// The next line without its end (LF or CRLF); false after the last. A line longer than a
  /// megabyte is cut there, and the rest of it is dropped. Error when the file is damaged.
  Result<bool> next(std::string& line);

  /// Of the last line, from 1. Starts anew in each file of an archive.
  [[nodiscard]] int number() const { return number_; }
  /// True for the first line of a file, where a header may stand.
  [[nodiscard]] bool first() const { return number_ == 1; }
  /// "path:12", or "path/member:12" in an archive.
  [[nodiscard]] std::string where() const;

 private:
  struct Close {
    void operator()(archive* a) const;
  };
  LineSource(archive* a, std::string path) : archive_(a), path_(std::move(path)) {}

  Result<bool> fill();
  [[nodiscard]] Error error() const;

  std::unique_ptr<archive, Close> archive_;
  std::string path_, member_, block_;
  std::size_t at_ = 0;
  int number_ = 0;
  bool in_file_ = false;
  bool done_ = false;
};

}  // namespace dragoman
