#include "reading/circumstances.h"

#include <algorithm>
#include <cctype>
#include <string_view>
#include <vector>

#include "reading/calendar.h"
#include "text/one_of.h"

namespace dragoman {

namespace {

constexpr int kDepth = 12;
/// A country says less of where than a town at this many bytes.
constexpr std::uint32_t kVague = 80;
/// Bytes between a dateline's first word and its dash.
constexpr std::uint32_t kDateline = 80;

bool clausal(std::string_view relation) {
  return relation == "ccomp" || relation == "parataxis" || is_relation(relation, "acl") ||
         is_relation(relation, "advcl") || relation == "xcomp" || is_relation(relation, "csubj");
}

/// How a predicate lies under another one.
struct Way {
  bool reaches = false;
  bool same_clause = true;
  bool reported = false;  ///< through a complement clause: "said that"
  bool relative = false;  ///< through a relative clause: "who attacked"
  bool apart = false;     ///< through "after", "before", "since"
  bool beside = false;    ///< through "and" with a subject of its own
};

class Attacher {
 public:
  Attacher(const Tree& tree, Reading& reading)
      : tree_(tree), document_(tree.document()), reading_(reading) {}

  void run() {
    find_dateline();
    std::uint32_t sentence = ~0U;
    for (std::size_t i = 0; i < reading_.statements.size(); ++i) {
      Statement& s = reading_.statements[i];
      if (s.sentence != sentence) {
        sentence = s.sentence;
        begin_sentence(sentence);
      }
      own_time(s);
      own_place(s);
    }
    narrative();
  }

 private:
  [[nodiscard]] const Word& word(std::int32_t t) const {
    return tree_.word(static_cast<std::uint32_t>(t));
  }

  void begin_sentence(std::uint32_t index) {
    const Sentence& sentence = document_.sentences[index];
    front_ = sentence.first;
    while (front_ < sentence.last && !is_relation(tree_.word(front_).deprel, "nsubj") &&
           tree_.word(front_).head >= 0)
      ++front_;
  }

  /// What an item hangs from: the predicates between it and its verb, and the verb. "After Friday's
  /// attack" dates the attack and not what came after it.
  [[nodiscard]] bool belongs(std::uint32_t item, std::uint32_t predicate, bool time,
                             std::int32_t* verb) const {
    std::uint32_t below = item;
    *verb = -1;
    bool closed = false;  // what is above is not meant
    for (int depth = 0; depth < kDepth; ++depth) {
      const Word& w = tree_.word(below);
      if (time && word_is_noun(below)) {
        const std::string_view p = tree_.preposition(below);
        if (one_of(p, {"after", "before", "since", "following", "despite", "until"}) &&
            (below != item || p == "after" || p == "before"))
          closed = true;
      }
      if (w.head < 0) return true;
      const auto up = static_cast<std::uint32_t>(w.head);
      if (time && depth == 0 && (w.deprel == "nmod:poss" || is_relation(w.deprel, "compound"))) {
        const bool subject = is_relation(tree_.word(up).deprel, "nsubj");
        const bool within = one_of(tree_.preposition(up), {"in", "on", "during", "at"});
        if (!subject && !within) {
          if (up == predicate) return true;
          closed = true;
        }
      }
      if (closed) return false;
      if (up == predicate) {
        *verb = static_cast<std::int32_t>(up);
        return true;
      }
      if (tree_.word(up).upos == "VERB" && tree_.word(up).deprel != "amod") {
        *verb = static_cast<std::int32_t>(up);
        return true;
      }
      below = up;
    }
    return true;
  }

  [[nodiscard]] bool word_is_noun(std::uint32_t t) const {
    return is_nominal(tree_.word(t).upos) || tree_.word(t).upos == "NUM";
  }

