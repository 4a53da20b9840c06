#include "reading/statements.h"

#include <algorithm>
#include <array>

namespace dragoman {

namespace {

class StatementFinder {
 public:
  StatementFinder(const Tree& tree, Reading& reading) : tree_(tree), reading_(reading) {}

  void run() {
    for (std::uint32_t t = 0; t < tree_.size(); ++t) {
      const std::string_view upos = tree_.word(t).upos;
      if (upos != "VERB" && upos != "NOUN" && upos != "ADJ" && upos != "ADV" && upos != "PROPN")
        continue;
      Statement s;
      s.predicate = t;
      s.sentence = tree_.sentence(t);
      if (upos == "VERB") {
        verb(t, s);
      } else {
        nominal(t, s);
      }
      reading_.statements.push_back(std::move(s));
    }
  }

 private:
  void add(Statement& s, std::string_view role, std::uint32_t head) const {
    for (const Argument& a : s.arguments) {
      if (a.head == head && a.role == role) return;
    }
    s.arguments.push_back({role, head, reading_.mention_of_head[head]});
    // "rebels and soldiers": every conjunct fills the slot.
    for (const std::uint32_t c : tree_.children(head)) {
      if (tree_.word(c).deprel == "conj" &&
          (is_nominal(tree_.word(c).upos) || tree_.word(c).upos == "ADJ")) {
        s.arguments.push_back({role, c, reading_.mention_of_head[c]});
      }
    }
  }

  [[nodiscard]] bool passive(std::uint32_t t) const {
    return std::any_of(tree_.children(t).begin(), tree_.children(t).end(), [&](std::uint32_t c) {
      return tree_.word(c).deprel == "nsubj:pass" || tree_.word(c).deprel == "aux:pass";
    });
  }

  void verb(std::uint32_t t, Statement& s) const {
    s.passive = passive(t);
    const std::string_view r = tree_.word(t).deprel;
    const bool participle = (is_relation(r, "acl") || is_relation(r, "advcl")) &&
                            tree_.word(t).xpos == "VBN" && tree_.child(t, "nsubj") < 0 &&
                            tree_.child(t, "aux") < 0 && tree_.child(t, "obj") < 0;
    if (participle) s.passive = true;
    direct(t, s);
    if (s.passive && !has(s, "subj")) causer(t, s);
    if (!has(s, s.passive ? "obj" : "subj")) outer_subject(t, s, 0);
  }

  /// "He ordered the raid to be stopped": who orders is behind what is done.
  void causer(std::uint32_t t, Statement& s) const {
    const Word& w = tree_.word(t);
    if (w.head < 0 || !(w.deprel == "xcomp" || w.deprel == "ccomp" || w.deprel == "advcl")) return;
    const auto governor = static_cast<std::uint32_t>(w.head);
    static constexpr std::array<std::string_view, 11> kCausing = {
        "order",    "declare", "announce", "have",  "command", "direct",
        "instruct", "decree",  "cause",    "allow", "let"};
    const std::string_view lemma = tree_.word(governor).lemma;
    if (std::find(kCausing.begin(), kCausing.end(), lemma) == kCausing.end()) return;
    if (const std::int32_t subject = tree_.child(governor, "nsubj"); subject >= 0)
      add(s, "carrier", static_cast<std::uint32_t>(subject));
  }

  [[nodiscard]] static bool has(const Statement& s, std::string_view role) {
    return std::any_of(s.arguments.begin(), s.arguments.end(),
                       [&](const Argument& a) { return a.role == role; });
  }

  void direct(std::uint32_t t, Statement& s) const {
    for (const std::uint32_t c : tree_.children(t)) {
      const Word& w = tree_.word(c);
      if (w.deprel == "nsubj" || w.deprel == "csubj") {
        add(s, s.passive ? "obj" : "subj", relative_target(t, c));
      } else if (w.deprel == "nsubj:pass") {
        add(s, "obj", relative_target(t, c));
      } else if (w.deprel == "nsubj:outer") {
        continue;
      } else if (w.deprel == "obj") {
        add(s, "obj", relative_target(t, c));
        attributes(c, s);
      } else if (w.deprel == "iobj") {
        add(s, "iobj", c);
      } else if (is_relation(w.deprel, "obl") || w.deprel == "nmod") {
        const std::string_view preposition = tree_.preposition(c);
        if (s.passive && (preposition == "by" || w.deprel == "obl:agent"))
          add(s, "subj", c);
        else if (!preposition.empty())
          add(s, preposition, c);
        if (!preposition.empty()) attributes(c, s);
      } else if (w.deprel == "xcomp" || w.deprel == "ccomp") {
        add(s, w.deprel == "xcomp" ? "xcomp" : "comp", c);
        if (const std::int32_t subject = tree_.child(c, "nsubj"); subject >= 0)
          add(s, "compsubj", static_cast<std::uint32_t>(subject));
      }
    }
  }

