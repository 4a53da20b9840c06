// Heads of HTTP requests: whatever comes, parse_head ends, and what it takes is sound; so do the
// lists in its headers.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "server/http_message.h"
#include "server/packing.h"
#include "server/page_files.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const dragoman::HttpLimits limits;
  const auto parsed = dragoman::parse_head({reinterpret_cast<const char*>(data), size}, limits);
  if (const int* const status = std::get_if<int>(&parsed)) {
    if (*status < 400 || *status > 599) std::abort();
    return 0;
  }
  const auto& r = std::get<dragoman::HttpRequest>(parsed);
  if (r.path.empty() || r.path.front() != '/' || r.length > limits.body) std::abort();
  if (r.headers.size() > limits.headers || r.parameters.size() > limits.parameters) std::abort();
  for (const auto& [name, value] : r.headers)
    if (name.empty() || value.find_first_of("\r\n") != std::string::npos) std::abort();
  if (dragoman::packing_of(r) != dragoman::Packing::none && r.header("accept-encoding") == nullptr)
    std::abort();
  if (const std::string* const known = r.header("if-none-match"))
    if (dragoman::names_tag(*known, "0123456789abcdef") && known->empty()) std::abort();
  return 0;
}
