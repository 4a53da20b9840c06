#include "text/file.h"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

namespace dragoman {

Result<std::string> read_file(const std::string& path) {
  if (path == "-")
    return std::string(std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>());
  std::error_code error;
  if (std::filesystem::is_directory(path, error))
    return Error{path, "is a folder", "name a file in it"};
  std::ifstream in(path, std::ios::binary);
  if (!in) return Error{path, "cannot be read", "check the name and its permissions"};
  std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (in.bad()) return Error{path, "cannot be read to its end", "check the disk"};
  return bytes;
}

}  // namespace dragoman
