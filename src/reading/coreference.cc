#include <algorithm>

#include "reading/mentions.h"
#include "reading/resolver.h"
#include "text/one_of.h"

namespace dragoman {

void inherit(const Mention& from, Mention& to) {
  to.chain = from.chain;
  if (!to.named || (from.named && from.name.size() > to.name.size())) to.name = from.name;
  if (to.country.empty() || !to.named) to.country = from.country;
  if (to.sector.empty() || !to.named || !from.sector.empty()) to.sector = from.sector;
  if (!from.role.empty()) {
    to.role = from.role;
    to.registry_role = from.registry_role;
  }
  if (to.also.empty()) to.also = from.also;
  if (to.affiliation.empty()) to.affiliation = from.affiliation;
  if (from.gender != '-') to.gender = from.gender;
  to.person = to.person || from.person;
  to.actor = to.actor || from.actor;
  to.state = to.state || from.state;
  to.collective = to.collective || from.collective;
  if (to.owner < 0) to.owner = from.owner;
  to.members = from.members;
}

void Resolver::run() {
  for (std::size_t i = 0; i < mentions_.size(); ++i) {
    Mention& m = mentions_[i];
    m.chain = static_cast<int>(i);
    if (tree_.word(m.head).upos == "PRON") {
      pronoun(i, tree_.folded(m.head));
    } else if (acronym(i) || apposition(i) || introduced(i)) {
      continue;
    } else if (m.named && m.person) {
      person(i);
    } else if (tree_.word(m.head).upos == "PROPN" && m.last == m.first + 1 && surname_of(i)) {
      continue;
    } else if (m.named) {
      same_name(i);
    } else if (m.plural && is_pair(m)) {
      pair(i);
    } else if (definite(m) && m.plural) {
      group(i);
    } else if (definite(m)) {
      if (m.person)
        description(i);
      else
        thing(i);
    }
  }
  for (std::size_t i = 0; i < mentions_.size(); ++i) {
    counterpart(mentions_[i]);
    officers(i);
  }
}

void Resolver::link(std::size_t j, Mention& m, bool firm) {
  m.antecedent = static_cast<int>(j);
  m.firm = firm;
  inherit(mentions_[j], m);
}

bool Resolver::has_word(const Mention& m, std::initializer_list<std::string_view> list) const {
  for (const std::uint32_t c : tree_.children(m.head)) {
    if (c < m.head && one_of(tree_.folded(c), list)) return true;
  }
  return false;
}

bool Resolver::described(const Mention& m) const {
  return std::any_of(tree_.children(m.head).begin(), tree_.children(m.head).end(),
                     [&](std::uint32_t c) {
                       const std::string_view r = tree_.word(c).deprel;
                       return r == "amod" || is_relation(r, "compound");
                     });
}

bool Resolver::definite(const Mention& m) const { return has_word(m, {"the", "this", "that"}); }

bool Resolver::governs(std::uint32_t head, std::uint32_t token) const {
  const std::int32_t verb = tree_.word(head).head;
  std::int32_t up = tree_.word(token).head;
  for (int depth = 0; depth < 8 && up >= 0; ++depth) {
    const Word& w = tree_.word(static_cast<std::uint32_t>(up));
    if (w.head == verb && verb >= 0) return w.deprel == "ccomp" || w.deprel == "xcomp";
    up = w.head;
  }
  return false;
}

bool Resolver::parallel(std::uint32_t head, std::uint32_t token) const {
  const auto of_root = [&](std::uint32_t t) {
    const std::int32_t up = tree_.word(t).head;
    return subject(t) && up >= 0 && tree_.word(static_cast<std::uint32_t>(up)).head < 0;
  };
  const Word& w = tree_.word(token);
  const bool owner = w.deprel == "nmod:poss" && w.head >= 0;  // "Its minister ..."
  return tree_.sentence(token) == tree_.sentence(head) + 1 && of_root(head) &&
         of_root(owner ? static_cast<std::uint32_t>(w.head) : token);
}

bool Resolver::subject(std::uint32_t head) const {
  return is_relation(tree_.word(head).deprel, "nsubj");
}

void resolve_coreference(const Tree& tree, Reading& reading) { Resolver(tree, reading).run(); }

}  // namespace dragoman