  /// From a predicate up to `verb`.
  [[nodiscard]] Way way_up(std::uint32_t predicate, std::int32_t verb) const {
    Way way;
    auto at = static_cast<std::int32_t>(predicate);
    for (int depth = 0; at >= 0 && depth < kDepth; ++depth) {
      if (at == verb) {
        way.reaches = true;
        return way;
      }
      const Word& w = word(at);
      if (clausal(w.deprel) || (w.upos == "VERB" && is_relation(w.deprel, "conj")))
        way.same_clause = false;
      way.beside |= is_relation(w.deprel, "conj") && w.upos == "VERB" && has_subject(at);
      way.reported |= w.deprel == "ccomp" || w.deprel == "parataxis";
      way.relative |= is_relation(w.deprel, "acl") && w.deprel != "acl:to";
      if (is_relation(w.deprel, "advcl")) {
        const std::int32_t mark = tree_.child(static_cast<std::uint32_t>(at), "mark");
        way.apart |= mark >= 0 && one_of(word(mark).lemma, {"after", "before", "since", "because"});
      }
      at = w.head;
    }
    return way;
  }

  [[nodiscard]] bool has_subject(std::int32_t verb) const {
    return tree_.child(static_cast<std::uint32_t>(verb), "nsubj") >= 0;
  }

  /// True for what may be told of a day other than that on which it is reported.
  static bool told(const Statement& s) {
    return s.modality == Modality::occurred || s.modality == Modality::ongoing ||
           s.modality == Modality::background;
  }

  /// The first item of `items` in the sentence of `s`, as an index.
  template <typename Items>
  [[nodiscard]] std::size_t first_of(const Items& items, const Sentence& sentence) const {
    return static_cast<std::size_t>(
        std::partition_point(items.begin(), items.end(),
                             [&](const auto& i) { return i.span.begin < sentence.begin; }) -
        items.begin());
  }

  [[nodiscard]] std::uint32_t far(Span span, const Statement& s) const {
    const std::uint32_t at = document_.tokens[s.predicate].begin;
    return span.begin > at ? span.begin - at : at - span.begin;
  }

  /// "Called a strike for Thursday": the day of the strike and of nothing else.
  [[nodiscard]] bool meant(const TimeSpan& t) const { return tree_.preposition(t.head) == "for"; }

  void own_time(Statement& s) const {
    const Sentence& sentence = document_.sentences[s.sentence];
    std::uint32_t best = ~0U;
    for (std::size_t i = first_of(reading_.times, sentence); i < reading_.times.size(); ++i) {
      const TimeSpan& t = reading_.times[i];
      if (t.span.begin >= sentence.end) break;
      if (t.span.end > sentence.end || !t.dates) continue;
      std::int32_t verb = -1;
      if (!belongs(t.head, s.predicate, true, &verb)) continue;
      consider(
          s, verb, t.span,
          [&](const Way& way) {
            return !way.relative && !way.apart &&
                   (!way.beside || t.head < front_ || (t.head < s.predicate && narrates(s))) &&
                   (!way.reported || !told(s)) && (way.same_clause || !meant(t));
          },
          &best, static_cast<int>(i), &s.time, &s.time_from);
    }
  }

  void own_place(Statement& s) const {
    const Sentence& sentence = document_.sentences[s.sentence];
    std::uint32_t best = ~0U;
    int front = -1;
    for (std::size_t i = first_of(reading_.places, sentence); i < reading_.places.size(); ++i) {
      const Place& p = reading_.places[i];
      if (p.span.begin >= sentence.end) break;
      if (p.span.end > sentence.end || !p.locative) continue;
      if (p.head < front_ && p.head < s.predicate) front = static_cast<int>(i);
      std::int32_t verb = -1;
      if (!belongs(p.head, s.predicate, false, &verb)) continue;
      Span span = p.span;
      if (whole(p)) span.begin += kVague;
      consider(
          s, verb, span,
          [](const Way& way) {
            return !way.relative && !way.reported && !way.apart && !way.beside;
          },
          &best, static_cast<int>(i), &s.place, &s.place_from);
    }
    if (s.place < 0 && front >= 0) {
      s.place = front;
      s.place_from = Source::sentence;
    }
  }

  static bool whole(const Place& p) {
    return p.entry->kind == NameKind::country || p.entry->kind == NameKind::adjective;
  }

