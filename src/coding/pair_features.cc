#include "coding/pair_features.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>

#include "coding/pair_path.h"

namespace dragoman {

namespace {

bool overlaps(Span a, Span b) { return a.begin < b.end && b.begin < a.end; }

constexpr std::array<std::string_view, 5> kPartNames = {"-", "A", "R", "b", "n"};

class Extractor {
 public:
  Extractor(const PairContext& context, PairFeatures& features)
      : c_(context),
        tree_(context.tree),
        out_(features),
        features_(features.sparse),
        actor_(c_.actor_head >= 0 ? static_cast<std::uint32_t>(c_.actor_head) : head_of(c_.actor)),
        recipient_(c_.recipient_head >= 0 ? static_cast<std::uint32_t>(c_.recipient_head)
                                          : head_of(c_.recipient)),
        path_(tree_, actor_, recipient_) {
    out_.clear();
    const Document& d = tree_.document();
    first_ = d.sentences[std::min(tree_.sentence(actor_), tree_.sentence(recipient_))].first;
    last_ = d.sentences[std::max(tree_.sentence(actor_), tree_.sentence(recipient_))].last;
  }

  PairCandidate run() {
    add({"bias"}, 1);
    statements();
    words();
    parties();
    path();
    governors();
    return best_;
  }

 private:
  /// FNV-1a over the pieces, with a separator so that pieces do not run together.
  void add(std::initializer_list<std::string_view> pieces, float value) {
    std::uint64_t h = 14695981039346656037ULL;
    for (const std::string_view piece : pieces) {
      for (const char ch : piece) h = (h ^ static_cast<unsigned char>(ch)) * 1099511628211ULL;
      h = (h ^ 0xFF) * 1099511628211ULL;
    }
    features_.push_back({h, value});
  }

  void use(WordSlot slot, std::uint32_t t, float weight) {
    const Word& w = tree_.word(t);
    if (w.upos != "NOUN" && w.upos != "VERB" && w.upos != "ADJ" && w.upos != "ADV") return;
    out_.words[static_cast<std::size_t>(slot)].push_back({word_key(w.lemma), weight});
  }

  /// A predicate and the heads of what hangs on it.
  void use_frame(WordSlot slot, std::uint32_t t) {
    use(slot, t, 2);
    for (const std::uint32_t child : tree_.children(t)) {
      if (!inside(child, c_.actor) && !inside(child, c_.recipient)) use(slot, child, 1);
    }
  }

  /// The token of a span that is nearest to the root.
  [[nodiscard]] std::uint32_t head_of(Span span) const {
    const auto& tokens = tree_.document().tokens;
    for (std::uint32_t t = 0; t < tokens.size(); ++t) {
      if (!inside(t, span)) continue;
      const std::int32_t head = tree_.word(t).head;
      if (head < 0 || !inside(static_cast<std::uint32_t>(head), span)) return t;
    }
    return 0;
  }

  [[nodiscard]] bool inside(std::uint32_t t, Span span) const {
    const Token& token = tree_.document().tokens[t];
    return overlaps({token.begin, token.end}, span);
  }

  /// True when `t` hangs below `above` by at most four noun-phrase edges.
  [[nodiscard]] bool belongs(std::uint32_t t, std::uint32_t above) const {
    for (int depth = 0; depth < 4; ++depth) {
      if (t == above) return true;
      const Word& w = tree_.word(t);
      if (w.head < 0 || !(is_relation(w.deprel, "nmod") || is_relation(w.deprel, "compound") ||
                          w.deprel == "amod" || is_relation(w.deprel, "flat") ||
                          w.deprel == "conj" || is_relation(w.deprel, "appos")))
        return false;
      t = static_cast<std::uint32_t>(w.head);
    }
    return false;
  }

  [[nodiscard]] Part part(const Statement& s, Span span, std::uint32_t head) const {
    Part found = Part::none;
    for (const Argument& a : s.arguments) {
      const bool exact = inside(a.head, span);
      if (!exact && !belongs(head, a.head)) continue;
      const bool acting = a.role == "subj" || a.role == "carrier" || a.role == "by" ||
                          a.role == "poss" || a.role == "amod";
      const Part here = !exact ? Part::beside : acting ? Part::acting : Part::receiving;
      if (found == Part::none || exact) found = here;
      if (exact) return found;
    }
    if (found == Part::none && distance(s.predicate, head) <= 2) found = Part::near;
    return found;
  }

