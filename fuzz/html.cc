// Any bytes as a web page.
#include "html_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  dragoman::fuzz::check_page(dragoman::fuzz::view(data, size));
  return 0;
}
