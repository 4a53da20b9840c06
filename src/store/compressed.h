// Texts as they lie in the database: Zstandard frames (RFC 8878).
#pragma once

#include <string>
#include <string_view>

#include "text/result.h"

namespace dragoman {

std::string compress(std::string_view text);

/// Error when the bytes are no frame, or say that they hold more than `most` bytes.
Result<std::string> decompress(std::string_view frame, std::size_t most);

}  // namespace dragoman
