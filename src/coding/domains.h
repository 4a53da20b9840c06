// Whether a statement that meets the lexicon is told of sport, art, markets, nature or private
// life.
#pragma once

#include <vector>

#include "coding/lexicon.h"
#include "coding/ontology.h"
#include "coding/participants.h"
#include "reading/reading.h"
#include "reading/tree.h"

namespace dragoman {

/// Words around an event that take it out of politics. Built once an article; O(tokens).
class Domains {
 public:
  Domains(const Tree& tree, const Reading& reading, const Ontology& ontology);

  /// True when the statement is no political act: a thing or an animal does it, the party only
  /// modifies what acts ("the Chinese rover"), a story tells it, private persons or firms deal with
  /// each other, or its sentence is of another domain and no holder of office, force or party takes
  /// part. O(words of the sentence).
  [[nodiscard]] bool is_foreign(const Statement& s, const LexiconEntry& entry,
                                const Participants& p) const;

 private:
  [[nodiscard]] bool in(std::uint32_t token, std::string_view domain) const;
  /// Holds an office, a weapon or a place in politics; groups of citizens too, where `groups`.
  [[nodiscard]] bool is_official(int mention, bool groups) const;
  /// A single person, or some, without office: a waiter, a nurse, two tourists.
  [[nodiscard]] bool is_private(int mention) const;
  /// A firm, or somebody who acts for one.
  [[nodiscard]] bool is_firm(int mention) const;
  /// "The Polish dumplings": an adjective of a thing, nobody who acts or suffers.
  [[nodiscard]] bool is_adjective(std::uint32_t predicate, int mention) const;
  /// "A cook attacked a waiter", "an airline rejected its rival's bid".
  [[nodiscard]] bool is_among_private(const Statement& s, const LexiconEntry& entry,
                                      const Participants& p) const;
  /// Who acts is no actor: "the fungus is killing", "Cuba's old cars refuse".
  [[nodiscard]] bool acts_by_thing(const Statement& s, const Participants& p) const;
  /// "Was attacked": its subject is acted upon. Without the auxiliary a headline may be active.
  [[nodiscard]] bool is_full_passive(std::uint32_t verb) const;
  /// "In the novel", "the film's rebels", "the series follows".
  [[nodiscard]] bool is_told_in_fiction(std::uint32_t sentence) const;
  /// A word of sport, or two of those that are words of sport together: a club's defender.
  [[nodiscard]] bool is_of_sport(std::uint32_t sentence) const;

  const Tree& tree_;
  const Reading& reading_;
  const Ontology& ontology_;
  std::vector<bool> sport_;  ///< by sentence
};

}  // namespace dragoman
