// The words that expressions of time are made of.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "text/result.h"

namespace dragoman {

/// What a word does in an expression of time. What `value` and `code` of TimeWord mean stands
/// behind each.
enum class TimeClass : std::uint8_t {
  weekday,    ///< value 0 Monday to 6 Sunday
  month,      ///< value 1 to 12
  season,     ///< value 0 spring to 3 winter
  unit,       ///< value: TimeUnit, singular
  units,      ///< the same, plural
  part,       ///< part of the day, code MO, AF ... or a clock time
  day,        ///< value: days from publication (yesterday -1)
  number,     ///< value
  ordinal,    ///< value
  vague,      ///< an unknown count (several)
  direction,  ///< code: last, past, previous, this, next, following, latest, recent, that
  shift,      ///< after a length: code ago, earlier, later
  reference,  ///< alone: code PAST_REF, PRESENT_REF, FUTURE_REF
  set,        ///< alone: code P1D ...
  each,       ///< makes a set of the unit that follows
  filler,     ///< may stand between a count and its unit (consecutive)
  modifier,   ///< before an expression, part of it, changes no value (early, nearly)
  holiday,    ///< code MM-DD, or MM-nW: the n-th weekday W of the month
  meridiem,   ///< value 0 a.m., 12 p.m.
  zone        ///< time zone
};

struct TimeWord {
  TimeClass kind = TimeClass::modifier;
  int value = 0;
  std::string code;
};

/// Words by their folded form.
class TimeLexicon {
 public:
  /// Null when the word is none. One look-up, no allocation.
  [[nodiscard]] const TimeWord* find(std::string_view folded) const {
    const auto found = words_.find(folded);
    return found == words_.end() ? nullptr : &found->second;
  }

  /// Reads reading/times.tsv under `directory`; no such file is an empty lexicon.
  static Result<TimeLexicon> load(const std::string& directory);

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
  };
  std::unordered_map<std::string, TimeWord, Hash, std::equal_to<>> words_;
};

}  // namespace dragoman
