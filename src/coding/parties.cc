#include "coding/parties.h"

#include <algorithm>

#include "coding/references.h"
#include "coding/standing.h"
#include "text/one_of.h"

namespace dragoman {

Party Parties::party(int mention, std::uint32_t sentence) const {
  const Mention& m = reading_.mentions[static_cast<std::size_t>(mention)];
  Party p{tree_.document().text.substr(m.span.begin, m.span.end - m.span.begin),
          m.name,
          m.country,
          m.sector,
          m.also,
          m.role,
          m.span,
          m.chain};
  if (p.country.empty() && p.sector.empty() && m.chain >= 0) adopt_from_chain(reading_, m, p);
  if (p.sector.empty() && !p.country.empty() && !m.state) p.sector = sector_of_bearer(m);
  if (p.country.empty() && !p.sector.empty() && p.sector != "UNK") {
    // A person keeps the country of the sentence that introduces him.
    const int first =
        m.person && m.chain >= 0 ? introduced_[static_cast<std::size_t>(m.chain)] : -1;
    if (first < 0 || reading_.mentions[static_cast<std::size_t>(first)].head >= m.head) {
      p.country = country_of(m, sentence);
    } else {
      const Mention& intro = reading_.mentions[static_cast<std::size_t>(first)];
      p.country = country_of(intro, tree_.sentence(intro.head));
    }
  }
  return p;
}

std::string Parties::sector_of_bearer(const Mention& m) const {
  std::uint32_t at = m.head;
  if (tree_.word(at).deprel == "conj" && tree_.word(at).head >= 0)
    at = static_cast<std::uint32_t>(tree_.word(at).head);
  const Word& w = tree_.word(at);
  if (w.head < 0 || !(w.deprel == "amod" || is_relation(w.deprel, "compound"))) return {};
  const int bearer = reading_.mention_of_head[static_cast<std::size_t>(w.head)];
  return bearer < 0 ? std::string{} : reading_.mentions[static_cast<std::size_t>(bearer)].sector;
}

void Parties::introduce() {
  for (std::size_t i = 0; i < reading_.mentions.size(); ++i) {
    const Mention& m = reading_.mentions[i];
    if (m.chain < 0) continue;
    const auto chain = static_cast<std::size_t>(m.chain);
    if (chain >= introduced_.size()) introduced_.resize(chain + 1, -1);
    int& first = introduced_[chain];
    if (!m.person || !m.named || m.sector.empty()) continue;
    if (first < 0 || m.head < reading_.mentions[static_cast<std::size_t>(first)].head)
      first = static_cast<int>(i);
  }
}

bool Parties::is_word_of(std::string_view domain, const Mention& m) const {
  const auto* domains = ontology_.domains_of(tree_.word(m.head).lemma);
  return domains != nullptr &&
         std::find(domains->begin(), domains->end(), domain) != domains->end();
}

std::string Parties::country_of(const Mention& m, std::uint32_t sentence) const {
  if (std::string here = defaults_.within(m.head); !here.empty()) return here;
  if (is_word_of("abroad", m)) return {};
  const std::string& home = defaults_.of(sentence);
  return is_word_of("envoy", m) ? defaults_.other_than(home, sentence) : home;
}

void Parties::fill(std::size_t index, const LexiconEntry& entry, const Participants& p,
                   const std::vector<Event>& earlier, Event& e) const {
  for (const int i : p.actors) e.actors.push_back(party(i, e.sentence));
  for (const int i : p.recipients) e.recipients.push_back(party(i, e.sentence));
  complete_recipients(reading_.statements[index], p, e);
  drop_own_state(p, e);
  if (e.recipients.empty()) share_recipients(index, entry, e);
  if (e.recipients.empty() && e.actors.size() == 1)
    refer_back(reading_.statements[index], entry, earlier, e);
  if (e.recipients.empty()) presume(reading_.statements[index], entry, e);
}

void Parties::presume(const Statement& s, const LexiconEntry& entry, Event& e) const {
  const bool leaves =
      e.type == "RETREAT" && one_of(e.mode, {"withdraw", "release", "ceasefire", "access"});
  if (e.actors.size() != 1 || entry.act == "CONSULT" || entry.flag("reciprocal") ||
      (!leaves && !one_of(e.type, {"REQUEST", "ACCUSE", "REJECT", "AGREE", "THREATEN", "AID",
                                   "SUPPORT", "CONCEDE", "SANCTION"})) ||
      tree_.word(s.predicate).upos != "VERB")
    return;
  const Party& who = e.actors.front();
  const std::string& whom = defaults_.opposite(who.country);
  if (whom.empty() || (who.country.empty() && who.sector.empty())) return;
  const bool abroad = whom != who.country;
  const bool official = of_state(who.sector);
  if (!abroad && (official || leaves)) return;
  int found = speaks_for(whom, who.chain, e.sentence);
  if (found < 0 && abroad && defaults_.second() != who.country)
    found = speaks_for(defaults_.second(), who.chain, e.sentence);
  if (found >= 0) e.recipients.push_back(party(found, e.sentence));
}

int Parties::speaks_for(std::string_view state, int other_than, std::uint32_t sentence) const {
  if (state.empty()) return -1;
  const Sentence& here = tree_.document().sentences[sentence];
  int found = -1;
  for (std::size_t i = 0; i < reading_.mentions.size(); ++i) {
    const Mention& m = reading_.mentions[i];
    if (m.head >= here.last || !(m.state || m.sector == "GOV") || m.country != state ||
        tree_.word(m.head).upos == "PRON" || (m.chain >= 0 && m.chain == other_than))
      continue;
    if (found < 0 || m.head > reading_.mentions[static_cast<std::size_t>(found)].head)
      found = static_cast<int>(i);
  }
  return found;
}

void Parties::drop_own_state(const Participants& p, Event& e) const {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < p.recipients.size(); ++i) {
    const bool own =
        reading_.mentions[static_cast<std::size_t>(p.recipients[i])].state &&
        std::any_of(e.actors.begin(), e.actors.end(), [&](const Party& a) {
          return a.country == e.recipients[i].country && one_of(a.sector, {"GOV", "MIL"});
        });
    if (!own && kept != i) e.recipients[kept] = std::move(e.recipients[i]);
    kept += own ? 0 : 1;
  }
  e.recipients.resize(kept);
}

