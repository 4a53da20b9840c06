// Predicates with their participants, and whether what they say happened.
#pragma once

#include "reading/reading.h"
#include "reading/reading_lexicon.h"
#include "reading/tree.h"

namespace dragoman {

/// One statement for every verb, noun and prepositional predicate, with arguments recovered through
/// passives, control, relative clauses, coordination and light verbs.
void find_statements(const Tree& tree, Reading& reading);

/// Sets modality and negation of every statement from tense, modals, negation and what governs it.
void set_modality(const Tree& tree, const ReadingLexicon& lexicon, Reading& reading);

}  // namespace dragoman
