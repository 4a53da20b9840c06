// What chosen reports speak of more than others do.
#pragma once

#include <vector>

#include "server/answer.h"

namespace dragoman {

/// Noun phrases (schema AgendaItem) that mark the sentences of the chosen reports beside all other
/// sentences that tell events, the strongest first, `most` at most: the same as `dragoman
/// situation` names. Counted are articles, also those of the reports `before`. O(reports).
Json phrases_json(const Snapshot& snapshot, const std::vector<std::uint32_t>& chosen,
                  const std::vector<std::uint32_t>& before, std::size_t most);

}  // namespace dragoman