  /// Prepositional attributes of an object belong to light verbs too: "held talks with Iran".
  void attributes(std::uint32_t noun, Statement& s) const {
    for (const std::uint32_t c : tree_.children(noun)) {
      if (tree_.word(c).deprel != "nmod") continue;
      const std::string_view preposition = tree_.preposition(c);
      if (!preposition.empty() && preposition != "of") add(s, preposition, c);
      if (preposition == "of") add(s, "obj.of", c);
    }
    if (const std::int32_t poss = tree_.child(noun, "nmod:poss"); poss >= 0)
      add(s, "obj.poss", static_cast<std::uint32_t>(poss));
  }

  /// "who", "which", "that" stand for the noun the relative clause modifies.
  [[nodiscard]] std::uint32_t relative_target(std::uint32_t verb_token,
                                              std::uint32_t argument) const {
    const Word& w = tree_.word(argument);
    if (w.upos != "PRON" || (w.xpos != "WP" && w.xpos != "WDT" && w.lemma != "that" &&
                             w.lemma != "who" && w.lemma != "which"))
      return argument;
    if (is_relation(tree_.word(verb_token).deprel, "acl") && tree_.word(verb_token).head >= 0) {
      return static_cast<std::uint32_t>(tree_.word(verb_token).head);
    }
    return argument;
  }

  void outer_subject(std::uint32_t t, Statement& s, int depth) const {
    const Word& w = tree_.word(t);
    if (w.head < 0 || depth > 4) return;
    const auto head = static_cast<std::uint32_t>(w.head);
    const std::string_view slot = s.passive ? "obj" : "subj";
    if (is_relation(w.deprel, "acl")) {
      if (w.deprel == "acl:relcl" && (has(s, "obj") || tree_.child(t, "nsubj") >= 0)) return;
      // "her intentions to free", "gained a reputation for freeing", "a decision to expel": the
      // one who has the intention acts, not the intention.
      if (w.deprel == "acl" && !s.passive && tree_.child(t, "mark") >= 0 && !is_actor(head)) {
        holder(head, slot, s);
        return;
      }
      add(s, slot, head);
      return;
    }
    const bool raised = w.deprel == "advcl" && s.passive && marker(t) == "to";
    const std::string_view mark = marker(t);
    // "accused the police of beating": what the object does, or is kept from doing.
    const bool gerund = is_relation(w.deprel, "advcl") && tree_.word(t).xpos == "VBG" &&
                        (mark == "of" || mark == "from" || mark == "for" || mark == "with");
    const bool asks =
        (w.deprel == "xcomp" || is_relation(w.deprel, "advcl")) && mark == "to" && calls_on(head);
    if (gerund || asks) {
      if (const std::int32_t object = asks ? called(head) : tree_.child(head, "obj"); object >= 0) {
        add(s, slot, static_cast<std::uint32_t>(object));
        return;
      }
    }
    if (w.deprel == "xcomp" || raised) {
      // Object control: "urged Iran to halt"; otherwise the governor's subject.
      if (const std::int32_t object = tree_.child(head, "obj"); object >= 0) {
        add(s, slot, static_cast<std::uint32_t>(object));
        return;
      }
    }
    if (w.deprel == "xcomp" || w.deprel == "conj" || is_relation(w.deprel, "advcl") ||
        w.deprel == "parataxis") {
      for (const std::uint32_t c : tree_.children(head)) {
        const std::string_view relation = tree_.word(c).deprel;
        if (is_relation(relation, "nsubj")) {
          add(s, slot, relative_target(head, c));
          return;
        }
      }
      if (tree_.word(head).upos == "VERB" || tree_.word(head).upos == "ADJ")
        outer_subject(head, s, depth + 1);
      else if (is_nominal(tree_.word(head).upos) && w.deprel != "conj")
        add(s, slot, head);
    }
  }

  [[nodiscard]] std::string_view marker(std::uint32_t t) const {
    const std::int32_t m = tree_.child(t, "mark");
    return m < 0 ? std::string_view()
                 : std::string_view(tree_.word(static_cast<std::uint32_t>(m)).lemma);
  }

