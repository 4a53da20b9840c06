// Any bytes as an archive: zip, tar, 7z.
#include "article_check.h"
#include "formats/input/archive.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const dragoman::InputOptions options;
  dragoman::ReadReport report;
  const auto reader = dragoman::open_archive(
      std::make_unique<dragoman::ViewStream>(dragoman::fuzz::view(data, size)), "fuzz", options, 1,
      report);
  while (reader != nullptr && reader->next(report)) {
  }
  dragoman::fuzz::check_report(report);
  return 0;
}