  /// Takes an item that hangs from `verb` when it is nearer than the best so far.
  template <typename Allowed>
  void consider(const Statement& s, std::int32_t verb, Span span, const Allowed& allowed,
                std::uint32_t* best, int index, int* out, Source* from) const {
    std::uint32_t d = far(span, s);
    Source source = Source::clause;
    if (verb != static_cast<std::int32_t>(s.predicate)) {
      if (verb >= 0) {
        Way way = way_up(s.predicate, verb);
        if (!way.reaches) {  // a verb beside it: "fired and fled on Monday"
          const Word& v = word(verb);
          const bool before = span.begin < document_.tokens[static_cast<std::size_t>(verb)].begin;
          const bool participle = is_relation(v.deprel, "advcl") && v.xpos == "VBG" && before;
          if (participle && v.head == static_cast<std::int32_t>(s.predicate)) {
            // "exploded on Tuesday, killing 12"
          } else if (v.head != static_cast<std::int32_t>(s.predicate) || v.deprel != "conj" ||
                     has_subject(verb)) {
            return;
          } else {
            way.same_clause = false;
          }
        }
        if (!allowed(way)) return;
        if (!way.same_clause) source = way.beside ? Source::narrative : Source::governor;
      }
      d += source == Source::clause ? 10000 : 20000;
    }
    if (d >= *best) return;
    *best = d;
    *out = index;
    *from = source;
  }

  /// "NAIROBI, Kenya (Wire) -": the first name of a paragraph in capitals or before brackets, with
  /// a dash soon after. Looked for in the first sentences.
  void find_dateline() {
    for (std::uint32_t s = 0; s < document_.sentences.size() && s < 4; ++s) {
      const Sentence& sentence = document_.sentences[s];
      const std::size_t i = first_of(reading_.places, sentence);
      if (i == reading_.places.size()) return;
      const Place& p = reading_.places[i];
      if (p.approximate || p.span.begin != document_.tokens[sentence.first].begin) continue;
      bool brackets = false;
      for (std::uint32_t t = sentence.first; t < sentence.last; ++t) {
        const Token& token = document_.tokens[t];
        if (token.begin > p.span.begin + kDateline) break;
        const std::string_view form = document_.form(t);
        brackets |= form == "(";
        const bool dash = one_of(form, {"-", "--", "\xE2\x80\x93", "\xE2\x80\x94"}) &&
                          token.begin > 0 && document_.text[token.begin - 1] == ' ';
        if (dash && t > sentence.first) {
          if (brackets || capitals(p.span)) dateline_ = {static_cast<int>(i), s, t};
          break;
        }
        if (tree_.word(t).upos == "VERB" || form == ".") break;
      }
      if (dateline_.place >= 0) return;
    }
  }

  [[nodiscard]] bool capitals(Span span) const {
    const std::string_view text =
        std::string_view(document_.text).substr(span.begin, span.end - span.begin);
    return text.size() > 2 &&
           std::none_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  }

  /// True when a paragraph begins with sentence `s`.
  [[nodiscard]] bool begins_paragraph(std::uint32_t s) const {
    if (s == 0) return true;
    const std::uint32_t from = document_.sentences[s - 1].end;
    const std::uint32_t to = document_.sentences[s].begin;
    return from < to && document_.text.substr(from, to - from).find('\n') != std::string::npos;
  }

  /// Past tense, as a narrative has.
  [[nodiscard]] bool narrates(const Statement& s) const {
    const Word& w = tree_.word(s.predicate);
    if (s.modality != Modality::occurred || s.speaker >= 0) return false;
    if (w.upos != "VERB") return false;
    if (w.xpos == "VBD") return true;
    for (const std::uint32_t c : tree_.children(s.predicate)) {
      const Word& child = tree_.word(c);
      if (is_relation(child.deprel, "aux") && child.lemma == "have") return false;
      if (is_relation(child.deprel, "aux") && child.xpos == "VBD" && w.xpos == "VBN") return true;
    }
    return false;
  }

