#include "coding/domains.h"

#include <algorithm>

#include "text/one_of.h"

namespace dragoman {

bool Domains::in(std::uint32_t token, std::string_view domain) const {
  const auto* domains = ontology_.domains_of(tree_.word(token).lemma);
  // The first word of a sentence may be taken for a name: "Snow besieged the town".
  if (domains == nullptr && tree_.word(token).upos == "PROPN")
    domains = ontology_.domains_of(std::string(tree_.folded(token)));
  return domains != nullptr &&
         std::find(domains->begin(), domains->end(), domain) != domains->end();
}

bool Domains::is_official(int mention) const {
  const Mention& m = reading_.mentions[static_cast<std::size_t>(mention)];
  if (m.state || in(m.head, "sport") || tree_.word(m.head).lemma == "rival") return false;
  if (one_of(m.sector, {"SOC", "LAB"}) && !m.plural && !m.collective) return false;
  return one_of(m.sector, {"GOV", "MIL", "COP", "LEG", "JUD", "REB", "OPP", "PTY", "SPY", "UAF",
                           "PRM", "REL", "SOC", "LAB", "REF", "PRE"}) ||
         (!m.sector.empty() && m.plural && m.sector == "CVL" && !in(m.head, "private"));
}

bool Domains::acts_by_thing(const Statement& s, const Participants& p) const {
  if (tree_.word(s.predicate).upos != "VERB") return false;
  for (const Argument& a : s.arguments) {
    if (a.role != "subj" && !(a.role == "obj" && s.passive && !is_full_passive(s.predicate)))
      continue;
    const Word& head = tree_.word(a.head);
    const bool actor =
        a.mention >= 0 && reading_.mentions[static_cast<std::size_t>(a.mention)].actor;
    if (in(a.head, "means")) continue;
    const std::uint32_t first =
        a.mention >= 0 ? reading_.mentions[static_cast<std::size_t>(a.mention)].first : a.head;
    const bool storm = one_of(tree_.folded(first), {"cyclone", "storm", "hurricane", "typhoon"});
    const bool living = head.upos != "PROPN" || tree_.child(a.head, "nmod") >= 0 || !actor;
    if (storm || (in(a.head, "thing") && living)) return true;
    if (a.role == "obj") continue;
    if (actor || head.upos != "NOUN") continue;
    // A common noun that names nobody and no means: "jokes bombed", "jellyfish blocked it".
    if (p.actors.empty()) return true;
    // "The Chinese rover seized it": the party only modifies what acts.
    const bool modifies = std::any_of(p.actors.begin(), p.actors.end(), [&](int i) {
      const std::uint32_t h = reading_.mentions[static_cast<std::size_t>(i)].head;
      return tree_.word(h).head == static_cast<std::int32_t>(a.head) &&
             tree_.word(h).upos != "NOUN";
    });
    if (modifies) return true;
  }
  return false;
}

bool Domains::is_full_passive(std::uint32_t verb) const {
  return tree_.child(verb, "aux:pass") >= 0;
}

bool Domains::is_told_in_fiction(std::uint32_t sentence) const {
  const Sentence& s = tree_.document().sentences[sentence];
  for (std::uint32_t t = s.first; t < s.last; ++t) {
    if (!in(t, "fiction")) continue;
    const Word& w = tree_.word(t);
    const std::string_view how = tree_.preposition(t);
    if (is_relation(w.deprel, "nsubj") || w.deprel == "nmod:poss" || w.lemma == "fictional")
      return true;
    if ((is_relation(w.deprel, "obl") || w.deprel == "nmod" || w.deprel == "root") &&
        one_of(how, {"in", "on", "at", "accord", "according"}))
      return true;
  }
  return false;
}

bool Domains::is_foreign(const Statement& s, const Participants& p) const {
  if (acts_by_thing(s, p) || is_told_in_fiction(s.sentence)) return true;
  // "A film in which the governor is overthrown"
  std::int32_t above = static_cast<std::int32_t>(s.predicate);
  for (int depth = 0; depth < 4 && above >= 0; ++depth) {
    const Word& w = tree_.word(static_cast<std::uint32_t>(above));
    above = w.head;
    if (above >= 0 && w.deprel == "acl:relcl" && in(static_cast<std::uint32_t>(above), "fiction"))
      return true;
  }
  const Sentence& sentence = tree_.document().sentences[s.sentence];
  bool sport = false;
  for (std::uint32_t t = sentence.first; t < sentence.last && !sport; ++t)
    sport = tree_.word(t).upos == "NOUN" && in(t, "sport");
  // The captain and the president of a club hold no office of a state.
  const auto official = [&](int m) {
    return is_official(m) &&
           !(sport && one_of(tree_.word(reading_.mentions[static_cast<std::size_t>(m)].head).lemma,
                             {"captain", "president", "manager", "general", "supporter", "fan"}));
  };
  if (std::any_of(p.actors.begin(), p.actors.end(), official) ||
      std::any_of(p.recipients.begin(), p.recipients.end(), official))
    return false;
  for (std::uint32_t t = sentence.first; t < sentence.last; ++t) {
    if (tree_.word(t).upos != "NOUN" && tree_.word(t).upos != "PROPN") continue;
    if (in(t, "sport") || in(t, "culture") || in(t, "business") || in(t, "science")) return true;
    // Private words count where they name who takes part.
    const Argument* part = nullptr;
    if (in(t, "private")) {
      for (const Argument& a : s.arguments)
        if (a.head == t) part = &a;
    }
    if (part != nullptr) return true;
  }
  return false;
}

}  // namespace dragoman
