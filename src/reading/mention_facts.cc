#include "reading/mention_facts.h"

#include <algorithm>

#include "reading/role_words.h"
#include "reading/terms.h"
#include "text/one_of.h"

namespace dragoman {

namespace {

/// Nouns that only name a part or a member of what their modifier names: "rebel forces".
bool is_generic(std::string_view lemma) {
  return one_of(
      lemma, {"force",        "forces",      "fighter",   "group",    "member",    "leader",
              "official",     "supporter",   "faction",   "movement", "spokesman", "spokeswoman",
              "spokesperson", "chief",       "commander", "head",     "side",      "representative",
              "delegation",   "unit",        "troop",     "troops",   "figure",    "leadership",
              "authority",    "authorities", "militant",  "activist", "party",     "wing",
              "headquarters", "candidate",   "envoy",     "team",     "source"});
}

/// Nouns that only count what follows "of": "dozens of protesters".
bool is_measure(std::string_view lemma) {
  return one_of(lemma,
                {"dozen",    "dozens",  "hundred",  "hundreds", "thousand", "thousands", "score",
                 "scores",   "ten",     "tens",     "number",   "group",    "crowd",     "couple",
                 "majority", "million", "millions", "handful",  "pair",     "rest",      "part",
                 "lot",      "member",  "wave",     "convoy",   "busload"});
}

}  // namespace

void MentionFacts::chunk(std::uint32_t t, std::uint32_t& first, std::uint32_t& last) const {
  first = std::min(first, t);
  last = std::max(last, t + 1);
  for (const std::uint32_t c : tree_.children(t)) {
    const std::string_view r = tree_.word(c).deprel;
    const bool inward = is_relation(r, "compound") || is_relation(r, "flat") || r == "amod" ||
                        is_relation(r, "det") || is_relation(r, "nummod") || r == "nmod:desc" ||
                        r == "nmod:unmarked" || r == "goeswith" || (r == "nmod:poss" && c < t);
    if (inward) chunk(c, first, last);
  }
}

void MentionFacts::inside(Mention& m, bool modifier) {
  const std::uint32_t from = modifier ? m.first : start_after_possessor(m);
  const NameHit* main = names_.hit(m.head);
  const EntitySpan* named = names_.entity(m.head);
  if (main != nullptr && main->entry->kind != NameKind::adjective) take_name(*main, m);
  if (!m.named && named != nullptr && named->type != "MISC") take_entity(*named, m);
  if (main != nullptr && main->entry->kind == NameKind::adjective) {
    m.country = main->entry->country;
    m.actor = true;
    if (!modifier) {  // "the Iraqis"
      m.sector = "CVL";
      m.plural = true;
    }
  }
  if (modifier) return;
  names_inside(from, m);
  roles(from, m);
  if (m.sector.empty() && m.named && !m.person && main != nullptr) m.sector = main->entry->sector;
  modifier_sector_ = {};
}

/// Names in the phrase beside its head: "President Nicolas Maduro" with the title as head.
void MentionFacts::names_inside(std::uint32_t from, Mention& m) {
  const NameHit* main = names_.hit(m.head);
  for (std::uint32_t t = from; t < m.last; ++t) {
    const NameHit* h = names_.hit(t);
    if (h == nullptr || h == main || h->first != t || in_possessive(t, m.head)) continue;
    if (h->entry->kind == NameKind::person && !m.person && h->last <= m.last) {
      take_name(*h, m);
    } else if (h->entry->kind == NameKind::adjective && m.named && !m.person &&
               (h->last >= tree_.size() || tree_.folded(h->last) != "-")) {
      if (contradict(h->entry->country, m)) m.sector.clear();
      if (m.country.empty()) m.country = h->entry->country;
    } else if (m.country.empty() || (m.person && h->entry->kind == NameKind::adjective)) {
      m.country = h->entry->country;
      if (h->entry->kind == NameKind::organisation && m.sector.empty()) {
        modifier_sector_ = h->entry->sector;
        m.affiliation = h->entry->name;
      }
    }
  }
  for (std::uint32_t t = from; t < m.last && !m.person; ++t) {
    if (names_.in_person(t) && !in_possessive(t, m.head) && !names_.same_entity(t, m.head))
      take_entity(*names_.entity(t), m);
  }
}

/// First token of the phrase after any possessor.
std::uint32_t MentionFacts::start_after_possessor(const Mention& m) const {
  std::uint32_t from = m.first;
  for (const std::uint32_t c : tree_.children(m.head)) {
    if (tree_.word(c).deprel != "nmod:poss" || c > m.head) continue;
    for (std::uint32_t t = c; t < m.head; ++t) {
      if (t == c || tree_.word(t).xpos == "POS") from = std::max(from, t + 1);
    }
  }
  return from;
}

bool MentionFacts::in_possessive(std::uint32_t t, std::uint32_t head) const {
  while (t != head) {
    if (tree_.word(t).deprel == "nmod:poss") return true;
    if (tree_.word(t).head < 0) return false;
    t = static_cast<std::uint32_t>(tree_.word(t).head);
  }
  return false;
}

void MentionFacts::take_name(const NameHit& h, Mention& m) const {
  const NameEntry& e = *h.entry;
  if (e.kind == NameKind::person) {
    take_person(h, m);
    return;
  }
  m.name = e.name;
  m.named = true;
  m.actor = true;
  m.country = e.country;
  m.sector = e.sector;
  switch (e.kind) {
    case NameKind::country:
      m.sector = "GOV";
      m.state = true;
      m.plural = false;
      break;
    case NameKind::government:
      m.state = true;
      m.plural = false;
      break;
    default:
      break;
  }
}

/// A person of the list, in the office of the day of publication; one that ended is "former", one
/// that had not begun is left out.
void MentionFacts::take_person(const NameHit& h, Mention& m) const {
  const Term term =
      term_at(knowledge_.find(tree_.folded_tokens().run(h.first, h.last)), published_);
  const NameEntry& e = term.entry != nullptr ? *term.entry : *h.entry;
  m.name = e.name;
  m.named = m.actor = m.person = true;
  m.country = e.country;
  m.gender = e.gender;
  m.registry_role = true;
  m.plural = false;
  if (term.future) return;
  m.role = e.role;
  m.sector = e.sector;
  if (term.former && !m.role.empty() && !is_former_role(m.role)) m.role.insert(0, "former ");
  if (leaves_state(m.role, m.sector)) m.sector = "ELI";
}

void MentionFacts::take_entity(const EntitySpan& e, Mention& m) {
  const Document& document = tree_.document();
  const std::uint32_t begin = document.tokens[e.first].begin;
  m.name = document.text.substr(begin, document.tokens[e.last - 1].end - begin);
  m.named = true;
  const NameEntry* place =
      e.type == "LOC" ? knowledge_.place(tree_.folded_tokens().run(e.first, e.last)) : nullptr;
  m.person = e.type == "PER" || (e.type == "LOC" && place == nullptr && names_a_person(m.head));
  if (m.person) {
    m.plural = false;
    m.actor = true;
    const std::string_view given = tree_.folded(e.first);
    m.gender = one_of(given, {"mr", "mr.", "sir", "lord"})                   ? 'm'
               : one_of(given, {"ms", "ms.", "mrs", "mrs.", "lady", "dame"}) ? 'f'
               : e.last - e.first > 1 ? knowledge_.gender_of(given)
                                      : m.gender;
  } else if (e.type == "ORG") {
    m.actor = true;
  } else {
    m.place = true;
    if (m.country.empty() && place != nullptr) m.country = place->country;
  }
}

/// "Uganda's ambassador, Grace Akello": whatever the entity recogniser makes of the name.
bool MentionFacts::names_a_person(std::uint32_t head) {
  const Word& w = tree_.word(head);
  if (!is_relation(w.deprel, "appos") || w.head < 0) return false;
  const auto of = static_cast<std::uint32_t>(w.head);
  const RoleHit role = names_.role_ending(of, of);
  return role.entry != nullptr && !role.entry->group;
}

/// A country beside the name of an organisation that the list gives to another: another
/// organisation of that name, "the Senate of Chile".
bool MentionFacts::contradict(std::string_view country, Mention& m) const {
  const NameHit* h = names_.hit(m.head);
  if (h == nullptr || h->entry->kind != NameKind::organisation || m.person || country.empty() ||
      country == m.country || knowledge_.country(country) == nullptr ||
      (!m.country.empty() && knowledge_.country(m.country) == nullptr))
    return false;
  m.country = country;
  const Document& d = tree_.document();
  m.name =
      d.text.substr(d.tokens[h->first].begin, d.tokens[h->last - 1].end - d.tokens[h->first].begin);
  return true;
}

void MentionFacts::roles(std::uint32_t from, Mention& m) {
  const NameHit* main_hit = names_.hit(m.head);
  // Words of a listed name say nothing more: "White House" is no house.
  const bool listed = m.named && !m.person && main_hit != nullptr;
  const RoleHit at_head = listed ? RoleHit() : names_.role_ending(m.head, from);
  RoleHit before;
  for (std::uint32_t t = from; t < m.last; ++t) {
    if (t == m.head) continue;
    const NameHit* h = names_.hit(t);
    if (h != nullptr && h->entry->kind != NameKind::adjective) continue;
    const RoleHit r = names_.role_ending(t, from);
    if (r.entry == nullptr || (at_head.entry != nullptr && t >= at_head.first && t < m.head))
      continue;
    before = r;
  }
  // Of a name, what stands before it; the noun within it is next: "Lusaka Teachers Union".
  const EntitySpan* entity = names_.entity(m.head);
  const bool within = m.named && !m.person && at_head.entry != nullptr && entity != nullptr &&
                      entity->first <= before.first;
  const RoleHit main = m.named && before.entry != nullptr && !within ? before : at_head;
  if (main.entry != nullptr && !(m.named && !m.person && main.entry->office)) {
    m.actor = true;
    m.place = false;
    m.role = names_.role_text(main, from);
    if (m.sector.empty() || m.person || !m.named) {
      m.sector = main.entry->sector;
      m.also = main.entry->also;
    }
    if (leaves_state(m.role, m.sector)) m.sector = "ELI";
    m.registry_role = false;
    if (m.gender == '-') m.gender = main.entry->gender;
    if (!m.named) {
      m.collective = main.entry->group;
      m.person = !main.entry->group;
    }
  }
  const std::string_view head_lemma = tree_.word(m.head).lemma;
  if (!m.named && is_generic(head_lemma)) {
    if (!modifier_sector_.empty()) {
      m.sector = modifier_sector_;
      m.actor = true;
    } else if (before.entry != nullptr) {
      if (m.sector != before.entry->sector.view()) m.also.clear();
      m.sector = before.entry->sector;
      m.actor = true;
    }
  } else if (!m.named && m.also.empty() && main.entry != nullptr && before.entry != nullptr &&
             one_of(before.entry->sector, {"OPP", "REB"}) &&
             m.sector != before.entry->sector.view()) {
    m.also = before.entry->sector;  // "rebel government", "opposition senators"
  }
}

void MentionFacts::beside(Mention& m) {
  for (const std::uint32_t c : tree_.children(m.head)) {
    const Word& w = tree_.word(c);
    const std::string_view preposition = tree_.preposition(c);
    if (w.deprel == "nmod:poss" ||
        (w.deprel == "nmod" && one_of(preposition, {"of", "from", "for", "in"})))
      complement(c, w.deprel == "nmod:poss" ? std::string_view() : preposition, m);
    else if (is_relation(w.deprel, "appos"))
      apposition(c, m);
  }
}

/// A possessor (no preposition), or what follows "of", "from", "for" and "in".
void MentionFacts::complement(std::uint32_t child, std::string_view preposition, Mention& m) {
  const std::string_view lemma = tree_.word(m.head).lemma;
  const bool possessor = preposition.empty();
  const bool of = !possessor && preposition != "in";
  Mention other;
  probe(child, other);
  if ((possessor || preposition == "of") && other.state) contradict(other.country, m);
  if (m.country.empty()) m.country = other.country;
  if (preposition == "in") return;
  const bool measure = of && !m.named && is_measure(lemma);
  const bool part = of && !m.named && is_generic(lemma) && !other.sector.empty();
  // "President of the traders' union": the office is the organisation's, not the state's.
  if (of && m.person && !m.role.empty() && m.sector == "GOV" && other.actor && !other.state &&
      !other.person && !other.sector.empty())
    m.sector = other.sector;
  if (measure || part || (possessor && is_generic(lemma) && (other.named || other.actor))) {
    if ((measure || !other.state) && !(possessor && other.person) && !other.sector.empty()) {
      m.sector = other.sector;
      m.also = other.also;
    }
    m.actor = m.actor || other.actor;
    if (measure) {
      m.plural = true;
      m.role = other.role;
      const Document& document = tree_.document();
      m.name =
          document.text.substr(m.span.begin, document.tokens[other.last - 1].end - m.span.begin);
    }
  }
  if (other.named && !other.person && !other.state && !other.place && m.affiliation.empty())
    m.affiliation = other.name;
}

void MentionFacts::apposition(std::uint32_t child, Mention& m) {
  Mention other;
  probe(child, other);
  if (m.country.empty()) m.country = other.country;
  if (m.person || other.person) {
    if (!other.role.empty() && (m.role.empty() || m.registry_role)) {
      m.role = other.role;
      m.sector = other.sector;
      m.also = other.also;
      m.registry_role = other.registry_role;
    }
    if (!m.named && other.named && other.person) {
      m.name = other.name;
      m.named = true;
      m.gender = other.gender;
      if (m.country.empty()) m.country = other.country;
    }
  } else if (m.sector.empty() ||
             (m.named && !other.named && !other.sector.empty() && names_.hit(m.head) == nullptr)) {
    // What it is said to be goes before a word of its name: "the Hawks Brigade, a militia".
    m.sector = other.sector;
    m.also = other.also;
    m.collective = m.collective || other.collective;
  }
  m.actor = m.actor || other.actor;
}

/// Facts of the phrase under `head`, without making a mention.
void MentionFacts::probe(std::uint32_t head, Mention& m) {
  m.head = head;
  m.first = head;
  m.last = head + 1;
  chunk(head, m.first, m.last);
  if (tree_.word(head).upos == "PRON") return;
  const std::string_view outer = modifier_sector_;
  inside(m, false);
  modifier_sector_ = outer;
  for (const std::uint32_t c : tree_.children(head)) {
    const bool complement =
        tree_.word(c).deprel == "nmod:poss" ||
        (tree_.word(c).deprel == "nmod" && one_of(tree_.preposition(c), {"of", "in", "from"}));
    const NameHit* h = names_.hit(c);
    if (complement && m.country.empty() && h != nullptr) m.country = h->entry->country;
  }
}

}  // namespace dragoman
