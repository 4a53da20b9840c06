// Everything read from an article, as one line of JSON (docs/reading.md).
#pragma once

#include <cstdint>
#include <string>

#include "coding/coder.h"
#include "reading/chains.h"

namespace dragoman {

/// What offsets count from the start of the article's text.
enum class Offsets : std::uint8_t { bytes, characters };

/// One JSON object and a line end. `characters` counts Unicode code points. O(text + readings).
/// `chains` are of the same article (Coder::chains).
std::string reading_as_json(const CodedArticle& coded, Offsets offsets = Offsets::bytes,
                            const Chains& chains = {});

}  // namespace dragoman
