// What several tests share: the shipped coder, scratch folders, and programs run as a user would.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "coding/coder.h"

namespace dragoman::testing_support {

/// True in builds with sanitizers, which are an order of magnitude slower.
#if defined(__SANITIZE_ADDRESS__)  // GCC
inline constexpr bool kSanitized = true;
#elif defined(__has_feature)
inline constexpr bool kSanitized = __has_feature(address_sanitizer);
#else
inline constexpr bool kSanitized = false;
#endif

/// The coder with the shipped model and data, opened once.
const Coder& shipped_coder();

/// Codes a text published on 2025-03-11, a Tuesday.
CodedArticle code_text(const std::string& text);

/// A folder that goes away with its object.
class ScratchFolder {
 public:
  ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder();

  /// Writes a file (folders on its way are made) and returns its path.
  [[nodiscard]] std::string write(const std::string& name, std::string_view bytes) const;
  [[nodiscard]] std::string path(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

/// What came of a program. `status` is its exit status, or 128 and the signal that ended it.
struct Outcome {
  int status = -1;
  std::string out;
  std::string err;
};

/// Runs dragoman with these arguments; no shell is involved.
Outcome run_dragoman(const std::vector<std::string>& arguments, std::string_view input = "");

/// Runs another program, found on the PATH.
Outcome run_program(const std::vector<std::string>& command, std::string_view input = "");

/// The lines of a text, without their ends.
std::vector<std::string> lines_of(std::string_view text);

/// True for well-formed UTF-8.
bool valid_utf8(std::string_view text);

/// All bytes of a file; fails the test when it cannot be read.
std::string bytes_of(const std::string& path);

}  // namespace dragoman::testing_support
