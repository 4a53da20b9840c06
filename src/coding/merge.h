// One event a fact: several predicates that tell one act give one event.
#pragma once

#include <vector>

#include "coding/event.h"
#include "text/document.h"

namespace dragoman {

/// Joins events of one sentence that tell the same act of the same parties. What one of them
/// lacks (a recipient, a mode, figures) it takes from the other. O(n^2) in the events of a
/// sentence.
void merge_events(std::vector<Event>& events);

/// Joins victims without a culprit to the assault told just before: "Soldiers opened fire on the
/// crowd. Nine people were killed." `events` in text order; O(n^2).
void merge_outcomes(std::vector<Event>& events);

/// Drops what a headline tells that the body tells again, at more length: the event of the same
/// type between parties of the same states stays where the body tells it. A headline is a first
/// paragraph that does not end as a sentence does. `events` in text order; O(n^2) in those of the
/// headline.
void merge_headline(const Document& document, std::vector<Event>& events);

}  // namespace dragoman
