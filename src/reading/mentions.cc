#include "reading/mentions.h"

#include <algorithm>
#include <array>

#include "text/one_of.h"

namespace dragoman {

namespace {

/// A known name found in the text.
struct Hit {
  const NameEntry* entry;
  std::uint32_t first;
  std::uint32_t last;
};

/// A role phrase: "opposition leader".
struct RoleHit {
  const NameEntry* entry = nullptr;
  std::uint32_t first = 0;
};

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

/// Prepositions under which a name of a place is a place and not its government.
bool is_locative(std::string_view preposition) {
  return one_of(preposition, {"in", "at", "near", "outside", "inside", "around", "across", "into",
                              "throughout", "within", "through", "via", "off", "outside of"});
}

bool is_movement(std::string_view lemma) {
  return one_of(lemma, {"fly",    "travel", "arrive", "go",   "return", "head",  "come", "leave",
                        "drive",  "move",   "flee",   "walk", "march",  "visit", "trip", "journey",
                        "depart", "bring",  "take",   "way",  "road",   "flight"});
}

class MentionFinder {
 public:
  MentionFinder(const Tree& tree, const Knowledge& knowledge, Reading& reading)
      : tree_(tree),
        knowledge_(knowledge),
        reading_(reading),
        document_(tree.document()),
        hit_at_(tree.size(), -1),
        entity_at_(tree.size(), -1) {}

  void run() {
    reading_.mention_of_head.assign(tree_.size(), -1);
    find_entities();
    find_hits();
    for (std::uint32_t t = 0; t < tree_.size(); ++t) consider(t);
    for (const std::uint32_t t : titled_) join_title(t);
    for (Mention& m : reading_.mentions) m.owner = owner_of(m.head, 0);
  }

 private:
  void find_entities() {
    const auto& entities = tree_.annotated().entities;
    for (std::uint32_t e = 0; e < entities.size(); ++e) {
      for (std::uint32_t t = entities[e].first; t < entities[e].last; ++t)
        entity_at_[t] = static_cast<std::int32_t>(e);
    }
  }

  void find_hits() {
    for (const Sentence& sentence : document_.sentences) {
      for (std::uint32_t t = sentence.first; t < sentence.last;) {
        std::uint32_t length = 0;
        const NameEntry* entry =
            knowledge_.longest(document_, tree_.folded_tokens(), t, sentence.last, &length);
        if (entry == nullptr || inside_person(*entry, t, t + length)) {
          ++t;
          continue;
        }
        for (std::uint32_t i = t; i < t + length; ++i)
          hit_at_[i] = static_cast<std::int32_t>(hits_.size());
        hits_.push_back({entry, t, t + length});
        t += length;
      }
    }
  }

  /// "Jordan" in "Michael Jordan" is no country.
  [[nodiscard]] bool inside_person(const NameEntry& entry, std::uint32_t first,
                                   std::uint32_t last) const {
    if (entry.kind == NameKind::person || entity_at_[first] < 0) return false;
    const EntitySpan& e = entity(first);
    return e.type == "PER" && e.first <= first && last <= e.last && e.last - e.first > last - first;
  }

  [[nodiscard]] const EntitySpan& entity(std::uint32_t t) const {
    return tree_.annotated().entities[static_cast<std::size_t>(entity_at_[t])];
  }
  [[nodiscard]] const Hit* hit(std::uint32_t t) const {
    return hit_at_[t] < 0 ? nullptr : &hits_[static_cast<std::size_t>(hit_at_[t])];
  }

  /// The longest role phrase that ends at token `t` and starts at `from` or later.
  [[nodiscard]] RoleHit role_ending(std::uint32_t t, std::uint32_t from) {
    const Word& word = tree_.word(t);
    if (!is_nominal(word.upos) && word.upos != "ADJ") return {};
    RoleHit best;
    for (std::uint32_t first = t + 1; first-- > from && t - first < 4;) {
      const NameEntry* entry = knowledge_.role(tree_.folded_tokens().run(first, t + 1));
      if (entry == nullptr) {
        key_.clear();
        if (first < t) key_.append(tree_.folded_tokens().run(first, t)).append(" ");
        for (const char c : word.lemma)
          key_ += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        entry = knowledge_.role(key_);
      }
      if (entry != nullptr) best = {entry, first};
    }
    return best;
  }

