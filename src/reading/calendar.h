// Calendar periods and their names in TimeML (ISO 8601 with extensions). Pure.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dragoman {

/// Units that expressions count in, from the shortest.
enum class TimeUnit : std::uint8_t {
  second,
  minute,
  hour,
  day,
  weekend,
  week,
  month,
  season,
  quarter,
  half,
  year,
  decade,
  century
};

/// The days [start, end] of one calendar unit, both included, and its TimeML value.
struct Period {
  std::chrono::sys_days start;
  std::chrono::sys_days end;
  TimeUnit unit = TimeUnit::day;
  std::string value;
};

/// YYYY-MM-DD at the start of `text`; nothing when it is no day.
std::optional<std::chrono::sys_days> parse_day(std::string_view text);

/// YYYY-MM-DD.
std::string iso_day(std::chrono::sys_days day);

int year_of(std::chrono::sys_days day);
int month_of(std::chrono::sys_days day);  ///< 1 to 12

/// Day `day` of a month (1 to 12), pulled back to the last one the month has.
std::chrono::sys_days make_day(int year, int month, int day);

/// The unit that contains `day`: the day itself, its ISO week, its month ... Hours and less give
/// the day.
Period period_of(TimeUnit unit, std::chrono::sys_days day);

/// Season 0 to 3, spring to winter, of a year; winter begins in its December.
Period season_of(int year, int season);

/// `day` moved by a number of units; hours and less move nothing.
std::chrono::sys_days moved(std::chrono::sys_days day, TimeUnit unit, int count);

/// "P3D", "PT2H", "P2Y6M"; a negative count stands for an unknown one: "PXD".
std::string duration_value(double count, TimeUnit unit);

}  // namespace dragoman
