// What every fuzz target shares: a check that stops the run, and scratch files.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace dragoman::fuzz {

/// Stops the run, so that libFuzzer keeps the input, when a promise is broken.
inline void check(bool holds, const char* promise) {
  if (holds) return;
  std::fprintf(stderr, "broken promise: %s\n", promise);
  std::abort();
}

inline std::string_view view(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

inline void write(const std::filesystem::path& path, std::string_view bytes) {
  std::ofstream out(path, std::ios::binary);
  out << bytes;
  check(static_cast<bool>(out.flush()), "scratch file can be written");
}

/// A folder of this process that goes away with it.
class Scratch {
 public:
  Scratch() {
    const std::string shared = std::filesystem::exists("/dev/shm") ? "/dev/shm" : "/tmp";
    std::string pattern = shared + "/dragoman-fuzz-XXXXXX";
    check(::mkdtemp(pattern.data()) != nullptr, "scratch folder can be made");
    path_ = pattern;
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace dragoman::fuzz