  /// Hands the time and the place of a sentence on to those that follow it in its paragraph and say
  /// nothing of their own, and the dateline to the paragraph that it opens.
  void narrative() {
    int time = -1;
    int place = -1;
    std::uint32_t paragraph = 0;
    std::size_t i = 0;
    const auto& all = reading_.statements;
    for (std::uint32_t s = 0; s < document_.sentences.size(); ++s) {
      if (begins_paragraph(s)) {
        time = place = -1;
        paragraph = s;
      }
      const Sentence& sentence = document_.sentences[s];
      const bool dated = dated_in(sentence);
      const bool placed = placed_in(sentence, s);
      std::size_t end = i;
      while (end < all.size() && all[end].sentence == s) ++end;
      for (std::size_t k = i; k < end; ++k) {
        Statement& st = reading_.statements[k];
        if (!dated && time >= 0 && st.time < 0 && narrates(st)) {
          st.time = time;
          st.time_from = Source::narrative;
        }
        const bool may = st.speaker < 0 &&
                         (st.modality == Modality::occurred || st.modality == Modality::ongoing);
        if (placed || st.place >= 0 || !may) continue;
        if (place >= 0) {
          if (!stays_in(sentence, s, place)) continue;
          st.place = place;
          st.place_from = Source::narrative;
        } else if (dateline_.place >= 0 && paragraph == dateline_.sentence &&
                   (s > dateline_.sentence || st.predicate > dateline_.dash) &&
                   stays_in(sentence, s, dateline_.place)) {
          st.place = dateline_.place;
          st.place_from = Source::dateline;
        }
      }
      hand_on(i, end, dated, placed, &time, &place);
      i = end;
    }
  }

  [[nodiscard]] bool dated_in(const Sentence& sentence) const {
    for (std::size_t i = first_of(reading_.times, sentence); i < reading_.times.size(); ++i) {
      if (reading_.times[i].span.begin >= sentence.end) break;
      if (!reading_.times[i].start.empty()) return true;
    }
    return false;
  }

  [[nodiscard]] bool placed_in(const Sentence& sentence, std::uint32_t s) const {
    for (std::size_t i = first_of(reading_.places, sentence); i < reading_.places.size(); ++i) {
      if (reading_.places[i].span.begin >= sentence.end) break;
      if (dateline_.place >= 0 && s == dateline_.sentence &&
          reading_.places[i].head < dateline_.dash)
        continue;
      return true;
    }
    return false;
  }

  /// True when the sentence names no other country than that of `place`, not even by adjective or
  /// government.
  [[nodiscard]] bool stays_in(const Sentence& sentence, std::uint32_t s, int place) const {
    const std::string_view country = reading_.places[static_cast<std::size_t>(place)].country();
    for (std::size_t i = first_of(reading_.toponyms, sentence); i < reading_.toponyms.size(); ++i) {
      const Place& p = reading_.toponyms[i];
      if (p.span.begin >= sentence.end) break;
      const bool dateline =
          dateline_.place >= 0 && s == dateline_.sentence && p.head < dateline_.dash;
      if (!dateline && p.entry != nullptr && p.country() != country) return false;
    }
    return true;
  }

  /// What statements [first, last) of a sentence leave to the next one.
  void hand_on(std::size_t first, std::size_t last, bool dated, bool placed, int* time,
               int* place) const {
    int told_time = -1;
    int told_place = -1;
    bool one_time = true;
    bool one_place = true;
    for (std::size_t k = first; k < last; ++k) {
      const Statement& st = reading_.statements[k];
      if (st.time_from == Source::clause && narrates(st)) {
        one_time = one_time && (told_time < 0 || told_time == st.time);
        told_time = st.time;
      }
      const bool own = st.place_from == Source::clause || st.place_from == Source::sentence;
      if (own && tree_.word(st.predicate).upos == "VERB" && told(st)) {
        one_place = one_place && (told_place < 0 || told_place == st.place);
        told_place = st.place;
      }
    }
    if (dated) *time = told_time >= 0 && one_time && a_day(told_time) ? told_time : -1;
    if (placed) *place = told_place >= 0 && one_place ? told_place : -1;
  }

  [[nodiscard]] bool a_day(int time) const {
    const TimeSpan& t = reading_.times[static_cast<std::size_t>(time)];
    return t.start == t.end && t.first_day == t.last_day && !meant(t);
  }

  struct Dateline {
    int place = -1;
    std::uint32_t sentence = 0;
    std::uint32_t dash = 0;  ///< token
  };

