// Days of publication, as records write them.
#pragma once

#include <string>
#include <string_view>

#include "text/result.h"

namespace dragoman {

/// YYYY-MM-DD from text that starts with an ISO 8601 date or with eight digits; empty when it does
/// not, or when the calendar has no such day.
std::string iso_day(std::string_view text);

/// YYYY-MM-DD of a date in any form that can be read in one way only: ISO 8601, RFC 822, "11 March
/// 2025", "March 11, 2025", 2025/03/11, 11.03.2025, 25/03/2025, seconds or milliseconds since 1970.
/// Times and zones are passed over: the day is the one that is written. Empty for anything else.
std::string day_of(std::string_view text);

/// A date in the names of files, as in `--date-from name:YYYYMMDD`.
class NamePattern {
 public:
  /// "name:" and a pattern with YYYY, MM and DD, each once. Error when it is none.
  static Result<NamePattern> parse(std::string_view given);

  /// The first day in a name (its last part, after folders) that is written like the pattern; empty
  /// when there is none.
  [[nodiscard]] std::string find(std::string_view path) const;
  [[nodiscard]] const std::string& pattern() const { return pattern_; }

 private:
  std::string pattern_;
};

}  // namespace dragoman
