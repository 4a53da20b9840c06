// When and how many, and what of it holds for which statement.
#pragma once

#include <string>

#include "reading/reading.h"
#include "reading/time_lexicon.h"
#include "reading/tree.h"

namespace dragoman {

/// Expressions of time with their TimeML types and values, in text order, resolved against
/// `published` (YYYY-MM-DD; nothing is resolved when empty) and against the dates told before.
/// O(tokens).
void find_times(const Tree& tree, const std::string& published, const TimeLexicon& words,
                Reading& reading);

/// Counted nouns: value, qualifier and what is counted.
void find_quantities(const Tree& tree, Reading& reading);

/// Gives every statement the nearest time and place governed by it or by its clause.
void attach_circumstances(const Tree& tree, Reading& reading);

}  // namespace dragoman