  const Tree& tree_;
  const Document& document_;
  Reading& reading_;
  Dateline dateline_;
  std::uint32_t front_ = 0;  ///< first subject, or root, of the sentence at hand
};

std::string moved_week(const std::string& day, int weeks) {
  const auto from = parse_day(day);
  return from ? iso_day(moved(*from, TimeUnit::week, weeks)) : day;
}

/// "From Monday to Thursday", told of days gone by or to come: the end comes after the beginning.
void in_order(TimeSpan& t, TimeSpan& u, const std::string& published) {
  const auto first = parse_day(t.start);
  const auto last = parse_day(u.start);
  if (!first || !last || t.value != t.start || u.value != u.start || *last >= *first ||
      *first - *last > std::chrono::days(6))
    return;
  TimeSpan& wrong = t.start > published ? u : t;
  wrong.value = wrong.start = wrong.end = wrong.first_day = wrong.last_day =
      moved_week(wrong.start, &wrong == &u ? 1 : -1);
}

bool next_day(const TimeSpan& t, const TimeSpan& u) {
  const auto first = parse_day(t.end);
  const auto second = parse_day(u.start);
  return first && second && *second - *first == std::chrono::days(1) && t.start == t.end &&
         u.start == u.end;
}

/// Ends of intervals know of each other; after "since" an interval lasts until publication.
void join_intervals(const Tree& tree, const std::string& published, Reading& reading) {
  const Document& document = tree.document();
  const auto token_at = [&](std::uint32_t byte) {
    return static_cast<std::uint32_t>(
        std::partition_point(document.tokens.begin(), document.tokens.end(),
                             [&](const Token& t) { return t.begin < byte; }) -
        document.tokens.begin());
  };
  auto& times = reading.times;
  for (TimeSpan& t : times) {
    t.first_day = t.start;
    t.last_day = t.end;
    t.told = t.span;
  }
  for (std::size_t i = 0; i < times.size(); ++i) {
    TimeSpan& t = times[i];
    if (t.start.empty()) continue;
    const std::uint32_t first = token_at(t.span.begin);
    const bool led = first > 0 && tree.sentence(first - 1) == tree.sentence(first);
    const std::string_view before = led ? tree.folded(first - 1) : std::string_view();
    if (before == "since" && published.size() >= 10 && t.start <= published) {
      t.last_day = std::max(t.end, published.substr(0, 10));
      t.told.begin = document.tokens[first - 1].begin;
      continue;
    }
    if (i + 1 == times.size()) continue;
    TimeSpan& u = times[i + 1];
    const std::uint32_t mark = token_at(t.span.end);
    const std::uint32_t second = token_at(u.span.begin);
    if (u.start.empty() || second == mark || second > mark + 2 ||
        tree.sentence(second) != tree.sentence(first) || t.type == "DURATION" ||
        u.type == "DURATION")
      continue;
    // "9 p.m. to 6 a.m. on Friday": the first is of no day of its own
    if (t.type == "TIME" && u.type == "TIME" && t.start != u.start) continue;
    std::string_view between = tree.folded(mark);
    if (second == mark + 2) {
      if (between != "," && between != "up" && tree.folded(mark + 1) != "the") continue;
      if (between == "," || between == "up") between = tree.folded(mark + 1);
    }
    const bool dash = one_of(between, {"-", "\xE2\x80\x93", "\xE2\x80\x94"});
    const bool joins = (before == "between" && between == "and") ||
                       ((before == "from" || dash) &&
                        (dash || one_of(between, {"to", "until", "till", "through"}))) ||
                       between == "through" || (between == "and" && next_day(t, u));
    if (!joins) continue;
    in_order(t, u, published);
    if (u.end < t.start) continue;
    const bool led_in = before == "between" || before == "from";
    t.told = {led_in ? document.tokens[first - 1].begin : t.span.begin, u.span.end};
    u.told = t.told;
    u.first_day = t.first_day;
    t.last_day = u.last_day = std::max(t.end, u.end);
    if (t.dates || u.dates) t.dates = u.dates = true;
  }
}

}  // namespace

void attach_circumstances(const Tree& tree, const std::string& published, Reading& reading) {
  join_intervals(tree, published, reading);
  Attacher(tree, reading).run();
}

}  // namespace dragoman
