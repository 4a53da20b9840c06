// What a governor says of its clause or object, and how that joins what was found inside.
#include <algorithm>

#include "reading/modality_reader.h"
#include "reading/own_standing.h"
#include "text/one_of.h"

namespace dragoman {

void ModalityReader::inherit(std::uint32_t head, Governed link) {
  const Word& w = tree_.word(t_);
  const OwnStanding outer = own_standing(tree_, lexicon_, head);
  const bool finite = w.deprel == "ccomp" || is_relation(w.deprel, "csubj");
  if (finite) return;
  if (link == Governed::clause && !is_nominal(tree_.word(head).upos) &&
      tree_.word(head).upos != "VERB" && tree_.word(head).upos != "ADJ")
    return;
  const bool mine_open = m_ == Modality::occurred || outer.modality != Modality::occurred;
  if (mine_open) {
    m_ = outer.modality;
    would_ = outer.would;
  }
  if (!outer.negated) return;
  out_->negated = true;
  const Word& governor = tree_.word(head);
  if (link == Governed::clause && is_nominal(governor.upos))
    m_ = Modality::refused;  // "no grounds to apologise"
  else if (link == Governed::clause && one_of(governor.lemma, {"get", "manage", "succeed"}))
    m_ = Modality::cancelled;  // "never got to sign"
  else
    m_ = negated(m_);
}

bool ModalityReader::apply(Modality said, std::uint32_t head, Governed link) {
  const OwnStanding outer = own_standing(tree_, lexicon_, head);
  // "Doubt that it will sign", "nobody believes that they will surrender".
  if (said == Modality::possible && m_ == Modality::planned && link == Governed::clause) {
    set(Modality::possible, head);
    return true;
  }
  if (outer.negated) {
    // "Did not rule out a pardon", "did not fail to pay".
    if (said == Modality::refused) {
      if (m_ != Modality::demanded) set(Modality::possible, head);
    } else if (said == Modality::cancelled || said == Modality::denied) {
      return true;  // it happened after all
    } else if (said == Modality::occurred || said == Modality::background) {
      return false;
    } else if (is_open() && said != Modality::demanded && said != Modality::occurred) {
      out_->negated = true;
      set(said == Modality::possible ? Modality::denied : Modality::refused, head);
    }
    return true;
  }
  if (outer.past_perfect && said == Modality::planned && link == Governed::clause && is_open() &&
      !one_of(tree_.word(head).lemma, {"agree", "promise", "pledge", "vow", "decide", "offer",
                                       "announce", "resolve", "undertake", "swear"})) {
    set(Modality::cancelled, head);  // "had been due to sign"
    return true;
  }
  if (is_open()) {
    if (said == Modality::background || said == Modality::occurred) return false;
    if (said == Modality::ongoing && m_ == Modality::ongoing) return false;
    set(said, head);
    return false;
  }
  // "Rejected a call to withdraw", "denied that it would", "shelved its plan to buy".
  if (said == Modality::refused)
    set(alleged_ ? Modality::denied : Modality::refused, head);
  else if (said == Modality::denied)
    set(alleged_ || m_ == Modality::possible ? Modality::denied : Modality::refused, head);
  else if (said == Modality::cancelled)
    set(Modality::cancelled, head);
  else if (said == Modality::threatened && m_ == Modality::planned)
    set(Modality::threatened, head);
  return false;
}

std::optional<Modality> ModalityReader::said_of_clause(std::uint32_t head) {
  const Word& w = tree_.word(t_);
  const Word& governor = tree_.word(head);
  std::optional<Modality> said = embedding(head);
  const bool finite = w.deprel == "ccomp" || is_relation(w.deprel, "csubj") ||
                      (w.deprel == "acl" && !is_infinitive(tree_, t_));
  // "said it would resume": a future of the past.
  if (finite && would_ && m_ == Modality::possible && governor.upos == "VERB" &&
      !(said && *said == Modality::possible && governor.lemma != "hint"))
    m_ = Modality::planned;
  if (one_of(governor.lemma, {"want", "like", "prefer", "wish"}) && is_infinitive(tree_, t_) &&
      (tree_.child(head, "obj") >= 0 || tree_.child(t_, "nsubj") >= 0))
    return Modality::demanded;
  if (governor.lemma == "be" && is_infinitive(tree_, t_) && governor.upos != "NOUN")
    return governor.xpos == "VBD" || is_present(governor.xpos) ? std::optional(Modality::planned)
                                                               : std::nullopt;
  if (governor.lemma == "let" && governor.xpos == "VB") return Modality::demanded;
  // "Are said to have tortured him", "claims to have shot it down".
  if (is_infinitive(tree_, t_) && tree_.child(head, "obj") < 0 &&
      one_of(governor.lemma, {"say", "report", "claim", "allege", "rumour", "rumor", "purport"}))
    return Modality::possible;
  if (one_of(governor.lemma, {"have", "be"}) && has_adverb(head, "yet"))
    return Modality::denied;  // "has yet to pay"
  if (governor.lemma == "go" && governor.xpos == "VBG" && is_infinitive(tree_, t_))
    return Modality::planned;
  if (w.deprel == "acl" && is_infinitive(tree_, t_) &&
      one_of(governor.lemma, {"hour", "day", "week", "month", "year", "deadline"}) &&
      governor.head >= 0) {
    const auto giver = static_cast<std::uint32_t>(governor.head);
    if (tree_.word(giver).lemma == "give") return Modality::demanded;
    if (tree_.word(giver).lemma == "have") return Modality::planned;
  }
  if (!said || !finite || is_infinitive(tree_, t_)) return said;
  switch (*said) {
    case Modality::denied:
    case Modality::refused:
    case Modality::possible:
      return said;
    case Modality::demanded:
      // "demanded that the bank freeze it"; "told reporters that it froze" demands nothing.
      return is_bare(t_) ? said : std::nullopt;
    case Modality::threatened:
      if (m_ == Modality::planned) return said;
      // "warned it could shut the line": the one who warns would do it.
      if (m_ == Modality::possible && by_the_speaker(head)) {
        m_ = Modality::threatened;
        return std::nullopt;
      }
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

std::optional<Modality> ModalityReader::said_of_object(std::uint32_t head) const {
  std::optional<Modality> said = embedding(head);
  // "declared the attacks to be called off": the object belongs to the inner verb.
  for (const std::uint32_t c : tree_.children(head)) {
    const std::string_view r = tree_.word(c).deprel;
    if (c != t_ && (r == "xcomp" || (r == "advcl" && is_infinitive(tree_, c))) &&
        tree_.child(c, "obj") < 0) {
      if (const std::optional<Modality> inner = embedding(c)) said = inner;
    }
  }
  const std::string_view lemma = tree_.word(head).lemma;
  if (one_of(lemma, {"put", "place"}) && (has_adverb(head, "ice") || has_adverb(head, "hold")))
    return Modality::cancelled;
  if (const Modality* object = words_.of_object(head); object != nullptr && is_open())
    return *object;
  if (!said) return said;
  switch (*said) {
    case Modality::denied:
    case Modality::cancelled:
    case Modality::planned:
    case Modality::threatened:
      return said;
    case Modality::demanded:
      // Who commands an attack makes it: what is commanded is as good as done.
      return one_of(lemma, {"order", "direct", "command", "instruct", "decree", "mandate", "press",
                            "challenge", "remind", "charge"})
                 ? std::nullopt
                 : said;
    case Modality::refused:
      // Who defies an order refuses what it orders; who boycotts a summit leaves it standing.
      return is_open() && one_of(lemma, {"boycott", "defy", "snub", "ignore", "object"})
                 ? std::nullopt
                 : said;
    case Modality::possible:
      return one_of(lemma, {"risk", "mull", "weigh", "contemplate", "consider", "moot", "propose",
                            "float", "fear", "advocate"})
                 ? said
                 : std::nullopt;
    default:
      return std::nullopt;
  }
}

bool ModalityReader::is_bare(std::uint32_t t) const {
  if (m_ != Modality::occurred) return false;
  bool be = false;
  for (const std::uint32_t c : tree_.children(t)) {
    const Word& w = tree_.word(c);
    if (!is_relation(w.deprel, "aux") && w.deprel != "cop") continue;
    if (w.xpos != "VB" && tree_.folded(c) != "be") return false;
    be = true;
  }
  return be || tree_.word(t).xpos == "VB" || tree_.word(t).xpos == "VBP";
}

bool ModalityReader::has_adverb(std::uint32_t t, std::string_view adverb) const {
  const auto children = tree_.children(t);
  return std::any_of(children.begin(), children.end(),
                     [&](std::uint32_t c) { return tree_.folded(c) == adverb; });
}

bool ModalityReader::by_the_speaker(std::uint32_t head) const {
  const std::int32_t own = tree_.child(t_, "nsubj");
  return tree_.child(head, "nsubj") >= 0 &&
         (own < 0 || one_of(tree_.folded(static_cast<std::uint32_t>(own)),
                            {"it", "he", "she", "they", "we", "i"}));
}

}  // namespace dragoman
