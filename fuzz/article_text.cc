// Any bytes as a text article.
#include "article_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto report = dragoman::parse_text(dragoman::fuzz::view(data, size), "fuzz");
  dragoman::fuzz::check_report(report);
  dragoman::fuzz::check(report.articles.size() + report.errors.size() == 1,
                        "a text file is one article or one error");
  return 0;
}
