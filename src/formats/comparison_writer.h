// What two sets of events have in common and what not, as a table, JSON or CSV.
#pragma once

#include <ostream>
#include <string>
#include <string_view>

#include "store/compare.h"

namespace dragoman {

/// What was compared, for the head of the report.
struct ComparisonHead {
  std::string theirs, mine;  ///< names
  CompareOptions options;
  std::string first, last;  ///< the period compared
  std::size_t theirs_outside = 0, mine_outside = 0;
  std::size_t bad_rows = 0;  ///< of theirs, that could not be read
};

/// format: table, json or csv. table: the counts, a line a type, then at most `limit` lines of each
/// kind; json: one object with everything; csv: a row for each match and each unmatched event.
void write_comparison(const EventSet& theirs, const EventSet& mine, const Comparison& comparison,
                      const ComparisonHead& head, std::string_view format, std::size_t limit,
                      std::ostream& out);

}  // namespace dragoman
