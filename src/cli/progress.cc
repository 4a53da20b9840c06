#include "cli/progress.h"

#include <fmt/format.h>
#include <unistd.h>

namespace dragoman::cli {

Progress::Progress(std::string unit)
    : unit_(std::move(unit)),
      terminal_(isatty(STDERR_FILENO) != 0),
      start_(std::chrono::steady_clock::now()),
      last_(start_) {}

void Progress::show(std::size_t done, std::size_t total) {
  using Seconds = std::chrono::duration<double>;
  const auto now = std::chrono::steady_clock::now();
  if (!terminal_ || now - last_ < std::chrono::milliseconds(200)) return;
  last_ = now;
  shown_ = true;
  const double rate = static_cast<double>(done) / Seconds(now - start_).count();
  std::string line = fmt::format("\r\033[K{} {}, {:.0f} a second", done, unit_, rate);
  if (total > done && rate > 0) {
    const auto left = static_cast<long>(static_cast<double>(total - done) / rate);
    line += fmt::format(", {}:{:02} left", left / 60, left % 60);
  }
  fmt::print(stderr, "{}", line);
}

void Progress::end() {
  if (shown_) fmt::print(stderr, "\r\033[K");
  shown_ = false;
}

}  // namespace dragoman::cli
