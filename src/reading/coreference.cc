#include <algorithm>
#include <map>

#include "reading/mentions.h"
#include "reading/role_words.h"
#include "reading/similar_names.h"
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

namespace {

class Resolver {
 public:
  Resolver(const Tree& tree, Reading& reading)
      : tree_(tree), mentions_(reading.mentions), head_mention_(reading.mention_of_head) {}

  void run() {
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

 private:
  /// "His Colombian counterpart" holds the office that he holds.
  void counterpart(Mention& m) const {
    if (m.role != "counterpart" || m.owner < 0) return;
    const Mention& owner = mentions_[static_cast<std::size_t>(m.owner)];
    if (owner.role.empty() || owner.role == "counterpart") return;
    m.role = owner.role;
    if (!owner.sector.empty()) m.sector = owner.sector;
  }

  /// "The National Salvation Front (NSF)", and NSF from then on.
  bool acronym(std::size_t i) {
    Mention& m = mentions_[i];
    const std::string_view form = tree_.document().form(m.head);
    if (form.size() < 2 || !is_capital(form.front()) || !is_capital(form[1]) || m.person)
      return false;
    const auto known = acronyms_.find(form);
    if (known != acronyms_.end()) return take_acronym(known->second, m);
    if (m.head < 2 || tree_.folded(m.head - 1) != "(" || m.head + 1 >= tree_.size() ||
        tree_.folded(m.head + 1) != ")")
      return false;
    for (std::size_t j = i; j-- > oldest(i);) {
      const Mention& c = mentions_[j];
      if (c.head + 6 < m.head) return false;
      if (c.last > m.head - 1 || c.person || !has_initials(c, form)) continue;
      // What only the short name is listed for holds for the long one too.
      Mention& longer = mentions_[j];
      if (longer.country.empty()) longer.country = m.country;
      if (longer.sector.empty()) longer.sector = m.sector;
      longer.actor = true;
      acronyms_.emplace(form, j);
      return take_acronym(j, m);
    }
    return false;
  }

  bool take_acronym(std::size_t j, Mention& m) {
    m.named = m.place = false;
    m.sector.clear();
    link(j, m, true);
    m.named = true;
    m.location = false;
    return true;
  }

  static bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

  /// Whether the capitals of a phrase give the acronym, all or all of its letters in order.
  [[nodiscard]] bool has_initials(const Mention& c, std::string_view acronym) const {
    std::size_t at = 0;
    std::size_t words = 0;
    for (std::uint32_t t = c.first; t < c.last; ++t) {
      const char initial = tree_.document().form(t).front();
      if (!is_capital(initial)) continue;
      ++words;
      if (at < acronym.size() && acronym[at] == initial) ++at;
    }
    return words >= 2 && at == acronym.size();
  }

  /// "His Cambodian counterpart, Keo Sarun, met ...", whatever the tree makes of the comma.
  bool introduced(std::size_t i) {
    Mention& m = mentions_[i];
    if (!m.named || !m.person || !m.role.empty() || m.first < 2 || i == 0 ||
        tree_.folded(m.first - 1) != "," || m.last >= tree_.size() || tree_.folded(m.last) != ",")
      return false;
    const int by = head_mention_[m.first - 2];
    if (by < 0 || by >= static_cast<int>(i)) return false;
    Mention& title = mentions_[static_cast<std::size_t>(by)];
    if (!title.person || title.named || title.plural || title.role.empty()) return false;
    const std::string name = m.name;
    link(static_cast<std::size_t>(by), m, true);
    m.name = title.name = name;
    m.named = title.named = true;
    return true;
  }

  /// "The MLA, a rebel group": one and the same.
  bool apposition(std::size_t i) {
    Mention& m = mentions_[i];
    const Word& w = tree_.word(m.head);
    if (!is_relation(w.deprel, "appos") || w.head < 0 || m.named) return false;
    const int of = head_mention_[static_cast<std::size_t>(w.head)];
    if (of < 0 || of >= static_cast<int>(i)) return false;
    const Mention& c = mentions_[static_cast<std::size_t>(of)];
    if (!m.actor || !c.actor || c.plural != m.plural || c.state || (c.person != m.person))
      return false;
    const std::string role = m.role;
    const std::string sector = m.sector;
    const std::string also = m.also;
    link(static_cast<std::size_t>(of), m, true);
    if (!role.empty()) {
      m.role = role;
      m.sector = sector;
      m.also = also;
      m.registry_role = false;
    }
    return true;
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
      link(j, m, true);
      return;
    }
  }

