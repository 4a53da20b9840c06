// Which articles are in the language that this program reads.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "formats/read_report.h"

namespace dragoman {

/// The language of a text by its words (Compact Language Detector 2) as an ISO 639 code, and its
/// name; empty when it is English, short, or not certain. Looks at its first 16 KiB. Thread-safe.
struct OtherLanguage {
  std::string code;
  std::string name;
};
OtherLanguage other_language(std::string_view text);

/// Takes articles in other languages out of the reports of an input, a file or a folder, and says
/// so. What an article says of its own language does not count.
class LanguageFilter {
 public:
  /// Looks at the articles from `first` on; `input` is the file they are from.
  void filter(std::size_t first, const std::string& input, ReadReport& out);
  /// At the end of the input: how many there were, when not each was told.
  void sum_up(const std::string& input, ReadReport& out);

 private:
  std::map<std::string, std::size_t> skipped_;  ///< by code
  std::size_t total_ = 0;
};

}  // namespace dragoman
