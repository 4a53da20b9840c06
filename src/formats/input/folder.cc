#include "formats/input/folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "formats/input/kinds.h"

namespace dragoman {

namespace {

bool hidden(const std::filesystem::path& path) { return path.filename().string().starts_with('.'); }

}  // namespace

void warn_of_unknown(const std::string& where, const std::vector<std::string>& first_names,
                     std::size_t count, ReadReport& out) {
  if (count == 0) return;
  std::string list;
  for (const std::string& name : first_names) list += (list.empty() ? "" : ", ") + name;
  out.warnings.push_back(
      {where,
       fmt::format("{} {} of no known kind passed over: {}{}", count, count == 1 ? "file" : "files",
                   list, count > first_names.size() ? ", ..." : ""),
       "docs/inputs.md lists what can be read"});
}

std::vector<std::string> files_of(const std::string& path, ReadReport& out) {
  namespace fs = std::filesystem;
  std::error_code error;
  if (path == "-" || !fs::is_directory(path, error)) return {path};
  std::vector<std::string> files;
  std::vector<std::string> unknown;
  fs::recursive_directory_iterator at(path, fs::directory_options::skip_permission_denied, error);
  for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    const bool folder = at->is_directory(error);
    if (hidden(at->path())) {
      if (folder) at.disable_recursion_pending();
      continue;
    }
    if (folder) continue;
    std::string name = at->path().string();
    if (name.ends_with(".errors.jsonl")) continue;
    const bool known = kind_of_name(name) != Kind::unknown;
    (known ? files : unknown).push_back(std::move(name));
  }
  if (error)
    out.errors.push_back({path, "cannot be listed: " + error.message(), "check its permissions"});
  else if (files.empty())
    out.errors.push_back({path, "holds no file that can be read", "docs/inputs.md lists what can"});
  std::sort(files.begin(), files.end());
  std::sort(unknown.begin(), unknown.end());
  const std::size_t count = unknown.size();
  unknown.resize(std::min(count, kUnknownNamed));
  for (std::string& name : unknown) name = fs::path(name).lexically_relative(path).string();
  warn_of_unknown(path, unknown, count, out);
  return files;
}

}  // namespace dragoman
