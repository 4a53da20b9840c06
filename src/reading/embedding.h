// What a word says of the standing of what depends on it, by data/lexicon/embedding.tsv.
#pragma once

#include <cstdint>
#include <string_view>

#include "reading/reading.h"
#include "reading/reading_lexicon.h"
#include "reading/tree.h"

namespace dragoman {

/// Looks words of one article up, alone or with a particle or a dependent that makes a phrase of
/// them ("called off", "put on ice"). All lookups are O(dependents of `t`).
class Embedding {
 public:
  Embedding(const Tree& tree, const ReadingLexicon& lexicon) : tree_(tree), lexicon_(lexicon) {}

  /// What `t` says of the clause or phrase it governs; null when it says nothing.
  [[nodiscard]] const Modality* of_complement(std::uint32_t t) const;

  /// What the verb `t` says of its noun object where that differs from a clause ("want talks").
  [[nodiscard]] const Modality* of_object(std::uint32_t t) const;

  /// What the predicate `t` says of its subject ("collapsed", "came to nothing").
  [[nodiscard]] const Modality* of_subject(std::uint32_t t) const;

  /// True when the subject has the standing of the verb itself ("the truce will take effect").
  [[nodiscard]] bool carries_subject(std::uint32_t t) const;

  /// Particle of a verb, also where the tree calls it an adverb; empty for none.
  [[nodiscard]] std::string_view particle_of(std::uint32_t t) const;

  /// A blow, or a verb that brings one: "resume kidnappings", "impose sanctions".
  [[nodiscard]] bool is_hostile(std::uint32_t t) const;

  /// The last noun between `verb` and `t` that says something of what it governs, among the
  /// participants of `verb`: trees often hang its complement on the verb ("renewed its demand for
  /// the withdrawal"). -1 for none.
  [[nodiscard]] std::int32_t noun_before(std::uint32_t verb, std::uint32_t t) const;

 private:
  [[nodiscard]] const Modality* phrase(std::uint32_t t, char pos) const;

  const Tree& tree_;
  const ReadingLexicon& lexicon_;
};

/// A noun whose content is in doubt: "rumour", "claim".
bool alleges(std::string_view lemma);

}  // namespace dragoman
