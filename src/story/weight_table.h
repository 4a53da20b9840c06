// Tables that are part of the program; `cmake` puts them there from data/story.
#pragma once

#include <string_view>

namespace dragoman::story_tables {

extern const std::string_view weights;       ///< clue, weight
extern const std::string_view common_words;  ///< stem, how common
extern const std::string_view stages;        ///< stage, lemma of a word above

}  // namespace dragoman::story_tables
