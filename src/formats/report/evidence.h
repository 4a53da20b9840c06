// The sentence that a report rests on, with the words that made it marked.
#pragma once

#include <string>

#include "store/stored_events.h"

namespace dragoman {

/// The sentence as HTML: the trigger in <mark class="t">, actors in "a", recipients in "r"; where
/// they overlap the trigger wins, then the recipient. Spans that lie outside, or are none, are left
/// out; no character is cut. O(bytes * parties).
std::string marked_sentence(const StoredEvent& report);

/// Names of parties whose words stand elsewhere in the article, separated by "; "; empty: all of
/// them stand in the sentence. Plain text.
std::string named_elsewhere(const StoredEvent& report);

}  // namespace dragoman
