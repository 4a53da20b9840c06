// How well the article of a web page is found.
#pragma once

#include <string>
#include <vector>

#include "evaluation/scores.h"
#include "text/result.h"

namespace dragoman {

/// Agreement with segments that people picked from pages, and with the titles and days they noted.
struct HtmlScores {
  /// A segment of the article found in the text counts as matched; one that is no part of it and
  /// yet found counts as predicted. Both are compared with runs of white space as one space.
  Matches segments;
  std::size_t unwanted = 0;  ///< segments that should not be found
  std::size_t pages = 0;
  /// Titles that agree in all their letters and digits, of those noted.
  Matches titles;
  /// Days that are the same, of those noted.
  Matches dates;
  std::size_t made_up = 0;  ///< days found where a page is noted to have none
  double seconds = 0;       ///< of processor time, spent on extraction alone, on one thread
  double bytes = 0;         ///< of all pages
  /// One line a segment missed or kept against the notes, a title or a day that differs.
  std::vector<std::string> errors;

  [[nodiscard]] double pages_per_second() const {
    return seconds == 0 ? 0 : static_cast<double>(pages) / seconds;
  }
  [[nodiscard]] double mebibytes_per_second() const {
    return seconds == 0 ? 0 : bytes / seconds / (1 << 20);
  }
};

/// Reads `trafilatura_subset.json` of a folder and the gzipped pages it names, in
/// `trafilatura_html`.
Result<HtmlScores> score_pages(const std::string& folder);

}  // namespace dragoman
