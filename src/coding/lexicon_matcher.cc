#include "coding/lexicon_matcher.h"

#include <algorithm>

#include "text/one_of.h"

namespace dragoman {

namespace {

bool contains(const std::vector<std::string>& values, std::string_view value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

}  // namespace

bool LexiconMatcher::holds(const LexiconEntry& entry) const {
  const std::string_view upos = tree_.word(statement_.predicate).upos;
  if (entry.pos == 'v' ? upos != "VERB" : upos == "VERB") return false;
  return std::all_of(entry.conditions.begin(), entry.conditions.end(),
                     [&](const Condition& c) { return met(c) != c.negative; });
}

bool LexiconMatcher::met(const Condition& c) const {
  if (c.slot == "+") return particle(c.values.front());
  if (c.slot == "case") return contains(c.values, tree_.preposition(statement_.predicate));
  if (c.slot == "obj.amod") return object_modified(c);
  const std::string_view slot =
      c.slot == "compound" ? std::string_view("amod") : std::string_view(c.slot);
  for (const Argument& a : statement_.arguments) {
    if (a.role != slot && !(slot == "comp" && a.role == "xcomp") &&
        !(slot == "that" && a.role == "comp") && !(slot == "subj" && a.role == "carrier"))
      continue;
    if (value_met(c, a)) return true;
  }
  return false;
}

bool LexiconMatcher::value_met(const Condition& c, const Argument& a) const {
  if (c.any) return true;
  const Mention* m =
      a.mention >= 0 ? &reading_.mentions[static_cast<std::size_t>(a.mention)] : nullptr;
  const bool party = m != nullptr && is_party(*m);
  if ((c.actor && party) || (c.thing && !party)) return true;
  if (c.person && m != nullptr && (m->person || m->gender != '-')) return true;
  if (m != nullptr && !c.sectors.empty() && contains(c.sectors, m->sector)) return true;
  if (contains(c.values, tree_.word(a.head).lemma) || in_class(c, a.head)) return true;
  const std::int32_t inner = measured(a.head);
  if (inner < 0) return false;
  const auto token = static_cast<std::uint32_t>(inner);
  return contains(c.values, tree_.word(token).lemma) || in_class(c, token);
}

bool LexiconMatcher::object_modified(const Condition& c) const {
  for (const Argument& a : statement_.arguments) {
    if (a.role != "obj") continue;
    for (const std::uint32_t t : tree_.children(a.head)) {
      const Word& w = tree_.word(t);
      if ((is_relation(w.deprel, "amod") || is_relation(w.deprel, "compound")) &&
          (contains(c.values, w.lemma) || in_class(c, t)))
        return true;
    }
  }
  return false;
}

bool LexiconMatcher::in_class(const Condition& c, std::uint32_t token) const {
  if (c.classes.empty() || knowledge_ == nullptr) return false;
  const Word& w = tree_.word(token);
  if (w.upos != "NOUN" && w.upos != "VERB") return false;
  for (const std::uint32_t id : knowledge_->word_classes(w.lemma, w.upos == "VERB" ? 'v' : 'n')) {
    if (std::find(c.classes.begin(), c.classes.end(), id) != c.classes.end()) return true;
  }
  return false;
}

std::int32_t LexiconMatcher::measured(std::uint32_t noun) const {
  if (!one_of(tree_.word(noun).lemma,
              {"wave", "series", "round", "spate", "string", "campaign", "number", "kind", "form",
               "act", "package", "set", "batch", "group", "dozens", "hundreds"}))
    return -1;
  for (const std::uint32_t child : tree_.children(noun)) {
    if (tree_.word(child).deprel == "nmod" && tree_.preposition(child) == "of")
      return static_cast<std::int32_t>(child);
  }
  return -1;
}

bool LexiconMatcher::particle(std::string_view lemma) const {
  for (const std::uint32_t c : tree_.children(statement_.predicate)) {
    const Word& w = tree_.word(c);
    if (w.lemma == lemma && (w.deprel == "compound:prt" || w.deprel == "advmod" || w.upos == "ADP"))
      return true;
  }
  return false;
}

}  // namespace dragoman
