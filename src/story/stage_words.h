// How far an event has come, as the words around it say.
#pragma once

#include <cstdint>

#include "language/annotated.h"
#include "story/stage.h"

namespace dragoman {

/// The stage of an event whose word is `trigger`: `said`, or `agreed` where what lies ahead has
/// been agreed on, or `ended` where what came true is said to be over (data/story/stages.tsv).
/// O(depth).
Stage stage_in_words(const Annotated& annotated, std::uint32_t trigger, Stage said);

}  // namespace dragoman
