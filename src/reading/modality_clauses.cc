// What clauses on nouns and adverbial clauses get from what they hang on.
#include "reading/modality_reader.h"
#include "reading/own_standing.h"
#include "text/one_of.h"

namespace dragoman {

bool ModalityReader::attribute(std::uint32_t head) {
  const Word& w = tree_.word(t_);
  const std::string_view mark = clause_marker(tree_, t_);
  const Word& noun = tree_.word(head);
  if (w.xpos == "VBG" && one_of(mark, {"of", "from"}) && noun.head >= 0) {
    const auto verb = static_cast<std::uint32_t>(noun.head);
    // "No intention of resigning", "the threat of being expelled".
    if (lexicon_.find(noun.lemma, "", 'n') != nullptr) {
      govern(head, Governed::clause);
      t_ = head;
      return true;
    }
    if (tree_.word(verb).upos == "VERB" && noun.deprel != "nsubj") {
      if (is_open()) of_gerund(verb);
      return false;
    }
  }
  // In "the report that troops had crossed the border" the tree may take "that" for an object.
  const bool content_of_report = w.deprel == "acl:relcl" && alleges(noun.lemma) &&
                                 has_adverb(t_, "that") && tree_.child(t_, "nsubj") >= 0;
  if (mark == "that" || content_of_report) {
    // "reports by officials that": the noun of content may stand further out.
    const bool further = !alleges(noun.lemma) && lexicon_.find(noun.lemma, "", 'n') == nullptr &&
                         noun.deprel == "nmod" && noun.head >= 0;
    const auto content = further ? static_cast<std::uint32_t>(noun.head) : head;
    const bool known = alleges(tree_.word(content).lemma) ||
                       lexicon_.find(tree_.word(content).lemma, "", 'n') != nullptr;
    if (w.deprel == "acl:relcl" && !known) return false;
    govern(content, Governed::clause);
    t_ = content;
    return true;
  }
  if (w.deprel == "acl:relcl") {
    // "It was not our men who shot him."
    const std::int32_t subject = tree_.child(head, "nsubj");
    if (is_open() && tree_.child(head, "cop") >= 0 && subject >= 0 &&
        tree_.folded(static_cast<std::uint32_t>(subject)) == "it" &&
        own_standing(tree_, lexicon_, head).negated)
      set(Modality::denied, head);
    return false;
  }
  if (!is_infinitive(tree_, t_) && mark.empty()) return false;
  govern(head, Governed::clause);
  t_ = head;
  return true;
}

void ModalityReader::adverbial(std::uint32_t head) {
  const std::string_view mark = clause_marker(tree_, t_);
  if (one_of(mark, {"if", "unless", "lest", "whether"})) {
    if (is_open() || m_ == Modality::planned) m_ = Modality::possible;
    return;
  }
  const Word& w = tree_.word(t_);
  // "Rather than pay", "without signing", "instead of agreeing".
  if (one_of(mark, {"without", "instead"}) || (mark == "than" && has_adverb(t_, "rather"))) {
    if (is_open()) m_ = Modality::denied;
    out_->negated = true;
    return;
  }
  if (w.xpos == "VBG" && one_of(mark, {"of", "from", "for", "with", "in", "to"})) {
    const std::optional<Modality> outer = embedding(head);
    if (is_open() && outer && *outer == Modality::denied)
      set(Modality::denied, head);  // "disclaimed responsibility for abducting them"
    else if (is_open() && !one_of(mark, {"in", "to"}))
      of_gerund(head);
    return;
  }
  const std::optional<Modality> said = embedding(head);
  // "ruled out sending troops"
  if (w.xpos == "VBG" && mark.empty() && t_ > head && t_ <= head + 2 && said && is_open() &&
      (*said == Modality::refused || *said == Modality::denied || *said == Modality::cancelled)) {
    apply(*said, head, Governed::clause);
    return;
  }
  if (!is_infinitive(tree_, t_)) return;
  // "cancelled a contract to ship arms", "there were calls to publish it"
  const bool there = tree_.word(head).lemma == "be" && tree_.child(head, "expl") >= 0;
  const std::int32_t noun = words_.noun_before(head, t_);
  if (is_open() && noun >= 0) {
    const auto content = static_cast<std::uint32_t>(noun);
    apply(*embedding(content), content, Governed::clause);
    t_ = content;
    if (const Governed link = link_to(head); !there && link != Governed::none) govern(head, link);
    return;
  }
  // "called on all sides to protect civilians"
  if (said && (*said == Modality::demanded || *said == Modality::threatened ||
               *said == Modality::refused)) {
    set(*said, head);
  } else if (is_open() && !one_of(tree_.word(head).lemma, {"declare", "pronounce"})) {
    m_ = Modality::planned;
  }
}

void ModalityReader::of_gerund(std::uint32_t head) {
  const std::string_view governor = tree_.word(head).lemma;
  if (one_of(governor,
             {"accuse", "suspect", "charge", "blame", "implicate", "indict", "try", "investigate"}))
    set(Modality::possible, head);
  else if (one_of(governor, {"prevent", "stop", "bar", "ban", "keep", "deter", "block", "prohibit",
                             "restrain", "dissuade", "discourage", "hinder", "forbid", "refrain"}))
    set(Modality::cancelled, head);
  else
    set(Modality::occurred, head);
}

}  // namespace dragoman
