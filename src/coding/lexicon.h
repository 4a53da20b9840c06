// The predicate lexicon: which words, in which frame, name which act.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "reading/reading.h"
#include "reading/tree.h"
#include "text/result.h"

namespace dragoman {

/// A condition on a dependent of the predicate, e.g. obj=troop|force, with=*, obj!=@thing.
struct Condition {
  std::string slot;                 ///< obj, subj, a preposition, amod, case, + for a particle
  std::vector<std::string> values;  ///< lemmas, * or @actor @person @thing
  bool negative = false;
};

/// One line of a lexicon file (docs/lexicon.md).
struct LexiconEntry {
  std::string pattern;
  std::string head;
  char pos = 'v';  ///< v verb, n noun, x prepositional predicate
  std::vector<Condition> conditions;
  std::string act;  ///< empty: these words name no event
  std::string mode;
  std::vector<std::string> contexts;
  std::vector<std::string> actor_slots;
  std::vector<std::string> recipient_slots;
  std::vector<std::string> flags;
  std::string where;  ///< file:line

  [[nodiscard]] bool flag(std::string_view name) const;
};

/// Immutable after loading; safe to share by threads.
class Lexicon {
 public:
  /// Reads every `*.tsv` lexicon file under `directory`/lexicon except embedding and reporting.
  static Result<Lexicon> load(const std::string& directory);

  /// The most specific entry whose conditions the statement meets; null when none does. An entry
  /// without an act is returned too: it says that nothing is to be coded.
  [[nodiscard]] const LexiconEntry* match(const Tree& tree, const Reading& reading,
                                          const Statement& statement) const;

  [[nodiscard]] const std::vector<LexiconEntry>& entries() const { return entries_; }

 private:
  std::vector<LexiconEntry> entries_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_head_;
};

/// True when a mention can be a party to an event.
bool is_party(const Mention& mention);

}  // namespace dragoman
