#include "reading/chains.h"

#include <algorithm>

#include "reading/mentions.h"

namespace dragoman {

namespace {

int sum(const std::vector<std::uint32_t>& features) {
  int total = 0;
  for (const std::uint32_t f : features) total += static_cast<std::int8_t>(kChainWeightTable[f]);
  return total;
}

/// The noun phrase proper: neither "A and B" nor a clause.
bool is_simple(const Phrase& p) {
  return p.kind != PhraseKind::joint && p.kind != PhraseKind::clause;
}

class Joiner {
 public:
  Joiner(const Tree& tree, const Knowledge& knowledge, Reading& reading)
      : tree_(tree),
        reading_(reading),
        mentions_(reading.mentions),
        phrases_(find_phrases(tree, knowledge, reading)),
        features_(tree, knowledge, reading, phrases_),
        known_(static_cast<int>(mentions_.size())),
        phrase_of_(mentions_.size(), -1) {}

  void run() {
    for (std::size_t i = 0; i < phrases_.all.size(); ++i) {
      const Phrase& p = phrases_.all[i];
      if (p.mention < 0 || !is_simple(p)) continue;
      Mention& m = mentions_[static_cast<std::size_t>(p.mention)];
      if (m.head != p.head) continue;
      phrase_of_[static_cast<std::size_t>(p.mention)] = static_cast<int>(i);
      m.phrase_first = p.first;
      m.phrase_last = p.last;
    }
    link();
    adopt();
    number();
    learn();
  }

 private:
  /// The phrase that a rule joined phrase `i` to, or the nearest before it that is one; -1: none.
  [[nodiscard]] int bound(std::size_t i) const {
    const Phrase& p = phrases_.all[i];
    if (p.mention < 0 || phrase_of_[static_cast<std::size_t>(p.mention)] != static_cast<int>(i))
      return -1;
    const Mention* m = &mentions_[static_cast<std::size_t>(p.mention)];
    if (!m->firm) return -1;
    while (m->antecedent >= 0) {
      const int to = phrase_of_[static_cast<std::size_t>(m->antecedent)];
      if (to >= 0) return to < static_cast<int>(i) ? to : -1;
      m = &mentions_[static_cast<std::size_t>(m->antecedent)];
    }
    return -1;
  }

  /// What a rule took a pronoun to stand for, where the model knows nothing; -1 for none.
  [[nodiscard]] int ruled(std::size_t i) const {
    const Phrase& p = phrases_.all[i];
    if (p.mention < 0 || phrase_of_[static_cast<std::size_t>(p.mention)] != static_cast<int>(i))
      return -1;
    const int from = mentions_[static_cast<std::size_t>(p.mention)].antecedent;
    const int to = from < 0 ? -1 : phrase_of_[static_cast<std::size_t>(from)];
    return to < static_cast<int>(i) ? to : -1;
  }

  /// Chain of the subject beside which pronoun `i` stands under one verb: "Kamau met him" tells of
  /// two. -1 for none.
  [[nodiscard]] int co_subject(std::size_t i) const {
    const Phrase& p = phrases_.all[i];
    if (p.kind < PhraseKind::he || p.kind > PhraseKind::they || p.kind == PhraseKind::its)
      return -1;
    const Word& w = tree_.word(p.head);
    if (w.head < 0 || w.deprel == "nmod:poss" || w.deprel == "conj") return -1;
    const std::int32_t subject = tree_.child(static_cast<std::uint32_t>(w.head), "nsubj");
    if (subject < 0 || subject == static_cast<std::int32_t>(p.head)) return -1;
    const int m = reading_.mention_of_head[static_cast<std::size_t>(subject)];
    const int at = m < 0 ? -1 : phrase_of_[static_cast<std::size_t>(m)];
    return at < 0 || at >= static_cast<int>(i)
               ? -1
               : static_cast<int>(chain_of_[static_cast<std::size_t>(at)]);
  }

  /// "It" is no known person, "she" no state; Kenya's president is not Uganda's.
  [[nodiscard]] bool clashes(std::size_t i, std::size_t j) const {
    const Phrase& a = phrases_.all[i];
    const Phrase& b = phrases_.all[j];
    if (b.mention < 0 || !is_simple(b)) return false;
    // "His counterpart" is anybody but himself.
    if (a.mention >= 0 && mentions_[static_cast<std::size_t>(a.mention)].role == "counterpart")
      return true;
    const Mention& m = mentions_[static_cast<std::size_t>(b.mention)];
    if (a.mention >= 0 && is_simple(a)) {
      const Mention& own = mentions_[static_cast<std::size_t>(a.mention)];
      if (!own.country.empty() && !m.country.empty() && own.country != m.country) return true;
    }
    if (a.kind == PhraseKind::it || a.kind == PhraseKind::its) return m.person && m.actor;
    if (a.kind == PhraseKind::he || a.kind == PhraseKind::she)
      return m.state || (m.named && m.actor && !m.person);
    return false;
  }