  /// Joins `m` to the earlier mention `j` and passes on what is known.
  void link(std::size_t j, Mention& m, bool firm) {
    m.antecedent = static_cast<int>(j);
    m.firm = firm;
    inherit(mentions_[j], m);
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
  /// "Kenya said it would": whether the verb of subject `head` holds the clause of `token`.
  [[nodiscard]] bool governs(std::uint32_t head, std::uint32_t token) const {
    const std::int32_t verb = tree_.word(head).head;
    std::int32_t up = tree_.word(token).head;
    for (int depth = 0; depth < 8 && up >= 0; ++depth) {
      const Word& w = tree_.word(static_cast<std::uint32_t>(up));
      if (w.head == verb && verb >= 0) return w.deprel == "ccomp" || w.deprel == "xcomp";
      up = w.head;
    }
    return false;
  }
  /// "Kenya called ... It cannot ...": subjects of two sentences that follow each other.
  [[nodiscard]] bool parallel(std::uint32_t head, std::uint32_t token) const {
    const auto of_root = [&](std::uint32_t t) {
      const std::int32_t up = tree_.word(t).head;
      return subject(t) && up >= 0 && tree_.word(static_cast<std::uint32_t>(up)).head < 0;
    };
    const Word& w = tree_.word(token);
    const bool owner = w.deprel == "nmod:poss" && w.head >= 0;  // "Its minister ..."
    return tree_.sentence(token) == tree_.sentence(head) + 1 && of_root(head) &&
           of_root(owner ? static_cast<std::uint32_t>(w.head) : token);
  }
  [[nodiscard]] bool subject(std::uint32_t head) const {
    return is_relation(tree_.word(head).deprel, "nsubj");
  }

  void person(std::size_t i) {
    Mention& m = mentions_[i];
    const std::string name = fold(m.name);
    const std::string_view last = last_word(name);
    const bool bare = is_bare(name);
    for (const bool exact : {true, false}) {
      for (std::size_t j = i; j-- > oldest(i);) {
        const Mention& earlier = mentions_[j];
        if (!earlier.named || !earlier.person || earlier.name.empty()) continue;
        const std::string other = fold(earlier.name);
        const char title = title_gender(name);
        if (title != '-' && title_gender(other) != '-' && title != title_gender(other)) continue;
        if (exact ? last_word(other) != last : !same_surname(last_word(other), last)) continue;
        if (!bare && !is_bare(other) && (exact ? other != name : !same_given(other, name)))
          continue;
        const std::string role = m.role;
        const bool said_here = !m.registry_role && !role.empty();
        const std::string sector = m.sector;
        const std::string also = m.also;
        link(j, m, true);
        if (title != '-') m.gender = title;
        if (said_here) {
          m.role = role;
          m.sector = sector;
          m.also = also;
          m.registry_role = false;
        }
        return;
      }
    }
  }

  /// A surname alone, or one with "Mr" or "Ms".
  static bool is_bare(std::string_view folded) {
    const std::size_t space = folded.find(' ');
    if (space == std::string_view::npos) return true;
    return folded.find(' ', space + 1) == std::string_view::npos &&
           one_of(folded.substr(0, space), {"mr", "mr.", "ms", "ms.", "mrs", "mrs.", "dr", "dr.",
                                            "sir", "lord", "lady", "gen.", "gen", "prof."});
  }

  /// Of "Mr" and "Ms", m or f; a given name tells less surely.
  static char title_gender(std::string_view folded) {
    const std::string_view first = folded.substr(0, folded.find(' '));
    if (one_of(first, {"mr", "mr.", "sir", "lord"})) return 'm';
    if (one_of(first, {"ms", "ms.", "mrs", "mrs.", "lady", "dame"})) return 'f';
    return '-';
  }

  static bool same_given(std::string_view a, std::string_view b) {
    return a.substr(0, a.find(' ')) == b.substr(0, b.find(' '));
  }

  /// "Flores" after "Cilia Flores", whatever else the word may name.
  bool surname_of(std::size_t i) {
    Mention& m = mentions_[i];
    if (m.state) return false;
    const std::string_view form = tree_.folded(m.head);
    for (std::size_t j = i; j-- > oldest(i);) {
      const Mention& earlier = mentions_[j];
      if (!earlier.named || !earlier.person || earlier.name.find(' ') == std::string::npos ||
          fold(last_word(earlier.name)) != form)
        continue;
      m.named = false;
      m.place = m.location = false;
      m.sector.clear();
      link(j, m, true);
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
      m.antecedent = static_cast<int>(j);
      m.firm = true;
      m.chain = earlier.chain;
      if (m.country.empty()) m.country = earlier.country;
      if (m.sector.empty() || (!m.state && !earlier.sector.empty())) {
        m.sector = earlier.sector;
        m.also = earlier.also;
      }
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

  /// The two parties most spoken of lately, one from each country, or, of "sides", any two.
  void pair(std::size_t i) {
    Mention& m = mentions_[i];
    const std::string_view noun = tree_.word(m.head).lemma;
    const bool people =
        m.person || one_of(noun, {"leader", "president", "minister", "premier", "man", "woman",
                                  "official", "diplomat", "envoy", "chief"});
    const bool states = one_of(noun, {"country", "nation", "state", "capital", "neighbour",
                                      "neighbor", "republic", "power"});
    if (!states && !people && last_two(i)) return;
    if (pair_of(i, people)) return;
    if (people ? pair_of(i, false) : last_two(i)) return;  // leaders of two states named alone
  }

  /// Two parties that the sentence before, or this one, tells of side by side: joined by "and", or
  /// one as subject and the other under the same verb.
  bool last_two(std::size_t i) {
    Mention& m = mentions_[i];
    const std::uint32_t here = tree_.sentence(m.head);
    for (std::size_t j = i; j-- > oldest(i);) {
      const Mention& second = mentions_[j];
      if (here - tree_.sentence(second.head) > 1) return false;
      if (!stands_as_party(second)) continue;
      const Word& w = tree_.word(second.head);
      if (w.head < 0) continue;
      const auto up = static_cast<std::uint32_t>(w.head);
      int first = -1;
      if (w.deprel == "conj") {
        first = head_mention_[up];
      } else if (w.deprel == "obj" || is_relation(w.deprel, "obl")) {
        const std::int32_t subj = tree_.child(up, "nsubj");
        if (subj >= 0) first = head_mention_[static_cast<std::size_t>(subj)];
      }
      if (first < 0 || first >= static_cast<int>(j)) continue;
      const Mention& one = mentions_[static_cast<std::size_t>(first)];
      if (!stands_as_party(one) || one.chain == second.chain) continue;
      m.members = {first};
      for (const std::uint32_t c :
           tree_.children(mentions_[static_cast<std::size_t>(first)].head)) {
        const int more = tree_.word(c).deprel == "conj" ? head_mention_[c] : -1;
        if (more >= 0 && more < static_cast<int>(i) && more != static_cast<int>(j) &&
            stands_as_party(mentions_[static_cast<std::size_t>(more)]))
          m.members.push_back(more);
      }
      m.members.push_back(static_cast<int>(j));
      std::sort(m.members.begin(), m.members.end());
      m.actor = true;
      return true;
    }
    return false;
  }

  /// "X met Y. They ...": both, where the sentence before tells of two people or two states.
  bool pair_before(std::size_t i) {
    if (!last_two(i)) return false;
    Mention& m = mentions_[i];
    const Mention& one = mentions_[static_cast<std::size_t>(m.members[0])];
    const Mention& two = mentions_[static_cast<std::size_t>(m.members[1])];
    if (one.person == two.person && one.state == two.state && !one.plural && !two.plural)
      return true;
    m.members.clear();
    m.actor = false;
    return false;
  }

  [[nodiscard]] bool stands_as_party(const Mention& c) const {
    return c.actor && !c.location && c.members.empty() && tree_.word(c.head).upos != "PRON" &&
           !c.sector.empty();
  }

  bool pair_of(std::size_t i, bool people) {
    Mention& m = mentions_[i];
    const std::uint32_t here = tree_.sentence(m.head);
    std::map<int, double> weight;  // by chain
    std::map<int, int> latest;
    for (std::size_t j = oldest(i); j < i; ++j) {
      const Mention& c = mentions_[j];
      if (!c.actor || c.country.empty() || !c.members.empty() || c.plural) continue;
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
                                               is_former_role(c.role) == is_former_role(m.role));
        if (!same) continue;
        if (m.gender != '-' && c.gender != '-' && m.gender != c.gender) continue;
        link(j, m, true);
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
      link(j, m, true);
      return;
    }
  }

  const Tree& tree_;
  std::vector<Mention>& mentions_;
  const std::vector<int>& head_mention_;
  std::map<std::string_view, std::size_t> acronyms_;  ///< to the mention of the long name
};

}  // namespace

void resolve_coreference(const Tree& tree, Reading& reading) { Resolver(tree, reading).run(); }

}  // namespace dragoman
