#include <algorithm>
#include <map>

#include "reading/mentions.h"
#include "text/one_of.h"

namespace dragoman {

namespace {

/// Last word of a name, folded.
std::string surname(std::string_view name) {
  const std::size_t space = name.rfind(' ');
  return fold(space == std::string_view::npos ? name : name.substr(space + 1));
}

bool is_former(std::string_view role) {
  for (const std::string_view word : {"former", "ex", "ousted", "deposed", "late", "then"}) {
    if (role.starts_with(word) && role.size() > word.size() &&
        (role[word.size()] == ' ' || role[word.size()] == '-'))
      return true;
  }
  return false;
}

/// Joins `to` to the chain of `from` and passes on what is known.
void inherit(const Mention& from, Mention& to) {
  to.chain = from.chain;
  if (!to.named || (from.named && from.name.size() > to.name.size())) to.name = from.name;
  if (to.country.empty() || !to.named) to.country = from.country;
  if (to.sector.empty() || !to.named || !from.sector.empty()) to.sector = from.sector;
  if (!from.role.empty()) to.role = from.role;
  if (from.gender != '-') to.gender = from.gender;
  to.person = to.person || from.person;
  to.actor = to.actor || from.actor;
  to.state = to.state || from.state;
  to.collective = to.collective || from.collective;
  if (to.owner < 0) to.owner = from.owner;
  to.members = from.members;
}

class Resolver {
 public:
  Resolver(const Tree& tree, Reading& reading) : tree_(tree), mentions_(reading.mentions) {}

