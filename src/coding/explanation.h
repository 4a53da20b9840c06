// Why an event was coded as it was: every choice with the word or the row of a table that made it.
#pragma once

#include <string>
#include <vector>

#include "coding/crosswalk.h"
#include "coding/lexicon.h"
#include "coding/ontology.h"

namespace dragoman {

/// Why one event is what it is. Points into the coder and the coded article.
struct Explanation {
  /// An entry that the words met as well, and why it lost.
  struct Loser {
    const LexiconEntry* entry = nullptr;
    std::string why;
  };
  /// An argument of the predicate and the part it was given.
  struct Slot {
    std::string_view slot;
    std::string text;
    std::string part;  ///< actor, recipient, or empty
  };
  /// A context and what brought it.
  struct Context {
    std::string name;
    std::string why;
  };

  std::size_t event = 0;                ///< index in CodedArticle::events
  const LexiconEntry* entry = nullptr;  ///< the winner; null when the trigger meets none
  std::vector<Loser> losers;
  std::vector<Slot> slots;
  std::string modality_why;  ///< the words that made the modality
  Ruling type;
  Ruling mode;
  std::vector<Context> contexts;
  std::string_view score_where;  ///< file:line
  std::string_view quad_where;   ///< file:line
  CameoAnswer cameo;
  bool ranked = false;    ///< two parties: the ranker was asked
  double told = 0;        ///< its probability that an event is told
  double typed = 0;       ///< its probability of the event's type
  std::string favourite;  ///< the type that it holds most likely
  double favourite_probability = 0;
};

}  // namespace dragoman
