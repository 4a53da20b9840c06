// Attributions that a word of the reporting lexicon carries.
#pragma once

#include <vector>

#include "reading/quote_text.h"

namespace dragoman {

/// What has been found so far, in the order of the cues.
struct FoundAttributions {
  std::vector<Attribution> all;
  std::vector<std::uint32_t> shared;  ///< participle -> subject it shares, kNoToken for none
};

/// Ends the content before the next attribution (", adding that ...", ", though she noted ...", ",
/// according to ..."); a participle there shares the source.
void cut_content(const QuoteText& q, Attribution& a, FoundAttributions& found);

/// "said that", "was accused of", "went on to say".
void verb_attribution(const QuoteText& q, std::uint32_t t, FoundAttributions& found);

/// "environmentalists worry that": a word with a subject and no copula is a verb after all.
bool is_misread_verb(const QuoteText& q, std::uint32_t t);

/// "the claim that", "his hopes for", "expressed concern about".
void noun_attribution(const QuoteText& q, std::uint32_t t, FoundAttributions& found);

/// "was certain that", "it is clear that".
void adjective_attribution(const QuoteText& q, std::uint32_t t, FoundAttributions& found);

/// "according to": `t` is its first word.
void according_attribution(const QuoteText& q, std::uint32_t t, FoundAttributions& found);

/// "reportedly": a source that is not named.
void adverb_attribution(const QuoteText& q, std::uint32_t t, FoundAttributions& found);

}  // namespace dragoman
