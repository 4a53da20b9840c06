// Whom and where something is told.
#pragma once

#include "reading/quote_text.h"

namespace dragoman {

/// True when token `c` heads a noun of reporting.tsv where things are told ("statement", "radio").
bool is_medium(const QuoteText& q, std::uint32_t c);

/// True for a medium that nobody talks about with "on": television, a platform.
bool is_channel(const QuoteText& q, std::uint32_t c);

/// Addressee and medium of an attribution; empty ranges where the text names none.
struct QuoteSetting {
  TokenRange addressee;
  TokenRange medium;
};

/// Looks among the phrases of the cue's verb, outside the content. O(children of the verb).
QuoteSetting setting_of(const QuoteText& q, const Attribution& a);

}  // namespace dragoman
