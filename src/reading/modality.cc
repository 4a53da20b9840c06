#include "reading/modality_reader.h"
#include "reading/own_standing.h"
#include "reading/statements.h"
#include "text/one_of.h"

namespace dragoman {

void ModalityReader::read(Statement& s) {
  out_ = &s;
  t_ = s.predicate;
  alleged_ = false;
  const OwnStanding own = own_standing(tree_, lexicon_, t_);
  s.negated = own.negated;
  m_ = own.negated ? negated(carried(own.modality)) : own.modality;
  // "Decided not to join": what one wills is refused.
  if (own.negated && m_ == Modality::denied && is_infinitive(tree_, t_)) m_ = Modality::refused;
  would_ = own.would;
  for (int depth = 0; depth < 6 && step(); ++depth) {
  }
  // Who plans a blow, or a step that waits on "unless", threatens it.
  if (m_ == Modality::planned && has_unless(s.predicate)) m_ = Modality::threatened;
  if (m_ == Modality::planned && words_.is_hostile(s.predicate)) m_ = Modality::threatened;
  s.modality = m_;
}

Modality ModalityReader::negated(Modality m) {
  if (m == Modality::occurred || m == Modality::ongoing) return Modality::denied;
  if (m == Modality::planned || m == Modality::possible) return Modality::refused;
  return m;
}

Modality ModalityReader::carried(Modality own) const {
  const Word& w = tree_.word(t_);
  if (w.upos == "VERB" || w.head < 0 || own != Modality::occurred) return own;
  const auto head = static_cast<std::uint32_t>(w.head);
  if (tree_.word(head).upos != "VERB" && tree_.word(head).lemma != "be") return own;
  return own_standing(tree_, lexicon_, head).modality;
}

bool ModalityReader::has_unless(std::uint32_t t) const {
  for (int depth = 0; depth < 2; ++depth) {
    for (const std::uint32_t c : tree_.children(t)) {
      if (tree_.word(c).deprel == "advcl" && clause_marker(tree_, c) == "unless") return true;
    }
    if (tree_.word(t).head < 0) return false;
    t = static_cast<std::uint32_t>(tree_.word(t).head);
  }
  return false;
}

bool ModalityReader::is_settled() const {
  return m_ == Modality::refused || m_ == Modality::denied || m_ == Modality::cancelled;
}

void ModalityReader::set(Modality to, std::uint32_t governor) {
  m_ = to;
  out_->governor = static_cast<std::int32_t>(governor);
}

bool ModalityReader::step() {
  const Word& w = tree_.word(t_);
  if (w.head < 0 || is_settled()) return false;
  const auto head = static_cast<std::uint32_t>(w.head);
  if (w.deprel == "conj") return conjunct(head);
  if (w.deprel == "advcl" || w.deprel == "advcl:relcl") {
    adverbial(head);
    return false;
  }
  if (w.deprel == "parataxis") return false;
  if (is_relation(w.deprel, "acl")) return attribute(head);
  // "deny recruiting cooks", where the tree takes the verb for an attribute of the cooks.
  if (w.deprel == "amod" && w.xpos == "VBG" && t_ > 0 && tree_.word(head).head >= 0 &&
      tree_.word(head).head == static_cast<std::int32_t>(t_) - 1 &&
      tree_.word(head).deprel == "obj") {
    const std::optional<Modality> said = embedding(t_ - 1);
    if (said) apply(*said, t_ - 1, Governed::clause);
    return false;
  }
  const Governed link = link_to(head);
  if (link == Governed::none) return false;
  const std::string_view mark = clause_marker(tree_, t_);
  if (link == Governed::clause && is_open() && one_of(mark, {"whether", "if"})) {
    m_ = Modality::possible;
    return false;
  }
  govern(head, link);
  t_ = head;
  return true;
}

bool ModalityReader::conjunct(std::uint32_t head) {
  const Word& w = tree_.word(t_);
  const bool own_clause = tree_.child(t_, "nsubj") >= 0 || tree_.child(t_, "aux") >= 0 ||
                          w.xpos == "VBD" || is_present(w.xpos);
  if (!own_clause && m_ == Modality::occurred) {
    const OwnStanding outer = own_standing(tree_, lexicon_, head);
    m_ = outer.negated ? negated(outer.modality) : outer.modality;
    would_ = outer.would;
  }
  t_ = head;
  return true;
}

Governed ModalityReader::link_to(std::uint32_t head) const {
  const Word& w = tree_.word(t_);
  if (w.deprel == "xcomp" || w.deprel == "ccomp" || is_relation(w.deprel, "csubj"))
    return Governed::clause;
  if (w.deprel == "acl") {
    // "a deal mediated by Oman" was mediated; "a deal to withdraw" is yet to be kept.
    const bool inside = is_infinitive(tree_, t_) || !clause_marker(tree_, t_).empty();
    return inside ? Governed::clause : Governed::none;
  }
  if (w.deprel == "obj" || w.deprel == "nsubj:pass") return Governed::object;
  if (w.deprel == "nsubj" || w.deprel == "nsubj:outer") return Governed::subject;
  if (is_relation(w.deprel, "compound") && is_nominal(tree_.word(head).upos))
    return Governed::oblique;
  const bool oblique = is_relation(w.deprel, "obl") || w.deprel == "nmod";
  if (oblique && one_of(tree_.preposition(t_), {"for", "from", "about", "of", "to", "on", "with",
                                                "against", "under", "ahead", "in", "at", "during"}))
    return Governed::oblique;
  return Governed::none;
}

void ModalityReader::govern(std::uint32_t head, Governed link) {
  const Word& governor = tree_.word(head);
  if (link == Governed::subject) {
    subject_of(head);
    return;
  }
  if (link == Governed::oblique) {
    oblique_of(head);
    return;
  }
  // "denied the report that": what is denied is what is reported.
  if (link == Governed::clause && alleges(governor.lemma) && is_nominal(governor.upos) &&
      !(governor.lemma == "suggestion" && is_bare(t_))) {
    alleged_ = true;
    if (is_open()) set(Modality::possible, head);
    if (own_standing(tree_, lexicon_, head).modality == Modality::denied)
      set(Modality::denied, head);  // "the baseless claim that"
    return;
  }
  const std::optional<Modality> said =
      link == Governed::object ? said_of_object(head) : said_of_clause(head);
  if (said && apply(*said, head, link)) return;
  if (is_open()) inherit(head, link);
}

std::optional<Modality> ModalityReader::embedding(std::uint32_t t) const {
  const Modality* found = words_.of_complement(t);
  return found == nullptr ? std::nullopt : std::optional(*found);
}

void set_modality(const Tree& tree, const ReadingLexicon& lexicon, Reading& reading) {
  ModalityReader reader(tree, lexicon);
  for (Statement& s : reading.statements) reader.read(s);
}

}  // namespace dragoman
