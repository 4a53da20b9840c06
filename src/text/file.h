// Whole files as bytes.
#pragma once

#include <string>

#include "text/result.h"

namespace dragoman {

/// All bytes of a file, or of standard input for "-". Error when it cannot be read.
Result<std::string> read_file(const std::string& path);

}  // namespace dragoman
