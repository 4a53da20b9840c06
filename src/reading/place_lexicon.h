// Words that tell whether the name of a place denotes the place.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "text/result.h"

namespace dragoman {

/// Classes of data/reading/places.tsv, which explains them.
struct PlaceLexicon {
  enum : unsigned { kWhere = 1, kWay = 2, kArea = 4, kAct = 8 };

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
  };
  std::unordered_map<std::string, unsigned, Hash, std::equal_to<>> words;  ///< lemma -> classes

  [[nodiscard]] bool is(std::string_view lemma, unsigned kind) const {
    const auto found = words.find(lemma);
    return found != words.end() && (found->second & kind) != 0;
  }

  /// Reads reading/places.tsv under `directory`; no such file is an empty lexicon.
  static Result<PlaceLexicon> load(const std::string& directory);
};

}  // namespace dragoman
