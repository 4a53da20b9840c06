#include <algorithm>

#include "reading/mentions.h"

namespace dragoman {

namespace {

bool is_third_person(std::string_view form) {
  for (const std::string_view p :
       {"he", "him", "his", "she", "her", "they", "them", "their", "it", "its"}) {
    if (form == p) return true;
  }
  return false;
}

/// Last word of a name, folded.
std::string surname(std::string_view name) {
  const std::size_t space = name.rfind(' ');
  return fold(space == std::string_view::npos ? name : name.substr(space + 1));
}

void inherit(const Mention& from, int chain, Mention& to) {
  to.chain = chain;
  if (from.named && !to.named) to.name = from.name;
  if (from.named && to.named && from.name.size() > to.name.size()) to.name = from.name;
  if (!from.country.empty()) to.country = from.country;
  if (!from.sector.empty()) to.sector = from.sector;
  if (!from.role.empty()) to.role = from.role;
  if (to.gender == '-') to.gender = from.gender;
  to.person = to.person || from.person;
}

bool subject_like(const Tree& tree, std::uint32_t head) {
  return is_relation(tree.word(head).deprel, "nsubj");
}

class Resolver {
 public:
  Resolver(const Tree& tree, Reading& reading) : tree_(tree), reading_(reading) {}

  void run() {
    auto& mentions = reading_.mentions;
    for (std::size_t i = 0; i < mentions.size(); ++i) {
      Mention& m = mentions[i];
      m.chain = static_cast<int>(i);
      const std::string_view form = tree_.folded(m.head);
      if (tree_.word(m.head).upos == "PRON") {
        if (is_third_person(form)) pronoun(i, form);
      } else if (m.named && m.person) {
        name(i);
      } else if (!m.named && m.plural && is_pair(m)) {
        pair(i);
      } else if (!m.named && m.person && definite(m)) {
        description(i);
      }
    }
  }

 private:
  /// "the two leaders", "both leaders", "both sides".
  [[nodiscard]] bool is_pair(const Mention& m) const {
    for (const std::uint32_t c : tree_.children(m.head)) {
      const std::string_view form = tree_.folded(c);
      if (form == "two" || form == "both") return true;
    }
    return false;
  }

  [[nodiscard]] bool definite(const Mention& m) const {
    for (const std::uint32_t c : tree_.children(m.head)) {
      if (tree_.folded(c) == "the") return true;
    }
    return false;
  }

  void name(std::size_t i) {
    auto& mentions = reading_.mentions;
    const std::string last = surname(mentions[i].name);
    for (std::size_t j = i; j-- > 0;) {
      const Mention& earlier = mentions[j];
      if (!earlier.named || !earlier.person || surname(earlier.name) != last) continue;
      const bool bare = mentions[i].name.find(' ') == std::string::npos;
      if (!bare && fold(earlier.name) != fold(mentions[i].name)) continue;
      inherit(earlier, earlier.chain, mentions[i]);
      return;
    }
  }

  void pronoun(std::size_t i, std::string_view form) {
    auto& mentions = reading_.mentions;
    Mention& m = mentions[i];
    const bool thing = form == "it" || form == "its";
    const bool plural = m.plural;
    const std::uint32_t here = tree_.sentence(m.head);
    int best = -1;
    int best_score = 0;
    for (std::size_t j = i; j-- > 0;) {
      const Mention& c = mentions[j];
      const std::uint32_t distance = here - tree_.sentence(c.head);
      if (distance > 4) break;
      if (tree_.word(c.head).upos == "PRON" && c.chain == static_cast<int>(j)) continue;
      if (plural != c.plural) continue;
      if (thing == c.person) continue;
      if (thing && c.country.empty()) continue;
      if (!thing && !plural && (!c.person || (c.gender != '-' && m.gender != c.gender))) continue;
      if (tree_.word(c.head).head == tree_.word(m.head).head && distance == 0 && form != "his" &&
          form != "her" && form != "their")
        continue;
      int score = 20 - 5 * static_cast<int>(distance);
      if (subject_like(tree_, c.head)) score += 6;
      if (c.named) score += 4;
      if (c.gender == m.gender && c.gender != '-') score += 4;
      if (distance == 0) score -= static_cast<int>(i - j) / 4;
      if (score > best_score) {
        best_score = score;
        best = static_cast<int>(j);
      }
    }
    if (best >= 0) {
      const Mention& antecedent = mentions[static_cast<std::size_t>(best)];
      inherit(antecedent, antecedent.chain, m);
      m.members = antecedent.members;
    }
  }

  void pair(std::size_t i) {
    auto& mentions = reading_.mentions;
    std::vector<int> chosen;
    for (std::size_t j = i; j-- > 0 && chosen.size() < 2;) {
      const Mention& c = mentions[j];
      if (!c.named || c.country.empty() || (mentions[i].person && !c.person && !c.place)) continue;
      const bool seen = std::any_of(chosen.begin(), chosen.end(), [&](int k) {
        return mentions[static_cast<std::size_t>(k)].country == c.country;
      });
      if (!seen) chosen.push_back(static_cast<int>(j));
    }
    if (chosen.size() == 2) mentions[i].members = {chosen[1], chosen[0]};
  }

  /// "the former president": the nearest person who was given that role, or the only candidate.
  void description(std::size_t i) {
    auto& mentions = reading_.mentions;
    Mention& m = mentions[i];
    if (m.role.empty()) return;
    for (int pass = 0; pass < 2; ++pass) {
      for (std::size_t j = i; j-- > 0;) {
        const Mention& c = mentions[j];
        if (!c.named || !c.person || c.role.empty()) continue;
        const bool same_country = m.country.empty() || m.country == c.country;
        const bool qualified = former(m) == former(c);
        if (c.role.find(m.role) == std::string::npos || !same_country) continue;
        if (pass == 0 && !qualified) continue;
        inherit(c, c.chain, m);
        return;
      }
    }
  }

  [[nodiscard]] bool former(const Mention& m) const {
    for (std::uint32_t t = m.first; t < m.last; ++t) {
      const std::string_view form = tree_.folded(t);
      if (form == "former" || form == "ex" || form == "ousted" || form == "deposed") return true;
    }
    return false;
  }

  const Tree& tree_;
  Reading& reading_;
};

}  // namespace

void resolve_coreference(const Tree& tree, const Knowledge& /*knowledge*/, Reading& reading) {
  Resolver(tree, reading).run();
}

}  // namespace dragoman
