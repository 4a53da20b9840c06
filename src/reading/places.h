// What the names of places in an article stand for.
#pragma once

#include <span>
#include <vector>

#include "reading/place_lexicon.h"
#include "reading/reading.h"
#include "reading/toponyms.h"
#include "reading/tree.h"

namespace dragoman {

/// One place for every toponym, in their order; `entry` is null where nothing of that name is
/// known. A name means the same throughout an article. Evidence, strongest first: the division or
/// country named after a comma, divisions and countries that the article names, divisions in which
/// many of its names have a place, nearness to the places of its other names, inhabitants.
/// O(toponyms * candidates), both bounded. `governments` marks toponyms that stand for a
/// government ("Washington accused"): they tell of a country and not of what is near.
std::vector<Place> resolve_places(const Tree& tree, const Knowledge& knowledge,
                                  std::span<const Toponym> toponyms,
                                  const std::vector<bool>& governments = {});

/// Fills reading.toponyms and reading.places. Wants mentions with their locations marked.
void find_places(const Tree& tree, const Knowledge& knowledge, const PlaceLexicon& words,
                 Reading& reading);

}  // namespace dragoman
