#include "cli/watched.h"

#include <filesystem>

#include "cli/input_options.h"

namespace dragoman::cli {

std::vector<std::string> Watched::changed() {
  ReadReport report;
  std::vector<std::string> files = files_of(folder_, report);
  // A folder without files is one that waits for them.
  report.errors.clear();
  if (!told_) say(report);
  told_ = true;
  std::vector<std::string> out;
  for (std::string& file : files) {
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    if (error) continue;  // gone since it was listed, or the folder is not there yet
    const auto time = std::filesystem::last_write_time(file, error);
    const std::pair now(size, static_cast<std::int64_t>(time.time_since_epoch().count()));
    const auto [at, fresh] = seen_.try_emplace(file, now);
    if (!fresh && at->second == now) continue;
    at->second = now;
    out.push_back(std::move(file));
  }
  return out;
}

}  // namespace dragoman::cli
