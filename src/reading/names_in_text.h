// Known names, entities of the language model and nouns of roles, by token.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "knowledge/knowledge.h"
#include "reading/tree.h"

namespace dragoman {

/// A known name: tokens [first, last).
struct NameHit {
  const NameEntry* entry;
  std::uint32_t first;
  std::uint32_t last;
};

/// A phrase of a role, "opposition leader", from token `first`.
struct RoleHit {
  const NameEntry* entry = nullptr;
  std::uint32_t first = 0;
  bool prefixed = false;  ///< "ex-minister" as one token
};

/// Built once an article; O(tokens). Refers to its arguments.
class NamesInText {
 public:
  NamesInText(const Tree& tree, const Knowledge& knowledge);

  /// The known name over a token, null when there is none.
  [[nodiscard]] const NameHit* hit(std::uint32_t t) const {
    return hit_at_[t] < 0 ? nullptr : &hits_[static_cast<std::size_t>(hit_at_[t])];
  }
  /// The entity over a token, null when there is none.
  [[nodiscard]] const EntitySpan* entity(std::uint32_t t) const {
    return entity_at_[t] < 0 ? nullptr
                             : &tree_.annotated().entities[static_cast<std::size_t>(entity_at_[t])];
  }
  [[nodiscard]] bool in_person(std::uint32_t t) const {
    return entity_at_[t] >= 0 && entity(t)->type == "PER";
  }
  [[nodiscard]] bool same_entity(std::uint32_t a, std::uint32_t b) const {
    return entity_at_[a] >= 0 && entity_at_[a] == entity_at_[b];
  }

  /// The longest phrase of a role that ends at token `t` and starts at `from` or later.
  [[nodiscard]] RoleHit role_ending(std::uint32_t t, std::uint32_t from);

  /// The role with the words that qualify it: "former president", "acting foreign minister".
  [[nodiscard]] std::string role_text(const RoleHit& role, std::uint32_t from) const;

 private:
  void find_hits();
  [[nodiscard]] bool inside_person(const NameEntry& entry, std::uint32_t first,
                                   std::uint32_t last) const;
  [[nodiscard]] std::string_view hyphened(std::uint32_t first, std::uint32_t last);

  const Tree& tree_;
  const Knowledge& knowledge_;
  std::vector<NameHit> hits_;
  std::vector<std::int32_t> hit_at_;
  std::vector<std::int32_t> entity_at_;
  std::string key_;
};

}  // namespace dragoman