void Parties::complete_recipients(const Statement& s, const Participants& p, Event& e) const {
  if (p.actors.empty()) return;
  const Mention& actor = reading_.mentions[static_cast<std::size_t>(p.actors.front())];
  const std::string& own = e.actors.front().country;
  if (own.empty() || !one_of(actor.sector, {"GOV", "MIL", "COP", "JUD", "LEG"})) return;
  // "Struck a camp in Lebanon, killing twelve": whoever is hit abroad lives there.
  const bool there =
      s.place >= 0 && s.place_from <= Source::sentence && one_of(e.act, {"ASSAULT", "COERCE"});
  const std::string_view scene =
      there ? std::string_view(reading_.places[static_cast<std::size_t>(s.place)].country())
            : std::string_view();
  // "Chile offered to treat the wounded": of the country where the story plays.
  const bool deals_abroad = one_of(e.act, {"AID", "AGREE", "SUPPORT", "ACCUSE", "REQUEST", "REJECT",
                                           "CONCEDE", "COOPERATE", "CONSULT"});
  for (std::size_t i = 0; i < p.recipients.size(); ++i) {
    const Mention& m = reading_.mentions[static_cast<std::size_t>(p.recipients[i])];
    std::string& country = e.recipients[i].country;
    if (!m.country.empty() || m.named || country.empty() || is_word_of("abroad", m)) continue;
    if (is_word_of("envoy", m)) {
      if (country == own) country = defaults_.other_than(own, e.sentence);
    } else if (defaults_.within(m.head).empty()) {
      country = deals_abroad && !defaults_.focus().empty() ? defaults_.focus() : own;
      if (!scene.empty()) country = scene;
    }
  }
}

