// Heads of HTTP requests: whatever comes, parse_head ends, and what it takes is sound.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "server/http_message.h"

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
  return 0;
}
