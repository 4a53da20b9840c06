// A folder that is looked into again and again.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace dragoman::cli {

/// Remembers size and time of the files below a folder, so that only new and changed ones are read
/// again. Not thread-safe.
class Watched {
 public:
  explicit Watched(std::string folder) : folder_(std::move(folder)) {}

  /// Files that are new or have changed since the last call, sorted. What is wrong with the folder
  /// is said at the first call only.
  std::vector<std::string> changed();

 private:
  std::string folder_;
  bool told_ = false;
  std::unordered_map<std::string, std::pair<std::uintmax_t, std::int64_t>> seen_;
};

}  // namespace dragoman::cli
