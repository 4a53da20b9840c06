// Whether a statement meets the conditions of a lexicon entry.
#pragma once

#include "coding/lexicon.h"

namespace dragoman {

/// Looks at one statement. O(conditions x arguments), no allocation.
class LexiconMatcher {
 public:
  /// Without `knowledge` no `@class:` holds.
  LexiconMatcher(const Tree& tree, const Reading& reading, const Knowledge* knowledge,
                 const Statement& statement)
      : tree_(tree), reading_(reading), knowledge_(knowledge), statement_(statement) {}

  [[nodiscard]] bool holds(const LexiconEntry& entry) const;

 private:
  [[nodiscard]] bool met(const Condition& c) const;
  [[nodiscard]] bool value_met(const Condition& c, const Argument& a) const;
  /// What a measure noun measures: the attacks of "a second wave of attacks"; -1 for others.
  [[nodiscard]] std::int32_t measured(std::uint32_t noun) const;
  /// "Launched an *air* attack": an adjective or noun that modifies the object.
  [[nodiscard]] bool object_modified(const Condition& c) const;
  [[nodiscard]] bool in_class(const Condition& c, std::uint32_t token) const;
  [[nodiscard]] bool particle(std::string_view lemma) const;

  const Tree& tree_;
  const Reading& reading_;
  const Knowledge* knowledge_;
  const Statement& statement_;
};

}  // namespace dragoman