  /// Grows [first, last) over the tokens next to the head that belong to the noun phrase proper.
  void chunk(std::uint32_t t, std::uint32_t& first, std::uint32_t& last) const {
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

  /// Cuts a phrase that a wrong attachment drew over a conjunction or past a person's name.
  void trim(std::uint32_t head, Mention& m) const {
    for (std::uint32_t t = head + 1; t < m.last; ++t) {
      const bool named = hit(t) != nullptr && hit(t)->first < t;
      if (tree_.word(t).upos == "CCONJ" && !named) m.last = t;
    }
    if (entity_at_[head] >= 0 && entity(head).type == "PER")
      m.last = std::min(m.last, std::max(entity(head).last, head + 1));
  }

  /// "opposition leader Maria Corina Machado", whatever the tree makes of it: a role that stands
  /// right before a person's name is the person's.
  void title_before(Mention& m) {
    if (entity_at_[m.head] < 0 || entity(m.head).type != "PER" || entity(m.head).first != m.first)
      return;
    const std::uint32_t begin = document_.sentences[tree_.sentence(m.head)].first;
    if (m.first == begin) return;
    const RoleHit role = role_ending(m.first - 1, begin);
    if (role.entry == nullptr || role.entry->group) return;
    std::uint32_t first = role.first;
    while (first > begin) {
      const Word& w = tree_.word(first - 1);
      const bool qualifies = w.upos == "ADJ" || hit(first - 1) != nullptr;
      if (!qualifies || tree_.word(first - 1).upos == "PUNCT") break;
      --first;
    }
    m.first = first;
    for (std::uint32_t t = first; t < m.head; ++t) titled_.push_back(t);
  }

  void consider(std::uint32_t head) {
    const Word& word = tree_.word(head);
    const Hit* own = hit(head);
    const bool known = own != nullptr;
    const bool nominal = is_nominal(word.upos) || (word.upos == "ADJ" && known) ||
                         (word.upos == "X" && known) ||
                         (word.upos == "ADJ" && tree_.child(head, "det") >= 0) ||
                         (word.upos == "NUM" && !is_relation(word.deprel, "nummod"));
    if (!nominal || is_relation(word.deprel, "flat")) return;
    // A modifier is a party of its own only as a known name: "US forces", "Hamas attack".
    const bool modifier = is_relation(word.deprel, "compound") || word.deprel == "amod" ||
                          word.deprel == "nmod:desc" || word.deprel == "nmod:unmarked";
    if (modifier && !stands_alone(head)) return;
    Mention m;
    m.head = head;
    m.first = head;
    m.last = head + 1;
    if (modifier && known) {
      m.first = own->first;
      m.last = own->last;
    } else if (!modifier) {
      chunk(head, m.first, m.last);
      trim(head, m);
      title_before(m);
    }
    while (m.first < head && one_of(tree_.word(m.first).upos, {"ADP", "PUNCT", "CCONJ", "SCONJ"}))
      ++m.first;
    m.span = {document_.tokens[m.first].begin, document_.tokens[m.last - 1].end};
    m.plural = word.xpos == "NNS" || word.xpos == "NNPS";
    if (word.upos == "PRON") {
      pronoun(head, m);
    } else {
      facts(m, modifier);
      if (!modifier) surroundings(m);
    }
    locate(m);
    if (m.name.empty()) m.name = document_.text.substr(m.span.begin, m.span.end - m.span.begin);
    reading_.mention_of_head[head] = static_cast<int>(reading_.mentions.size());
    reading_.mentions.push_back(std::move(m));
  }

  /// The head of a title stands for the person it belongs to.
  void join_title(std::uint32_t t) {
    const int old = reading_.mention_of_head[t];
    if (old < 0) return;
    for (std::size_t i = 0; i < reading_.mentions.size(); ++i) {
      const Mention& m = reading_.mentions[i];
      if (m.person && m.named && m.first <= t && t < m.head &&
          reading_.mentions[static_cast<std::size_t>(old)].role == m.role) {
        reading_.mention_of_head[t] = static_cast<int>(i);
        return;
      }
    }
  }

  /// Whether a modifier names somebody other than what it modifies.
  [[nodiscard]] bool stands_alone(std::uint32_t t) const {
    const Hit* h = hit(t);
    const std::int32_t head = tree_.word(t).head;
    if (h != nullptr) {
      return head >= static_cast<std::int32_t>(h->last) ||
             head < static_cast<std::int32_t>(h->first);
    }
    return false;
  }

  /// What the phrase itself says: names, roles, nationalities inside [first, last).
  void facts(Mention& m, bool modifier) {
    const std::uint32_t from = modifier ? m.first : chunk_start(m);
    const Hit* main = hit(m.head);
    const EntitySpan* named = entity_at_[m.head] < 0 ? nullptr : &entity(m.head);
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
    // Names in the phrase beside its head: "President Nicolas Maduro" with the title as head.
    for (std::uint32_t t = from; t < m.last; ++t) {
      const Hit* h = hit(t);
      if (h == nullptr || h == main || h->first != t || in_possessive(t, m.head)) continue;
      if (h->entry->kind == NameKind::person && !m.person && h->last <= m.last) {
        take_name(*h, m);
      } else if (m.country.empty() || (m.person && h->entry->kind == NameKind::adjective)) {
        m.country = h->entry->country;
        if (h->entry->kind == NameKind::organisation && m.sector.empty()) {
          modifier_sector_ = h->entry->sector;
          m.affiliation = h->entry->name;
        }
      }
    }
    for (std::uint32_t t = from; t < m.last && !m.person; ++t) {
      if (entity_at_[t] >= 0 && entity(t).type == "PER" && !in_possessive(t, m.head) &&
          !same_entity(t, m.head))
        take_entity(entity(t), m);
    }
    roles(from, m);
    modifier_sector_ = {};
  }

  [[nodiscard]] bool same_entity(std::uint32_t a, std::uint32_t b) const {
    return entity_at_[a] >= 0 && entity_at_[a] == entity_at_[b];
  }

  /// First token of the phrase after any possessor.
  [[nodiscard]] std::uint32_t chunk_start(const Mention& m) const {
    std::uint32_t from = m.first;
    for (const std::uint32_t c : tree_.children(m.head)) {
      if (tree_.word(c).deprel != "nmod:poss" || c > m.head) continue;
      for (std::uint32_t t = c; t < m.head; ++t) {
        if (t == c || tree_.word(t).xpos == "POS") from = std::max(from, t + 1);
      }
    }
    return from;
  }

  [[nodiscard]] bool in_possessive(std::uint32_t t, std::uint32_t head) const {
    while (t != head) {
      if (tree_.word(t).deprel == "nmod:poss") return true;
      if (tree_.word(t).head < 0) return false;
      t = static_cast<std::uint32_t>(tree_.word(t).head);
    }
    return false;
  }

  void take_name(const Hit& h, Mention& m) const {
    const NameEntry& e = *h.entry;
    m.name = e.name;
    m.named = true;
    m.actor = true;
    m.country = e.country;
    m.sector = e.sector;
    switch (e.kind) {
      case NameKind::person:
        m.person = true;
        m.gender = e.gender;
        m.role = e.role;
        m.registry_role = true;
        m.plural = false;
        break;
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

  void take_entity(const EntitySpan& e, Mention& m) const {
    const std::uint32_t begin = document_.tokens[e.first].begin;
    m.name = document_.text.substr(begin, document_.tokens[e.last - 1].end - begin);
    m.named = true;
    m.person = e.type == "PER";
    if (m.person) {
      m.plural = false;
      m.actor = true;
      // A surname alone tells nothing of gender.
      if (e.last - e.first > 1) m.gender = knowledge_.gender_of(tree_.folded(e.first));
    } else if (e.type == "ORG") {
      m.actor = true;
    } else {
      m.place = true;
      const NameEntry* place = knowledge_.place(tree_.folded_tokens().run(e.first, e.last));
      if (m.country.empty() && place != nullptr) m.country = place->country;
    }
  }

  void roles(std::uint32_t from, Mention& m) {
    const std::string_view head_lemma = tree_.word(m.head).lemma;
    RoleHit at_head = role_ending(m.head, from);
    RoleHit before;
    for (std::uint32_t t = from; t < m.last; ++t) {
      if (t == m.head) continue;
      const Hit* h = hit(t);
      if (h != nullptr && h->entry->kind != NameKind::adjective) continue;
      const RoleHit r = role_ending(t, from);
      if (r.entry == nullptr || (at_head.entry != nullptr && t >= at_head.first && t < m.head))
        continue;
      before = r;
    }
    const RoleHit main = m.named ? (before.entry != nullptr ? before : at_head) : at_head;
    if (main.entry != nullptr && !(m.named && !m.person && main.entry->office)) {
      m.actor = true;
      m.place = false;
      if (m.sector.empty() || m.person || !m.named) m.sector = main.entry->sector;
      m.role = role_text(main, from);
      m.registry_role = false;
      if (m.gender == '-') m.gender = main.entry->gender;
      if (!m.named) {
        m.collective = main.entry->group;
        m.person = !main.entry->group;
      }
    }
    if (!m.named && is_generic(head_lemma)) {
      if (!modifier_sector_.empty()) {
        m.sector = modifier_sector_;
        m.actor = true;
      } else if (before.entry != nullptr) {
        m.sector = before.entry->sector;
        m.actor = true;
      }
    }
  }

  /// The role with the words that qualify it: "former president", "acting foreign minister".
  [[nodiscard]] std::string role_text(const RoleHit& r, std::uint32_t from) const {
    std::string out;
    std::uint32_t first = r.first;
    while (first > from &&
           one_of(tree_.folded(first - 1),
                  {"former", "ex", "acting", "interim", "deputy", "late", "ousted", "deposed",
                   "then", "incoming", "outgoing", "caretaker", "exiled", "jailed", "elected"}))
      --first;
    for (std::uint32_t t = first; t < r.first; ++t) out += std::string(tree_.folded(t)) + " ";
    return out += r.entry->name.view();
  }

  /// What stands beside the phrase: possessors, "of", "in", appositions.
  void surroundings(Mention& m) {
    const std::string_view lemma = tree_.word(m.head).lemma;
    for (const std::uint32_t c : tree_.children(m.head)) {
      const Word& w = tree_.word(c);
      const std::string_view preposition = tree_.preposition(c);
      const bool of = w.deprel == "nmod" &&
                      (preposition == "of" || preposition == "from" || preposition == "for");
      const bool in = w.deprel == "nmod" && preposition == "in";
      if (w.deprel == "nmod:poss" || of || in) {
        Mention other;
        probe(c, other);
        if (m.country.empty()) m.country = other.country;
        const bool measure = of && !m.named && is_measure(lemma);
        const bool part = of && !m.named && is_generic(lemma) && !other.sector.empty();
        // "president of the traders' union": the office is the organisation's, not the state's.
        if (of && m.person && !m.role.empty() && m.sector == "GOV" && other.actor && !other.state &&
            !other.person && !other.sector.empty())
          m.sector = other.sector;
        if (measure || part || (w.deprel == "nmod:poss" && is_generic(lemma) && other.named)) {
          if (measure || !other.state) m.sector = other.sector.empty() ? m.sector : other.sector;
          m.actor = m.actor || other.actor;
          if (measure) {
            m.plural = true;
            m.role = other.role;
            m.name = document_.text.substr(m.span.begin,
                                           document_.tokens[other.last - 1].end - m.span.begin);
          }
          if (other.named && !other.person && !other.state) m.affiliation = other.name;
        }
      } else if (is_relation(w.deprel, "appos")) {
        Mention other;
        probe(c, other);
        if (m.country.empty()) m.country = other.country;
        if (m.person || other.person) {
          if (!other.role.empty() && (m.role.empty() || m.registry_role)) {
            m.role = other.role;
            m.sector = other.sector;
          }
          if (!m.named && other.named && other.person) {
            m.name = other.name;
            m.named = true;
            m.gender = other.gender;
            if (m.country.empty()) m.country = other.country;
          }
        } else if (m.sector.empty()) {
          m.sector = other.sector;
        }
        m.actor = m.actor || other.actor;
      }
    }
  }

  /// Facts of the phrase under `head`, without making a mention.
  void probe(std::uint32_t head, Mention& m) {
    m.head = head;
    m.first = head;
    m.last = head + 1;
    chunk(head, m.first, m.last);
    if (tree_.word(head).upos == "PRON") return;
    const std::string_view outer = modifier_sector_;
    facts(m, false);
    modifier_sector_ = outer;
    for (const std::uint32_t c : tree_.children(head)) {
      if (tree_.word(c).deprel == "nmod:poss" ||
          (tree_.word(c).deprel == "nmod" && tree_.preposition(c) == "of")) {
        if (m.country.empty() && hit(c) != nullptr) m.country = hit(c)->entry->country;
      }
    }
  }

  /// A state or a place under "in" is a location, not its government.
  void locate(Mention& m) const {
    if (!m.state && !m.place) return;
    const std::string_view preposition = tree_.preposition(m.head);
    const std::int32_t head = tree_.word(m.head).head;
    const bool moves = head >= 0 && is_movement(tree_.word(static_cast<std::uint32_t>(head)).lemma);
    if (is_locative(preposition) ||
        ((preposition == "to" || preposition == "from" || tree_.word(m.head).deprel == "obj") &&
         moves))
      m.location = true;
  }

  void pronoun(std::uint32_t t, Mention& m) const {
    const std::string_view form = tree_.folded(t);
    if (one_of(form, {"he", "him", "his", "himself"})) m.gender = 'm';
    if (one_of(form, {"she", "her", "hers", "herself"})) m.gender = 'f';
    if (one_of(form, {"they", "them", "their", "theirs", "themselves", "we", "us", "our"}))
      m.plural = true;
  }

  /// Index of the mention that owns a thing: "Iran's programme", "the US decision".
  [[nodiscard]] int owner_of(std::uint32_t head, int depth) const {
    if (depth > 2) return -1;
    int of = -1;
    for (const std::uint32_t c : tree_.children(head)) {
      const Word& w = tree_.word(c);
      const int m = reading_.mention_of_head[c];
      if (m < 0) continue;
      if (w.deprel == "nmod:poss" || w.deprel == "amod" || is_relation(w.deprel, "compound") ||
          w.deprel == "nmod:desc" || w.deprel == "nmod:unmarked")
        return m;
      if (w.deprel == "nmod" && of < 0) {
        const std::string_view p = tree_.preposition(c);
        if (p != "of" && p != "by" && p != "from") continue;
        of = reading_.mentions[static_cast<std::size_t>(m)].actor ? m : owner_of(c, depth + 1);
      }
    }
    return of;
  }

  const Tree& tree_;
  const Knowledge& knowledge_;
  Reading& reading_;
  const Document& document_;
  std::vector<Hit> hits_;
  std::vector<std::int32_t> hit_at_;
  std::vector<std::int32_t> entity_at_;
  std::string_view modifier_sector_;  ///< sector of an organisation that modifies the head
  std::string key_;
  std::vector<std::uint32_t> titled_;  ///< tokens of titles that the tree left apart
};

}  // namespace

void find_mentions(const Tree& tree, const Knowledge& knowledge, Reading& reading) {
  MentionFinder(tree, knowledge, reading).run();
}

}  // namespace dragoman
