#include "reading/phrases.h"

#include <algorithm>

#include "text/one_of.h"

namespace dragoman {

namespace {

PhraseKind pronoun_kind(std::string_view form) {
  if (one_of(form, {"i", "me", "my", "mine"})) return PhraseKind::speaker;
  if (one_of(form, {"you", "your", "yours", "ya"})) return PhraseKind::hearer;
  if (one_of(form, {"we", "us", "our", "ours", "'s"})) return PhraseKind::speakers;
  if (one_of(form, {"he", "him", "his"})) return PhraseKind::he;
  if (one_of(form, {"she", "her", "hers"})) return PhraseKind::she;
  if (form == "it") return PhraseKind::it;
  if (form == "its") return PhraseKind::its;
  if (one_of(form, {"they", "them", "em", "'em"})) return PhraseKind::they;
  if (one_of(form, {"their", "theirs"})) return PhraseKind::their;
  if (form.ends_with("self") || form.ends_with("selves")) return PhraseKind::reflexive;
  if (form == "this") return PhraseKind::this_one;
  if (form == "that") return PhraseKind::that_one;
  if (form == "these" || form == "those") return PhraseKind::these;
  return PhraseKind::other;
}

class PhraseFinder {
 public:
  PhraseFinder(const Tree& tree, const Knowledge& knowledge, const Reading& reading)
      : tree_(tree), knowledge_(knowledge), reading_(reading), entity_at_(tree.size(), '-') {
    for (const EntitySpan& e : tree.annotated().entities) {
      for (std::uint32_t t = e.first; t < e.last; ++t) entity_at_[t] = e.type.front();
    }
  }

  Phrases run() {
    measure_subtrees();
    for (std::uint32_t t = 0; t < tree_.size(); ++t) {
      if (!heads_phrase(t)) continue;
      add(t, false);
      if (tree_.child(t, "conj") >= 0 && !one_of(tree_.word(t).upos, {"PRON", "NUM"})) add(t, true);
    }
    std::stable_sort(out_.all.begin(), out_.all.end(), [](const Phrase& a, const Phrase& b) {
      return a.first != b.first ? a.first < b.first : a.last > b.last;
    });
    const auto same = [](const Phrase& a, const Phrase& b) {
      return a.first == b.first && a.last == b.last;
    };
    out_.all.erase(std::unique(out_.all.begin(), out_.all.end(), same), out_.all.end());
    return std::move(out_);
  }

 private:
  /// First and last token below every token, itself included.
  void measure_subtrees() {
    low_.resize(tree_.size());
    high_.resize(tree_.size());
    for (std::uint32_t t = 0; t < tree_.size(); ++t) low_[t] = high_[t] = t;
    for (std::uint32_t t = 0; t < tree_.size(); ++t) {
      if (tree_.word(t).upos == "PUNCT") continue;
      for (std::int32_t up = tree_.word(t).head; up >= 0;
           up = tree_.word(static_cast<std::uint32_t>(up)).head) {
        const auto u = static_cast<std::uint32_t>(up);
        if (low_[u] <= t && t <= high_[u]) break;  // whoever stretched this stretched all above
        low_[u] = std::min(low_[u], t);
        high_[u] = std::max(high_[u], t);
      }
    }
  }

  [[nodiscard]] bool heads_phrase(std::uint32_t t) const {
    const Word& w = tree_.word(t);
    if (one_of(w.deprel, {"goeswith", "fixed", "punct", "discourse", "reparandum"}) ||
        is_relation(w.deprel, "flat"))
      return false;
    if (holds_place(t)) return true;
    if (w.upos == "PRON")
      return w.deprel != "det" && !one_of(w.xpos, {"WDT", "WP", "WP$", "WRB", "EX"});
    if (w.upos == "NOUN" || w.upos == "PROPN") {
      // "New" in "New York" is no phrase: the name is.
      return !(is_relation(w.deprel, "compound") && entity_at_[t] != '-' && w.head >= 0 &&
               entity_at_[static_cast<std::size_t>(w.head)] == entity_at_[t]);
    }
    if (w.upos == "NUM")
      return is_relation(w.deprel, "nmod") || is_relation(w.deprel, "obl") ||
             is_relation(w.deprel, "nsubj") || is_relation(w.deprel, "obj") ||
             one_of(w.deprel, {"root", "dep", "appos", "conj"});
    if (w.upos == "ADJ" || w.upos == "X") return tree_.child(t, "det") >= 0 && t > 0;
    if (w.upos == "DET") return is_relation(w.deprel, "nsubj") || w.deprel == "obj";
    return false;
  }

