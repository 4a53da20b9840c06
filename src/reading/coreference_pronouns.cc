// Pronouns and descriptions of somebody met before.

#include "reading/resolver.h"
#include "reading/role_words.h"
#include "text/one_of.h"

namespace dragoman {

void Resolver::pronoun(std::size_t i, std::string_view form) {
  Mention& m = mentions_[i];
  const bool thing = one_of(form, {"it", "its", "itself"});
  const bool human = m.gender != '-';
  const bool they = one_of(form, {"they", "them", "their", "theirs", "themselves"});
  if (!thing && !human && !they) return;
  const bool possessive = tree_.word(m.head).deprel == "nmod:poss";
  // "It" as an object or in "it is clear" seldom stands for an actor.
  if (thing && !possessive && !subject(m.head)) return;
  const std::uint32_t here = tree_.sentence(m.head);
  int best = -1;
  int best_score = 0;
  bool several = false;
  for (std::size_t j = i; j-- > oldest(i);) {
    const Mention& c = mentions_[j];
    const auto distance = static_cast<int>(here - tree_.sentence(c.head));
    if (distance > 3) break;
    const bool pronoun_itself = tree_.word(c.head).upos == "PRON";
    if (pronoun_itself && c.chain == static_cast<int>(j)) continue;
    if (!c.actor) continue;
    if (human && (!c.person || c.plural || (c.gender != '-' && c.gender != m.gender))) continue;
    if (thing && (c.person || c.plural || !(c.state || c.collective || c.named))) continue;
    if (they && !c.plural && !c.collective && !(c.named && !c.person)) continue;
    several |= c.plural || c.collective;
    if (!possessive && tree_.word(c.head).head == tree_.word(m.head).head && distance == 0)
      continue;
    int score = 24 - 6 * distance;
    if (subject(c.head)) score += 6;
    if (c.location) score -= 8;
    if (tree_.word(c.head).deprel == "nmod:poss" ||
        is_relation(tree_.word(c.head).deprel, "compound") || tree_.word(c.head).deprel == "amod")
      score -= 5;
    if (c.named || pronoun_itself) score += 4;
    if (human && c.gender == m.gender) score += 4;
    if (they && c.plural) score += 4;
    if (thing && (c.state || c.collective)) score += 2;
    if (distance == 0) score -= static_cast<int>(i - j) / 4;
    if (score > best_score) {
      best_score = score;
      best = static_cast<int>(j);
    }
  }
  if (they && !several && pair_before(i)) return;
  if (best < 0) return;
  const Mention& of = mentions_[static_cast<std::size_t>(best)];
  const bool firm =
      thing && subject(of.head) && (governs(of.head, m.head) || parallel(of.head, m.head));
  link(static_cast<std::size_t>(best), m, firm);
}

void Resolver::description(std::size_t i) {
  Mention& m = mentions_[i];
  if (m.role.empty() || m.plural) return;
  const std::string_view noun = tree_.word(m.head).lemma;
  for (int pass = 0; pass < 2; ++pass) {
    for (std::size_t j = i; j-- > oldest(i);) {
      const Mention& c = mentions_[j];
      if (!c.named || !c.person || c.role.empty()) continue;
      if (!m.country.empty() && !c.country.empty() && m.country != c.country) continue;
      const bool same = c.role == m.role || (pass == 1 && c.role.ends_with(noun) &&
                                             is_former_role(c.role) == is_former_role(m.role));
      if (!same) continue;
      if (m.gender != '-' && c.gender != '-' && m.gender != c.gender) continue;
      link(j, m, true);
      return;
    }
  }
}

void Resolver::thing(std::size_t i) {
  Mention& m = mentions_[i];
  const std::string_view noun = tree_.word(m.head).lemma;
  const bool state = one_of(noun, {"country", "nation", "kingdom", "republic"});
  const bool group =
      one_of(noun, {"group", "party", "organization", "organisation", "movement", "company",
                    "agency", "faction", "militia", "union", "bloc", "alliance"});
  if ((!state && !group) || m.plural || !m.country.empty() || described(m)) return;
  for (std::size_t j = i; j-- > oldest(i);) {
    const Mention& c = mentions_[j];
    if (static_cast<int>(tree_.sentence(m.head) - tree_.sentence(c.head)) > 3) return;
    if (!c.named || c.person || (state ? !c.state : c.state || c.place)) continue;
    link(j, m, true);
    return;
  }
}

}  // namespace dragoman
