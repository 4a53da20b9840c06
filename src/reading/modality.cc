#include <string>

#include "reading/statements.h"

namespace dragoman {

namespace {

bool one_of(std::string_view word, std::initializer_list<std::string_view> list) {
  for (const std::string_view candidate : list) {
    if (word == candidate) return true;
  }
  return false;
}

class ModalityReader {
 public:
  ModalityReader(const Tree& tree, const ReadingLexicon& lexicon)
      : tree_(tree), lexicon_(lexicon) {}

  void read(Statement& s) const {
    std::uint32_t t = s.predicate;
    Modality modality = own(t, &s.negated);
    // Outward through complements; the innermost governor that changes the standing wins.
    for (int depth = 0; depth < 6 && modality == Modality::occurred; ++depth) {
      const Word& w = tree_.word(t);
      if (w.head < 0) break;
      const auto head = static_cast<std::uint32_t>(w.head);
      const Word& governor = tree_.word(head);
      const auto set = [&](Modality to) {
        modality = to;
        s.governor = static_cast<std::int32_t>(head);
      };
      const bool complement = w.deprel == "xcomp" || w.deprel == "ccomp" || w.deprel == "obj" ||
                              w.deprel == "nsubj:pass" || w.deprel == "acl" ||
                              w.deprel == "advcl" || is_relation(w.deprel, "obl") ||
                              w.deprel == "nmod" || w.deprel == "csubj";
      if (w.deprel == "conj") {
        bool negated = false;
        modality = own(head, &negated);
        t = head;
        continue;
      }
      if (!complement) break;
      if (w.deprel == "advcl") {
        Modality embedded = Modality::occurred;
        if (marker(t) == "if" || marker(t) == "unless")
          modality = Modality::possible;
        else if (tree_.word(t).xpos == "VBG" && one_of(marker(t), {"of", "from", "for", "with"}))
          set(of_gerund(governor.lemma));
        else if (infinitive(t) && embedding(head, &embedded) &&
                 (embedded == Modality::demanded || embedded == Modality::threatened ||
                  embedded == Modality::refused))
          set(embedded);  // "called on all sides to protect civilians"
        else if (infinitive(t) && governor.lemma != "declare" && governor.lemma != "pronounce")
          modality = Modality::planned;
        break;
      }
      const bool clause = w.upos == "VERB" || w.deprel == "ccomp" || w.deprel == "xcomp";
      const bool oblique = is_relation(w.deprel, "obl") || w.deprel == "nmod";
      // The object of "denied", "planned", "postponed" takes on its standing; of "said" does not.
      if (!oblique || tree_.preposition(t) == "for" || tree_.preposition(t) == "from" ||
          tree_.preposition(t) == "about" || tree_.preposition(t) == "of" ||
          tree_.preposition(t) == "to") {
        Modality embedded = Modality::occurred;
        // "a deal mediated by Oman" was mediated; "a deal to withdraw" is yet to be kept.
        const bool told_of_it = w.deprel == "acl" && !infinitive(t);
        bool found = !told_of_it && embedding(head, &embedded);
        // "declared the attacks to be called off": the object belongs to the inner verb.
        if (w.deprel == "obj" || w.deprel == "nsubj:pass") {
          for (const std::uint32_t c : tree_.children(head)) {
            const std::string_view r = tree_.word(c).deprel;
            if ((r == "xcomp" || (r == "advcl" && infinitive(c))) && tree_.child(c, "obj") < 0)
              found = embedding(c, &embedded) || found;
          }
        }
        const bool wished = w.deprel == "obj" && !commands(governor.lemma) &&
                            (embedded == Modality::demanded || embedded == Modality::threatened ||
                             embedded == Modality::refused);
        if (found && (clause || wished || embedded == Modality::denied ||
                      embedded == Modality::cancelled || embedded == Modality::planned)) {
          const bool finite_report = w.deprel == "ccomp" && embedded != Modality::denied &&
                                     !has_modal(t) && embedded != Modality::demanded &&
                                     embedded != Modality::possible && past(t);
          if (!finite_report) set(embedded);
        }
      }
      if (modality == Modality::occurred &&
          (clause || w.deprel == "obj" || w.deprel == "nsubj:pass")) {
        bool negated = false;
        const Modality outer = own(head, &negated);
        if (w.deprel != "ccomp" || outer == Modality::possible) modality = outer;
        if (negated && w.deprel != "ccomp") s.negated = true;
      }
      t = head;
    }
    if (s.negated) {
      // "did not attack" was denied; "will not", "cannot", "would not attend" is a refusal.
      if (modality == Modality::occurred || modality == Modality::ongoing)
        modality = Modality::denied;
      else if (modality == Modality::planned || modality == Modality::possible)
        modality = Modality::refused;
    }
    s.modality = modality;
  }

