// Amounts: numbers in figures and words with their bounds, money and units, before any tree.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "reading/quantity_lexicon.h"
#include "reading/tree.h"

namespace dragoman {

/// An amount over tokens [first, last): qualifier, currency, number or range, unit.
struct Amount {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::uint32_t number = 0;  ///< first token of the number itself
  std::uint32_t number_end = 0;
  double value = 0;
  std::optional<double> low;   ///< no less than this
  std::optional<double> high;  ///< no more than this
  std::string qualifier;       ///< as told ("at least"); "approximate" for "dozens"
  std::string_view kind;       ///< money, share, distance ...; empty for a plain count
  std::string unit;            ///< USD, km, percent
  bool bare_one = false;       ///< "one" and nothing else
};

/// Reads the amount whose number begins at token `at`, within the sentence [begin, end); nothing
/// when none does. Words before `done` are taken. O(1): an amount has at most a few tokens.
std::optional<Amount> read_amount(const Tree& tree, const QuantityLexicon& words, std::uint32_t at,
                                  std::uint32_t begin, std::uint32_t end, std::uint32_t done);

}  // namespace dragoman
