// When the relation of two countries changed: the series of their scores, and where it breaks.
#pragma once

#include <string>
#include <vector>

#include "store/database.h"

namespace dragoman {

/// What happened between two countries, in either direction or together, day by day.
struct DyadSeries {
  std::string a, b;   ///< countries, a before b in the alphabet
  std::string first;  ///< day of values[0]
  std::vector<double>
      values;  ///< sum of the scores of the day's happenings; 0 where there are none
  std::int64_t happenings = 0;  ///< that the values sum up
};

/// A day from which on, or on which, a relation is not what it was.
struct TurningPoint {
  std::string a, b;
  std::string day;
  bool single = false;      ///< a day that stands out; false: a change that lasts
  double before = 0;        ///< mean of a day before the change, or median of the days before
  double after = 0;         ///< mean of a day from the change on, or the score of the day
  double p_value = 1;       ///< docs/situations.md says of what
  std::size_t history = 0;  ///< days before, back to the change before
  std::vector<std::int64_t> carried;  ///< rows of the happenings that weigh most in it, at most 3
};

/// The pairs of countries that most of these happenings (a JSON array of rows) are about, at most
/// `most`, each with the series of everything that the database knows to have happened between
/// them from its first day of publication, at most ten years, to the last. O(happenings given +
/// reports of the pairs).
Result<std::vector<DyadSeries>> dyad_series(const Database& database, const std::string& happenings,
                                            std::size_t most);

/// Where a series changes for good (story/change_points.h, false alarms 5 in 100 series), in the
/// order of days, without what carries it. Depends on the series alone. None where less than six
/// happenings are summed up.
std::vector<TurningPoint> lasting_changes(const DyadSeries& series);

/// Where these series change and days that stand out (1 in 100 days), in the order of days, between
/// two days (empty: no bound). `carried` names rows among `happenings` alone.
Result<std::vector<TurningPoint>> turning_points(const Database& database,
                                                 const std::vector<DyadSeries>& series,
                                                 const std::string& happenings,
                                                 const std::string& since,
                                                 const std::string& until);

}  // namespace dragoman