  /// Ranks from left to right.
  void link() {
    const std::size_t size = phrases_.all.size();
    chain_of_.resize(size);
    std::vector<ChainState> states;
    std::vector<std::uint32_t> active;
    for (std::size_t i = 0; i < size; ++i) {
      int best = bound(i);
      if (best < 0) {
        features_.alone(i, active);
        int best_score = sum(active);
        const int subject = co_subject(i);
        const std::size_t oldest =
            i > ChainFeatures::kWindow ? i - ChainFeatures::kWindow : std::size_t{0};
        for (std::size_t j = i; j-- > oldest;) {
          if (!features_.candidate(i, j) || clashes(i, j) ||
              (subject >= 0 && chain_of_[j] == static_cast<std::uint32_t>(subject)))
            continue;
          features_.pair(i, j, states[chain_of_[j]], active);
          const int score = sum(active);
          if (score > best_score) {
            best_score = score;
            best = static_cast<int>(j);
          }
        }
      }
      if (best < 0) best = ruled(i);
      if (best < 0) {
        chain_of_[i] = static_cast<std::uint32_t>(states.size());
        states.emplace_back();
      } else {
        chain_of_[i] = chain_of_[static_cast<std::size_t>(best)];
      }
      features_.join(i, states[chain_of_[i]]);
    }
    sizes_.resize(states.size());
    for (std::size_t c = 0; c < states.size(); ++c) sizes_[c] = states[c].size;
  }

  /// Phrases of a chain that are no mentions become some.
  void adopt() {
    for (std::size_t i = 0; i < phrases_.all.size(); ++i) {
      const Phrase& p = phrases_.all[i];
      const bool known = p.mention >= 0 && is_simple(p) &&
                         phrase_of_[static_cast<std::size_t>(p.mention)] == static_cast<int>(i);
      if (known || sizes_[chain_of_[i]] < 2) continue;
      Mention m;
      m.head = p.head;
      m.first = m.phrase_first = p.first;
      m.last = m.phrase_last = p.last;
      m.span = p.span;
      m.name = tree_.document().text.substr(p.span.begin, p.span.end - p.span.begin);
      m.plural = p.kind == PhraseKind::joint;
      if (p.kind == PhraseKind::joint) join_members(p, m);
      int& heads = reading_.mention_of_head[p.head];
      if (heads < 0 && is_simple(p)) heads = static_cast<int>(mentions_.size());
      phrase_of_.push_back(static_cast<int>(i));
      mentions_.push_back(std::move(m));
    }
  }

  /// "Iran and Libya": both.
  void join_members(const Phrase& p, Mention& m) const {
    const auto add = [&](std::uint32_t t) {
      const int member = reading_.mention_of_head[t];
      if (member >= 0) m.members.push_back(member);
    };
    add(p.head);
    for (const std::uint32_t c : tree_.children(p.head)) {
      if (tree_.word(c).deprel == "conj") add(c);
    }
  }

  /// Chains of mentions, numbered in the order of the text.
  void number() {
    order_.resize(mentions_.size());
    for (std::size_t i = 0; i < order_.size(); ++i) order_[i] = static_cast<int>(i);
    std::stable_sort(order_.begin(), order_.end(), [&](int a, int b) {
      return mentions_[static_cast<std::size_t>(a)].span.begin <
             mentions_[static_cast<std::size_t>(b)].span.begin;
    });
    std::vector<int> name(sizes_.size(), -1);
    for (Mention& m : mentions_) m.chain = -1;  // what the rules numbered
    int& next = count_;
    // What stands for something later in the text opens a chain of its own.
    const auto of_antecedent = [&](const Mention& m) {
      const int chain = mentions_[static_cast<std::size_t>(m.antecedent)].chain;
      return chain >= 0 ? chain : next++;
    };
    for (const int i : order_) {
      Mention& m = mentions_[static_cast<std::size_t>(i)];
      const int p = phrase_of_[static_cast<std::size_t>(i)];
      if (p < 0) {
        if (m.phrase_last == 0) {
          m.phrase_first = m.first;
          m.phrase_last = m.last;
        }
        m.chain = m.antecedent >= 0 ? of_antecedent(m) : next++;
        continue;
      }
      int& number = name[chain_of_[static_cast<std::size_t>(p)]];
      if (number < 0) {
        const bool ruled =
            m.antecedent >= 0 && phrase_of_[static_cast<std::size_t>(m.antecedent)] < 0;
        number = ruled ? of_antecedent(m) : next++;
      }
      m.chain = number;
    }
  }

  /// What is known of a chain so far.
  struct Known {
    int named = -1;  ///< latest actor with a name
    int actor = -1;  ///< latest actor
    int joint = -1;  ///< latest that stands for several
    int any = -1;
  };

  /// Pronouns and descriptions that the rules left open learn who they stand for; names learn what
  /// the article says of them elsewhere.
  void learn() {
    std::vector<Known> known(static_cast<std::size_t>(count_));
    for (const int i : order_) {
      Mention& m = at(i);
      Known& k = known[static_cast<std::size_t>(m.chain)];
      if (k.any >= 0) tell(k, m, i);
      if (!m.members.empty()) k.joint = i;
      if (m.actor && m.members.empty()) k.actor = i;
      if (m.actor && m.named) k.named = i;
      k.any = i;
    }
    for (Mention& m : mentions_) complete(known[static_cast<std::size_t>(m.chain)], m);
  }

