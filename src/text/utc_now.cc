#include "text/utc_now.h"

#include <fmt/chrono.h>

#include <cstdlib>
#include <ctime>

namespace dragoman {

std::string utc_now() {
  std::time_t time = std::time(nullptr);
  if (const char* fixed = std::getenv("SOURCE_DATE_EPOCH")) time = std::atoll(fixed);
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(time));
}

}  // namespace dragoman
