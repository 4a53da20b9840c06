// Any bytes as something compressed: gzip, Zstandard, bzip2, xz.
#include "article_check.h"
#include "formats/input/compression.h"
#include "formats/input/open.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const dragoman::InputOptions options;
  dragoman::ReadReport report;
  const auto reader = dragoman::open_records(
      dragoman::Kind::json_lines,
      dragoman::unpacked(std::make_unique<dragoman::ViewStream>(dragoman::fuzz::view(data, size))),
      "fuzz", options);
  while (reader->next(report)) {
  }
  dragoman::fuzz::check_report(report);
  return 0;
}
