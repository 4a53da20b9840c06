// The modality of an event whose own words are a demand, a threat, a refusal or a promise.
#pragma once

#include "coding/lexicon.h"
#include "reading/reading.h"
#include "reading/reading_lexicon.h"
#include "reading/tree.h"

namespace dragoman {

/// What the statement's modality means for the event: a demand that was made is `demanded`, a
/// refusal `refused`, a denial `denied`, a threat `threatened`, what was agreed, offered or
/// promised `planned`, and a state that holds is `ongoing`. All other standings stay as they were
/// read: a demand that is only planned is planned.
Modality event_modality(const Tree& tree, const ReadingLexicon& lexicon, const Statement& statement,
                        const LexiconEntry& entry);

/// True for an entry that answers an accusation: "denied it", "rejected the charge".
bool is_denial(const Tree& tree, const ReadingLexicon& lexicon, const Statement& statement,
               const LexiconEntry& entry);

}  // namespace dragoman
