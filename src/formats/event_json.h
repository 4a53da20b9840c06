// Events as JSON Lines.
#pragma once

#include <string>

#include "coding/coder.h"

namespace dragoman {

/// One line of JSON for each event, each ended by a newline (the event record of the interface).
std::string events_as_jsonl(const CodedArticle& coded);

}  // namespace dragoman