  void run() {
    for (std::size_t i = 0; i < mentions_.size(); ++i) {
      Mention& m = mentions_[i];
      m.chain = static_cast<int>(i);
      if (tree_.word(m.head).upos == "PRON") {
        pronoun(i, tree_.folded(m.head));
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

 private:
  /// "His Colombian counterpart" holds the office that he holds.
  void counterpart(Mention& m) const {
    if (m.role != "counterpart" || m.owner < 0) return;
    const Mention& owner = mentions_[static_cast<std::size_t>(m.owner)];
    if (owner.role.empty() || owner.role == "counterpart") return;
    m.role = owner.role;
    if (!owner.sector.empty()) m.sector = owner.sector;
  }

  /// "The officials" are those last told of under the same noun.
  void group(std::size_t i) {
    Mention& m = mentions_[i];
    const std::string_view noun = tree_.word(m.head).lemma;
    for (std::size_t j = i; j-- > oldest(i);) {
      const Mention& c = mentions_[j];
      if (tree_.sentence(m.head) - tree_.sentence(c.head) > 5) return;
      if (!c.plural || c.named || tree_.word(c.head).lemma != noun) continue;
      if (!m.country.empty() && !c.country.empty() && m.country != c.country) continue;
      inherit(c, m);
      return;
    }
  }

  /// "Officers" with nothing beside it are of the force last told of: police or army.
  void officers(std::size_t i) {
    Mention& m = mentions_[i];
    if (m.role != "officer" && m.role != "officers") return;
    for (std::size_t j = i; j-- > oldest(i);) {
      const Mention& c = mentions_[j];
      if (c.role == m.role || (c.sector != "COP" && c.sector != "MIL")) continue;
      m.sector = c.sector;
      return;
    }
  }

  /// How far back to look, so that a text of any length takes linear time.
  static std::size_t oldest(std::size_t i) { return i > 2000 ? i - 2000 : 0; }

  [[nodiscard]] bool has_word(const Mention& m,
                              std::initializer_list<std::string_view> list) const {
    for (const std::uint32_t c : tree_.children(m.head)) {
      if (c < m.head && one_of(tree_.folded(c), list)) return true;
    }
    return false;
  }
  /// "the two leaders", "both leaders", "both sides".
  [[nodiscard]] bool is_pair(const Mention& m) const {
    return has_word(m, {"two", "both"}) && !described(m) &&
           one_of(tree_.word(m.head).lemma,
                  {"side",       "leader",       "country",        "nation",    "party",
                   "government", "man",          "woman",          "president", "minister",
                   "state",      "capital",      "neighbour",      "neighbor",  "ally",
                   "rival",      "power",        "delegation",     "team",      "army",
                   "official",   "republic",     "people",         "group",     "foe",
                   "enemy",      "premier",      "administration", "chief",     "diplomat",
                   "negotiator", "organisation", "organization"});
  }
  /// "the main opposition party" says of itself who it is.
  [[nodiscard]] bool described(const Mention& m) const {
    return std::any_of(tree_.children(m.head).begin(), tree_.children(m.head).end(),
                       [&](std::uint32_t c) {
                         const std::string_view r = tree_.word(c).deprel;
                         return r == "amod" || is_relation(r, "compound");
                       });
  }
  [[nodiscard]] bool definite(const Mention& m) const {
    return has_word(m, {"the", "this", "that"});
  }
  [[nodiscard]] bool subject(std::uint32_t head) const {
    return is_relation(tree_.word(head).deprel, "nsubj");
  }

  void person(std::size_t i) {
    Mention& m = mentions_[i];
    const std::string last = surname(m.name);
    const bool bare = m.name.find(' ') == std::string::npos;
    for (std::size_t j = i; j-- > oldest(i);) {
      const Mention& earlier = mentions_[j];
      if (!earlier.named || !earlier.person || surname(earlier.name) != last) continue;
      const bool earlier_bare = earlier.name.find(' ') == std::string::npos;
      if (!bare && !earlier_bare && fold(earlier.name) != fold(m.name)) continue;
      const std::string role = m.role;
      const bool said_here = !m.registry_role && !role.empty();
      const std::string sector = m.sector;
      inherit(earlier, m);
      if (said_here) {
        m.role = role;
        m.sector = sector;
      }
      return;
    }
  }

  /// "Flores" after "Cilia Flores", whatever else the word may name.
  bool surname_of(std::size_t i) {
    Mention& m = mentions_[i];
    if (m.state) return false;
    const std::string_view form = tree_.folded(m.head);
    for (std::size_t j = i; j-- > oldest(i);) {
      const Mention& earlier = mentions_[j];
      if (!earlier.named || !earlier.person || earlier.name.find(' ') == std::string::npos ||
          surname(earlier.name) != form)
        continue;
      m.named = false;
      m.place = m.location = false;
      m.sector.clear();
      inherit(earlier, m);
      m.named = true;
      m.name = earlier.name;
      return true;
    }
    return false;
  }

  void same_name(std::size_t i) {
    Mention& m = mentions_[i];
    for (std::size_t j = i; j-- > oldest(i);) {
      const Mention& earlier = mentions_[j];
      if (!earlier.named || earlier.person) continue;
      const bool same_state = m.state && earlier.state && m.country == earlier.country;
      if (!same_state && fold(earlier.name) != fold(m.name)) continue;
      m.chain = earlier.chain;
      if (m.country.empty()) m.country = earlier.country;
      if (m.sector.empty()) m.sector = earlier.sector;
      m.actor = m.actor || earlier.actor;
      return;
    }
  }

  void pronoun(std::size_t i, std::string_view form) {
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
    if (best >= 0) inherit(mentions_[static_cast<std::size_t>(best)], m);
  }

  /// The two parties most spoken of lately, one from each country.
  void pair(std::size_t i) {
    Mention& m = mentions_[i];
    const bool people = m.person || one_of(tree_.word(m.head).lemma,
                                           {"leader", "president", "minister", "premier", "man",
                                            "woman", "official", "diplomat", "envoy", "chief"});
    if (pair_of(i, people) || !people) return;
    pair_of(i, false);  // "the two leaders" of two states that were named alone
  }

  bool pair_of(std::size_t i, bool people) {
    Mention& m = mentions_[i];
    const std::uint32_t here = tree_.sentence(m.head);
    std::map<int, double> weight;  // by chain
    std::map<int, int> latest;
    for (std::size_t j = oldest(i); j < i; ++j) {
      const Mention& c = mentions_[j];
      if (!c.actor || c.country.empty() || c.members.size() == 2 || c.plural) continue;
      if (people ? !c.person : !c.state) continue;
      const double distance = here - tree_.sentence(c.head);
      weight[c.chain] += (subject(c.head) ? 2.0 : 1.0) / ((1.0 + distance) * (1.0 + distance));
      if (c.named) latest[c.chain] = static_cast<int>(j);
    }
    std::vector<std::pair<double, int>> order;
    for (const auto& [chain, w] : weight)
      if (latest.contains(chain)) order.emplace_back(-w, latest[chain]);
    std::sort(order.begin(), order.end());
    std::vector<int> chosen;
    for (const std::pair<double, int>& next : order) {
      const Mention& candidate = mentions_[static_cast<std::size_t>(next.second)];
      const bool seen = std::any_of(chosen.begin(), chosen.end(), [&](int k) {
        return mentions_[static_cast<std::size_t>(k)].country == candidate.country;
      });
      if (!seen && chosen.size() < 2) chosen.push_back(next.second);
    }
    if (chosen.size() < 2) return false;
    std::sort(chosen.begin(), chosen.end());
    m.members = chosen;
    m.actor = true;
    return true;
  }

  /// "the former president": the nearest person who was given that role.
  void description(std::size_t i) {
    Mention& m = mentions_[i];
    if (m.role.empty() || m.plural) return;
    const std::string_view noun = tree_.word(m.head).lemma;
    for (int pass = 0; pass < 2; ++pass) {
      for (std::size_t j = i; j-- > oldest(i);) {
        const Mention& c = mentions_[j];
        if (!c.named || !c.person || c.role.empty()) continue;
        if (!m.country.empty() && !c.country.empty() && m.country != c.country) continue;
        const bool same = c.role == m.role || (pass == 1 && c.role.ends_with(noun) &&
                                               is_former(c.role) == is_former(m.role));
        if (!same) continue;
        if (m.gender != '-' && c.gender != '-' && m.gender != c.gender) continue;
        inherit(c, m);
        return;
      }
    }
  }

  /// "the country", "the group", "the party": the nearest actor of that kind.
  void thing(std::size_t i) {
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
      inherit(c, m);
      return;
    }
  }

  const Tree& tree_;
  std::vector<Mention>& mentions_;
};

}  // namespace

void resolve_coreference(const Tree& tree, const Knowledge& /*knowledge*/, Reading& reading) {
  Resolver(tree, reading).run();
}

}  // namespace dragoman
