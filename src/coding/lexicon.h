// The predicate lexicon: which words, in which frame, name which act.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "knowledge/knowledge.h"
#include "reading/reading.h"
#include "reading/tree.h"
#include "text/result.h"

namespace dragoman {

class Ontology;

/// A condition on a dependent of the predicate, e.g. obj=troop|force, with=*, obj!=@thing.
struct Condition {
  std::string slot;                    ///< obj, subj, a preposition, amod, case, + for a particle
  std::vector<std::string> values;     ///< as written, named sets replaced by their words
  std::vector<std::uint32_t> classes;  ///< ids of the WordNet classes among the values
  std::vector<std::string> sectors;    ///< PLOVER sectors among the values
  bool negative = false;
  bool any = false;     ///< * is among the values
  bool actor = false;   ///< @actor
  bool person = false;  ///< @person
  bool thing = false;   ///< @thing
};

/// One line of a lexicon file (docs/lexicon.md).
struct LexiconEntry {
  std::string pattern;  ///< head and conditions, named sets replaced by their words
  std::string written;  ///< the same as it stands in the file
  std::string head;
  char pos = 'v';  ///< v verb, n noun, a adjective, x prepositional predicate
  std::vector<Condition> conditions;
  std::string act;  ///< empty: these words name no event
  std::string mode;
  std::vector<std::string> contexts;
  std::vector<std::string> actor_slots;
  std::vector<std::string> recipient_slots;
  std::vector<std::string> flags;
  std::string cameo;       ///< CAMEO code of the act, where the words are finer than type and mode
  std::string where;       ///< file:line
  std::size_t weight = 1;  ///< how specific: 1, and 3 for each condition (2 for a bare *)

  [[nodiscard]] bool flag(std::string_view name) const;
};

/// Immutable after loading; safe to share by threads.
class Lexicon {
 public:
  /// Reads every `*.tsv` lexicon file under `directory`/lexicon except embedding, reporting and
  /// sets, which names sets of words.
  static Result<Lexicon> load(const std::string& directory);

  /// Adds the entries of a user's own file. One with the head, part of speech and conditions of an
  /// earlier entry takes its place; between equally specific entries the user's win. Returns what
  /// is wrong with the file, checked against `ontology`; then nothing was added.
  [[nodiscard]] std::vector<Error> add(const std::string& path, const Ontology& ontology);

  /// Gives the word classes that `@class:` conditions ask for. Without, those never hold.
  void use(const Knowledge& knowledge) { knowledge_ = knowledge; }

  /// The most specific entry whose conditions the statement meets; null when none does. An entry
  /// without an act is returned too: it says that nothing is to be coded.
  [[nodiscard]] const LexiconEntry* match(const Tree& tree, const Reading& reading,
                                          const Statement& statement) const;

  /// Every entry whose conditions the statement meets, the winner first.
  [[nodiscard]] std::vector<const LexiconEntry*> matches(const Tree& tree, const Reading& reading,
                                                         const Statement& statement) const;

  [[nodiscard]] const std::vector<LexiconEntry>& entries() const { return entries_; }

 private:
  void index();

  std::vector<LexiconEntry> entries_;  ///< in the order in which they win between equals
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_head_;  ///< most specific first
  std::unordered_map<std::string, std::vector<std::string>> sets_;
  std::optional<Knowledge> knowledge_;
};

/// True when a mention can be a party to an event.
bool is_party(const Mention& mention);

}  // namespace dragoman
