// The grammar of expressions of time: one rule an idea, in time_*.cc by what they read.
#pragma once

#include <optional>
#include <string>

#include "reading/time_items.h"

namespace dragoman {

/// An expression over items [from, to) with its TimeML type and value. No expression: `to` is 0.
/// Items without one that must not be read again ("27-year-old"): `type` is empty.
struct FoundTime {
  std::size_t from = 0;
  std::size_t to = 0;
  std::string type;
  std::string value;
  std::optional<Period> period;  ///< the days it denotes, when it denotes days
};

/// Which way the clause of an expression looks.
enum class Tense : std::uint8_t { unknown, past, future };

/// Reads the sentences of one article in order. What was read before is context for what follows:
/// "the next day", "a year earlier", "the quarter".
class TimeReader {
 public:
  TimeReader(const Tree& tree, std::chrono::sys_days published, const TimeLexicon& words)
      : tree_(tree), published_(published), items_(tree, words) {}

  void load(std::uint32_t first, std::uint32_t last) { items_.load(first, last); }
  [[nodiscard]] const TimeItems& items() const { return items_; }

  /// The expression whose first decisive item is `i`; items before `done` are taken. O(1).
  [[nodiscard]] FoundTime read(std::size_t i, std::size_t done);

  /// Makes a found date the one that later expressions count from.
  void remember(const FoundTime& found);

 private:
  // Dates and times of day (time_dates.cc).
  FoundTime written_day(std::size_t i) const;
  FoundTime month(std::size_t i) const;
  FoundTime weekday(std::size_t i) const;
  FoundTime near_day(std::size_t i) const;
  FoundTime holiday(std::size_t i) const;
  FoundTime clock(std::size_t i) const;
  FoundTime part_of_day(std::size_t i) const;
  FoundTime day_at(std::size_t i) const;
  FoundTime with_part(FoundTime day) const;
  Period dated_month(std::size_t i, int month, int day, std::string_view direction) const;

  // Years and what they are cut into (time_years.cc).
  FoundTime year(std::size_t i) const;
  FoundTime decade(std::size_t i) const;
  FoundTime century(std::size_t i) const;
  FoundTime season(std::size_t i) const;
  FoundTime quarter(std::size_t i, int year) const;
  FoundTime in_year(FoundTime year) const;
  FoundTime compared(FoundTime quarter) const;
  [[nodiscard]] std::pair<int, std::size_t> year_after(std::size_t i) const;

  // Lengths and units (time_units.cc).
  FoundTime directed(std::size_t i) const;
  FoundTime length(std::size_t i) const;
  FoundTime shifted(std::size_t from, const TimeCount& count, TimeUnit unit, std::size_t at) const;
  FoundTime unit(std::size_t i) const;
  FoundTime next_to(std::size_t i) const;
  [[nodiscard]] bool followed(std::size_t at) const;
  [[nodiscard]] Period beside_publication(TimeUnit unit, double count, bool behind) const;
  FoundTime repeated(std::size_t i) const;
  FoundTime reference(std::size_t i) const;
  [[nodiscard]] Period last_quarter() const;

  [[nodiscard]] Tense tense(std::size_t i) const;
  [[nodiscard]] bool in_person(std::size_t i) const;  ///< part of the name of a person
  [[nodiscard]] bool unit_at(std::size_t i) const {
    return items_.is(i, TimeClass::unit) || items_.is(i, TimeClass::units);
  }
  [[nodiscard]] TimeUnit unit_of(std::size_t i) const {
    return static_cast<TimeUnit>(items_.at(i).word->value);
  }
  /// The direction word just before `i`, empty when there is none or it is taken.
  [[nodiscard]] std::string_view direction_before(std::size_t i) const;
  static FoundTime date(std::size_t from, std::size_t to, Period period);
  static FoundTime plain(std::size_t from, std::size_t to, std::string type, std::string value);

  const Tree& tree_;
  std::chrono::sys_days published_;
  TimeItems items_;
  std::size_t done_ = 0;
  std::optional<Period> anchor_;   ///< the latest date told
  std::optional<Period> day_;      ///< the latest day told
  std::optional<Period> quarter_;  ///< the latest quarter told
};

}  // namespace dragoman
