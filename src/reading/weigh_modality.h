// The model's say on modality, after the rules'.
#pragma once

#include <string>
#include <vector>

#include "reading/reading.h"
#include "reading/reading_lexicon.h"
#include "reading/tree.h"

namespace dragoman {

/// False where the predicate is a name, a person, a place or a state, which is no event.
bool may_happen(const Tree& tree, const Reading& reading, const Statement& s);

/// Weighs the evidence on every statement, the rules' answer among it, and changes `modality` and
/// `negated` where the model knows better. Wants set_modality and set_background.
/// What cannot happen (may_happen) is passed over.
/// O(statements * words of a sentence).
void weigh_modality(const Tree& tree, const std::string& published, const Knowledge& knowledge,
                    const ReadingLexicon& lexicon, Reading& reading);

/// The evidence that spoke most for the modality of `s` and against what the rules made of it, the
/// strongest first, at most three pieces; empty when the rules' answer stands.
std::vector<std::string> why_weighed(const Tree& tree, const std::string& published,
                                     const Knowledge& knowledge, const ReadingLexicon& lexicon,
                                     const Statement& s);

}  // namespace dragoman
