// When, and which time and place hold for which statement.
#pragma once

#include <string>

#include "reading/reading.h"
#include "reading/time_lexicon.h"
#include "reading/tree.h"

namespace dragoman {

/// Expressions of time with their TimeML types and values, in text order, resolved against
/// `published` (YYYY-MM-DD) and against the dates told before. Without a day of publication those
/// are left that do not depend on one. O(tokens).
void find_times(const Tree& tree, const std::string& published, const TimeLexicon& words,
                Reading& reading);

/// Joins the ends of intervals ("from Monday to Thursday", "since January") and gives every
/// statement a time and a place: of its own clause, else of one that it is part of, else, for a
/// place, one that the sentence begins with, else what the sentence before was told of, else the
/// dateline. Nothing is inherited across reported speech or out of a relative clause.
/// O(statements * times of a sentence * depth).
void attach_circumstances(const Tree& tree, const std::string& published, Reading& reading);

}  // namespace dragoman
