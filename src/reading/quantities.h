// How many and how much, of what, and in which statement.
#pragma once

#include "reading/quantity_lexicon.h"
#include "reading/reading.h"
#include "reading/tree.h"

namespace dragoman {

/// Counts, shares, money, measures and lengths of time, in text order, with what they count and
/// the statement they belong to. Wants statements and times; numbers of dates, ages and names
/// ("Resolution 1701") are no quantities. O(tokens log tokens).
void find_quantities(const Tree& tree, const QuantityLexicon& words, Reading& reading);

}  // namespace dragoman
