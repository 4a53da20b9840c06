// Who says what: direct speech in quotation marks and clauses of reporting verbs.
#pragma once

#include "reading/reading.h"
#include "reading/reading_lexicon.h"
#include "reading/tree.h"

namespace dragoman {

/// Fills reading.quotes and the speaker of every statement inside reported speech.
void find_quotes(const Tree& tree, const ReadingLexicon& lexicon, Reading& reading);

}  // namespace dragoman
