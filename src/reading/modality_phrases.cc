// What a verb says of its subject, and what governs a prepositional phrase.
#include "reading/modality_reader.h"
#include "reading/own_standing.h"
#include "text/one_of.h"

namespace dragoman {

void ModalityReader::subject_of(std::uint32_t head) {
  const Word& governor = tree_.word(head);
  // "The shipment has been cancelled, the owner said", where the tree gives the subject to
  // "said".
  for (const std::uint32_t c : tree_.children(head)) {
    if (tree_.word(c).deprel == "ccomp" && c > t_ && c < head && tree_.child(c, "nsubj") < 0) {
      if (tree_.child(c, "aux:pass") >= 0)
        govern(c, Governed::object);
      else
        subject_of(c);
      return;
    }
  }
  if (governor.lemma == "be" && tree_.child(head, "expl") >= 0 && is_open()) {
    inherit(head, Governed::object);
    if (would_ && m_ == Modality::possible && governor.deprel == "ccomp") m_ = Modality::planned;
    return;
  }
  if (governor.lemma == "way" && tree_.preposition(head) == "under" && is_open()) {
    if (told_in_present(tree_, head)) set(Modality::ongoing, head);
    return;
  }
  if (governor.lemma == "question" && tree_.preposition(head) == "out" && is_open()) {
    set(Modality::refused, head);
    return;
  }
  if (governor.lemma == "show" && is_open() && told_in_present(tree_, head)) {
    const std::int32_t object = tree_.child(head, "obj");
    if (object >= 0 && tree_.word(static_cast<std::uint32_t>(object)).lemma == "sign")
      set(Modality::ongoing, head);
    return;
  }
  const Modality* said = words_.of_subject(head);
  // "Talks postponed": headlines leave out "were".
  if (said == nullptr && governor.upos == "VERB" && tree_.child(head, "obj") < 0 &&
      (governor.xpos == "VBD" || governor.xpos == "VBN") &&
      !one_of(governor.lemma, {"end", "cease", "stop", "pause", "halt", "quit", "escape", "drop",
                               "agree", "approve", "fail"})) {
    const std::optional<Modality> passive = embedding(head);
    if (passive && (*passive == Modality::cancelled ||
                    (*passive == Modality::planned &&
                     one_of(governor.lemma, {"set", "schedule", "plan", "slate"})))) {
      apply(*passive, head, Governed::object);
      return;
    }
  }
  if (said == nullptr) said = lexicon_.find(tree_.word(head).lemma, "", 's');
  if (said == nullptr) {
    if (is_open() && has_lasted(head))
      set(Modality::ongoing, head);
    else if (is_open() && words_.carries_subject(head))
      inherit(head, Governed::subject);
    return;
  }
  const OwnStanding outer = own_standing(tree_, lexicon_, head);
  const bool present = told_in_present(tree_, head);
  if (*said == Modality::ongoing || *said == Modality::planned) {
    // "Counting continued" goes on; "the talks began" is over with.
    if (!present && outer.modality != Modality::planned &&
        (*said != Modality::ongoing || outer.negated || outer.past_perfect))
      return;
    if (is_open()) set(outer.modality == Modality::planned ? Modality::planned : *said, head);
    return;
  }
  if (outer.modality == Modality::possible || outer.modality == Modality::planned) return;
  if (outer.negated) {
    if (*said == Modality::possible) set(Modality::refused, head);
    return;
  }
  set(*said, head);
}

bool ModalityReader::has_lasted(std::uint32_t head) const {
  if (is_nth_period(head) && told_in_present(tree_, head)) return true;
  const bool perfect = tree_.word(head).xpos == "VBN" && told_in_present(tree_, head);
  for (const std::uint32_t c : tree_.children(head)) {
    if (is_nth_period(c) && tree_.folded(c) != "years") return true;
    if (perfect && is_relation(tree_.word(c).deprel, "obl") && tree_.preposition(c) == "since")
      return true;
  }
  return false;
}

bool ModalityReader::is_nth_period(std::uint32_t t) const {
  if (!one_of(tree_.word(t).lemma, {"week", "day", "month", "hour", "year", "night"}) ||
      !one_of(tree_.preposition(t), {"in", "into"}))
    return false;
  return tree_.child(t, "nmod:poss") >= 0 || tree_.child(t, "amod") >= 0;
}

void ModalityReader::oblique_of(std::uint32_t head) {
  const std::string_view preposition = tree_.preposition(t_);
  const Word& governor = tree_.word(head);
  if (preposition == "ahead") {
    if (is_open()) set(Modality::planned, head);
    return;
  }
  if (preposition == "under") {
    if (m_ == Modality::occurred && tree_.word(t_).deprel != "nmod" &&
        one_of(governor.lemma, {"remain", "stay", "be", "live"}) && is_present(governor.xpos))
      set(Modality::ongoing, head);
    return;
  }
  if (alleges(governor.lemma) && is_nominal(governor.upos)) {
    alleged_ = true;
    if (is_open() && one_of(preposition, {"of", "about", "that"}) && governor.lemma != "report")
      set(Modality::possible, head);
    return;
  }
  // "Day 46 of the occupation"
  if (preposition == "of" && one_of(governor.lemma, {"day", "week", "month"}) &&
      governor.deprel == "root" && is_open()) {
    set(Modality::ongoing, head);
    return;
  }
  const Modality* said = nullptr;
  if (governor.upos == "VERB" && tree_.word(t_).deprel != "nmod" &&
      one_of(preposition, {"for", "of", "to", "about", "on", "against"})) {
    // "Renewed its demand for the withdrawal".
    const std::int32_t noun = words_.noun_before(head, t_);
    if (noun >= 0 && noun + 4 > static_cast<std::int32_t>(t_) - 3 &&
        lexicon_.find(governor.lemma, preposition, 'v') == nullptr &&
        tree_.word(static_cast<std::uint32_t>(noun)).deprel != "nsubj") {
      oblique_of(static_cast<std::uint32_t>(noun));
      return;
    }
  }
  // "Will speak at the summit": the summit lies ahead too.
  if (governor.upos == "VERB" && one_of(preposition, {"in", "at", "during"})) {
    if (m_ == Modality::occurred &&
        own_standing(tree_, lexicon_, head).modality == Modality::planned)
      set(Modality::planned, head);
    return;
  }
  if (tree_.folded(head) == "talk" && preposition == "of" && is_open()) {
    set(Modality::possible, head);
    return;
  }
  if (governor.upos == "VERB") {
    said = lexicon_.find(governor.lemma, preposition, 'v');
    if (said == nullptr && preposition == "with" && governor.lemma == "threaten")
      said = words_.of_complement(head);
    if (said == nullptr && one_of(preposition, {"for", "from", "about", "of", "to"}))
      said = words_.of_complement(head);
  } else {
    said = words_.of_complement(head);
  }
  if (said == nullptr) return;
  switch (*said) {
    case Modality::demanded:
      if (!one_of(preposition, {"for", "to", "of"})) return;
      break;
    case Modality::planned:
    case Modality::possible:
    case Modality::cancelled:
    case Modality::denied:
    case Modality::refused:
    case Modality::threatened:
      if (governor.upos == "VERB" && *said == Modality::possible) return;
      break;
    default:
      return;
  }
  apply(*said, head, Governed::oblique);
}

}  // namespace dragoman
