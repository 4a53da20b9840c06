// One event a fact: several predicates that tell one act give one event.
#pragma once

#include <vector>

#include "coding/event.h"

namespace dragoman {

/// Joins events of one sentence that tell the same act of the same parties. What one of them
/// lacks (a recipient, a mode, figures) it takes from the other. O(n^2) in the events of a
/// sentence.
void merge_events(std::vector<Event>& events);

}  // namespace dragoman
