// A day as three numbers that somebody wrote.
#pragma once

#include <fmt/format.h>

#include <chrono>
#include <string>

namespace dragoman {

/// "YYYY-MM-DD"; empty where the calendar has no such day, or its year is not 1 to 9999. The types
/// of <chrono> hold a byte and would take month 257 for January.
inline std::string calendar_day(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return {};
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  return date.ok() ? fmt::format("{:04}-{:02}-{:02}", year, month, day) : std::string();
}

}  // namespace dragoman
