// Where the events of a database come from, for those who cite them.
#pragma once

#include <string>
#include <vector>

#include "store/section.h"

namespace dragoman {

/// Sections `counts` (articles, copies, events ... with first and last day), `revisions` (each
/// program and its data, with the codings that are current), `ingests` (each command with its
/// options and the hash of its inputs) and `sources` (each input with the number of its articles
/// and a hash over their records in the order of their rows).
Result<std::vector<Section>> provenance_of(const Database& database);

/// XXH3 (128 bits) over every column of the current events and their parties, in the order of their
/// rows: equal for two files made of the same inputs in the same way. O(events).
Result<std::string> events_hash(const Database& database);

}  // namespace dragoman
