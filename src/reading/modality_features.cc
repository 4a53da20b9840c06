#include "reading/modality_features.h"

#include <algorithm>
#include <charconv>

#include "text/one_of.h"

namespace dragoman {

namespace {

constexpr Atom yes_no(bool b) { return b ? "yes"_a : "no"_a; }

Atom modality_atom(Modality m) { return atom(to_string(m)); }

int year_of(std::string_view w) {
  int value = -1;
  const auto [end, error] = std::from_chars(w.data(), w.data() + w.size(), value);
  return error == std::errc() && end == w.data() + w.size() ? value : -1;
}

bool is_content(std::string_view upos) { return upos != "PUNCT" && upos != "SYM" && upos != "NUM"; }

}  // namespace

ModalityFeatures::ModalityFeatures(const Tree& tree, const std::string& published,
                                   const Knowledge& knowledge, const ReadingLexicon& lexicon,
                                   const WordTable& words)
    : tree_(tree),
      knowledge_(knowledge),
      lexicon_(lexicon),
      words_(tree, lexicon),
      nearby_(tree, words),
      year_(published.size() >= 4 ? year_of(std::string_view(published).substr(0, 4)) : -1),
      lemmas_(tree.size()),
      forms_(tree.size()),
      facts_(tree.size()),
      years_(tree.size()),
      history_(tree.size()) {
  for (std::uint32_t t = 0; t < tree.size(); ++t) {
    lemmas_[t] = atom(tree.word(t).lemma).hash;
    forms_[t] = atom(tree.folded(t)).hash;
    years_[t] = year_kind(t);
    history_[t] = lexicon.find(tree.folded(t), "", 'y') != nullptr;
    nearby_.set(t, lemmas_[t], forms_[t]);
  }
}

const ModalityFeatures::Facts& ModalityFeatures::facts(std::uint32_t t) {
  Facts& f = facts_[t];
  if (f.known) return f;
  f.known = true;
  f.standing = own_standing(tree_, lexicon_, t);
  const Modality* m = words_.of_complement(t);
  f.says = m == nullptr ? "-"_a : modality_atom(*m);
  f.subject = subject_kind(t);
  f.group = group(t);
  return f;
}

/// How far back or ahead a year lies.
Atom ModalityFeatures::year_kind(std::uint32_t t) const {
  const std::string_view w = tree_.folded(t);
  if (w.size() == 5 && w.back() == 's' && year_of(w.substr(0, 4)) > 1000) return "decade"_a;
  if (w.size() != 4) return {};
  const int year = year_of(w);
  if (year < 1000 || year > 2200 || year_ < 0) return {};
  return year < year_ - 1    ? "old"_a
         : year == year_ - 1 ? "last"_a
         : year == year_     ? "this"_a
                             : "next"_a;
}

Atom ModalityFeatures::subject_kind(std::uint32_t t) const {
  const std::int32_t s = tree_.child(t, "nsubj");
  if (s < 0) return "none"_a;
  const auto subject = static_cast<std::uint32_t>(s);
  const Word& w = tree_.word(subject);
  if (w.upos == "PRON") {
    const std::string_view form = tree_.folded(subject);
    if (one_of(form, {"i", "we"})) return "we"_a;
    if (form == "you") return "you"_a;
    if (form == "it") return "it"_a;
    if (one_of(form, {"who", "which", "that"})) return "relative"_a;
    if (one_of(form, {"nobody", "nothing", "none"})) return "nothing"_a;
    return "they"_a;
  }
  for (const std::uint32_t c : tree_.children(subject)) {
    if (tree_.word(c).deprel == "det" && tree_.folded(c) == "no") return "nothing"_a;
  }
  return w.upos == "PROPN" ? "name"_a : "noun"_a;
}

Atom ModalityFeatures::group(std::uint32_t t) {
  Atom out = atom("");
  std::size_t size = 0;
  std::string text;
  const auto append = [&](std::string_view piece) {
    for (const char c : piece) out.hash = (out.hash ^ static_cast<unsigned char>(c)) * 16777619U;
    size += piece.size();
    if (naming_) text += piece;
  };
  for (const std::uint32_t c : tree_.children(t)) {
    const Word& w = tree_.word(c);
    const bool counts = is_relation(w.deprel, "aux") || w.deprel == "cop" ||
                        (w.deprel == "mark" && w.lemma == "to") || w.lemma == "not" ||
                        w.lemma == "never";
    if (!counts || size >= 40) continue;
    append(tree_.folded(c));
    append(" ");
  }
  append(tree_.word(t).xpos);
  if (naming_) out.text = texts_.emplace_back(std::move(text));
  return out;
}

void ModalityFeatures::of(const Statement& s, StandingInput& out, std::vector<std::string>* names) {
  out.evidence.clear();
  if (names != nullptr) names->clear();
  naming_ = names != nullptr;
  EvidenceBag bag(out.evidence, names);
  bag.add("always"_a);
  rules(s, bag);
  own(s, bag);
  governors(s, bag);
  window(s, bag);
  sentence(s, bag);
  cues(s, bag);
  nearby_.means(s.predicate, out.dense);
}

void ModalityFeatures::rules(const Statement& s, EvidenceBag& bag) {
  const Atom verdict = modality_atom(s.modality);
  const OwnStanding& mine = standing(s.predicate);
  const Atom own = modality_atom(mine.modality);
  bag.add("rules"_a, verdict, {}, {}, 8);
  bag.add("rules, own"_a, verdict, own, yes_no(mine.negated));
  bag.add("rules, negated"_a, verdict, yes_no(s.negated));
  bag.add("rules, tag"_a, verdict, atom(tree_.word(s.predicate).xpos));
  if (s.governor < 0) {
    bag.add("rules, no governor"_a, verdict, atom(tree_.word(s.predicate).deprel));
    return;
  }
  const auto g = static_cast<std::uint32_t>(s.governor);
  bag.add("rules, governor"_a, verdict, lemma(g));
  bag.add("rules, governor's standing"_a, verdict, modality_atom(standing(g).modality),
          yes_no(standing(g).negated));
  bag.add("rules, relation"_a, verdict, atom(tree_.word(s.predicate).deprel),
          yes_no(tree_.word(s.predicate).head == s.governor));
}

void ModalityFeatures::own(const Statement& s, EvidenceBag& bag) {
  const std::uint32_t t = s.predicate;
  const Word& w = tree_.word(t);
  const OwnStanding& mine = standing(t);
  const Atom tag = atom(w.xpos);
  const Atom relation = atom(w.deprel);
  const Atom verbs = facts(t).group;
  bag.add("tag"_a, tag);
  bag.add("relation"_a, relation);
  bag.add("tag, relation"_a, tag, relation);
  bag.add("predicate"_a, lemma(t), atom(w.upos));
  bag.add("predicate, tag"_a, lemma(t), tag);
  bag.add("own"_a, modality_atom(mine.modality), yes_no(mine.negated));
  bag.add("own, relation"_a, modality_atom(mine.modality), yes_no(mine.negated), relation);
  bag.add("verb group"_a, verbs);
  bag.add("verb group, relation"_a, verbs, relation);
  bag.add("subject"_a, facts(t).subject, tag);
  bag.add("subject, verb group"_a, facts(t).subject, verbs);
  bag.add("passive"_a, yes_no(s.passive), tag);
  bag.add("hostile"_a, yes_no(words_.is_hostile(t)), modality_atom(mine.modality));
  bag.add("hostile, rules"_a, yes_no(words_.is_hostile(t)), modality_atom(s.modality));
  dependents(t, "dependent"_a, bag);
  const std::string_view how = tree_.preposition(t);
  if (!how.empty()) bag.add("preposition"_a, atom(how));
  const char pos = w.upos == "VERB" ? 'v' : 'n';
  for (const std::uint32_t c : knowledge_.word_classes(w.lemma, pos))
    bag.add("class"_a, {c * 2654435761U, "#"}, {}, {}, 1);
}

void ModalityFeatures::dependents(std::uint32_t t, Atom kind, EvidenceBag& bag) {
  const Atom upos = atom(tree_.word(t).upos);
  for (const std::uint32_t c : tree_.children(t)) {
    const Word& w = tree_.word(c);
    if (w.deprel == "punct") continue;
    const Atom relation = atom(w.deprel);
    bag.add(kind, relation, upos, {}, 2);
    bag.add(kind, relation, lemma(c), {}, 3);
    const std::string_view how = tree_.preposition(c);
    if (!how.empty()) {
      bag.add(kind, relation, atom(how), {}, 3);
      bag.add(kind, atom(how), lemma(c), {}, 3);
    }
    const std::string_view mark = clause_marker(tree_, c);
    if (!mark.empty()) bag.add(kind, relation, atom(mark), "marker"_a);
    const Modality* m = lexicon_.find(w.lemma, "", w.upos == "ADV" ? 'r' : 'm');
    if (m != nullptr && (w.upos == "ADV" || w.deprel == "amod" || w.deprel == "compound"))
      bag.add(kind, "says"_a, modality_atom(*m));
    if (const Atom year = years_[c]; year.hash != 0) bag.add(kind, "year"_a, year);
    for (const std::uint32_t d : tree_.children(c)) {
      if (const Atom year = years_[d]; year.hash != 0) bag.add(kind, "year"_a, year);
      if (w.upos == "NOUN" &&
          one_of(w.lemma, {"year", "month", "week", "day", "hour", "time", "night"}))
        bag.add(kind, lemma(c), lemma(d), {}, 3);
    }
    if (history_[c]) bag.add(kind, "of history"_a);
  }
}

void ModalityFeatures::governors(const Statement& s, EvidenceBag& bag) {
  std::uint32_t below = s.predicate;
  std::uint32_t path = 17;
  std::uint32_t classes = 17;
  for (std::size_t level = 0; level < kLevels; ++level) {
    const Word& w = tree_.word(below);
    if (w.head < 0) break;
    const auto t = static_cast<std::uint32_t>(w.head);
    governor(t, below, level, bag);
    path = mix(path, atom(w.deprel).hash);
    classes = mix(mix(classes, facts(t).says.hash), standing(t).negated ? 1 : 0);
    bag.add("way"_a, {path, "#"}, atom(tree_.word(s.predicate).xpos), {}, 3);
    bag.add("classes on the way"_a, {classes, "#"}, {path, "#"});
    bag.add("classes on the way, own"_a, {classes, "#"},
            modality_atom(standing(s.predicate).modality));
    below = t;
  }
  bag.add("way to the root"_a, {path, "#"}, modality_atom(s.modality), {}, 3);
}

void ModalityFeatures::governor(std::uint32_t t, std::uint32_t below, std::size_t level,
                                EvidenceBag& bag) {
  static constexpr Atom kLevel[] = {"1"_a, "2"_a, "3"_a, "4"_a};
  const Word& w = tree_.word(t);
  const Atom relation = atom(tree_.word(below).deprel);
  const Atom says = facts(t).says;
  const OwnStanding& outer = standing(t);
  const Atom own = modality_atom(outer.modality);
  const Atom at = kLevel[level];
  const std::int32_t value = level == 0 ? 4 : level == 1 ? 3 : 2;
  bag.add("governor"_a, lemma(t), {}, {}, value);
  bag.add("governor at"_a, lemma(t), at, {}, value);
  bag.add("governor, relation"_a, lemma(t), relation, {}, value);
  bag.add("governor, standing"_a, lemma(t), own, yes_no(outer.negated), value);
  bag.add("governor says"_a, says, at, {}, value);
  bag.add("governor says, relation"_a, says, relation, at, value);
  bag.add("governor says, standing"_a, says, own, yes_no(outer.negated), value);
  bag.add("governor's tag"_a, atom(w.xpos), relation, at, value);
  bag.add("governor's verbs"_a, facts(t).group, relation, at, value);
  bag.add("governor's subject"_a, facts(t).subject, says, at, value);
  if (const std::string_view mark = clause_marker(tree_, below); !mark.empty()) {
    bag.add("marker"_a, atom(mark), at, {}, value);
    bag.add("marker, governor says"_a, atom(mark), says, atom(tree_.word(below).xpos), value);
    bag.add("marker, governor"_a, atom(mark), lemma(t), {}, value);
  }
  if (const std::string_view how = tree_.preposition(below); !how.empty()) {
    bag.add("preposition, governor"_a, atom(how), lemma(t), {}, value);
    bag.add("preposition, governor says"_a, atom(how), says, at, value);
  }
  if (is_relation(tree_.word(below).deprel, "nsubj")) {
    const Modality* m = words_.of_subject(t);
    if (m == nullptr) m = lexicon_.find(w.lemma, "", 's');
    bag.add("says of its subject"_a, m == nullptr ? "-"_a : modality_atom(*m), own,
            yes_no(outer.negated), value);
  }
  if (const std::string_view particle = words_.particle_of(t); !particle.empty())
    bag.add("governor with particle"_a, lemma(t), atom(particle), {}, value);
  for (const std::uint32_t c : tree_.children(t)) {
    const Word& child = tree_.word(c);
    if (c == below || child.deprel == "punct") continue;
    const Atom r = atom(child.deprel);
    if (level < 2) bag.add("beside"_a, r, lemma(c), at, 2);
    if (child.deprel == "obj" || is_relation(child.deprel, "obl") || child.deprel == "acomp")
      bag.add("governor with"_a, lemma(t), lemma(c), {}, 2);
    if (level == 0) bag.add("beside, relations"_a, r, relation, says, 2);
  }
  if (level < 2) {
    const char pos = w.upos == "VERB" ? 'v' : 'n';
    for (const std::uint32_t c : knowledge_.word_classes(w.lemma, pos))
      bag.add("governor's class"_a, {c * 2654435761U, "#"}, at, {}, 1);
  }
}

void ModalityFeatures::window(const Statement& s, EvidenceBag& bag) {
  const Sentence& range = tree_.document().sentences[s.sentence];
  const auto p = static_cast<std::int32_t>(s.predicate);
  const auto inside = [&](std::int32_t t) {
    return t >= static_cast<std::int32_t>(range.first) && t < static_cast<std::int32_t>(range.last);
  };
  const auto at = [&](std::int32_t t) {
    return inside(t) ? form(static_cast<std::uint32_t>(t)) : "edge"_a;
  };
  bag.add("before"_a, at(p - 1), {}, {}, 3);
  bag.add("before, two"_a, at(p - 2), at(p - 1), {}, 3);
  bag.add("before, three"_a, at(p - 3), at(p - 2), at(p - 1), 3);
  bag.add("second before"_a, at(p - 2), {}, {}, 2);
  bag.add("third before"_a, at(p - 3), {}, {}, 2);
  bag.add("after"_a, at(p + 1), {}, {}, 3);
  bag.add("after, two"_a, at(p + 1), at(p + 2), {}, 2);
  bag.add("around"_a, at(p - 1), at(p + 1), {}, 2);
  bag.add("second after"_a, at(p + 2), {}, {}, 2);
}

void ModalityFeatures::sentence(const Statement& s, EvidenceBag& bag) {
  const Sentence& range = tree_.document().sentences[s.sentence];
  const std::uint32_t p = s.predicate;
  std::int32_t root = -1;
  for (std::uint32_t t = range.first; t < range.last; ++t) {
    const Word& w = tree_.word(t);
    if (w.deprel == "root" && root < 0) root = static_cast<std::int32_t>(t);
    if (const Atom year = years_[t]; year.hash != 0) bag.add("year"_a, year, {}, {}, 3);
    if (history_[t]) bag.add("a name of history"_a, {}, {}, {}, 3);
    if (!is_content(w.upos) || t == p) continue;
    const bool near = t + 6 >= p && t <= p + 6;
    if (w.upos != "PROPN" && w.upos != "DET") {
      bag.add("word"_a, form(t), {}, {}, 1);
      bag.add(t < p ? "word before"_a : "word after"_a, lemma(t), {}, {}, near ? 2 : 1);
    }
    if (t + 1 < range.last && w.upos != "PROPN")
      bag.add(t < p ? "words before"_a : "words after"_a, form(t), form(t + 1), {}, near ? 2 : 1);
  }
  const std::string_view last = tree_.folded(range.last - 1);
  const std::string_view last2 =
      range.last >= range.first + 2 ? tree_.folded(range.last - 2) : last;
  bag.add("ends"_a,
          last == "."                   ? "stop"_a
          : last == "?" || last2 == "?" ? "question"_a
          : last.size() == 1            ? "mark"_a
                                        : "headline"_a,
          atom(tree_.word(p).xpos));
  bag.add("first word"_a, form(range.first), {}, {}, 2);
  if (root < 0) return;
  const auto r = static_cast<std::uint32_t>(root);
  bag.add("root"_a, lemma(r), {}, {}, 2);
  bag.add("root says"_a, facts(r).says, modality_atom(standing(r).modality),
          yes_no(standing(r).negated), 3);
  bag.add("root's verbs"_a, facts(r).group,
          p < r    ? "before"_a
          : p == r ? "same"_a
                   : "after"_a,
          {}, 3);
}

/// The token of a cue that is nearest to the root.
std::uint32_t ModalityFeatures::head_of(const Cue& cue) const {
  for (std::uint32_t t = cue.first; t < cue.last; ++t) {
    const std::int32_t head = tree_.word(t).head;
    if (head < static_cast<std::int32_t>(cue.first) || head >= static_cast<std::int32_t>(cue.last))
      return t;
  }
  return cue.first;
}

/// Where a cue stands to the predicate in the tree.
Atom ModalityFeatures::place_of(std::uint32_t cue, std::uint32_t predicate) const {
  const std::int32_t of = tree_.word(cue).head;
  if (of == static_cast<std::int32_t>(predicate)) return "below"_a;
  static constexpr Atom kAbove[] = {"above"_a, "2 above"_a, "3 above"_a, "4 above"_a};
  static constexpr Atom kBeside[] = {"beside"_a, "2 beside"_a, "3 beside"_a, "4 beside"_a};
  std::int32_t t = tree_.word(predicate).head;
  for (std::size_t level = 0; level < kLevels && t >= 0; ++level) {
    if (t == static_cast<std::int32_t>(cue)) return kAbove[level];
    if (t == of) return kBeside[level];
    t = tree_.word(static_cast<std::uint32_t>(t)).head;
  }
  t = of;
  for (std::size_t level = 0; level < 3 && t >= 0; ++level) {
    if (t == static_cast<std::int32_t>(predicate)) return "far below"_a;
    t = tree_.word(static_cast<std::uint32_t>(t)).head;
  }
  return "far"_a;
}

void ModalityFeatures::cues(const Statement& s, EvidenceBag& bag) {
  const Sentence& range = tree_.document().sentences[s.sentence];
  if (cue_sentence_ != static_cast<std::int64_t>(s.sentence)) {
    cues_.clear();
    lexicon_.cues.find(tree_, range.first, range.last, cues_);
    heads_.clear();
    for (const Cue& c : cues_) heads_.push_back(head_of(c));
    cue_sentence_ = s.sentence;
  }
  static constexpr Atom kReach[] = {"ahead"_a, "behind"_a, "clause"_a};
  static constexpr Atom kDistance[] = {"0"_a, "1-2"_a, "3-5"_a, "6-10"_a, "11+"_a};
  const std::uint32_t p = s.predicate;
  const Atom verbs = facts(p).group;
  const Atom verdict = modality_atom(s.modality);
  const Cue* before = nullptr;
  const Cue* after = nullptr;
  for (std::size_t i = 0; i < cues_.size(); ++i) {
    const Cue& c = cues_[i];
    const Atom says = modality_atom(c.says);
    const Atom reach = kReach[static_cast<std::size_t>(c.reach)];
    const bool ahead = c.first > p;
    const bool around = c.first <= p && p < c.last;
    const Atom side = around ? "around"_a : ahead ? "after"_a : "before"_a;
    const std::uint32_t gap = around ? 0 : ahead ? c.first - p - 1 : p - c.last;
    const Atom distance = kDistance[gap == 0 ? 0 : gap < 3 ? 1 : gap < 6 ? 2 : gap < 11 ? 3 : 4];
    const Atom place = around ? "around"_a : place_of(heads_[i], p);
    std::uint32_t words = 7;
    for (std::uint32_t t = c.first; t < c.last; ++t) words = mix(words, lemmas_[t]);
    bag.add("cue"_a, reach, says, side, 2);
    bag.add("cue's place"_a, mix(reach, says), side, place, 3);
    bag.add("cue's distance"_a, mix(reach, says), side, distance, 2);
    bag.add("cue, verbs"_a, mix(says, side), verbs, place, 2);
    bag.add("cue, rules"_a, mix(says, side), verdict, place, 2);
    bag.add("cue's words"_a, {words, "#"}, says, side, 2);
    bag.add("cue's words, place"_a, {words, "#"}, place, side, 2);
    if (c.reach == Reach::ahead && c.last <= p && (before == nullptr || c.last >= before->last))
      before = &c;
    if (c.reach == Reach::behind && ahead && after == nullptr) after = &c;
  }
  const Atom left = before == nullptr ? "-"_a : modality_atom(before->says);
  const Atom right = after == nullptr ? "-"_a : modality_atom(after->says);
  bag.add("last cue"_a, left, verdict);
  bag.add("last cue, verbs"_a, left, verbs);
  bag.add("next cue"_a, right, verdict);
  bag.add("cues on both sides"_a, left, right);
}

}  // namespace dragoman
