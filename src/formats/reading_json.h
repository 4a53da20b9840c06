// Everything read from an article, as one line of JSON (docs/reading.md).
#pragma once

#include <cstdint>
#include <string>

#include "coding/coder.h"

namespace dragoman {

/// What offsets count from the start of the article's text.
enum class Offsets : std::uint8_t { bytes, characters };

/// One JSON object and a line end. `characters` counts Unicode code points. O(text + readings).
std::string reading_as_json(const CodedArticle& coded, Offsets offsets = Offsets::bytes);

}  // namespace dragoman