  /// A clause in whose place "it" stands: "it is hard to say".
  [[nodiscard]] bool holds_place(std::uint32_t t) const {
    const Word& w = tree_.word(t);
    if (!is_relation(w.deprel, "csubj") || w.head < 0) return false;
    const std::int32_t it = tree_.child(static_cast<std::uint32_t>(w.head), "expl");
    return it >= 0 && tree_.folded(static_cast<std::uint32_t>(it)) == "it";
  }

  /// Whether what hangs from a head belongs to the phrase.
  [[nodiscard]] bool belongs(std::uint32_t child, bool predicate, bool joint) const {
    const Word& w = tree_.word(child);
    const std::string_view r = w.deprel;
    if (r == "case") return w.xpos == "POS";
    if (r == "conj") return joint;
    if (one_of(r, {"cc", "mark", "punct", "parataxis", "orphan", "reparandum", "cop", "advmod",
                   "discourse", "vocative", "list", "expl", "dislocated", "dep"}) ||
        is_relation(r, "appos") || is_relation(r, "nsubj") || is_relation(r, "aux") ||
        is_relation(r, "csubj"))
      return false;
    if (predicate && (is_relation(r, "obl") || is_relation(r, "advcl") || r == "ccomp"))
      return false;
    return true;
  }

  void add(std::uint32_t head, bool joint) {
    Phrase p;
    p.head = p.first = p.last = head;
    p.sentence = tree_.sentence(head);
    const bool predicate = tree_.child(head, "cop") >= 0;
    for (const std::uint32_t c : tree_.children(head)) {
      if (!belongs(c, predicate, joint)) continue;
      p.first = std::min(p.first, low_[c]);
      p.last = std::max(p.last, high_[c]);
    }
    ++p.last;
    while (p.first < head && one_of(tree_.word(p.first).upos, {"PUNCT", "CCONJ"})) ++p.first;
    if (holds_place(head)) {
      p.first = low_[head];
      p.last = high_[head] + 1;
    }
    const Document& d = tree_.document();
    p.span = {d.tokens[p.first].begin, d.tokens[p.last - 1].end};
    p.mention = reading_.mention_of_head[head];
    describe(p, joint);
    out_.all.push_back(p);
  }

  void describe(Phrase& p, bool joint) {
    const Word& w = tree_.word(p.head);
    p.entity = entity_at_[p.head];
    p.key = lemma_key(p.head);
    p.words = static_cast<std::uint32_t>(out_.words.size());
    out_.words.push_back(p.key);
    for (const std::uint32_t c : tree_.children(p.head)) {
      const Word& child = tree_.word(c);
      const bool counts = one_of(child.upos, {"NOUN", "PROPN", "ADJ", "NUM", "X"}) &&
                          c >= p.first && c < p.last && !is_relation(child.deprel, "acl");
      if (counts) out_.words.push_back(lemma_key(c));
    }
    p.words_end = static_cast<std::uint32_t>(out_.words.size());
    std::uint32_t from = p.first;
    if (from < p.head && tree_.word(from).upos == "DET") ++from;
    p.text_key = short_hash(tree_.folded_tokens().run(from, p.last));
    p.kind = kind_of(p, joint);
    set_agreement(p, w);
  }

  [[nodiscard]] std::uint32_t lemma_key(std::uint32_t t) const {
    const Word& w = tree_.word(t);
    return short_hash(w.upos == "NOUN" ? std::string_view(w.lemma) : tree_.folded(t));
  }

