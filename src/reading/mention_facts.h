// What the words in and beside a noun phrase say of its country, sector and role.
#pragma once

#include <string_view>

#include "reading/names_in_text.h"
#include "reading/reading.h"

namespace dragoman {

/// Refers to its arguments. `published` is YYYY-MM-DD or empty. One mention at a time; O(phrase).
class MentionFacts {
 public:
  MentionFacts(const Tree& tree, const Knowledge& knowledge, NamesInText& names,
               std::string_view published)
      : tree_(tree), knowledge_(knowledge), names_(names), published_(published) {}

  /// Grows [first, last) over the tokens next to the head that belong to the noun phrase proper.
  void chunk(std::uint32_t head, std::uint32_t& first, std::uint32_t& last) const;

  /// What the phrase itself says: names, roles, nationalities inside [first, last).
  void inside(Mention& m, bool modifier);

  /// What stands beside it: possessors, "of", "in", appositions.
  void beside(Mention& m);

 private:
  [[nodiscard]] std::uint32_t start_after_possessor(const Mention& m) const;
  [[nodiscard]] bool in_possessive(std::uint32_t t, std::uint32_t head) const;
  void take_name(const NameHit& h, Mention& m) const;
  void take_person(const NameHit& h, Mention& m) const;
  void take_entity(const EntitySpan& e, Mention& m);
  [[nodiscard]] bool names_a_person(std::uint32_t head);
  bool contradict(std::string_view country, Mention& m) const;
  void names_inside(std::uint32_t from, Mention& m);
  void roles(std::uint32_t from, Mention& m);
  void complement(std::uint32_t child, std::string_view preposition, Mention& m);
  void apposition(std::uint32_t child, Mention& m);
  void probe(std::uint32_t head, Mention& m);

  const Tree& tree_;
  const Knowledge& knowledge_;
  NamesInText& names_;
  std::string_view published_;
  std::string_view modifier_sector_;  ///< sector of an organisation that modifies the head
};

}  // namespace dragoman
