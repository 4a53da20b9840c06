// Which offices and roles an article gives to whom.
#pragma once

#include "reading/reading.h"
#include "reading/tree.h"

namespace dragoman {

/// Fills reading.roles from titles and appositions, and from clauses: "who is finance minister",
/// "became president", "was named chief of staff". A role told by a clause goes to the mentions of
/// its person that have none from the article. Wants chains. O(tokens + mentions).
void find_roles(const Tree& tree, Reading& reading);

}  // namespace dragoman
