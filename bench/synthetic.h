// A database of invented events, as large as asked for.
#pragma once

#include <cstdint>

#include "store/database.h"

namespace dragoman::bench {

/// Fills an empty database: five events an article, ten years of days, countries and names by
/// Zipf's law, half of the events with a place. The same count gives the same rows. Indexes are
/// taken away and made again, which is faster than keeping them; the result is the same.
Result<Done> fill(Database& database, std::int64_t events);

}  // namespace dragoman::bench
