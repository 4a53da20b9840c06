// Any bytes as text: an article, or those of a news database.
#include "article_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto report = dragoman::parse_text(dragoman::fuzz::view(data, size), "fuzz");
  dragoman::fuzz::check_report(report);
  dragoman::fuzz::check(!report.articles.empty() || !report.errors.empty(),
                        "a text file is an article or an error");
  return 0;
}
