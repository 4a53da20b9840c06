// What is history or habit and no news.
#pragma once

#include <string>

#include "reading/reading.h"
#include "reading/reading_lexicon.h"
#include "reading/tree.h"

namespace dragoman {

/// Turns statements told as fact into background where a year well before `published`
/// (YYYY-MM-DD or empty), "decades ago" or a name of history dates them, or where the simple
/// present tells what is usual. Comes after modality. O(tokens * depth).
void set_background(const Tree& tree, const std::string& published, const ReadingLexicon& lexicon,
                    Reading& reading);

}  // namespace dragoman
