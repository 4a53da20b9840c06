// Whether a database is whole: what `doctor` says about it.
#pragma once

#include <string>
#include <vector>

#include "store/database.h"

namespace dragoman {

/// What a check found. `error`: something is broken; `warning`: something is to be done.
struct Finding {
  enum class Level : std::uint8_t { ok, warning, error };
  Level level = Level::ok;
  std::string what;
  std::string remedy;  ///< empty when all is well
};

/// SQLite's own checks, the version, and counts that must agree with each other. Reads the whole
/// file; changes nothing. Ends early where a finding makes the rest meaningless.
std::vector<Finding> check_database(const std::string& path);

/// Free room where a file lies, or would lie: an error below 64 MiB, a warning below 1 GiB.
Finding check_room(const std::string& path);

}  // namespace dragoman