void Parties::refer_back(const Statement& s, const LexiconEntry& entry,
                         const std::vector<Event>& earlier, Event& e) const {
  const Event* origin = nullptr;
  if (one_of(entry.act, {"REJECT", "CONCEDE", "AGREE"})) {
    origin = answered(e, is_denial(tree_, lexicon_, s, entry), earlier);
  } else if (entry.act == "ACCUSE" || entry.act == "SUPPORT") {
    for (const Argument& a : s.arguments) {
      const int noun =
          a.role == "obj" ? statement_at(reading_, static_cast<std::int32_t>(a.head)) : -1;
      const LexiconEntry* what = noun < 0 ? nullptr : candidates_[static_cast<std::size_t>(noun)];
      if (what != nullptr && !what->act.empty()) origin = told_of(what->act, e, earlier);
    }
  }
  if (origin != nullptr) {
    e.recipients = origin->actors;
  } else if (one_of(e.type, {"REQUEST", "ACCUSE", "REJECT", "AGREE", "THREATEN", "AID", "SUPPORT",
                             "CONCEDE", "SANCTION"}) &&
             entry.act != "CONSULT" && !entry.flag("reciprocal") &&
             tree_.word(s.predicate).upos == "VERB") {
    e.recipients = counterpart(e, earlier);
  }
}

void Parties::share_recipients(std::size_t index, const LexiconEntry& entry, Event& e) const {
  const auto forceful = [](const LexiconEntry* what) {
    return what != nullptr && one_of(what->act, {"ASSAULT", "COERCE"});
  };
  if (entry.act != "ASSAULT") return;
  const Statement& s = reading_.statements[index];
  // "Fired rubber bullets and arrested fifty people", "stormed the house and killed him".
  const auto take_from = [&](std::int32_t token) {
    const int other = statement_at(reading_, token);
    if (other < 0 || !forceful(candidates_[static_cast<std::size_t>(other)])) return;
    for (const Argument& a : reading_.statements[static_cast<std::size_t>(other)].arguments) {
      if (a.role == "obj" && a.mention >= 0 && e.recipients.empty() &&
          is_party(reading_.mentions[static_cast<std::size_t>(a.mention)]))
        e.recipients.push_back(party(a.mention, s.sentence));
    }
  };
  if (!s.passive) {
    for (const std::uint32_t c : tree_.children(s.predicate))
      if (tree_.word(c).deprel == "conj") take_from(static_cast<std::int32_t>(c));
    if (tree_.word(s.predicate).deprel == "conj") take_from(tree_.word(s.predicate).head);
  }
  if (!e.recipients.empty() || e.actors.empty() || e.actors.front().country.empty()) return;
  // "Hit a refinery in Saratov": the thing stands for the state that it lies in.
  const bool tool = std::any_of(entry.conditions.begin(), entry.conditions.end(),
                                [](const Condition& c) { return c.slot == "obj" && !c.negative; });
  for (const Argument& a : s.arguments) {
    if (!(a.role == "obj" && !tool) && !one_of(a.role, {"to", "at", "on", "against", "into"}))
      continue;
    if (a.mention < 0) continue;
    Party thing = party(a.mention, s.sentence);
    thing.country = defaults_.within(a.head);
    if (thing.country.empty() && s.place >= 0)
      thing.country = reading_.places[static_cast<std::size_t>(s.place)].country();
    if (thing.country.empty()) continue;
    e.recipients.push_back(std::move(thing));
    return;
  }
}

void Parties::join_sides(const LexiconEntry& entry, const Participants& p, Event& e) const {
  if (!entry.flag("reciprocal") || e.actors.empty() || e.recipients.empty()) return;
  // Who asks for a meeting, or refuses one, does so alone.
  if (e.type != e.act && e.type != "AGREE") return;
  // "Met him", "talks with him", "between them"; but "telephoned him" and "a call to him" are done
  // by one side.
  for (const int r : p.recipients) {
    const std::uint32_t head = reading_.mentions[static_cast<std::size_t>(r)].head;
    const std::string_view how = tree_.preposition(head);
    const bool direct = how.empty() && e.mode != "phone" &&
                        tree_.word(head).head == static_cast<std::int32_t>(e.trigger);
    const bool joined = how.empty() && tree_.word(head).deprel == "conj";
    if (!direct && !joined && !one_of(how, {"with", "between", "among"})) return;
  }
  for (Party& r : e.recipients) e.actors.push_back(std::move(r));
  e.recipients.clear();
}

}  // namespace dragoman
