// Sentence and token segmentation of newswire.
#pragma once

#include <string>

#include "text/document.h"

namespace dragoman {

/// Cuts `text` into sentences and tokens as UD English (EWT) does. Accepts any bytes: invalid UTF-8
/// becomes single-byte tokens of their own. The text is never changed; O(bytes).
Document segment(std::string text);

}  // namespace dragoman
