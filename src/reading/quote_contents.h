// Where the words stand that a reporting verb ties to its source.
#pragma once

#include "reading/quote_text.h"

namespace dragoman {

/// What the complements of predicate `t` say; the cue grows over a preposition ("called for").
void complement_content(const QuoteText& q, std::uint32_t t, const ReportingFrame& frame,
                        Attribution& a);

/// "X, he said" and "X, said the minister, Y": the sentence around a parenthetical cue.
void parenthetical_content(const QuoteText& q, std::uint32_t t, Attribution& a);

/// Where the tree misses the clause: "said on Friday that ...", "said the two raised ...".
void following_content(const QuoteText& q, std::uint32_t t, const ReportingFrame& frame,
                       Attribution& a);

/// "He wrote:" at the end of a paragraph: the next paragraph is what he wrote.
void next_paragraph_content(const QuoteText& q, std::uint32_t t, Attribution& a);

}  // namespace dragoman
