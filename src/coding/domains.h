// Whether a statement that meets the lexicon is told of sport, art, markets, nature or private
// life.
#pragma once

#include "coding/ontology.h"
#include "coding/participants.h"
#include "reading/reading.h"
#include "reading/tree.h"

namespace dragoman {

/// Words around an event that take it out of politics.
class Domains {
 public:
  Domains(const Tree& tree, const Reading& reading, const Ontology& ontology)
      : tree_(tree), reading_(reading), ontology_(ontology) {}

  /// True when the statement is no political act: a thing or an animal does it, the party only
  /// modifies what acts ("the Chinese rover"), a story tells it, or its sentence is of another
  /// domain and no holder of office, force or party takes part. O(words of the sentence).
  [[nodiscard]] bool is_foreign(const Statement& s, const Participants& p) const;

 private:
  [[nodiscard]] bool in(std::uint32_t token, std::string_view domain) const;
  [[nodiscard]] bool is_official(int mention) const;
  /// Who acts is no actor: "the fungus is killing", "Cuba's old cars refuse".
  [[nodiscard]] bool acts_by_thing(const Statement& s, const Participants& p) const;
  /// "Was attacked": its subject is acted upon. Without the auxiliary a headline may be active.
  [[nodiscard]] bool is_full_passive(std::uint32_t verb) const;
  /// "In the novel", "the film's rebels", "the series follows".
  [[nodiscard]] bool is_told_in_fiction(std::uint32_t sentence) const;

  const Tree& tree_;
  const Reading& reading_;
  const Ontology& ontology_;
};

}  // namespace dragoman
