// Any bytes as a JSON document: articles and errors, and nothing else.
#include "article_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  dragoman::fuzz::check_report(
      dragoman::parse_records(dragoman::Kind::json, dragoman::fuzz::view(data, size), "fuzz"));
  return 0;
}
