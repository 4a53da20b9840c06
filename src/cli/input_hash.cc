#include "cli/input_hash.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>

#include "store/signature.h"

namespace dragoman::cli {

namespace {

std::string file_hash(const std::filesystem::path& path) {
  struct Free {
    void operator()(XXH3_state_t* s) const { XXH3_freeState(s); }
  };
  const std::unique_ptr<XXH3_state_t, Free> state(XXH3_createState());
  std::ifstream in(path, std::ios::binary);
  if (!in || !state) return {};
  XXH3_128bits_reset(state.get());
  std::vector<char> piece(std::size_t{1} << 16);
  while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())) || in.gcount() > 0)
    XXH3_128bits_update(state.get(), piece.data(), static_cast<std::size_t>(in.gcount()));
  if (in.bad()) return {};
  const XXH128_hash_t h = XXH3_128bits_digest(state.get());
  return fmt::format("{:016x}{:016x}", h.high64, h.low64);
}

}  // namespace

std::string input_hash(const std::string& path) {
  std::error_code error;
  if (path != "-" && std::filesystem::is_regular_file(path, error)) return file_hash(path);
  if (path == "-" || !std::filesystem::is_directory(path, error)) return {};
  std::vector<std::filesystem::path> files;
  for (auto at = std::filesystem::recursive_directory_iterator(path, error);
       !error && at != std::filesystem::recursive_directory_iterator(); at.increment(error))
    if (at->is_regular_file(error)) files.push_back(at->path());
  if (error) return {};
  std::sort(files.begin(), files.end());
  std::string all;
  for (const auto& file : files) {
    const std::string hash = file_hash(file);
    if (hash.empty()) return {};
    all += file.lexically_relative(path).string() + '\n' + hash + '\n';
  }
  return content_hash(all);
}

std::string inputs_hash(const std::vector<std::string>& inputs) {
  std::string all;
  for (const std::string& input : inputs) {
    const std::string hash = input_hash(input);
    if (hash.empty()) return {};
    all += hash + '\n';
  }
  return inputs.empty() ? std::string() : content_hash(all);
}

}  // namespace dragoman::cli