  /// Number of tree edges between two tokens of one sentence; 12 when far or not connected.
  [[nodiscard]] int distance(std::uint32_t a, std::uint32_t b) const {
    std::array<std::uint32_t, 12> up{};
    std::size_t n = 0;
    for (auto t = static_cast<std::int32_t>(a); t >= 0 && n < up.size();
         t = tree_.word(static_cast<std::uint32_t>(t)).head)
      up[n++] = static_cast<std::uint32_t>(t);
    int steps = 0;
    for (auto t = static_cast<std::int32_t>(b); t >= 0 && steps < 12;
         t = tree_.word(static_cast<std::uint32_t>(t)).head, ++steps) {
      for (std::size_t i = 0; i < n; ++i) {
        if (up[i] == static_cast<std::uint32_t>(t))
          return std::min(12, steps + static_cast<int>(i));
      }
    }
    return 12;
  }

  void classes(std::uint32_t t, std::initializer_list<std::string_view> prefix, float value) {
    const Word& w = tree_.word(t);
    const char pos = w.upos == "VERB" ? 'v' : w.upos == "NOUN" ? 'n' : '-';
    if (pos == '-') return;
    for (const std::uint32_t id : c_.knowledge.word_classes(w.lemma, pos)) {
      std::uint64_t h = 14695981039346656037ULL ^ id;
      for (const std::string_view piece : prefix) {
        for (const char ch : piece) h = (h ^ static_cast<unsigned char>(ch)) * 1099511628211ULL;
        h = (h ^ 0xFF) * 1099511628211ULL;
      }
      features_.push_back({h, value});
    }
  }

  void statements() {
    std::array<std::pair<double, std::string_view>, 2> top{};
    const auto& all = c_.reading.statements;  // in text order
    auto i = static_cast<std::size_t>(
        std::lower_bound(all.begin(), all.end(), first_,
                         [](const Statement& x, std::uint32_t t) { return x.predicate < t; }) -
        all.begin());
    for (; i < all.size() && all[i].predicate < last_; ++i) {
      const Statement& s = all[i];
      if (inside(s.predicate, c_.actor)) continue;
      const bool in_recipient = inside(s.predicate, c_.recipient);
      const Part a = part(s, c_.actor, actor_);
      const Part r = part(s, c_.recipient, recipient_);
      const std::string_view an = kPartNames[static_cast<std::size_t>(a)];
      const std::string_view rn = in_recipient ? "in" : kPartNames[static_cast<std::size_t>(r)];
      const Word& w = tree_.word(s.predicate);
      const std::string_view modality = to_string(s.modality);
      if (a != Part::none || r != Part::none) {
        add({"st", w.lemma, an, rn}, 1);
        add({"sl", w.lemma}, 1);
        add({"sm", w.lemma, modality}, 0.7F);
        add({"mm", modality, an, rn}, 0.7F);
        classes(s.predicate, {"sc", an, rn}, 0.3F);
        classes(s.predicate, {"sk", modality}, 0.3F);
      }
      const LexiconEntry* entry = c_.candidates[i];
      if (entry == nullptr) continue;
      if (entry->act.empty()) {
        if (c_.lexicon_features) add({"nothing", an, rn}, 0.5F);
        continue;
      }
      const std::string_view type = c_.ontology.type_of(entry->act, s.modality);
      const bool on_way = path_.holds(s.predicate);
      if (c_.lexicon_features) {
        add({"la", entry->act, an, rn}, 1);
        add({"lt", type, an, rn}, 1);
        add({"lm", entry->act, modality}, 0.5F);
        add({"any", type}, 0.5F);
        if (on_way) {
          add({"way", type}, 1);
          add({"wm", entry->act, modality}, 0.7F);
          if (path_.top() == s.predicate) add({"tt", type}, 1);
        }
      }
      if (in_recipient) continue;
      const auto gain = [](Part p, Part wanted) {
        return p == wanted ? 2.0 : p == Part::none ? 0.0 : 0.7;
      };
      const double weight =
          3.0 + (entry->conditions.empty() ? 0.0 : 0.5) + (w.upos == "VERB" ? 0.5 : 0.0) -
          (entry->flag("weak") ? 0.7 : 0.0) + gain(a, Part::acting) + gain(r, Part::receiving) -
          0.25 * (distance(s.predicate, actor_) + distance(s.predicate, recipient_));
      if (best_.statement < 0 || weight > best_.weight) best_ = {static_cast<int>(i), weight};
      if (top[0].second.empty() || weight > top[0].first) {
        top[1] = top[0];
        top[0] = {weight, type};
      } else if (top[1].second.empty() || weight > top[1].first) {
        top[1] = {weight, type};
      }
    }
    if (best_.statement >= 0) {
      const Statement& s = all[static_cast<std::size_t>(best_.statement)];
      use_frame(WordSlot::act, s.predicate);
    }
    if (!c_.lexicon_features) return;
    if (top[0].second.empty()) {
      add({"silent"}, 1);
      return;
    }
    add({"best", top[0].second}, 2);
    add({"bw", top[0].second}, static_cast<float>(top[0].first / 3));
    if (!top[1].second.empty()) add({"second", top[1].second}, 0.7F);
    const Statement& s = c_.reading.statements[static_cast<std::size_t>(best_.statement)];
    const LexiconEntry* entry = c_.candidates[static_cast<std::size_t>(best_.statement)];
    add({"be", entry->pattern}, 1);
    add({"bh", entry->head, entry->act}, 0.7F);
    add({"bm", entry->act, to_string(s.modality), s.negated ? "not" : ""}, 1);
    if (s.governor >= 0)
      add({"bg", entry->act, tree_.word(static_cast<std::uint32_t>(s.governor)).lemma}, 0.7F);
    for (const Argument& a : s.arguments) {
      if (a.role != "obj") continue;
      add({"bo", entry->act, tree_.word(a.head).lemma}, 0.7F);
      classes(a.head, {"boc", entry->act}, 0.2F);
    }
  }

