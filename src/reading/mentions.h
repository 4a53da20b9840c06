// Noun phrases as actors and places.
#pragma once

#include "reading/reading.h"
#include "reading/tree.h"

namespace dragoman {

/// Fills reading.mentions and mention_of_head: names, titled persons, organisations, groups and
/// pronouns with country and sector from the phrase itself. Offices in the list of people are held
/// against the day of publication, YYYY-MM-DD or empty.
void find_mentions(const Tree& tree, const Knowledge& knowledge, std::string_view published,
                   Reading& reading);

/// Joins mentions by rule: names by surname, states, offices, pronouns near by; passes country and
/// sector along the chain. Sets Mention::antecedent and a chain for every mention.
void resolve_coreference(const Tree& tree, Reading& reading);

/// Joins `to` to the chain of `from` and passes on what is known of it.
void inherit(const Mention& from, Mention& to);

}  // namespace dragoman
