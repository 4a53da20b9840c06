// The files of a folder that hold articles.
#pragma once

#include <string>
#include <vector>

#include "formats/read_report.h"

namespace dragoman {

/// Every file below a folder whose name says that it can be read, sorted by path. Hidden files and
/// folders, and lists of bad records that `ingest` wrote, are left out; links to folders are not
/// followed. Other files are named in one warning of `out`. Not a folder: the path itself.
std::vector<std::string> files_of(const std::string& path, ReadReport& out);

/// A warning for names of no known kind, the first few of them by name. Nothing for none.
void warn_of_unknown(const std::string& where, const std::vector<std::string>& first_names,
                     std::size_t count, ReadReport& out);
inline constexpr std::size_t kUnknownNamed = 5;

}  // namespace dragoman
