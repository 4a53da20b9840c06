// Articles from files: plain text with an optional header, and JSON Lines.
#pragma once

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

/// Reads a file, a folder (its .txt and .jsonl files, sorted) or standard input ("-").
ReadReport read_articles(const std::string& path);

/// YYYY-MM-DD from text that starts with an ISO 8601 date or with eight digits; empty when it does
/// not, or when the calendar has no such day.
std::string iso_day(std::string_view text);

/// Plain text; an optional header of `Key: value` lines ends at the first blank line.
ReadReport parse_text(std::string_view bytes, const std::string& name);

/// JSON Lines, one article a line.
ReadReport parse_jsonl(std::string_view bytes, const std::string& name);

}  // namespace dragoman
