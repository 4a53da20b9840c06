// One sentence as the pieces that expressions of time are made of, and the numbers in it.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "reading/calendar.h"
#include "reading/time_lexicon.h"
#include "reading/tree.h"

namespace dragoman {

/// A token, or the part of one between hyphens; hyphens themselves are no items.
struct TimeItem {
  std::uint32_t token = 0;
  std::string_view text;           ///< folded
  const TimeWord* word = nullptr;  ///< null when the lexicon lacks it
  int number = -1;                 ///< of digits only
  int digits = 0;                  ///< how many
  bool joined = false;             ///< a hyphen stands before it
  bool capital = false;            ///< the token begins with a capital letter
};

/// How many units a length counts: `known` false for "several". `next` is the item after it, or the
/// first item itself when there is no count.
struct TimeCount {
  double value = 1;
  bool known = true;
  bool article = false;  ///< "a", "an"
  std::size_t next = 0;
};

class TimeItems {
 public:
  TimeItems(const Tree& tree, const TimeLexicon& lexicon) : tree_(tree), lexicon_(lexicon) {}

  /// Takes tokens [first, last). Linear; memory is used again.
  void load(std::uint32_t first, std::uint32_t last);

  [[nodiscard]] std::size_t size() const { return items_.size(); }
  /// Item `i`; an empty one past the end.
  [[nodiscard]] const TimeItem& at(std::size_t i) const {
    return i < items_.size() ? items_[i] : none_;
  }
  [[nodiscard]] bool is(std::size_t i, TimeClass kind) const {
    return at(i).word != nullptr && at(i).word->kind == kind;
  }
  [[nodiscard]] bool is(std::size_t i, TimeClass kind, std::string_view code) const {
    return is(i, kind) && at(i).word->code == code;
  }
  [[nodiscard]] bool says(std::size_t i, std::string_view text) const { return at(i).text == text; }
  /// "2 1/2", "twenty-five", "a couple of", "several", "three or four"; see TimeCount.
  [[nodiscard]] TimeCount count(std::size_t i) const;
  /// "third", "3rd"; 0 for none.
  [[nodiscard]] int ordinal(std::size_t i) const;
  /// "1998", "nineteen ninety-eight", "two thousand": the year and the item after it; 0 for none.
  [[nodiscard]] std::pair<int, std::size_t> year(std::size_t i) const;

 private:
  void add(std::uint32_t token, std::string_view text, bool joined);
  [[nodiscard]] double spoken(std::size_t i, std::size_t* next) const;

  const Tree& tree_;
  const TimeLexicon& lexicon_;
  std::vector<TimeItem> items_;
  TimeItem none_;
};

}  // namespace dragoman