 private:
  /// "accused the police of beating", "barred them from entering"; what one is thanked or punished
  /// for did happen.
  static Modality of_gerund(std::string_view governor) {
    if (one_of(governor, {"accuse", "suspect", "charge", "blame", "implicate", "indict", "try",
                          "investigate"}))
      return Modality::possible;
    if (one_of(governor, {"prevent", "stop", "bar", "ban", "keep", "deter", "block", "prohibit",
                          "restrain", "dissuade", "discourage", "hinder", "forbid", "refrain"}))
      return Modality::cancelled;
    return Modality::occurred;
  }

  /// Who commands an attack makes it: what is commanded is as good as done.
  static bool commands(std::string_view governor) {
    return one_of(governor, {"order", "direct", "command", "instruct", "decree", "mandate"});
  }

  static std::string kind(std::string_view upos) {
    if (upos == "VERB" || upos == "AUX") return "v";
    return upos == "ADJ" ? "a" : "n";
  }

  /// What the lexicon says `t` does to its complement; verbs are tried with their particle first.
  bool embedding(std::uint32_t t, Modality* out) const {
    const Word& w = tree_.word(t);
    const std::string pos = "/" + kind(w.upos);
    auto found = lexicon_.embedding.end();
    if (w.upos == "VERB") {
      const std::int32_t particle = tree_.child(t, "compound:prt");
      if (particle >= 0) {
        found = lexicon_.embedding.find(
            w.lemma + "_" + tree_.word(static_cast<std::uint32_t>(particle)).lemma + pos);
      }
    }
    if (found == lexicon_.embedding.end()) found = lexicon_.embedding.find(w.lemma + pos);
    if (found == lexicon_.embedding.end()) return false;
    *out = found->second;
    return true;
  }

  [[nodiscard]] std::string_view marker(std::uint32_t t) const {
    const std::int32_t m = tree_.child(t, "mark");
    return m < 0 ? std::string_view()
                 : std::string_view(tree_.word(static_cast<std::uint32_t>(m)).lemma);
  }

  [[nodiscard]] bool infinitive(std::uint32_t t) const {
    return marker(t) == "to" && tree_.word(t).upos == "VERB";
  }
  [[nodiscard]] bool past(std::uint32_t t) const {
    return tree_.word(t).xpos == "VBD" || tree_.word(t).xpos == "VBN";
  }
  [[nodiscard]] bool has_modal(std::uint32_t t) const {
    for (const std::uint32_t c : tree_.children(t)) {
      if (tree_.word(c).xpos == "MD") return true;
    }
    return false;
  }

  /// Standing from the predicate's own auxiliaries, negation and determiners.
  Modality own(std::uint32_t t, bool* negated) const {
    Modality modality = Modality::occurred;
    bool progressive = false;
    for (const std::uint32_t c : tree_.children(t)) {
      const Word& w = tree_.word(c);
      const std::string_view lemma = w.lemma;
      if (one_of(lemma, {"not", "never", "n't", "n’t"}) && is_relation(w.deprel, "advmod"))
        *negated = true;
      if (w.deprel == "det" && lemma == "no") *negated = true;
      if (is_relation(w.deprel, "aux")) {
        if (one_of(lemma, {"will", "shall", "'ll", "’ll", "wo"}))
          modality = Modality::planned;
        else if (one_of(lemma, {"may", "might", "could", "can", "would", "ca"}))
          modality = Modality::possible;
        else if (one_of(lemma, {"should", "must", "ought"}))
          modality = Modality::demanded;
        else if (lemma == "be" && tree_.word(t).xpos == "VBG" && present(w.xpos))
          progressive = true;
      }
    }
    if (modality == Modality::occurred && progressive) modality = Modality::ongoing;
    return modality;
  }

  static bool present(std::string_view xpos) { return xpos == "VBZ" || xpos == "VBP"; }

  const Tree& tree_;
  const ReadingLexicon& lexicon_;
};

}  // namespace

void set_modality(const Tree& tree, const ReadingLexicon& lexicon, Reading& reading) {
  const ModalityReader reader(tree, lexicon);
  for (Statement& s : reading.statements) reader.read(s);
}

}  // namespace dragoman
