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

Domains::Domains(const Tree& tree, const Reading& reading, const Ontology& ontology)
    : tree_(tree), reading_(reading), ontology_(ontology) {
  const std::size_t sentences = tree.document().sentences.size();
  sport_.resize(sentences);
  std::size_t count = 0;
  for (std::uint32_t s = 0; s < sentences; ++s) {
    sport_[s] = is_of_sport(s);
    count += sport_[s] ? 1 : 0;
  }
  // An article about a match is about it throughout.
  if (count >= 3 && count * 3 >= sentences) sport_.assign(sentences, true);
}

bool Domains::is_of_sport(std::uint32_t sentence) const {
  const Sentence& s = tree_.document().sentences[sentence];
  std::string_view weak;
  for (std::uint32_t t = s.first; t < s.last; ++t) {
    const Word& w = tree_.word(t);
    if (w.upos != "NOUN") continue;
    if (in(t, "sport")) return true;
    if (!in(t, "match")) continue;
    if (!weak.empty() && weak != w.lemma) return true;
    weak = w.lemma;
  }
  return false;
}

bool Domains::is_official(int mention, bool groups) const {
  const Mention& m = reading_.mentions[static_cast<std::size_t>(mention)];
  if (m.state || in(m.head, "sport") || in(m.head, "business") || in(m.head, "abroad") ||
      tree_.word(m.head).lemma == "rival")
    return false;
  if (one_of(m.sector,
             {"GOV", "MIL", "COP", "LEG", "JUD", "REB", "OPP", "PTY", "SPY", "UAF", "PRM"}))
    return true;
  if (!groups) return false;
  if (one_of(m.sector, {"SOC", "LAB"})) return m.plural || m.collective;
  return one_of(m.sector, {"REL", "REF", "PRE"}) ||
         (m.sector == "CVL" && m.plural && !in(m.head, "private") && !in(m.head, "passer-by"));
}

bool Domains::is_private(int mention) const {
  const Mention& m = reading_.mentions[static_cast<std::size_t>(mention)];
  if (m.state || (m.named && m.sector != "CVL")) return false;
  if (in(m.head, "abroad")) return true;
  if (m.collective) return false;
  return one_of(m.sector, {"CVL", "LAB", "EDU", "BUS", "ELI", "AGR", "CRM"}) ||
         (m.sector == "MED" && !m.plural) || tree_.word(m.head).lemma == "rival";
}

bool Domains::is_firm(int mention) const {
  const Mention& m = reading_.mentions[static_cast<std::size_t>(mention)];
  return !m.state &&
         (m.sector == "BUS" || tree_.word(m.head).lemma == "rival" || in(m.head, "business"));
}

bool Domains::is_adjective(std::uint32_t predicate, int mention) const {
  const Mention& m = reading_.mentions[static_cast<std::size_t>(mention)];
  const Word& w = tree_.word(m.head);
  if (w.head < 0 || w.head == static_cast<std::int32_t>(predicate)) return false;
  const int noun = reading_.mention_of_head[static_cast<std::size_t>(w.head)];
  if (noun >= 0 && is_party(reading_.mentions[static_cast<std::size_t>(noun)])) return false;
  return m.sector.empty() && !m.country.empty() && !m.named &&
         (w.upos == "ADJ" || w.deprel == "amod" || is_relation(w.deprel, "compound"));
}

bool Domains::is_among_private(const Statement& s, const LexiconEntry& entry,
                               const Participants& p) const {
  const std::vector<int>& known = p.actors.empty() ? p.recipients : p.actors;
  const bool half = p.actors.empty() || (p.recipients.empty() && p.actors.size() == 1);
  if (half && !known.empty() && (entry.act != "PROTEST" || !p.actors.empty()) &&
      std::all_of(known.begin(), known.end(), [&](int m) { return is_adjective(s.predicate, m); }))
    return true;
  if (p.actors.empty()) return false;
  const auto one = [&](const std::vector<int>& sides) {
    return std::all_of(sides.begin(), sides.end(), [&](int m) {
      const std::uint32_t head = reading_.mentions[static_cast<std::size_t>(m)].head;
      return is_private(m) && !one_of(tree_.word(head).xpos, {"NNS", "NNPS"});
    });
  };
  const auto firms = [&](const std::vector<int>& sides) {
    return std::all_of(sides.begin(), sides.end(), [&](int m) { return is_firm(m); });
  };
  const bool both = !p.recipients.empty() || p.actors.size() > 1;
  // "The airline met its creditor", "it warned of lower profits".
  const bool business = one_of(entry.act, {"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "RETREAT",
                                           "REQUEST", "REJECT", "THREATEN"});
  const auto many = [&](int m) {
    const std::uint32_t head = reading_.mentions[static_cast<std::size_t>(m)].head;
    return one_of(tree_.word(head).xpos, {"NNS", "NNPS"});
  };
  const bool single = std::none_of(p.actors.begin(), p.actors.end(), many);
  if (firms(p.actors) && ((both && firms(p.recipients)) || (business && !both && single)))
    return true;
  const bool gang = std::all_of(p.actors.begin(), p.actors.end(), [&](int a) {
    return reading_.mentions[static_cast<std::size_t>(a)].sector == "CRM";
  });
  if (gang && entry.mode == "vandalize") return true;
  if (entry.act == "PROTEST" || !both) return false;
  // A Palestinian and an Israeli are more than two persons.
  const auto named = [&](int m) {
    const Mention& who = reading_.mentions[static_cast<std::size_t>(m)];
    return !who.country.empty() && who.role.empty();
  };
  const bool nations = std::any_of(p.actors.begin(), p.actors.end(), named) &&
                       std::any_of(p.recipients.begin(), p.recipients.end(), named);
  return one(p.actors) && one(p.recipients) && !nations;
}

