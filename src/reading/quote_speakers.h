// Who says what stands between quotation marks.
#pragma once

#include <vector>

#include "reading/quote_text.h"

namespace dragoman {

/// Joins quotations with the cues that speak them, gives the rest to the speaker who goes on
/// talking or to the nearest verb, and drops cues that are left without content.
void find_quotation_speakers(const QuoteText& q, std::vector<Attribution>& found);

}  // namespace dragoman
