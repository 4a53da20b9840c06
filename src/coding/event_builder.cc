#include "coding/event_builder.h"

#include <algorithm>
#include <array>

#include "coding/domains.h"
#include "coding/participants.h"
#include "coding/references.h"
#include "coding/standing.h"
#include "text/one_of.h"

namespace dragoman {

namespace {

/// Acts told of one party alone: an arrest without its police is still an arrest.
bool stands_alone(std::string_view act) {
  return one_of(act, {"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "RETREAT", "SANCTION", "AID"});
}

}  // namespace

EventBuilder::EventBuilder(const Tree& tree, const Reading& reading, const Candidates& candidates,
                           const ReadingLexicon& lexicon, const Ontology& ontology,
                           const Knowledge& knowledge, const Ranker& ranker)
    : tree_(tree),
      reading_(reading),
      candidates_(candidates),
      lexicon_(lexicon),
      ontology_(ontology),
      knowledge_(knowledge),
      ranker_(ranker),
      defaults_(tree, reading) {}

Party EventBuilder::party(int mention, std::uint32_t sentence) const {
  const Mention& m = reading_.mentions[static_cast<std::size_t>(mention)];
  Party p{tree_.document().text.substr(m.span.begin, m.span.end - m.span.begin),
          m.name,
          m.country,
          m.sector,
          m.role,
          m.span,
          m.chain};
  if (p.country.empty() && p.sector.empty() && m.chain >= 0) adopt_from_chain(reading_, m, p);
  if (p.country.empty() && !p.sector.empty() && p.sector != "UNK")
    p.country = country_of(m, sentence);
  return p;
}

bool EventBuilder::is_word_of(std::string_view domain, const Mention& m) const {
  const auto* domains = ontology_.domains_of(tree_.word(m.head).lemma);
  return domains != nullptr &&
         std::find(domains->begin(), domains->end(), domain) != domains->end();
}

std::string EventBuilder::country_of(const Mention& m, std::uint32_t sentence) const {
  if (std::string here = defaults_.within(m.head); !here.empty()) return here;
  if (is_word_of("abroad", m)) return {};
  const std::string& home = defaults_.of(sentence);
  return is_word_of("envoy", m) ? defaults_.other_than(home, sentence) : home;
}

void EventBuilder::complete_recipients(const Participants& p, Event& e) const {
  if (p.actors.empty()) return;
  const Mention& actor = reading_.mentions[static_cast<std::size_t>(p.actors.front())];
  const std::string& own = e.actors.front().country;
  if (own.empty() || !one_of(actor.sector, {"GOV", "MIL", "COP", "JUD", "LEG"})) return;
  for (std::size_t i = 0; i < p.recipients.size(); ++i) {
    const Mention& m = reading_.mentions[static_cast<std::size_t>(p.recipients[i])];
    std::string& country = e.recipients[i].country;
    if (!m.country.empty() || m.named || country.empty() || is_word_of("abroad", m)) continue;
    if (is_word_of("envoy", m)) {
      if (country == own) country = defaults_.other_than(own, e.sentence);
    } else if (defaults_.within(m.head).empty()) {
      country = own;
    }
  }
}

void EventBuilder::refer_back(const Statement& s, const LexiconEntry& entry,
                              const std::vector<Event>& earlier, Event& e) const {
  const Event* origin = nullptr;
  if (one_of(entry.act, {"REJECT", "CONCEDE", "AGREE"})) {
    origin = answered(e, is_denial(tree_, lexicon_, s, entry), earlier);
  } else if (entry.act == "ACCUSE" || entry.act == "SUPPORT") {
    for (const Argument& a : s.arguments) {
      const int noun = a.role == "obj" ? statement_of(static_cast<std::int32_t>(a.head)) : -1;
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

void EventBuilder::share_recipients(std::size_t index, const LexiconEntry& entry, Event& e) const {
  const auto forceful = [](const LexiconEntry* what) {
    return what != nullptr && one_of(what->act, {"ASSAULT", "COERCE"});
  };
  if (!forceful(&entry)) return;
  const Statement& s = reading_.statements[index];
  // "Fired rubber bullets and arrested fifty people", "stormed the house and killed him".
  const auto take_from = [&](std::int32_t token) {
    const int other = statement_of(token);
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
  if (!e.recipients.empty() || entry.act != "ASSAULT") return;
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

void EventBuilder::join_sides(const LexiconEntry& entry, const Participants& p, Event& e) const {
  if (!entry.flag("reciprocal") || e.actors.empty() || e.recipients.empty()) return;
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

const Event* EventBuilder::told_before(std::uint32_t noun, const LexiconEntry& entry,
                                       const std::vector<Event>& earlier) const {
  if (entry.act != "CONSULT" || tree_.word(noun).upos != "NOUN") return nullptr;
  const std::int32_t det = tree_.child(noun, "det");
  if (det < 0 || !one_of(tree_.folded(static_cast<std::uint32_t>(det)), {"the", "this", "these"}))
    return nullptr;
  // Only where the sentence goes on to tell of the meeting itself.
  const Word& w = tree_.word(noun);
  if (!is_relation(w.deprel, "nsubj") || w.head < 0 ||
      !one_of(tree_.word(static_cast<std::uint32_t>(w.head)).lemma,
              {"cover",   "focus",   "last",   "address",  "touch",   "centre", "center",
               "include", "concern", "deal",   "conclude", "end",     "begin",  "start",
               "occur",   "happen",  "follow", "revolve",  "produce", "yield"}))
    return nullptr;
  const auto told = std::find_if(earlier.rbegin(), earlier.rend(), [&](const Event& e) {
    return e.act == "CONSULT" && e.modality == Modality::occurred && !e.actors.empty() &&
           (!e.recipients.empty() || e.actors.size() > 1) &&
           (entry.mode.empty() || e.mode.empty() || e.mode == entry.mode);
  });
  return told == earlier.rend() ? nullptr : &*told;
}

bool EventBuilder::nobody(const std::vector<int>& actors) const {
  return std::any_of(actors.begin(), actors.end(), [&](int a) {
    const std::uint32_t head = reading_.mentions[static_cast<std::size_t>(a)].head;
    const std::int32_t det = tree_.child(head, "det");
    return one_of(tree_.folded(head), {"nobody", "none"}) ||
           (det >= 0 && one_of(tree_.folded(static_cast<std::uint32_t>(det)), {"no", "neither"}));
  });
}

int EventBuilder::statement_of(std::int32_t token) const {
  if (token < 0) return -1;
  const auto found = std::partition_point(
      reading_.statements.begin(), reading_.statements.end(),
      [&](const Statement& g) { return g.predicate < static_cast<std::uint32_t>(token); });
  if (found == reading_.statements.end() || found->predicate != static_cast<std::uint32_t>(token))
    return -1;
  return static_cast<int>(found - reading_.statements.begin());
}

bool EventBuilder::carried_by_a_judgement(std::size_t index) const {
  const Statement& s = reading_.statements[index];
  const Word& w = tree_.word(s.predicate);
  if (w.upos == "VERB" || s.modality != Modality::occurred) return false;
  const int governor = statement_of(w.head);
  if (governor < 0) return false;
  const LexiconEntry* entry = candidates_[static_cast<std::size_t>(governor)];
  return entry != nullptr && one_of(entry->act, {"ACCUSE", "SUPPORT", "REJECT", "REQUEST"});
}

bool EventBuilder::is_purpose(std::uint32_t token) const {
  for (int depth = 0; depth < 5; ++depth) {
    const Word& w = tree_.word(token);
    if (w.head < 0) return false;
    const auto head = static_cast<std::uint32_t>(w.head);
    const std::int32_t mark = tree_.child(token, "mark");
    if (w.deprel == "advcl" && mark >= 0 &&
        tree_.word(static_cast<std::uint32_t>(mark)).lemma == "to") {
      const int governor = statement_of(w.head);
      if (governor < 0) return false;
      const LexiconEntry* entry = candidates_[static_cast<std::size_t>(governor)];
      return entry != nullptr && !entry->act.empty();
    }
    token = head;
  }
  return false;
}

bool EventBuilder::told_by_its_governor(std::size_t index) const {
  const Statement& s = reading_.statements[index];
  const Word& w = tree_.word(s.predicate);
  const int governor = statement_of(w.head);
  if (governor < 0) return false;
  if (s.modality == Modality::planned && s.governor < 0 && is_purpose(s.predicate)) return true;
  const LexiconEntry* entry = candidates_[static_cast<std::size_t>(governor)];
  if (entry == nullptr || entry->act.empty() || w.upos == "VERB") return false;
  return std::any_of(entry->conditions.begin(), entry->conditions.end(), [&](const Condition& c) {
    return !c.negative && std::find(c.values.begin(), c.values.end(), w.lemma) != c.values.end();
  });
}

void EventBuilder::who_demands(const Statement& s, Participants& p) const {
  const int governor = statement_of(s.governor);
  if (governor < 0) return;
  const Statement& demand = reading_.statements[static_cast<std::size_t>(governor)];
  std::vector<int> who;
  std::vector<int> whom;
  for (const Argument& a : demand.arguments) {
    if (a.mention < 0 || !is_party(reading_.mentions[static_cast<std::size_t>(a.mention)]))
      continue;
    if (a.role == "subj") who.push_back(a.mention);
    if (one_of(a.role, {"obj", "iobj", "on", "to", "upon"}) && demand.predicate != s.predicate)
      whom.push_back(a.mention);
  }
  const bool own = std::any_of(p.actors.begin(), p.actors.end(), [&](int a) {
    return std::find(who.begin(), who.end(), a) != who.end();
  });
  if (own || (who.empty() && p.actors.empty())) return;
  // Whoever is to act is the one who is asked.
  if (!p.actors.empty()) {
    p.recipients = p.actors;
  } else if (!whom.empty() && tree_.word(s.predicate).upos == "VERB") {
    p.recipients = std::move(whom);
  }
  p.actors = std::move(who);
}

void EventBuilder::drop_carriers(const Statement& s, std::vector<int>& actors) {
  std::erase_if(actors, [&](int actor) {
    return std::any_of(s.arguments.begin(), s.arguments.end(), [&](const Argument& a) {
      return a.role == "carrier" && a.mention == actor;
    });
  });
}

std::optional<Event> EventBuilder::build(std::size_t index, const std::vector<Event>& earlier) {
  const Statement& s = reading_.statements[index];
  const LexiconEntry* entry = candidates_[index];
  if (entry == nullptr || entry->act.empty() || ontology_.type(entry->act) == nullptr)
    return std::nullopt;
  Participants p = participants(tree_, reading_, s, *entry);
  const auto mention = [&](int i) -> const Mention& {
    return reading_.mentions[static_cast<std::size_t>(i)];
  };
  if (nobody(p.actors) || told_by_its_governor(index) ||
      Domains(tree_, reading_, ontology_).is_foreign(s, p))
    return std::nullopt;
  if (s.modality == Modality::demanded && ontology_.type_of(entry->act, s.modality) != entry->act)
    who_demands(s, p);
  if (carried_by_a_judgement(index)) drop_carriers(s, p.actors);
  // "Denied that its embassy had helped": what is denied of one's own side is not who is answered.
  if (!p.actors.empty() && is_denial(tree_, lexicon_, s, *entry)) {
    std::erase_if(p.recipients, [&](int r) {
      return mention(r).country.empty() || mention(r).country == mention(p.actors.front()).country;
    });
  }
  // A government does not deal with its own state: "Trump ... working with Washington".
  std::erase_if(p.recipients, [&](int r) {
    return mention(r).state && std::any_of(p.actors.begin(), p.actors.end(), [&](int a) {
             return mention(a).country == mention(r).country &&
                    (mention(a).sector == "GOV" || mention(a).sector == "MIL");
           });
  });
  const bool verb = tree_.word(s.predicate).upos == "VERB";
  const bool both = !p.actors.empty() && (!p.recipients.empty() || p.actors.size() > 1);
  const Event* told = nullptr;
  if (p.actors.empty() && p.recipients.empty()) {
    told = told_before(s.predicate, *entry, earlier);
    if (told == nullptr) return std::nullopt;
  }
  if (told == nullptr && !both && (entry->flag("weak") || (!verb && !stands_alone(entry->act))))
    return std::nullopt;
  // The press reports; it does not act.
  if (!p.actors.empty() && mention(p.actors.front()).sector == "JRN" && verb) return std::nullopt;
  Event e;
  e.sentence = s.sentence;
  e.act = entry->act;
  e.modality = event_modality(tree_, lexicon_, s, *entry);
  e.type = ontology_.type_of(e.act, e.modality);
  e.mode = ontology_.mode_of(e.act, entry->mode, e.type);
  for (const int i : p.actors) e.actors.push_back(party(i, s.sentence));
  for (const int i : p.recipients) e.recipients.push_back(party(i, s.sentence));
  complete_recipients(p, e);
  if (told != nullptr) {
    e.actors = told->actors;
    e.recipients = told->recipients;
    if (e.mode.empty()) e.mode = told->mode;
  }
  if (told == nullptr && e.recipients.empty()) share_recipients(index, *entry, e);
  if (told == nullptr && e.recipients.empty() && e.actors.size() == 1)
    refer_back(s, *entry, earlier, e);
  // Unnamed parties of no country are too little to know.
  const auto unknown = [](const Party& x) { return x.country.empty() && x.sector.empty(); };
  if (std::all_of(e.actors.begin(), e.actors.end(), unknown) &&
      std::all_of(e.recipients.begin(), e.recipients.end(), unknown))
    return std::nullopt;
  add_contexts(*entry, e);
  add_quantities(index, *entry, e);
  add_circumstances(s, e);
  if (s.speaker >= 0) {
    e.speaker = mention(s.speaker).name;
    e.quoted = s.quoted;
  }
  e.trigger = s.predicate;
  e.because = entry->act + (entry->mode.empty() ? "" : "." + entry->mode) + ": " + entry->pattern +
              " (" + entry->where + ")";
  const int second = !p.recipients.empty() ? p.recipients.front()
                     : p.actors.size() > 1 ? p.actors[1]
                                           : -1;
  if (!judge(s, *entry, p.actors.empty() ? -1 : p.actors.front(), second, e)) return std::nullopt;
  if (told == nullptr && !p.recipients.empty()) join_sides(*entry, p, e);
  return e;
}

void EventBuilder::add_contexts(const LexiconEntry& entry, Event& e) const {
  e.contexts = entry.contexts;
  const Sentence& sentence = tree_.document().sentences[e.sentence];
  for (std::uint32_t t = sentence.first; t < sentence.last && e.contexts.size() < 4; ++t) {
    const auto* contexts = ontology_.contexts_of(tree_.word(t).lemma);
    if (contexts == nullptr) continue;
    for (const std::string& c : *contexts) {
      if (std::find(e.contexts.begin(), e.contexts.end(), c) == e.contexts.end())
        e.contexts.push_back(c);
    }
  }
}

void EventBuilder::add_circumstances(const Statement& s, Event& e) const {
  // What is said or decided seldom goes on where the deed before it was done.
  const bool deed = one_of(e.act, {"ASSAULT", "COERCE", "PROTEST", "RETREAT"});
  const bool follows = deed || one_of(e.act, {"MOBILIZE", "SANCTION", "AID", "COOPERATE"});
  if (s.time_from != Source::narrative || follows) {
    e.time = s.time;
    e.time_from = s.time_from;
  }
  const bool inherited = s.place_from == Source::narrative || s.place_from == Source::dateline;
  if (s.place < 0 || (inherited && !deed)) return;
  if (inherited) {  // only where one of its parties is at home
    const std::string_view country = reading_.places[static_cast<std::size_t>(s.place)].country();
    const auto at_home = [&](const Party& p) { return p.country.empty() || p.country == country; };
    if (std::none_of(e.actors.begin(), e.actors.end(), at_home) &&
        std::none_of(e.recipients.begin(), e.recipients.end(), at_home))
      return;
  }
  e.place = s.place;
  e.place_from = s.place_from;
}

bool EventBuilder::follows_from(const Event& e, const Quantity& q) const {
  if (e.act != "ASSAULT" || q.statement < 0 ||
      !one_of(q.kind, {"killed", "wounded", "missing", "displaced", "casualties"}))
    return false;
  std::uint32_t at = reading_.statements[static_cast<std::size_t>(q.statement)].predicate;
  for (int depth = 0; depth < 4; ++depth) {
    const Word& w = tree_.word(at);
    if (w.head < 0 || (!is_relation(w.deprel, "advcl") && !is_relation(w.deprel, "conj"))) break;
    const bool clause = is_relation(w.deprel, "advcl");
    at = static_cast<std::uint32_t>(w.head);
    if (at == e.trigger) return clause;
  }
  return false;
}

void EventBuilder::add_quantities(std::size_t index, const LexiconEntry& entry, Event& e) const {
  static constexpr std::array<std::string_view, 7> kFlags = {
      "killed", "wounded", "arrested", "displaced", "released", "aid", "withdrawn"};
  const Statement& s = reading_.statements[index];
  e.trigger = s.predicate;
  for (const Quantity& q : reading_.quantities) {
    if (q.part) continue;
    const bool counted = std::any_of(
        s.arguments.begin(), s.arguments.end(),
        [&](const Argument& a) { return a.head == q.head && (a.role == "obj" || a.role == "of"); });
    const bool own = q.statement == static_cast<int>(index);
    std::string_view kind;
    if (counted && (q.kind.empty() || q.kind == "money" || q.kind == "casualties")) {
      for (const std::string_view flag : kFlags) {
        if (entry.flag(flag)) kind = flag;
      }
    }
    // Parts of a whole and lengths on the map tell nothing of who did what.
    if (kind.empty() && (own || counted || follows_from(e, q)) &&
        !one_of(q.kind, {"", "share", "distance", "area", "mass", "volume", "power"}))
      kind = q.kind;
    if (kind.empty()) continue;
    e.quantities.push_back(
        {std::string(kind), q.value, q.low, q.high, q.unit, q.qualifier, q.span});
  }
}

bool EventBuilder::judge(const Statement& s, const LexiconEntry& entry, int actor, int recipient,
                         Event& e) {
  if (actor < 0 || recipient < 0) {
    e.confidence =
        (entry.conditions.empty() ? 0.4 : 0.5) + (s.modality == Modality::occurred ? 0.1 : 0.0);
    return true;
  }
  const Mention& a = reading_.mentions[static_cast<std::size_t>(actor)];
  const Mention& r = reading_.mentions[static_cast<std::size_t>(recipient)];
  PairContext context{tree_, reading_, candidates_, ontology_, knowledge_, a.span, r.span};
  context.actor_head = static_cast<std::int32_t>(a.head);
  context.recipient_head = static_cast<std::int32_t>(r.head);
  pair_features(context, features_);
  const Ranker::Answer answer = ranker_.score(features_);
  const auto& names = ranker_.types();
  const auto at =
      static_cast<std::size_t>(std::find(names.begin(), names.end(), e.type) - names.begin());
  e.confidence = at < names.size() ? 0.1 + 0.9 * answer.types[at] * answer.event : 0.5;
  return answer.event >= 0.3;
}

}  // namespace dragoman
