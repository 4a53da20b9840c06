// Any bytes as JSON Lines: each line that is not blank is an article or an error.
#include <simdjson.h>

#include "article_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest = dragoman::fuzz::view(data, size);
  const auto report = dragoman::parse_jsonl(rest, "fuzz");
  dragoman::fuzz::check_report(report);
  // In other encodings a line need not end where the byte of a line feed stands.
  if (!simdjson::validate_utf8(rest.data(), rest.size())) return 0;
  std::size_t lines = 0;
  while (!rest.empty()) {
    const std::size_t at = rest.find('\n');
    if (rest.substr(0, at).find_first_not_of(" \t\r\n") != std::string_view::npos) ++lines;
    rest.remove_prefix(at == std::string_view::npos ? rest.size() : at + 1);
  }
  dragoman::fuzz::check(report.articles.size() + report.errors.size() == (lines == 0 ? 1 : lines),
                        "every line is answered");
  return 0;
}
