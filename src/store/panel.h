// Counts and sums by dyad or country and period, with explicit zeros, as regressions want them.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "store/filter.h"

namespace dragoman {

enum class PanelUnit : std::uint8_t { dyad, country };
enum class PanelPeriod : std::uint8_t { day, month, year };

/// Who and when a row is about, and what happened there.
struct PanelRow {
  std::string actor;      ///< country that acts
  std::string recipient;  ///< country that is acted on; empty for PanelUnit::country
  std::string period;     ///< YYYY-MM-DD, YYYY-MM or YYYY
  std::int64_t count = 0;
  double score_sum = 0;                 ///< of PLOVER scores
  std::array<std::int64_t, 4> quads{};  ///< events of quad classes 1 to 4
};

/// Dyads are directed, and an event counts once for each pair of different countries on its two
/// sides. What several did together (they met) counts in both directions of each pair. Every unit
/// that occurs gets a row for every period between the filter's `since` and `until`, or between the
/// first and the last event where these are not given. Rows in the order of unit, then period.
/// Only events with a day; the first `most` rows (0: all). O(events chosen + rows).
Result<std::vector<PanelRow>> panel(const Database& database, const EventFilter& filter,
                                    PanelUnit unit, PanelPeriod period, std::size_t most = 0);

/// All periods from one to another, both included: "2025-11", "2026-02" gives four. Empty when they
/// are no periods of this kind, or more than `most` of them.
std::vector<std::string> periods_between(const std::string& first, const std::string& last,
                                         PanelPeriod period, std::size_t most = 200000);

}  // namespace dragoman