  Mention& at(int i) { return mentions_[static_cast<std::size_t>(i)]; }

  void tell(const Known& k, Mention& m, int i) {
    const int best = k.named >= 0 ? k.named : k.actor;
    if (tree_.word(m.head).upos == "PRON") {
      if (!third_person(i)) return;
      if (m.antecedent >= 0 && at(m.antecedent).chain == m.chain) return;
      if (m.antecedent < 0 && !m.members.empty()) return;  // "they" of two that a rule told of
      if (best < 0 && k.joint < 0 && m.antecedent < 0) return;
      forget(m);
      if (best >= 0 && !(is_thing(i) && (loose(at(best)) || is_object(m))))
        inherit(at(best), m);
      else if (k.joint >= 0)
        take_members(k.joint, i, m);
      return;
    }
    if (m.named || m.antecedent >= 0 || !m.members.empty()) return;
    if (best < 0) {
      if (k.joint >= 0 && m.plural) take_members(k.joint, i, m);
      return;
    }
    if (i >= known_ && kind(i) == PhraseKind::name && at(best).named && !at(best).person) {
      inherit(at(best), m);  // a name that only the chain made a mention
      m.named = true;
      return;
    }
    if (!describes(i) || !fits(at(best), m)) return;
    const Mention own = m;
    inherit(at(best), m);
    if (!own.role.empty()) {
      m.role = own.role;
      m.registry_role = own.registry_role;
      if (!own.sector.empty()) m.sector = own.sector;
      m.also = own.also;
    }
  }

  [[nodiscard]] PhraseKind kind(int i) const {
    const int p = phrase_of_[static_cast<std::size_t>(i)];
    return p < 0 ? PhraseKind::other : phrases_.all[static_cast<std::size_t>(p)].kind;
  }
  [[nodiscard]] bool third_person(int i) const {
    const PhraseKind k = kind(i);
    return k >= PhraseKind::he && k <= PhraseKind::reflexive;
  }
  [[nodiscard]] bool is_thing(int i) const {
    return kind(i) == PhraseKind::it || kind(i) == PhraseKind::its;
  }
  /// "Denied it": an object "it" seldom stands for an actor.
  [[nodiscard]] bool is_object(const Mention& m) const {
    const std::string_view r = tree_.word(m.head).deprel;
    return r != "nmod:poss" && !is_relation(r, "nsubj");
  }
  /// "Leadership", which "it" may take up without acting.
  static bool loose(const Mention& m) { return !m.named && !m.state && !m.collective; }

  /// Nobody is a member of himself, nor of a member.
  void take_members(int joint, int i, Mention& m) {
    for (const int member : at(joint).members) {
      if (member != i && at(member).members.empty()) m.members.push_back(member);
    }
  }

  /// "The", "this" or a possessor: a phrase that may take up what was named.
  [[nodiscard]] bool describes(int i) const {
    const PhraseKind k = kind(i);
    return k == PhraseKind::definite || k == PhraseKind::demonstrative ||
           k == PhraseKind::possessed;
  }

  static bool fits(const Mention& from, const Mention& to) {
    if (to.place || to.plural != from.plural) return false;
    if (!to.country.empty() && !from.country.empty() && to.country != from.country) return false;
    if (to.gender != '-' && from.gender != '-' && to.gender != from.gender) return false;
    return !to.actor || to.person == from.person;
  }

  /// A pronoun that a rule read otherwise.
  void forget(Mention& m) const {
    m.name = tree_.document().text.substr(m.span.begin, m.span.end - m.span.begin);
    m.country.clear();
    m.sector.clear();
    m.also.clear();
    m.role.clear();
    m.affiliation.clear();
    m.actor = m.state = m.collective = m.person = false;
    m.members.clear();
    m.owner = -1;
  }

  /// "Anna Kos ... Kos, the Slovenian minister": true of the first mention too.
  void complete(const Known& k, Mention& m) {
    if (k.named < 0 || !m.actor || m.state) return;
    const Mention& from = at(k.named);
    if (from.person != m.person || !(m.named || m.antecedent >= 0)) return;
    if (m.country.empty()) m.country = from.country;
    if (m.sector.empty()) {
      m.sector = from.sector;
      m.also = from.also;
    }
    if (m.role.empty() && m.person) {
      m.role = from.role;
      m.registry_role = from.registry_role;
    }
  }

  const Tree& tree_;
  Reading& reading_;
  std::vector<Mention>& mentions_;
  Phrases phrases_;
  ChainFeatures features_;
  int known_;                   ///< mentions before any were added
  std::vector<int> phrase_of_;  ///< by mention
  std::vector<std::uint32_t> chain_of_;
  std::vector<std::uint32_t> sizes_;  ///< by chain of phrases
  std::vector<int> order_;            ///< mentions by their first byte
  int count_ = 0;                     ///< chains of mentions
};

}  // namespace

void join_chains(const Tree& tree, const Knowledge& knowledge, Reading& reading) {
  Joiner(tree, knowledge, reading).run();
}

}  // namespace dragoman