  [[nodiscard]] PhraseKind kind_of(const Phrase& p, bool joint) const {
    const Word& w = tree_.word(p.head);
    if (joint) return PhraseKind::joint;
    if (holds_place(p.head)) return PhraseKind::clause;
    if (w.upos == "PRON" || w.upos == "DET") return pronoun_kind(tree_.folded(p.head));
    if (w.upos == "NUM") return PhraseKind::number;
    for (const std::uint32_t c : tree_.children(p.head)) {
      if (c >= p.head) break;
      if (tree_.word(c).deprel == "nmod:poss") return PhraseKind::possessed;
    }
    if (w.upos == "PROPN" || p.entity != '-') return PhraseKind::name;
    const std::int32_t det = tree_.child(p.head, "det");
    if (det < 0) return PhraseKind::bare;
    const std::string_view form = tree_.folded(static_cast<std::uint32_t>(det));
    if (form == "the") return PhraseKind::definite;
    if (one_of(form, {"this", "that", "these", "those"})) return PhraseKind::demonstrative;
    return PhraseKind::indefinite;
  }

  void set_agreement(Phrase& p, const Word& w) const {
    switch (p.kind) {
      case PhraseKind::he:
        p.gender = 'm';
        break;
      case PhraseKind::she:
        p.gender = 'f';
        break;
      case PhraseKind::it:
      case PhraseKind::its:
        p.gender = 'n';
        break;
      default:
        break;
    }
    const std::string_view form = tree_.folded(p.head);
    if (p.kind == PhraseKind::reflexive)
      p.gender = form == "himself" ? 'm' : form == "herself" ? 'f' : form == "itself" ? 'n' : '-';
    const bool many = p.kind == PhraseKind::they || p.kind == PhraseKind::their ||
                      p.kind == PhraseKind::speakers || p.kind == PhraseKind::these ||
                      p.kind == PhraseKind::joint || form.ends_with("selves") || w.xpos == "NNS" ||
                      w.xpos == "NNPS";
    const bool one = w.xpos == "NN" || w.xpos == "NNP" || p.kind <= PhraseKind::speaker ||
                     p.gender != '-' || p.kind == PhraseKind::this_one ||
                     p.kind == PhraseKind::that_one;
    p.number = many ? 'p' : one ? 's' : '-';
    if (is_pronoun(p.kind) || p.kind == PhraseKind::joint) return;
    if (p.mention >= 0) {
      const Mention& m = reading_.mentions[static_cast<std::size_t>(p.mention)];
      if (m.person) p.gender = m.gender == '-' ? 'h' : m.gender;
      if (m.state || m.place) p.gender = 'n';
    }
    if (p.gender == '-' && p.entity == 'P') {
      p.gender = 'h';
      for (std::uint32_t t = p.first; t < p.last && p.gender == 'h'; ++t) {
        if (entity_at_[t] != 'P') continue;
        const char g = knowledge_.gender_of(tree_.folded(t));
        if (g != '-') p.gender = g;
        break;
      }
    }
    if (p.gender == '-' && (p.entity == 'L' || p.entity == 'O')) p.gender = 'n';
    if (p.gender == '-') {
      const NameEntry* role = knowledge_.role(w.lemma);
      if (role != nullptr && !role->group) p.gender = role->gender == '-' ? 'h' : role->gender;
    }
  }

  const Tree& tree_;
  const Knowledge& knowledge_;
  const Reading& reading_;
  std::vector<char> entity_at_;
  std::vector<std::uint32_t> low_;
  std::vector<std::uint32_t> high_;
  Phrases out_;
};

}  // namespace

std::uint32_t short_hash(std::string_view text) {
  std::uint32_t h = 2166136261U;
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 16777619U;
  return h;
}

Phrases find_phrases(const Tree& tree, const Knowledge& knowledge, const Reading& reading) {
  return PhraseFinder(tree, knowledge, reading).run();
}

}  // namespace dragoman
