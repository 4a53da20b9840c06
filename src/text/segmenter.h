// Sentence and token segmentation of newswire.
#pragma once

#include <string>

#include "text/document.h"

namespace dragoman {

/// Cuts `text` into sentences and tokens as UD English (EWT) does. Accepts any bytes: an invalid
/// one counts as a letter. No sentence has more than 500 tokens. The text is never changed;
/// O(bytes).
Document segment(std::string text);

/// The tokens alone; the document has no sentences.
Document cut_tokens(std::string text);

}  // namespace dragoman
