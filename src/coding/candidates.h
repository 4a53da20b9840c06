// Lexicon entries that the statements of an article meet.
#pragma once

#include <vector>

#include "coding/lexicon.h"
#include "reading/reading.h"
#include "reading/tree.h"

namespace dragoman {

/// By statement: the entry it meets, or null. Entries without an act are kept: they say that
/// nothing is to be coded.
using Candidates = std::vector<const LexiconEntry*>;

/// O(statements * entries of their head).
Candidates find_candidates(const Tree& tree, const Reading& reading, const Lexicon& lexicon);

/// Index of the statement whose predicate is `token`; -1 for none. O(log statements).
int statement_at(const Reading& reading, std::int32_t token);

}  // namespace dragoman
