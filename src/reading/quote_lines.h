// Attributions by layout: a name and a colon before what is said, a dash and a name after it.
#pragma once

#include <vector>

#include "reading/quote_text.h"

namespace dragoman {

/// "“We stay.” — Ana Gomez": a dash and a name after quotation `m`.
void signed_quotation(const QuoteText& q, std::size_t m, std::vector<Attribution>& found);

/// "SMITH: We will stay", "Poll: Voters stay at home": a name and a colon start a paragraph, whose
/// first token is `first`.
void named_line(const QuoteText& q, std::uint32_t first, bool headline,
                std::vector<Attribution>& found);

/// "Talks have failed - envoy": the dash that signs a headline.
void signed_headline(const QuoteText& q, std::vector<Attribution>& found);

}  // namespace dragoman
