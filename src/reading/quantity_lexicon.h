// The words that quantities are made of and what they count.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "text/result.h"

namespace dragoman {

/// What a word does in a quantity. What `value` and `code` of QuantityWord mean stands behind each.
enum class QuantityClass : std::uint8_t {
  number,    ///< value
  scale,     ///< value: hundred, million, dozen
  plural,    ///< value: the least that is meant (hundreds 200)
  vague,     ///< value: the least that is meant (several 3)
  zero,      ///< nobody, no one
  fraction,  ///< value: into how many parts
  before,    ///< qualifier before a number, code: low, high, below, about or exact
  after,     ///< the same, after it
  currency,  ///< code: ISO 4217, empty when the word alone does not tell
  unit,      ///< code: kind and name, "distance km"
  state,     ///< code: kind of those said to be so ("12 dead")
  counts,    ///< code: kind that the counted noun tells by itself; empty for people
  toll,      ///< code: kind of the figure that is its value ("the toll rose to 12")
  slot_subj,
  slot_obj,
  slot_of,
  slot_by  ///< code: kind of what fills the slot of this predicate
};

struct QuantityWord {
  double value = 0;
  std::string code;
};

/// Words by class and folded form, or lemma where the class is one of nouns and predicates.
class QuantityLexicon {
 public:
  /// Null when the word is none of the class. One look-up, no allocation for short words.
  [[nodiscard]] const QuantityWord* find(QuantityClass kind, std::string_view word) const;

  /// Reads reading/quantities.tsv under `directory`; no such file is an empty lexicon.
  static Result<QuantityLexicon> load(const std::string& directory);

 private:
  std::unordered_map<std::string, QuantityWord> words_;  ///< by a letter for the class, and word
};

}  // namespace dragoman
