// A line of progress on a terminal's standard error: count and rate. Silent elsewhere.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace dragoman::cli {

class Progress {
 public:
  /// `unit`: what is counted, in the plural.
  explicit Progress(std::string unit);

  /// Shows that `done` are done, at most five times a second. `total` 0: unknown.
  void show(std::size_t done, std::size_t total = 0);
  /// Takes the line away.
  void end();

 private:
  std::string unit_;
  bool terminal_;
  bool shown_ = false;
  std::chrono::steady_clock::time_point start_;
  std::chrono::steady_clock::time_point last_;
};

}  // namespace dragoman::cli
