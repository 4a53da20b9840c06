#include "coding/event_builder.h"

#include <algorithm>
#include <array>

#include "coding/participants.h"
#include "coding/standing.h"
#include "text/one_of.h"

namespace dragoman {

namespace {

/// A lexicon entry matched; the ranker has to be rather sure that nothing is told to overrule it.
/// Between 0.15 and 0.35 neither false alarms nor articles change by more than one event.
constexpr double kLeastTold = 0.15;

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
      domains_(tree, reading, ontology),
      parties_(tree, reading, candidates, lexicon, ontology) {}

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

bool EventBuilder::carried_by_a_judgement(std::size_t index) const {
  const Statement& s = reading_.statements[index];
  const Word& w = tree_.word(s.predicate);
  if (w.upos == "VERB" || s.modality != Modality::occurred) return false;
  const int governor = statement_at(reading_, w.head);
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
      const int governor = statement_at(reading_, w.head);
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
  const int governor = statement_at(reading_, w.head);
  if (governor < 0) return false;
  // What the rules take for the purpose stays so, whatever else the model of modality makes of it.
  const bool aimed = s.modality == Modality::planned ||
                     (s.ruled == Modality::planned && s.modality != Modality::occurred &&
                      s.modality != Modality::ongoing && s.modality != Modality::background);
  if (aimed && s.governor < 0 && is_purpose(s.predicate)) return true;
  const LexiconEntry* entry = candidates_[static_cast<std::size_t>(governor)];
  if (entry == nullptr || entry->act.empty() || w.upos == "VERB") return false;
  return std::any_of(entry->conditions.begin(), entry->conditions.end(), [&](const Condition& c) {
    return !c.negative && std::find(c.values.begin(), c.values.end(), w.lemma) != c.values.end();
  });
}

void EventBuilder::who_demands(const Statement& s, Participants& p) const {
  const int governor = statement_at(reading_, s.governor);
  if (governor < 0) return;
  const Statement& demand = reading_.statements[static_cast<std::size_t>(governor)];
  std::vector<int> who;
  std::vector<int> whom;
  for (const Argument& a : demand.arguments) {
    if (a.mention < 0 || !is_party(reading_.mentions[static_cast<std::size_t>(a.mention)]))
      continue;
    if (a.role == "subj") who.push_back(a.mention);
    if (!one_of(a.role, {"obj", "iobj", "on", "to", "upon"})) continue;
    const auto& both = reading_.mentions[static_cast<std::size_t>(a.mention)].members;
    whom.insert(whom.end(), both.begin(), both.end());
    if (both.empty()) whom.push_back(a.mention);
  }
  const bool own = std::any_of(p.actors.begin(), p.actors.end(), [&](int a) {
    return std::find(who.begin(), who.end(), a) != who.end();
  });
  // "Urged Kenya to withdraw", where the parser makes Kenya an indirect object.
  if (own && !whom.empty() && tree_.word(s.predicate).deprel == "xcomp") {
    p.recipients = std::move(whom);
    return;
  }
  if (own || (who.empty() && p.actors.empty())) return;
  // Whoever is to act is the one who is asked.
  if (!p.actors.empty()) {
    p.recipients = p.actors;
  } else if (!whom.empty() && tree_.word(s.predicate).upos == "VERB") {
    p.recipients = std::move(whom);
  }
  p.actors = std::move(who);
}

void EventBuilder::who_denies(const Statement& s, Participants& p) const {
  const int governor = statement_at(reading_, s.governor);
  if (governor < 0 || s.governor == static_cast<std::int32_t>(s.predicate)) return;
  const auto mention = [&](int i) -> const Mention& {
    return reading_.mentions[static_cast<std::size_t>(i)];
  };
  const Statement& denial = reading_.statements[static_cast<std::size_t>(governor)];
  const bool verb = tree_.word(denial.predicate).upos == "VERB";
  std::vector<int> who;
  for (const Argument& a : denial.arguments) {
    if (a.mention < 0 || !is_party(mention(a.mention))) continue;
    if (verb ? a.role == "subj" : one_of(a.role, {"poss", "by", "amod"})) who.push_back(a.mention);
  }
  if (who.empty()) return;
  const Mention& denier = mention(who.front());
  const bool own = std::any_of(p.actors.begin(), p.actors.end(), [&](int a) {
    return a == who.front() || (denier.chain >= 0 && mention(a).chain == denier.chain);
  });
  if (own) return;
  const bool other_side =
      !p.actors.empty() && std::none_of(p.actors.begin(), p.actors.end(), [&](int a) {
        return mention(a).country.empty() || mention(a).country == denier.country;
      });
  if (other_side) p.recipients = p.actors;
  std::erase_if(p.recipients, [&](int r) { return r == who.front(); });
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
  if (nobody(p.actors) || told_by_its_governor(index) || domains_.is_foreign(s, *entry, p))
    return std::nullopt;
  if (s.modality == Modality::demanded && ontology_.type_of(entry->act, s.modality) != entry->act)
    who_demands(s, p);
  if (s.modality == Modality::denied && ontology_.type_of(entry->act, s.modality) == "REJECT")
    who_denies(s, p);
  if (carried_by_a_judgement(index)) drop_carriers(s, p.actors);
  // "Denied that its embassy had helped": what is denied of one's own side is not who is answered.
  if (!p.actors.empty() && is_denial(tree_, lexicon_, s, *entry)) {
    std::erase_if(p.recipients, [&](int r) {
      return mention(r).country.empty() || mention(r).country == mention(p.actors.front()).country;
    });
  }
  const bool verb = tree_.word(s.predicate).upos == "VERB";
  const bool both = !p.actors.empty() && (!p.recipients.empty() || p.actors.size() > 1);
  const Event* told = nullptr;
  if (p.actors.empty() && p.recipients.empty()) {
    told = told_before(s.predicate, *entry, earlier);
    if (told == nullptr) return std::nullopt;
  }
  if (told == nullptr && !both && !verb && !stands_alone(entry->act)) return std::nullopt;
  // "Tuna visited Cuba": nobody who could meet anybody.
  if (told == nullptr && verb && !s.passive && p.actors.empty() && entry->act == "CONSULT")
    return std::nullopt;
  // The press reports; it does not act. Reporters who march do.
  if (!p.actors.empty() && mention(p.actors.front()).sector == "JRN" && verb &&
      mention(p.actors.front()).country != "NGO")
    return std::nullopt;
  Event e;
  e.sentence = s.sentence;
  e.act = entry->act;
  e.modality = event_modality(tree_, lexicon_, s, *entry);
  e.type = ontology_.type_of(e.act, e.modality);
  e.mode = ontology_.mode_of(e.act, entry->mode, e.type);
  e.trigger = s.predicate;
  if (told == nullptr) {
    parties_.fill(index, *entry, p, earlier, e);
    const bool sides = !e.actors.empty() && (!e.recipients.empty() || e.actors.size() > 1);
    if (entry->flag("weak") && !sides) return std::nullopt;
  } else {
    e.actors = told->actors;
    e.recipients = told->recipients;
    if (e.mode.empty()) e.mode = told->mode;
  }
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
  e.because = entry->act + (entry->mode.empty() ? "" : "." + entry->mode) + ": " + entry->written +
              " (" + entry->where + ")";
  const int second = !p.recipients.empty() ? p.recipients.front()
                     : p.actors.size() > 1 ? p.actors[1]
                                           : -1;
  if (!judge(s, *entry, p.actors.empty() ? -1 : p.actors.front(), second, e)) return std::nullopt;
  if (told == nullptr && !p.recipients.empty()) parties_.join_sides(*entry, p, e);
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

bool EventBuilder::share_a_phrase(int actor, int recipient) const {
  const std::uint32_t one = reading_.mentions[static_cast<std::size_t>(actor)].head;
  const Word& other = tree_.word(reading_.mentions[static_cast<std::size_t>(recipient)].head);
  const std::string_view r = tree_.word(one).deprel;
  return other.deprel == "conj" && other.head == static_cast<std::int32_t>(one) &&
         (r == "nmod" || r == "amod" || is_relation(r, "compound"));
}

bool EventBuilder::judge(const Statement& s, const LexiconEntry& entry, int actor, int recipient,
                         Event& e) {
  // The ranker knows pairs of one sentence; those whom "the two leaders" stands for are elsewhere.
  const Sentence& sentence = tree_.document().sentences[s.sentence];
  const auto here = [&](int m) {
    if (m < 0) return false;
    const std::uint32_t head = reading_.mentions[static_cast<std::size_t>(m)].head;
    return head >= sentence.first && head < sentence.last;
  };
  if (!here(actor) || !here(recipient) || share_a_phrase(actor, recipient)) {
    e.confidence =
        (entry.conditions.empty() ? 0.4 : 0.5) + (s.modality == Modality::occurred ? 0.1 : 0.0);
    return true;
  }
  const Mention& a = reading_.mentions[static_cast<std::size_t>(actor)];
  const Mention& r = reading_.mentions[static_cast<std::size_t>(recipient)];
  PairContext context{tree_, reading_, candidates_, ontology_, knowledge_, a.span, r.span};
  context.actor_head = static_cast<std::int32_t>(a.head);
  context.recipient_head = static_cast<std::int32_t>(r.head);
  context.lexicon_features = ranker_.lexicon_features();
  pair_features(context, features_);
  const Ranker::Answer answer = ranker_.score(features_);
  const auto& names = ranker_.types();
  const auto at =
      static_cast<std::size_t>(std::find(names.begin(), names.end(), e.type) - names.begin());
  e.confidence = at < names.size() ? 0.1 + 0.9 * answer.types[at] * answer.event : 0.5;
  return answer.event >= kLeastTold;
}

}  // namespace dragoman