  void words() {
    std::string_view before = "<";
    const auto low = std::min(c_.actor.begin, c_.recipient.begin);
    const auto high = std::max(c_.actor.end, c_.recipient.end);
    for (std::uint32_t t = first_; t < last_; ++t) {
      if (inside(t, c_.actor)) continue;
      const Word& w = tree_.word(t);
      if (inside(t, c_.recipient)) {
        if (w.upos == "NOUN" || w.upos == "ADJ" || w.upos == "VERB") {
          add({"rw", w.lemma}, 0.5F);
          classes(t, {"rc"}, 0.15F);
          use(WordSlot::receiving, t, 1);
        }
        before = "R";
        continue;
      }
      if (w.upos == "PUNCT" || w.upos == "DET") continue;
      const Token& token = tree_.document().tokens[t];
      const bool between = token.begin >= low && token.end <= high;
      const bool content =
          w.upos == "NOUN" || w.upos == "VERB" || w.upos == "ADJ" || w.upos == "ADV";
      if (content) {
        use(WordSlot::sentence, t, between ? 1.0F : 0.5F);
        add({"w", w.lemma}, 0.4F);
        if (between) add({"m", w.lemma}, 0.5F);
      } else if (w.upos != "PROPN" && w.upos != "NUM") {
        add({between ? "f" : "g", w.lemma}, 0.3F);
      }
      if (w.upos != "PROPN" && w.upos != "NUM") {
        add({"b2", before, w.lemma}, 0.4F);
        before = w.lemma;
      } else {
        before = "N";
      }
    }
  }

  [[nodiscard]] const Mention* mention_at(std::uint32_t head) const {
    int m = c_.reading.mention_of_head[head];
    if (m < 0) return nullptr;
    const Mention* mention = &c_.reading.mentions[static_cast<std::size_t>(m)];
    if (!mention->actor && mention->owner >= 0)
      mention = &c_.reading.mentions[static_cast<std::size_t>(mention->owner)];
    return mention;
  }

  void parties() {
    const Mention* a = mention_at(actor_);
    const Mention* r = mention_at(recipient_);
    const std::string_view as = a == nullptr ? "?" : std::string_view(a->sector);
    const std::string_view rs = r == nullptr ? "?" : std::string_view(r->sector);
    const bool same =
        a != nullptr && r != nullptr && !a->country.empty() && a->country == r->country;
    add({"as", as}, 0.5F);
    add({"rs", rs}, 0.5F);
    add({"ars", as, rs, same ? "same" : ""}, 0.5F);
    add({"ah", tree_.word(actor_).lemma}, 0.3F);
    add({"rh", tree_.word(recipient_).lemma}, 0.3F);
    add({"order", c_.actor.begin < c_.recipient.begin ? "a" : "r"}, 0.5F);
  }

  void path() {
    if (!path_.found()) {
      add({"nopath"}, 1);
      return;
    }
    const std::uint32_t top = path_.top();
    add({"lca", tree_.word(top).lemma}, 1);
    classes(top, {"lcc"}, 0.3F);
    use_frame(WordSlot::top, top);
    use(WordSlot::way, top, 1);
    std::uint64_t shape = 0;
    for (const std::uint32_t t : path_.from_actor()) {
      const Word& w = tree_.word(t);
      shape = shape * 31 + packed_hash(w.deprel);
      if (t == actor_ || inside(t, c_.actor)) continue;
      add({"pu", w.lemma}, 0.6F);
      use(WordSlot::way, t, 1);
    }
    if (top != actor_ && !inside(top, c_.actor)) add({"pu", tree_.word(top).lemma}, 0.6F);
    for (const std::uint32_t t : path_.from_recipient()) {
      const Word& w = tree_.word(t);
      add({"pr", w.deprel, tree_.preposition(t)}, 0.4F);
      shape = shape * 37 + packed_hash(w.deprel);
      if (t == recipient_ || inside(t, c_.recipient)) continue;
      add({"pd", w.lemma}, 0.6F);
      classes(t, {"pdc"}, 0.2F);
      use(WordSlot::way, t, 1);
    }
    features_.push_back({shape, 0.3F});
    frame(top);
  }

