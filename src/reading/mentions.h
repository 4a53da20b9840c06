// Noun phrases as actors and places.
#pragma once

#include "reading/reading.h"
#include "reading/tree.h"

namespace dragoman {

/// Fills reading.mentions and mention_of_head: names, titled persons, organisations, groups and
/// pronouns with country and sector from the phrase itself.
void find_mentions(const Tree& tree, const Knowledge& knowledge, Reading& reading);

/// Joins mentions that denote one entity: names by surname, pronouns, descriptions; passes country
/// and sector along the chain.
void resolve_coreference(const Tree& tree, const Knowledge& knowledge, Reading& reading);

}  // namespace dragoman
