#include "reading/mentions.h"

#include <algorithm>
#include <array>

#include "reading/mention_facts.h"
#include "reading/role_words.h"
#include "text/one_of.h"

namespace dragoman {

namespace {

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
  MentionFinder(const Tree& tree, const Knowledge& knowledge, std::string_view published,
                Reading& reading)
      : tree_(tree),
        reading_(reading),
        document_(tree.document()),
        names_(tree, knowledge),
        facts_(tree, knowledge, names_, published) {}

  void run() {
    reading_.mention_of_head.assign(tree_.size(), -1);
    for (std::uint32_t t = 0; t < tree_.size(); ++t) consider(t);
    for (const std::uint32_t t : titled_) join_title(t);
    for (Mention& m : reading_.mentions) {
      m.owner = owner_of(m.head, 0);
      share_country(m);
    }
  }

 private:
  /// Cuts a phrase that a wrong attachment drew over a conjunction or past a person's name.
  void trim(std::uint32_t head, Mention& m) const {
    for (std::uint32_t t = head + 1; t < m.last; ++t) {
      const bool named = names_.hit(t) != nullptr && names_.hit(t)->first < t;
      if (tree_.word(t).upos == "CCONJ" && !named) m.last = t;
    }
    if (names_.in_person(head))
      m.last = std::min(m.last, std::max(names_.entity(head)->last, head + 1));
  }

  /// "Then-President": the qualifier belongs to the title.
  void hyphened(Mention& m) const {
    const std::uint32_t begin = document_.sentences[tree_.sentence(m.head)].first;
    if (m.first >= begin + 2 && tree_.folded(m.first - 1) == "-" &&
        qualifies_role(tree_.folded(m.first - 2)))
      m.first -= 2;
  }

  /// "opposition leader Maria Corina Machado", whatever the tree makes of it: a role that stands
  /// right before a person's name is the person's.
  void title_before(Mention& m) {
    if (!names_.in_person(m.head) || names_.entity(m.head)->first != m.first) return;
    const std::uint32_t begin = document_.sentences[tree_.sentence(m.head)].first;
    if (m.first == begin) return;
    const RoleHit role = names_.role_ending(m.first - 1, begin);
    if (role.entry == nullptr || role.entry->group) return;
    std::uint32_t first = role.first;
    while (first > begin) {
      const Word& w = tree_.word(first - 1);
      const bool qualifies = w.upos == "ADJ" || names_.hit(first - 1) != nullptr ||
                             qualifies_role(tree_.folded(first - 1)) ||
                             (tree_.folded(first - 1) == "-" && first >= begin + 2 &&
                              qualifies_role(tree_.folded(first - 2)));
      if (!qualifies) break;
      --first;
    }
    m.first = first;
    for (std::uint32_t t = first; t < m.head; ++t) titled_.push_back(t);
  }

  void consider(std::uint32_t head) {
    const Word& word = tree_.word(head);
    const NameHit* own = names_.hit(head);
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
      facts_.chunk(head, m.first, m.last);
      trim(head, m);
      hyphened(m);
      title_before(m);
    }
    while (m.first < head && one_of(tree_.word(m.first).upos, {"ADP", "PUNCT", "CCONJ", "SCONJ"}))
      ++m.first;
    m.span = {document_.tokens[m.first].begin, document_.tokens[m.last - 1].end};
    m.plural = word.xpos == "NNS" || word.xpos == "NNPS";
    if (word.upos == "PRON") {
      pronoun(head, m);
    } else {
      facts_.inside(m, modifier);
      if (!modifier) facts_.beside(m);
    }
    locate(m);
    if (m.name.empty()) m.name = document_.text.substr(m.span.begin, m.span.end - m.span.begin);
    reading_.mention_of_head[head] = static_cast<int>(reading_.mentions.size());
    reading_.mentions.push_back(std::move(m));
  }

  /// "Venezuelan President Nicolas Maduro and First Lady Cilia Flores": both of Venezuela.
  void share_country(Mention& m) const {
    const Word& w = tree_.word(m.head);
    if (w.deprel != "conj" || w.head < 0 || !m.country.empty() || !m.person || !m.named ||
        m.role.empty())
      return;
    const int first = reading_.mention_of_head[static_cast<std::size_t>(w.head)];
    if (first < 0) return;
    const Mention& f = reading_.mentions[static_cast<std::size_t>(first)];
    if (f.person && !f.role.empty()) m.country = f.country;
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
    const NameHit* h = names_.hit(t);
    const std::int32_t head = tree_.word(t).head;
    if (h != nullptr) {
      return head >= static_cast<std::int32_t>(h->last) ||
             head < static_cast<std::int32_t>(h->first);
    }
    return false;
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
  Reading& reading_;
  const Document& document_;
  NamesInText names_;
  MentionFacts facts_;
  std::vector<std::uint32_t> titled_;  ///< tokens of titles that the tree left apart
};

}  // namespace

void find_mentions(const Tree& tree, const Knowledge& knowledge, std::string_view published,
                   Reading& reading) {
  MentionFinder(tree, knowledge, published, reading).run();
}

}  // namespace dragoman