  [[nodiscard]] bool calls_on(std::uint32_t t) const {
    const std::string_view lemma = tree_.word(t).lemma;
    return lemma == "call" || lemma == "appeal" || lemma == "plead" || lemma == "prevail" ||
           lemma == "lean";
  }

  /// Whom "called on all sides", "appealed to donors" addresses; -1 for nobody.
  [[nodiscard]] std::int32_t called(std::uint32_t t) const {
    for (const std::uint32_t c : tree_.children(t)) {
      const std::string_view p = tree_.preposition(c);
      if (is_relation(tree_.word(c).deprel, "obl") &&
          (p == "on" || p == "upon" || p == "to" || p == "with" || p == "for"))
        return static_cast<std::int32_t>(c);
    }
    return -1;
  }

  [[nodiscard]] bool is_actor(std::uint32_t t) const {
    const int m = reading_.mention_of_head[t];
    return m >= 0 && reading_.mentions[static_cast<std::size_t>(m)].actor;
  }

  /// Who has an intention, a reputation, a plan: its possessor, or the subject of its verb.
  void holder(std::uint32_t noun, std::string_view slot, Statement& s) const {
    for (const std::uint32_t c : tree_.children(noun)) {
      const Word& w = tree_.word(c);
      if (w.deprel == "nmod:poss" || ((w.deprel == "amod" || is_relation(w.deprel, "compound") ||
                                       (w.deprel == "nmod" && tree_.preposition(c) == "by")) &&
                                      is_actor(c))) {
        add(s, slot, c);
        return;
      }
    }
    std::int32_t verb = tree_.word(noun).head;
    for (int depth = 0; depth < 3 && verb >= 0; ++depth) {
      const auto v = static_cast<std::uint32_t>(verb);
      for (const std::uint32_t c : tree_.children(v)) {
        if (is_relation(tree_.word(c).deprel, "nsubj") && c != noun) {
          add(s, slot, relative_target(v, c));
          return;
        }
      }
      verb = tree_.word(v).head;
    }
  }

  void nominal(std::uint32_t t, Statement& s) const {
    for (const std::uint32_t c : tree_.children(t)) {
      const std::string_view relation = tree_.word(c).deprel;
      if (relation == "nmod:poss")
        add(s, "poss", c);
      else if (is_relation(relation, "amod") || is_relation(relation, "compound"))
        add(s, "amod", c);
      else if (is_relation(relation, "nmod") || is_relation(relation, "obl")) {
        const std::string_view preposition = tree_.preposition(c);
        if (!preposition.empty()) add(s, preposition, c);
      } else if (is_relation(relation, "nsubj")) {
        add(s, "subj", relative_target(t, c));
      }
    }
    // Arguments of the verb that carries the noun: "the army launched an attack on the town".
    const Word& w = tree_.word(t);
    if (w.head < 0) return;
    const auto head = static_cast<std::uint32_t>(w.head);
    // "Recalled its envoy over the jailing": who recalls did not jail.
    const std::string_view how = tree_.preposition(t);
    const bool carries = w.deprel == "obj" || (is_relation(w.deprel, "obl") &&
                                               (how == "in" || how == "with" || how == "to" ||
                                                how == "into" || how == "on" || how == "by" ||
                                                how == "for" || how == "as" || how.empty()));
    if (tree_.word(head).upos == "VERB" && carries) {
      Statement carrier;
      verb(head, carrier);
      for (const Argument& a : carrier.arguments) {
        if (a.head != t &&
            (a.role == "subj" || a.role.size() > 4 ||
             (a.role != "obj" && a.role != "iobj" && a.role != "xcomp" && a.role != "comp")))
          add(s, a.role == "subj" ? "carrier" : a.role, a.head);
        else if (a.head != t && a.role == "obj" && w.deprel != "obj")
          add(s, "carrier.obj", a.head);
      }
    } else if (w.deprel == "nsubj:pass") {
      for (const std::uint32_t c : tree_.children(head)) {
        if (is_relation(tree_.word(c).deprel, "obl") && tree_.preposition(c) == "by")
          add(s, "carrier", c);
      }
    }
  }

  const Tree& tree_;
  Reading& reading_;
};

}  // namespace

void find_statements(const Tree& tree, Reading& reading) { StatementFinder(tree, reading).run(); }

}  // namespace dragoman
