// Turning points of what a filter chooses.
#pragma once

#include <vector>

#include "server/answer.h"

namespace dragoman {

/// Days from which on a relation is not what it was (schema TurningPoint): lasting changes of the
/// pairs of countries that most of these marks are about (of a filter's dyad that pair alone), by
/// day, at most one a day, the surest. What is searched is everything that happened between the
/// two, as `dragoman situation` does it; only days between those of the filter and happenings among
/// `marks` are named. O(reports), and the change points of series that were not asked for before.
Result<Json> turns_json(const Asked& asked, const std::vector<std::uint32_t>& marks);

}  // namespace dragoman
