// The dateline that opens a news story: "CARACAS, Venezuela (Reuters) - ".
#pragma once

#include <cstdint>

#include "text/document.h"

namespace dragoman {

/// First token after the dateline that a sentence begins with; `sentence.first` where it has none.
/// A dateline is a place in capitals, or any name before an agency in brackets, with at most a
/// region and a date, closed by a dash between spaces. O(tokens of the dateline).
std::uint32_t after_dateline(const Document& document, const Sentence& sentence);

}  // namespace dragoman