  /// What the word where the ways meet says of both: its branches, its object, its clause, its
  /// helping words.
  void frame(std::uint32_t top) {
    const auto up = path_.from_actor();
    const auto down = path_.from_recipient();
    const std::string_view a = up.empty() ? "self" : tree_.word(up.back()).deprel;
    const std::string_view r = down.empty() ? "self" : tree_.word(down.back()).deprel;
    const std::string_view p = down.empty() ? "" : tree_.preposition(down.back());
    const Word& w = tree_.word(top);
    add({"fr", w.lemma, a, r, p}, 0.7F);
    classes(top, {"frc", a, r, p}, 0.2F);
    for (const std::uint32_t child : tree_.children(top)) {
      const Word& c = tree_.word(child);
      if (c.deprel == "obj" || c.deprel == "xcomp" || c.deprel == "ccomp" || c.deprel == "advcl" ||
          is_relation(c.deprel, "nsubj")) {
        const std::string_view role = c.deprel == "ccomp" || c.deprel == "obj" ? c.deprel
                                      : c.deprel == "xcomp"                    ? "xcomp"
                                                                               : "other";
        if (inside(child, c_.actor) || inside(child, c_.recipient)) continue;
        add({"fo", role, c.lemma}, 0.7F);
        add({"fvo", w.lemma, role, c.lemma}, 0.7F);
        classes(child, {"foc", role}, 0.2F);
      } else if (is_relation(c.deprel, "aux") || c.lemma == "not" || c.deprel == "mark" ||
                 is_relation(c.deprel, "compound")) {
        add({"fa", c.lemma}, 0.5F);
      }
    }
    add({"ft", w.xpos}, 0.3F);
    if (w.head >= 0) {
      add({"fg", tree_.word(static_cast<std::uint32_t>(w.head)).lemma, w.deprel}, 0.5F);
      classes(static_cast<std::uint32_t>(w.head), {"fgc"}, 0.15F);
    }
  }

  /// The nearest verb, or noun outside the party itself, above a token; -1 for none.
  [[nodiscard]] std::int32_t governor(std::uint32_t t, Span party) const {
    std::int32_t at = tree_.word(t).head;
    for (int i = 0; at >= 0 && i < 12; ++i) {
      const auto token = static_cast<std::uint32_t>(at);
      const Word& w = tree_.word(token);
      if ((w.upos == "VERB" || w.upos == "NOUN") && !inside(token, party)) return at;
      at = w.head;
    }
    return -1;
  }

  void governors() {
    const std::int32_t a = governor(actor_, c_.actor);
    const std::int32_t r = governor(recipient_, c_.recipient);
    if (a >= 0) {
      const auto t = static_cast<std::uint32_t>(a);
      add({"av", tree_.word(t).lemma, tree_.word(actor_).deprel}, 0.6F);
      use_frame(WordSlot::actor, t);
      classes(t, {"avc"}, 0.2F);
    }
    if (r >= 0) {
      const auto t = static_cast<std::uint32_t>(r);
      add({"rv", tree_.word(t).lemma, tree_.word(recipient_).deprel, tree_.preposition(recipient_)},
          0.6F);
      use_frame(WordSlot::recipient, t);
      classes(t, {"rvc"}, 0.2F);
    }
    if (a >= 0 && r >= 0 && a != r)
      add({"arv", tree_.word(static_cast<std::uint32_t>(a)).lemma,
           tree_.word(static_cast<std::uint32_t>(r)).lemma},
          0.5F);
  }

  const PairContext& c_;
  const Tree& tree_;
  PairFeatures& out_;
  std::vector<Feature>& features_;
  std::uint32_t actor_;
  std::uint32_t recipient_;
  PairPath path_;
  std::uint32_t first_ = 0;
  std::uint32_t last_ = 0;
  PairCandidate best_;
};

}  // namespace

void PairFeatures::clear() {
  sparse.clear();
  for (auto& slot : words) slot.clear();
}

std::uint32_t word_key(std::string_view lemma) {
  std::uint32_t h = 2166136261U;
  for (const char ch : lemma) h = (h ^ static_cast<unsigned char>(ch)) * 16777619U;
  return h == 0 ? 1 : h;
}

PairCandidate pair_features(const PairContext& context, PairFeatures& features) {
  return Extractor(context, features).run();
}

}  // namespace dragoman
