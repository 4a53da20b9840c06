// Which words name places. What they stand for is decided in places.h.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "reading/reading.h"
#include "reading/tree.h"

namespace dragoman {

/// A stretch of tokens that names a place or a nationality.
struct Toponym {
  std::uint32_t first = 0;  ///< tokens [first, last)
  std::uint32_t last = 0;
  bool nationality = false;
};

/// Everything the words of `toponym` may stand for: countries first, then divisions and cities,
/// most inhabitants first. "St." and "Mt." count as "Saint" and "Mount". Appends to `out`.
void place_candidates(const Tree& tree, const Knowledge& knowledge, const Toponym& toponym,
                      std::vector<const NameEntry*>& out);

/// Names of places in text order, none overlapping: what the tagger calls a location and the
/// gazetteer knows, states and nationalities, and names after a place and a comma
/// ("Springfield, Ill."). O(tokens).
std::vector<Toponym> find_toponyms(const Tree& tree, const Knowledge& knowledge);

}  // namespace dragoman
