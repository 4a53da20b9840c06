#include "text/file.h"

#include <algorithm>
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
  if (!in)
    return Error{path, std::filesystem::exists(path, error) ? "cannot be read" : "no such file",
                 "check the name and its permissions"};
  // Not by an iterator over the buffer, which throws where the disk fails.
  std::string bytes;
  std::size_t have = 0;
  do {
    bytes.resize(std::max<std::size_t>(2 * have, 1U << 16));
    in.read(bytes.data() + have, static_cast<std::streamsize>(bytes.size() - have));
    have += static_cast<std::size_t>(in.gcount());
  } while (in);
  if (in.bad()) return Error{path, "cannot be read to its end", "check the disk"};
  bytes.resize(have);
  bytes.shrink_to_fit();
  return bytes;
}

}  // namespace dragoman
