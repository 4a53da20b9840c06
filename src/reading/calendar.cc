#include "reading/calendar.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace dragoman {

namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

/// 0 Monday to 6 Sunday.
int weekday_of(sys_days day) {
  return static_cast<int>(std::chrono::weekday(day).iso_encoding()) - 1;
}

Period whole_months(sys_days day, TimeUnit unit, int first, int count, std::string value) {
  const int year = year_of(day);
  const sys_days start = make_day(year, first, 1);
  return {start, make_day(year, first + count - 1, 31), unit, std::move(value)};
}

Period week_of(sys_days day, bool weekend) {
  const sys_days monday = day - days(weekday_of(day));
  const sys_days thursday = monday + days(3);  // its year owns the ISO week
  const int year = year_of(thursday);
  const auto number = (thursday - make_day(year, 1, 1)).count() / 7 + 1;
  std::string value = fmt::format("{:04d}-W{:02d}", year, number);
  if (weekend) return {monday + days(5), monday + days(6), TimeUnit::weekend, value + "-WE"};
  return {monday, monday + days(6), TimeUnit::week, std::move(value)};
}

}  // namespace

std::optional<sys_days> parse_day(std::string_view text) {
  if (text.size() < 10) return std::nullopt;
  int y = 0;
  unsigned m = 0;
  unsigned d = 0;
  std::from_chars(text.data(), text.data() + 4, y);
  std::from_chars(text.data() + 5, text.data() + 7, m);
  std::from_chars(text.data() + 8, text.data() + 10, d);
  const year_month_day ymd{std::chrono::year(y), std::chrono::month(m), std::chrono::day(d)};
  if (!ymd.ok()) return std::nullopt;
  return sys_days(ymd);
}

std::string iso_day(sys_days day) {
  const year_month_day ymd(day);
  return fmt::format("{:04d}-{:02d}-{:02d}", static_cast<int>(ymd.year()),
                     static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
}

int year_of(sys_days day) { return static_cast<int>(year_month_day(day).year()); }

int month_of(sys_days day) {
  return static_cast<int>(static_cast<unsigned>(year_month_day(day).month()));
}

sys_days make_day(int year, int month, int day) {
  const auto y = std::chrono::year(year);
  const auto m = std::chrono::month(static_cast<unsigned>(month));
  const auto last = static_cast<unsigned>((y / m / std::chrono::last).day());
  return sys_days(y / m / std::chrono::day(std::min(static_cast<unsigned>(day), last)));
}

Period period_of(TimeUnit unit, sys_days day) {
  const int year = year_of(day);
  const int month = month_of(day);
  switch (unit) {
    case TimeUnit::week:
      return week_of(day, false);
    case TimeUnit::weekend:
      return week_of(day, true);
    case TimeUnit::month:
      return whole_months(day, unit, month, 1, fmt::format("{:04d}-{:02d}", year, month));
    case TimeUnit::season:
      return season_of(month < 3 ? year - 1 : year, (month + 9) % 12 / 3);
    case TimeUnit::quarter: {
      const int quarter = (month - 1) / 3;
      return whole_months(day, unit, quarter * 3 + 1, 3,
                          fmt::format("{:04d}-Q{}", year, quarter + 1));
    }
    case TimeUnit::half: {
      const int half = (month - 1) / 6;
      return whole_months(day, unit, half * 6 + 1, 6, fmt::format("{:04d}-H{}", year, half + 1));
    }
    case TimeUnit::year:
      return whole_months(day, unit, 1, 12, fmt::format("{:04d}", year));
    case TimeUnit::decade:
      return {make_day(year / 10 * 10, 1, 1), make_day(year / 10 * 10 + 9, 12, 31), unit,
              fmt::format("{:03d}", year / 10)};
    case TimeUnit::century:
      return {make_day(year / 100 * 100, 1, 1), make_day(year / 100 * 100 + 99, 12, 31), unit,
              fmt::format("{:02d}", year / 100)};
    default:
      return {day, day, TimeUnit::day, iso_day(day)};
  }
}

Period season_of(int year, int season) {
  static constexpr std::array<std::string_view, 4> kCodes = {"SP", "SU", "FA", "WI"};
  const int first = 3 + 3 * season;
  const sys_days start = make_day(year, first, 1);
  const sys_days end = season == 3 ? make_day(year + 1, 2, 29) : make_day(year, first + 2, 31);
  return {start, end, TimeUnit::season,
          fmt::format("{:04d}-{}", year, kCodes[static_cast<std::size_t>(season)])};
}

sys_days moved(sys_days day, TimeUnit unit, int count) {
  static constexpr int kFarthest = 3000;  // years: beyond it no calendar day is meant
  const auto months = [&](int n) {
    const year_month_day ymd(day);
    const int total = year_of(day) * 12 + month_of(day) - 1 + n;
    return make_day(std::clamp(total / 12, 1, 9000), total < 12 ? 1 : total % 12 + 1,
                    static_cast<int>(static_cast<unsigned>(ymd.day())));
  };
  count = std::clamp(count, -kFarthest, kFarthest);
  switch (unit) {
    case TimeUnit::day:
      return day + days(count);
    case TimeUnit::week:
    case TimeUnit::weekend:
      return day + days(7 * count);
    case TimeUnit::month:
      return months(count);
    case TimeUnit::season:
    case TimeUnit::quarter:
      return months(3 * count);
    case TimeUnit::half:
      return months(6 * count);
    case TimeUnit::year:
      return months(12 * count);
    case TimeUnit::decade:
      return months(120 * count);
    case TimeUnit::century:
      return months(1200 * std::clamp(count, -30, 30));
    default:
      return day;
  }
}

std::string duration_value(double count, TimeUnit unit) {
  struct Name {
    std::string_view code;   // letters after the number
    std::string_view lower;  // what halves are counted in
    int halves;              // how many of these make half
  };
  static constexpr std::array<Name, 13> kNames = {{{"S", "", 0},
                                                   {"M", "S", 30},
                                                   {"H", "M", 30},
                                                   {"D", "H", 12},
                                                   {"WE", "", 0},
                                                   {"W", "", 0},
                                                   {"M", "", 0},
                                                   {"", "", 0},
                                                   {"Q", "", 0},
                                                   {"", "", 0},
                                                   {"Y", "M", 6},
                                                   {"DE", "Y", 5},
                                                   {"CE", "Y", 50}}};
  const Name& name = kNames[static_cast<std::size_t>(unit)];
  const bool clock = unit <= TimeUnit::hour;
  if (count < 0) return fmt::format("P{}X{}", clock ? "T" : "", name.code);
  const double whole = std::floor(count);
  if (count == whole || name.lower.empty())
    return fmt::format("P{}{:.15g}{}", clock ? "T" : "", count, name.code);
  std::string out = "P";
  if (clock) out += 'T';
  if (whole > 0) out += fmt::format("{:g}{}", whole, name.code);
  if (unit == TimeUnit::day) out += 'T';
  return out + fmt::format("{:g}{}", std::round((count - whole) * 2 * name.halves), name.lower);
}

}  // namespace dragoman
