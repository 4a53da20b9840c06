// Rules that read an article once from start to end, each mention looking back for what it joins.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <string_view>
#include <vector>

#include "reading/reading.h"
#include "reading/tree.h"

namespace dragoman {

/// Joins the mentions of one article where a rule is sure. Refers to its arguments. Not for several
/// threads.
class Resolver {
 public:
  Resolver(const Tree& tree, Reading& reading)
      : tree_(tree), mentions_(reading.mentions), head_mention_(reading.mention_of_head) {}
  void run();

 private:
  /// "His Colombian counterpart" holds the office that he holds.
  void counterpart(Mention& m) const;
  /// "The National Salvation Front (NSF)", and NSF from then on.
  bool acronym(std::size_t i);
  bool take_acronym(std::size_t j, Mention& m);
  static bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
  /// Whether the capitals of a phrase give the acronym, all or all of its letters in order.
  [[nodiscard]] bool has_initials(const Mention& c, std::string_view acronym) const;
  /// "His Cambodian counterpart, Keo Sarun, met ...", whatever the tree makes of the comma.
  bool introduced(std::size_t i);
  /// "The MLA, a rebel group": one and the same.
  bool apposition(std::size_t i);
  /// "The officials" are those last told of under the same noun.
  void group(std::size_t i);
  /// Joins `m` to the earlier mention `j` and passes on what is known.
  void link(std::size_t j, Mention& m, bool firm);
  /// "Officers" with nothing beside it are of the force last told of: police or army.
  void officers(std::size_t i);
  /// How far back to look, so that a text of any length takes linear time.
  static std::size_t oldest(std::size_t i) { return i > 2000 ? i - 2000 : 0; }
  [[nodiscard]] bool has_word(const Mention& m, std::initializer_list<std::string_view> list) const;
  /// "the two leaders", "both leaders", "both sides".
  [[nodiscard]] bool is_pair(const Mention& m) const;
  /// "the main opposition party" says of itself who it is.
  [[nodiscard]] bool described(const Mention& m) const;
  [[nodiscard]] bool definite(const Mention& m) const;
  /// "Kenya said it would": whether the verb of subject `head` holds the clause of `token`.
  [[nodiscard]] bool governs(std::uint32_t head, std::uint32_t token) const;
  /// "Kenya called ... It cannot ...": subjects of two sentences that follow each other.
  [[nodiscard]] bool parallel(std::uint32_t head, std::uint32_t token) const;
  [[nodiscard]] bool subject(std::uint32_t head) const;
  void person(std::size_t i);
  /// A surname alone, or one with "Mr" or "Ms".
  static bool is_bare(std::string_view folded);
  /// Of "Mr" and "Ms", m or f; a given name tells less surely.
  static char title_gender(std::string_view folded);
  static bool same_given(std::string_view a, std::string_view b);
  /// "Flores" after "Cilia Flores", whatever else the word may name.
  bool surname_of(std::size_t i);
  void same_name(std::size_t i);
  void pronoun(std::size_t i, std::string_view form);
  /// The two parties most spoken of lately, one from each country, or, of "sides", any two.
  void pair(std::size_t i);
  /// Two parties that the sentence before, or this one, tells of side by side: joined by "and", or
  /// one as subject and the other under the same verb.
  bool last_two(std::size_t i);
  /// "X met Y. They ...": both, where the sentence before tells of two people or two states.
  bool pair_before(std::size_t i);
  [[nodiscard]] bool stands_as_party(const Mention& c) const;
  bool pair_of(std::size_t i, bool people);
  /// "The two armies": of the two countries that most of those told of before belong to.
  void two_sides(std::size_t i);
  /// "the former president": the nearest person who was given that role.
  void description(std::size_t i);
  /// "the country", "the group", "the party": the nearest actor of that kind.
  void thing(std::size_t i);
  const Tree& tree_;
  std::vector<Mention>& mentions_;
  const std::vector<int>& head_mention_;
  std::map<std::string_view, std::size_t> acronyms_;  ///< to the mention of the long name
};

}  // namespace dragoman