bool Domains::acts_by_thing(const Statement& s, const Participants& p) const {
  if (tree_.word(s.predicate).upos != "VERB") {
    // "Jellyfish forced the shutdown of a reactor".
    return std::any_of(s.arguments.begin(), s.arguments.end(), [&](const Argument& a) {
      return a.role == "carrier" && in(a.head, "thing") && !in(a.head, "means") &&
             tree_.word(a.head).upos == "NOUN";
    });
  }
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
    // "The video artist's soldiers"
    if (in(t, "culture") && tree_.word(t).deprel == "nmod:poss") return true;
    if (!in(t, "fiction")) continue;
    // "In this version of the fairy tale": what the story is part of.
    std::uint32_t top = t;
    for (int depth = 0; depth < 3 && tree_.word(top).head >= 0; ++depth) {
      const Word& part = tree_.word(top);
      if (!(part.deprel == "nmod" && tree_.preposition(top) == "of") &&
          !is_relation(part.deprel, "compound"))
        break;
      top = static_cast<std::uint32_t>(part.head);
    }
    const Word& w = tree_.word(top);
    const std::string_view how = tree_.preposition(top);
    if (t + 1 < s.last && t <= s.first + 2 && tree_.document().form(t + 1) == ":") return true;
    if (is_relation(w.deprel, "nsubj") || w.deprel == "nmod:poss" || w.lemma == "fictional")
      return true;
    if ((is_relation(w.deprel, "obl") || w.deprel == "nmod" || w.deprel == "root") &&
        one_of(how, {"in", "on", "at", "accord", "according"}))
      return true;
  }
  return false;
}

bool Domains::is_foreign(const Statement& s, const LexiconEntry& entry,
                         const Participants& p) const {
  if (acts_by_thing(s, p) || is_told_in_fiction(s.sentence) || is_among_private(s, entry, p))
    return true;
  // "A film in which the governor is overthrown"
  std::int32_t above = static_cast<std::int32_t>(s.predicate);
  for (int depth = 0; depth < 4 && above >= 0; ++depth) {
    const Word& w = tree_.word(static_cast<std::uint32_t>(above));
    above = w.head;
    if (above >= 0 && w.deprel == "acl:relcl" && in(static_cast<std::uint32_t>(above), "fiction"))
      return true;
  }
  const Sentence& sentence = tree_.document().sentences[s.sentence];
  const bool sport = sport_[s.sentence];
  bool other = sport;
  for (std::uint32_t t = sentence.first; t < sentence.last && !other; ++t) {
    const std::string_view upos = tree_.word(t).upos;
    other = (upos == "NOUN" || upos == "PROPN") &&
            (in(t, "culture") || in(t, "business") || in(t, "science"));
  }
  // The captain and the president of a club hold no office of a state.
  const auto official = [&](int m) {
    return is_official(m, !other || entry.act == "PROTEST") &&
           !(sport && one_of(tree_.word(reading_.mentions[static_cast<std::size_t>(m)].head).lemma,
                             {"captain", "president", "manager", "general", "supporter", "fan"}));
  };
  if (std::any_of(p.actors.begin(), p.actors.end(), official) ||
      std::any_of(p.recipients.begin(), p.recipients.end(), official))
    return false;
  if (other) return true;
  for (std::uint32_t t = sentence.first; t < sentence.last; ++t) {
    if (tree_.word(t).upos != "NOUN" && tree_.word(t).upos != "PROPN") continue;
    // Private words count where they name who takes part, those of passers-by where they act.
    const bool home = in(t, "private");
    const bool passing = in(t, "passer-by");
    if ((!home && !passing) || entry.act == "PROTEST") continue;
    for (const Argument& a : s.arguments)
      if (a.head == t && (home || a.role == "subj" || a.role == "carrier")) return true;
  }
  return false;
}

}  // namespace dragoman
