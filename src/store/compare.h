// Two sets of events side by side: which are the same, which only one of them has.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "store/database.h"
#include "store/foreign_event.h"

namespace dragoman {

/// What two events may differ by and still be the same.
struct CompareOptions {
  int days = 1;
  double km = 100;          ///< between named places; where one has none, place does not count
  bool sectors = false;     ///< parties are countries with sectors, not countries alone
  bool types = false;       ///< of one PLOVER type, not only of one quad class
  bool undirected = false;  ///< who acts and who is acted on may be swapped
};

/// One pair of parties of one event. Texts are numbers of the set's pool.
struct Comparable {
  std::uint32_t id = 0;
  std::int32_t day = 0;                  ///< days since 1970-01-01
  std::uint32_t source = 0, target = 0;  ///< names
  std::uint32_t source_country = 0, target_country = 0;
  std::uint32_t source_sector = 0, target_sector = 0;
  std::uint32_t type = 0, quad = 0, place = 0;
  std::optional<float> latitude, longitude;  ///< of a named place
};

/// Events to compare, at most 100 bytes each and every text once.
class EventSet {
 public:
  /// An event of several parties is one for each pair of different countries (with sectors, if
  /// these count), both ways where several act and nobody is acted on. An event with nobody on
  /// either side, without a type or without a day is left aside.
  void add(const ForeignEvent& event, const CompareOptions& options);

  [[nodiscard]] const std::string& text(std::uint32_t number) const { return texts_[number]; }
  [[nodiscard]] const std::vector<Comparable>& events() const { return events_; }
  [[nodiscard]] std::size_t left_aside() const { return left_aside_; }
  /// Drops what is not between two days; how many that were.
  std::size_t clip(std::int32_t first, std::int32_t last);

 private:
  std::uint32_t intern(const std::string& text);

  std::vector<std::string> texts_{""};
  std::unordered_map<std::string, std::uint32_t> numbers_{{"", 0}};
  std::vector<Comparable> events_;
  std::size_t left_aside_ = 0;
};

/// What happened in a database of ours, and with `dataset` the events imported under that name.
Result<Done> read_own(const Database& database, const CompareOptions& options, EventSet& into);
Result<Done> read_dataset(const Database& database, const std::string& dataset,
                          const CompareOptions& options, EventSet& into);

/// Two events that are the same. Indexes into the sets.
struct EventMatch {
  std::uint32_t theirs = 0, mine = 0;
  std::int32_t days = 0;     ///< mine is so many later
  std::optional<double> km;  ///< between named places
  bool same_type = true;
  bool same_place = true;  ///< of one name, or less than 10 km apart; true where one has none
};

struct Comparison {
  std::vector<EventMatch> matches;  ///< in the order of theirs
  std::vector<std::uint32_t> only_theirs, only_mine;
};

/// Each event is matched with at most one. Among events of the same parties and class within the
/// tolerances, pairs are taken from the most alike on: same type, then nearer in time and place,
/// then same sectors; ties by order. At most 64 candidates an event, those nearest in time.
/// O(n log n) but for these.
Comparison compare(const EventSet& theirs, const EventSet& mine, const CompareOptions& options);

/// Days since 1970-01-01 of a YYYY-MM-DD; nothing for another text. And back.
std::optional<std::int32_t> day_number(const std::string& day);
std::string day_text(std::int32_t day);

}  // namespace dragoman
