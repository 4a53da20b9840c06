// "It covered oil and trade": what a meeting was about, told in a sentence of its own.
#pragma once

#include <vector>

#include "coding/event.h"
#include "coding/ontology.h"
#include "reading/tree.h"

namespace dragoman {

/// Gives a meeting told of in one of the two sentences before the contexts of a sentence that says
/// what it covered. `events` in text order. O(sentences + events).
void add_agendas(const Tree& tree, const Ontology& ontology, std::vector<Event>& events);

}  // namespace dragoman
