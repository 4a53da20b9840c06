#include "reading/quotes.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "reading/quotation_marks.h"
#include "text/one_of.h"

namespace dragoman {

namespace {

constexpr std::uint32_t kNone = ~0U;

/// Tokens [first, last], both included; empty while first is kNone.
struct Range {
  std::uint32_t first = kNone;
  std::uint32_t last = 0;

  [[nodiscard]] bool empty() const { return first == kNone || last < first; }
  [[nodiscard]] bool holds(std::uint32_t t) const { return !empty() && t >= first && t <= last; }
  void add(Range other) {
    if (other.empty()) return;
    last = empty() ? other.last : std::max(last, other.last);
    first = std::min(first, other.first);
  }
};

/// One attribution in tokens; a content broken by its cue has two parts.
struct Attribution {
  Range source;
  Range cue;
  std::array<Range, 2> content;
  std::uint32_t anchor = kNone;       ///< the word of the lexicon behind it
  std::uint32_t source_head = kNone;  ///< token
  std::array<std::uint32_t, 3> absorbed{kNone, kNone, kNone};  ///< verbs above that the cue holds
  bool direct = false;
  bool speech = false;
  bool whole = false;  ///< the content is the clause around the cue, not its complement

  void absorb(std::uint32_t verb) {
    for (std::uint32_t& slot : absorbed) {
      if (slot != kNone) continue;
      slot = verb;
      return;
    }
  }
};

class QuoteFinder {
 public:
  QuoteFinder(const Tree& tree, const ReadingLexicon& lexicon, Reading& reading)
      : tree_(tree),
        lexicon_(lexicon),
        reading_(reading),
        document_(tree.annotated().document),
        marks_(find_quotation_marks(document_)) {
    first_.resize(tree_.size());
    last_.resize(tree_.size());
    for (std::uint32_t t = 0; t < tree_.size(); ++t) {
      if (tree_.word(t).head < 0) reach(t);
    }
    within_.assign(tree_.size(), -1);
    for (std::size_t i = 0; i < marks_.size(); ++i) {
      for (std::uint32_t t = marks_[i].open; t <= marks_[i].close; ++t)
        within_[t] = static_cast<int>(i);
    }
    told_.assign(marks_.size(), -1);
    shared_.assign(tree_.size(), kNone);
    before_mark_.assign(tree_.size(), 0);
    for (const QuotationMarks& m : marks_) {
      // "said, “...”" and "said: “...”".
      if (m.open < 2) continue;
      const bool set_off = document_.form(m.open - 1) == "," || document_.form(m.open - 1) == ":";
      const std::uint32_t t = m.open - (set_off ? 2 : 1);
      if (!set_off || within_[t] >= 0 || tree_.word(t).upos != "VERB") continue;
      const ReportingFrame* frame = frame_of(t);
      if (frame != nullptr && frame->clause) before_mark_[t] = 1;
    }
  }

  void run() {
    for (std::uint32_t t = 0; t < tree_.size(); ++t) {
      const Word& w = tree_.word(t);
      if (t == 0 || paragraph_between(document_, t - 1, t)) named_line(t, t == 0);
      if (tree_.folded(t) == "according") {
        according(t);
      } else if (w.upos == "VERB" || misread_verb(t)) {
        verb(t);
      } else if (w.upos == "NOUN") {
        noun(t);
      } else if (w.upos == "ADJ") {
        adjective(t);
      } else if (w.upos == "ADV" && lexicon_.adverbs.contains(w.lemma)) {
        adverb(t);
      }
    }
    for (std::size_t m = 0; m < marks_.size(); ++m) signed_quotation(m);
    claim_quotations();
    loose_quotations();
    emit();
    attribute();
  }

 private:
  // --- the tree -------------------------------------------------------------------------------

  void reach(std::uint32_t t) {
    first_[t] = last_[t] = t;
    for (const std::uint32_t c : tree_.children(t)) {
      reach(c);
      first_[t] = std::min(first_[t], first_[c]);
      last_[t] = std::max(last_[t], last_[c]);
    }
  }

  [[nodiscard]] Range span_of(std::uint32_t t) const { return {first_[t], last_[t]}; }

  [[nodiscard]] bool punctuation(std::uint32_t t) const { return tree_.word(t).upos == "PUNCT"; }

  /// Commas, colons and full stops at the edges are no part of what is said; marks are.
  [[nodiscard]] Range trimmed(Range r) const {
    const auto idle = [&](std::uint32_t t) {
      return punctuation(t) && !is_quotation_mark(document_.form(t)) && document_.form(t) != "?" &&
             document_.form(t) != "!" && document_.form(t) != ")" && document_.form(t) != "(";
    };
    if (r.empty() || r.last >= tree_.size()) return {};  // nothing before the first token
    while (!r.empty() && idle(r.last) && within_[r.last] < 0) {
      if (r.last == r.first) return {};
      --r.last;
    }
    while (!r.empty() && idle(r.first) && within_[r.first] < 0) ++r.first;
    return r;
  }

  [[nodiscard]] bool child_is(std::uint32_t c, std::string_view relation) const {
    return is_relation(tree_.word(c).deprel, relation);
  }

  /// The nearest subject of `t` itself: parsers give a verb after a long clause two.
  [[nodiscard]] std::uint32_t own_subject(std::uint32_t t) const {
    std::uint32_t best = kNone;
    for (const std::uint32_t c : tree_.children(t)) {
      if (!child_is(c, "nsubj")) continue;
      if (best == kNone || (c < t && c > best) || (best > t && c < t)) best = c;
    }
    return best;
  }

  /// Head of the phrase that does what verb `t` says, found through shared subjects.
  [[nodiscard]] std::uint32_t subject_of(std::uint32_t t) const {
    for (int depth = 0; depth < 5; ++depth) {
      const std::uint32_t subject = own_subject(t);
      // "hope about what comes, declaring": the participle does not belong to "what".
      if (subject != kNone && (depth == 0 || tree_.folded(subject) != "what")) return subject;
      const Word& w = tree_.word(t);
      if (w.head < 0) break;
      const auto head = static_cast<std::uint32_t>(w.head);
      if (w.deprel == "acl") {
        // "issued a statement saying": the issuer says it; "a book saying": the book does.
        const Word& noun = tree_.word(head);
        if (noun.deprel == "obj" && noun.head >= 0 && lexicon_.nouns.contains(noun.lemma)) {
          t = static_cast<std::uint32_t>(noun.head);
          continue;
        }
        return w.xpos == "VBG" ? head : kNone;
      }
      if (w.deprel == "acl:relcl") return kNone;
      if (!one_of(w.deprel, std::array<std::string_view, 6>{"conj", "advcl", "xcomp", "ccomp",
                                                            "parataxis", "advcl:relcl"}))
        break;
      t = head;
    }
    return kNone;
  }

  /// "said Mr. Diaz, who added ...": a relative clause with a cue of its own is no part of a name.
  [[nodiscard]] Range before_relative(Range r, std::uint32_t head) const {
    for (std::uint32_t t = head + 2; t <= r.last; ++t) {
      if (!is_comma(t - 1) || (tree_.folded(t) != "who" && tree_.folded(t) != "which")) continue;
      return {r.first, t - 2};
    }
    return r;
  }

  /// The phrase of a subject: its clause markers and commas at the end stay out.
  [[nodiscard]] Range source_span(std::uint32_t head, std::uint32_t anchor) const {
    Range r = span_of(head);
    const std::int32_t marker = tree_.child(head, "case");
    if (marker >= 0 && static_cast<std::uint32_t>(marker) < head)
      r.first = std::max(r.first, static_cast<std::uint32_t>(marker) + 1);
    // A cue inside the phrase ("a book saying", "the man who said").
    if (r.holds(anchor)) r = anchor > head ? Range{r.first, anchor - 1} : Range{anchor + 1, r.last};
    if (r.empty() || !r.holds(head)) r = {head, head};
    r = trimmed(r);
    if (r.first > anchor) return before_relative(r, head);
    // An apposition is closed by a comma of its own.
    for (std::uint32_t t = r.first; t < r.last; ++t) {
      if (is_comma(t) && is_comma(r.last + 1)) return {r.first, r.last + 1};
    }
    return r;
  }

  /// Auxiliaries, negation and adverbs that stand right before a predicate belong to the cue.
  [[nodiscard]] Range cue_span(std::uint32_t t) const {
    Range r{t, t};
    while (r.first > 0) {
      const std::uint32_t before = r.first - 1;
      const Word& w = tree_.word(before);
      if (tree_.sentence(before) != tree_.sentence(t)) break;
      const bool own =
          w.head >= static_cast<std::int32_t>(r.first) && w.head <= static_cast<std::int32_t>(t);
      const bool light = is_relation(w.deprel, "aux") || w.deprel == "cop" ||
                         (w.deprel == "advmod" && w.upos != "SCONJ") || w.upos == "PART";
      if (!own || !light || tree_.word(before).xpos == "WRB") break;
      r.first = before;
    }
    for (const std::uint32_t c : tree_.children(t)) {
      if (c == r.last + 1 && (child_is(c, "compound") || tree_.word(c).xpos == "RP")) r.last = c;
    }
    return r;
  }

  [[nodiscard]] const ReportingFrame* frame_of(std::uint32_t t) const {
    const Word& w = tree_.word(t);
    if (const std::int32_t particle = tree_.child(t, "compound:prt"); particle >= 0) {
      const auto found = lexicon_.verbs.find(
          w.lemma + "_" + tree_.word(static_cast<std::uint32_t>(particle)).lemma);
      if (found != lexicon_.verbs.end()) return &found->second;
    }
    const auto found = lexicon_.verbs.find(w.lemma);
    return found == lexicon_.verbs.end() ? nullptr : &found->second;
  }

  [[nodiscard]] static bool takes(const ReportingFrame& frame, std::string_view preposition) {
    return std::find(frame.prepositions.begin(), frame.prepositions.end(), preposition) !=
           frame.prepositions.end();
  }

  // --- cues -----------------------------------------------------------------------------------

  /// What the complements of predicate `t` say; the cue grows over a preposition.
  void complements(std::uint32_t t, const ReportingFrame& frame, Attribution& a) const {
    Range clause;
    Range rest;
    std::uint32_t clause_head = kNone;
    std::uint32_t object = kNone;
    for (const std::uint32_t c : tree_.children(t)) {
      const Word& w = tree_.word(c);
      const bool asked =
          w.deprel == "advcl" && first_[c] == t + 1 && one_of(tree_.folded(t + 1), kAsking);
      if (w.deprel == "ccomp" || (asked && frame.clause) ||
          (w.deprel == "parataxis" && c > t && frame.clause)) {
        if ((frame.clause || frame.object || frame.infinitive) && clause_head == kNone) {
          clause_head = c;
          clause = span_of(c);
        }
      } else if (w.deprel == "xcomp") {
        if (frame.infinitive || frame.object || w.upos != "VERB") rest.add(span_of(c));
      } else if (w.deprel == "obj" && c > t) {
        object = c;
      }
    }
    if (clause_head != kNone && tree_.word(clause_head).deprel == "parataxis" && !rest.empty())
      clause_head = kNone;
    if (clause_head != kNone) {
      a.speech = frame.clause && !frame.attitude;
      if (clause.first < a.cue.first && clause.last > a.cue.last) {
        Range hole = a.cue;
        hole.add(a.source);
        if (clause.holds(hole.first) && clause.holds(hole.last) && !hole.holds(clause_head)) {
          a.content = {trimmed({clause.first, hole.first - 1}),
                       trimmed({hole.last + 1, clause.last})};
        } else {
          a.content[0] = trimmed(clause);
        }
      } else if (clause.last > a.cue.last && clause.holds(a.cue.first)) {
        a.content[0] = trimmed({a.cue.last + 1, clause.last});
      } else {
        a.content[0] = trimmed(clause);
      }
      // "want them to": the object of the outer verb is part of what is wanted.
      return;
    }
    if (object != kNone && rest.empty() && takes(frame, "recip") && of_recipient(object, frame, a))
      return;
    if (object != kNone && (frame.object || (frame.infinitive && !rest.empty())))
      rest.add(span_of(object));
    for (const std::uint32_t c : tree_.children(t)) {
      const Word& w = tree_.word(c);
      if (c < t) continue;
      if (is_relation(w.deprel, "obl")) {
        const std::string_view preposition = tree_.preposition(c);
        if (rest.empty() && takes(frame, preposition)) {
          const auto marker = static_cast<std::uint32_t>(tree_.child(c, "case"));
          if (marker > a.cue.last && marker <= a.cue.last + 3) a.cue.last = marker;
          rest = {std::max(first_[c], marker + 1), last_[c]};
        } else if (!rest.empty() && first_[c] == rest.last + 1 &&
                   one_of(preposition,
                          std::array<std::string_view, 9>{"for", "as", "of", "to", "with", "over",
                                                          "against", "from", "into"})) {
          rest.last = last_[c];
        }
      } else if (w.deprel == "advcl" && (!rest.empty() || takes(frame, marker_of(c)))) {
        if (rest.empty()) {
          const std::uint32_t marker = first_[c];
          if (marker == a.cue.last + 1) a.cue.last = marker;
          rest = {std::min(c, marker + 1), last_[c]};
        } else if (first_[c] == rest.last + 1 && !one_of(marker_of(c), kCircumstance)) {
          rest.last = last_[c];
        }
      }
    }
    if (!rest.empty() && rest.first <= a.cue.last && rest.last > a.cue.last)
      rest.first = a.cue.last + 1;
    a.content[0] = trimmed(rest);
  }

  /// "accused him of lying", "asked her about the vote": the cue runs to the preposition.
  [[nodiscard]] bool of_recipient(std::uint32_t object, const ReportingFrame& frame,
                                  Attribution& a) const {
    const Sentence& s = document_.sentences[tree_.sentence(object)];
    for (std::uint32_t t = object + 1; t + 1 < s.last && t < object + 5; ++t) {
      if (punctuation(t)) break;
      const std::string_view upos = tree_.word(t).upos;
      if ((upos != "ADP" && upos != "SCONJ") || !takes(frame, tree_.folded(t))) continue;
      const std::int32_t governed = tree_.word(t).head;
      if (governed <= static_cast<std::int32_t>(t)) break;
      const auto head = static_cast<std::uint32_t>(governed);
      a.cue.last = t;
      a.content[0] = trimmed({t + 1, std::max(head, last_[head])});
      return !a.content[0].empty();
    }
    return false;
  }

  [[nodiscard]] std::string_view marker_of(std::uint32_t t) const {
    const std::int32_t marker = tree_.child(t, "mark");
    return marker < 0 ? std::string_view() : tree_.folded(static_cast<std::uint32_t>(marker));
  }

  /// "X, he said" and "X, said the minister, Y": the sentence around a parenthetical cue.
  void parenthetical(std::uint32_t t, Attribution& a) const {
    if (own_subject(t) == kNone || a.source.empty() || tree_.word(t).deprel == "amod") return;
    Range hole = a.cue;
    hole.add(a.source);
    if (hole.last - hole.first > 14) return;
    const Sentence& s = document_.sentences[tree_.sentence(t)];
    const bool before = hole.first > s.first && is_comma(hole.first - 1);
    // A phrase of time or place may follow the cue: "he said on Monday,".
    std::uint32_t end = hole.last + 1;
    while (end < s.last && end < hole.last + 8 && !punctuation(end)) ++end;
    const bool after = end < s.last && is_comma(end);
    const bool last = end + 1 >= s.last;
    const bool opens = hole.first <= s.first + 1;
    if (!(before && (after || last)) &&
        !(opens && hole.last + 1 < s.last && is_comma(hole.last + 1)))
      return;
    std::size_t part = 0;
    if (before) {
      a.content[part] = trimmed({s.first, hole.first - 1});
      if (!a.content[part].empty()) ++part;
    }
    if (!last) a.content[part] = trimmed({end + 1, s.last - 1});
    a.speech = a.whole = !a.content[0].empty();
  }

  /// Where the tree misses the clause: "said on Friday that ...", "said the two raised ...".
  void follows(std::uint32_t t, const ReportingFrame& frame, Attribution& a) const {
    if (a.source.empty() || a.source.first > t) return;
    const Sentence& s = document_.sentences[tree_.sentence(t)];
    const std::uint32_t limit = std::min(s.last, t + 20);
    for (std::uint32_t c = a.cue.last + 1; c < limit; ++c) {
      const std::string_view xpos = tree_.word(c).xpos;
      if (xpos == "VBD" || xpos == "VBZ" || xpos == "VBP" || within_[c] >= 0) break;
      if (tree_.folded(c) != "that" || c + 2 >= s.last) continue;
      a.content[0] = trimmed({c, s.last - 1});
      a.speech = !frame.attitude;
      return;
    }
    const std::uint32_t next = a.cue.last + 1;
    if (frame.object || next + 3 >= s.last || punctuation(next) || within_[next] >= 0) return;
    const std::string_view upos = tree_.word(next).upos;
    if (upos != "DET" && upos != "PRON" && upos != "PROPN" && upos != "NOUN" && upos != "ADJ" &&
        upos != "NUM")
      return;
    if (tree_.word(t).lemma != "say" && tree_.word(t).lemma != "think" &&
        tree_.word(t).lemma != "believe")
      return;
    for (std::uint32_t c = next + 1; c < s.last; ++c) {
      if (tree_.word(c).upos != "VERB" && tree_.word(c).upos != "AUX") continue;
      a.content[0] = trimmed({next, s.last - 1});
      a.speech = !frame.attitude;
      return;
    }
  }

  /// "He wrote:" at the end of a paragraph: the next paragraph is what he wrote.
  void introduces(std::uint32_t t, Attribution& a) const {
    const std::size_t index = tree_.sentence(t);
    const Sentence& s = document_.sentences[index];
    if (document_.form(s.last - 1) != ":" || s.last - t > 14 || a.source.empty() ||
        index + 1 >= document_.sentences.size())
      return;
    const Sentence& next = document_.sentences[index + 1];
    if (within_[next.first] >= 0) return;  // the marks say how far it goes
    a.content[0] = {next.first, paragraph_end(next.first)};
    a.direct = a.speech = true;
  }

  /// Last token of the paragraph of `t`.
  [[nodiscard]] std::uint32_t paragraph_end(std::uint32_t t) const {
    while (t + 1 < tree_.size() && !paragraph_between(document_, t, t + 1)) ++t;
    return t;
  }

  [[nodiscard]] static bool in_capitals(std::string_view form) {
    return form.size() > 1 &&
           std::all_of(form.begin(), form.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  }

  /// "“We stay.” — Ana Gomez": a dash and a name after a quotation.
  void signed_quotation(std::size_t m) {
    const std::uint32_t dash = marks_[m].close + 1;
    if (dash + 1 >= tree_.size() || !one_of(document_.form(dash), kDash)) return;
    if (tree_.word(dash + 1).upos != "PROPN" || paragraph_between(document_, dash, dash + 1))
      return;
    std::uint32_t last = dash + 1;
    while (last + 1 < tree_.size() && last < dash + 8 &&
           (tree_.word(last + 1).upos == "PROPN" || tree_.word(last + 1).deprel == "flat"))
      ++last;
    if (last + 1 < tree_.size() && tree_.word(last + 1).upos == "VERB") return;
    Attribution a;
    a.anchor = dash;
    a.cue = {dash, dash};
    a.source = {dash + 1, last};
    a.source_head = dash + 1;
    a.content[0] = {marks_[m].open, marks_[m].close};
    a.direct = a.speech = true;
    found_.push_back(a);
  }

  /// "SMITH: We will stay", "Poll: Voters stay at home": a name and a colon start a paragraph.
  void named_line(std::uint32_t first, bool headline) {
    std::uint32_t t = first;
    if (t < tree_.size() && is_quotation_mark(document_.form(t))) ++t;
    const std::uint32_t begin = t;
    bool name = false;
    for (; t < tree_.size() && t < begin + 5; ++t) {
      const std::string_view upos = tree_.word(t).upos;
      if (document_.form(t) == ":") break;
      const bool capitals = in_capitals(document_.form(t));
      if (upos != "PROPN" && upos != "NOUN" && upos != "ADJ" && document_.form(t) != "." &&
          !capitals)
        return;
      name = name || upos == "PROPN" || capitals || (headline && upos == "NOUN");
    }
    if (!name || t >= tree_.size() || t + 2 >= tree_.size() || document_.form(t) != ":") return;
    if (t == begin || paragraph_between(document_, t, t + 1)) return;
    Attribution a;
    a.anchor = t;
    a.cue = {t, t};
    a.source = {begin, t - 1};
    a.source_head = t - 1;
    for (std::uint32_t h = begin; h < t; ++h) {
      if (reading_.mention_of_head[h] >= 0) a.source_head = h;
    }
    a.content[0] = {t + 1, paragraph_end(t)};
    if (headline) a.content[0] = trimmed(a.content[0]);
    a.direct = a.speech = a.whole = true;
    found_.push_back(a);
  }

  /// ", adding that ...", ", though she noted ...", ", according to ...": another attribution ends
  /// the content; a participle shares the source.
  void cut(Attribution& a) {
    Range& part = a.content[1].empty() ? a.content[0] : a.content[1];
    if (part.empty() || part.first <= a.cue.last) return;
    for (std::uint32_t t = part.first + 1; t <= part.last; ++t) {
      if (within_[t] >= 0) continue;
      if (before_mark_[t] != 0) {
        // "..., Diaz said, “...”": those words are said by somebody else, or once more.
        const std::uint32_t subject = own_subject(t);
        std::uint32_t begin = cue_span(t).first;
        if (subject < t) begin = std::min(begin, first_[subject]);
        if (begin <= part.first) return;
        if (subject == kNone) shared_[t] = a.source_head;
        part = trimmed({part.first, begin - 1});
        return;
      }
      if (!is_comma(t - 1)) continue;
      if (tree_.folded(t) == "according") {
        part.last = t - 2;
        return;
      }
      if (one_of(tree_.folded(t), kTurning)) {
        // The turn has a cue of its own within a few words.
        for (std::uint32_t v = t + 2; v <= part.last && v <= t + 5; ++v) {
          if (tree_.word(v).upos != "VERB") continue;
          const ReportingFrame* other = frame_of(v);
          if (other != nullptr && other->clause && own_subject(v) != kNone) {
            part.last = t - 2;
            return;
          }
          break;
        }
        continue;
      }
      if (tree_.word(t).xpos != "VBG") continue;
      const ReportingFrame* frame = frame_of(t);
      if (frame == nullptr || !frame->clause || own_subject(t) != kNone) continue;
      shared_[t] = a.source_head;
      part.last = t - 2;
      return;
    }
  }

  [[nodiscard]] bool is_comma(std::uint32_t t) const {
    return t < tree_.size() && document_.form(t) == ",";
  }

  [[nodiscard]] bool passive(std::uint32_t t) const {
    if (tree_.child(t, "nsubj:pass") >= 0 || tree_.child(t, "aux:pass") >= 0) return true;
    return tree_.word(t).xpos == "VBN" && tree_.child(t, "aux") < 0 &&
           tree_.word(t).deprel != "conj";
  }

  void set_source(Attribution& a, std::uint32_t head) const {
    if (head == kNone) return;
    a.source_head = head;
    a.source = source_span(head, a.anchor);
  }

  /// "went on to say", "avoids condemning": one cue with the verb above, told by the verb below.
  void widen(std::uint32_t t, Attribution& a) {
    std::uint32_t below = t;
    while (tree_.word(below).deprel == "xcomp") {
      const auto above = static_cast<std::uint32_t>(tree_.word(below).head);
      if (tree_.word(above).upos != "VERB" || above > below || a.cue.first - above > 4 ||
          tree_.child(above, "obj") >= 0)
        break;
      // "wants to say" is a wish with its own content; "appeared to suggest" is not.
      const ReportingFrame* own = frame_of(above);
      if (own != nullptr && own->infinitive && !takes(*own, "subj") && !takes(*own, "absorbed"))
        break;
      a.cue.add(cue_span(above));
      below = above;
      a.absorb(above);
    }
  }

  /// "issued a statement saying": the verb and the noun above are part of the cue.
  void carried(std::uint32_t t, Attribution& a) const {
    const Word& w = tree_.word(t);
    if (w.deprel != "acl" || w.head < 0 || w.xpos != "VBG") return;
    const Word& noun = tree_.word(static_cast<std::uint32_t>(w.head));
    if (noun.deprel != "obj" || noun.head < 0 || !lexicon_.nouns.contains(noun.lemma)) return;
    const auto above = static_cast<std::uint32_t>(noun.head);
    if (above < t && t - above < 9) a.cue.add(cue_span(above));
  }

  /// "environmentalists worry that": a word with a subject and no copula is a verb after all.
  [[nodiscard]] bool misread_verb(std::uint32_t t) const {
    const Word& w = tree_.word(t);
    return (w.upos == "NOUN" || w.upos == "ADJ") && own_subject(t) < t &&
           tree_.child(t, "cop") < 0 && lexicon_.verbs.contains(w.lemma) &&
           (tree_.child(t, "ccomp") >= 0 || tree_.child(t, "obj") >= 0);
  }

  /// "people in the talks assumed that": where the root is a noun and the main verb was read as its
  /// participle, that noun; kNone elsewhere.
  [[nodiscard]] std::uint32_t misread_main(std::uint32_t t) const {
    const Word& w = tree_.word(t);
    if (w.deprel != "acl" || (w.xpos != "VBN" && w.xpos != "VBD")) return kNone;
    const Sentence& s = document_.sentences[tree_.sentence(t)];
    const bool closed = document_.form(s.last - 1) == ".";
    if (tree_.child(t, "ccomp") < 0 && tree_.child(t, "xcomp") < 0 && !closed) return kNone;
    for (const std::uint32_t c : tree_.children(t)) {
      if (tree_.preposition(c) == "by" || child_is(c, "aux")) return kNone;
    }
    std::uint32_t up = t;
    for (int depth = 0; depth < 6 && tree_.word(up).head >= 0; ++depth)
      up = static_cast<std::uint32_t>(tree_.word(up).head);
    const bool nominal =
        is_nominal(tree_.word(up).upos) && tree_.word(up).head < 0 && tree_.child(up, "cop") < 0;
    return nominal && up < t ? up : kNone;
  }

  void verb(std::uint32_t t) {
    const ReportingFrame* frame = frame_of(t);
    if (frame == nullptr) return;
    Attribution a;
    a.anchor = t;
    a.cue = cue_span(t);
    if (const std::uint32_t main = misread_main(t); main != kNone) {
      a.source_head = main;
      a.source = trimmed({first_[main], t - 1});
      complements(t, *frame, a);
      cut(a);
      if (!a.content[0].empty()) found_.push_back(a);
      return;
    }
    if (passive(t)) {
      passive_verb(t, *frame, a);
      return;
    }
    set_source(a, shared_[t] != kNone ? shared_[t] : subject_of(t));
    complements(t, *frame, a);
    if (a.content[0].empty() && frame->clause) parenthetical(t, a);
    if (a.content[0].empty() && frame->clause) follows(t, *frame, a);
    cut(a);
    if (a.content[0].empty()) introduces(t, a);
    if (takes(*frame, "subj")) {
      // "The talks seem to fail": what seems so is the subject and the rest, on nobody's word.
      if (a.source.empty() || a.content[0].empty() || a.content[0].first < t) return;
      a.content = {a.source, a.content[0]};
      a.source = {};
      a.source_head = kNone;
    }
    widen(t, a);
    carried(t, a);
    if (a.content[0].empty() && !frame->clause) return;
    if (a.source.empty() && a.content[0].empty()) return;
    found_.push_back(a);
  }

  void passive_verb(std::uint32_t t, const ReportingFrame& frame, Attribution& a) {
    for (const std::uint32_t c : tree_.children(t)) {
      if (tree_.word(c).deprel == "obl:agent" ||
          (is_relation(tree_.word(c).deprel, "obl") && tree_.preposition(c) == "by")) {
        set_source(a, c);
        if (first_[c] == a.cue.last + 1 && tree_.folded(first_[c]) == "by") ++a.cue.last;
      }
    }
    const bool infinitive = tree_.child(t, "xcomp") >= 0;
    complements(t, frame, a);
    const std::int32_t subject = tree_.child(t, "nsubj:pass");
    if (subject >= 0 && (frame.object || infinitive) && a.content[0].first > t) {
      // The thing praised or expected stands before the cue.
      const Range s = trimmed(span_of(static_cast<std::uint32_t>(subject)));
      if (a.content[0].empty()) {
        if (a.source.empty() && !frame.clause) return;
        a.content[0] = s;
      } else {
        a.content = {s, a.content[0]};
      }
    }
    // "Asked about the deal, ...": nobody is named who asked.
    const bool opens = document_.sentences[tree_.sentence(t)].first == t;
    if (a.content[0].empty() || (subject < 0 && a.source.empty() && !opens)) return;
    found_.push_back(a);
  }

  /// "the claim that rebels shot": a marker that the tree hangs on another word.
  [[nodiscard]] bool loose_that(std::uint32_t c) const {
    const std::uint32_t subject = own_subject(c);
    const std::uint32_t begin = first_[c];
    if (tree_.word(c).deprel != "acl:relcl" || subject == kNone || begin == 0) return false;
    return tree_.folded(begin - 1) == "that" && tree_.word(begin - 1).deprel == "mark";
  }

  void noun(std::uint32_t t) {
    const auto found = lexicon_.nouns.find(tree_.word(t).lemma);
    if (found == lexicon_.nouns.end()) return;
    const ReportingFrame& frame = found->second;
    Attribution a;
    a.anchor = t;
    a.cue = {t, t};
    std::uint32_t by = kNone;
    std::uint32_t carrier = kNone;
    for (const std::uint32_t c : tree_.children(t)) {
      const Word& w = tree_.word(c);
      if (w.deprel == "nmod:poss") {
        by = c;
      } else if (w.deprel == "amod" && w.upos == "VERB" && own_subject(c) < c) {
        carrier = c;  // "Diaz voiced hope": the verb was read as an adjective
      } else if (c > t && (child_is(c, "acl") || w.deprel == "ccomp")) {
        const bool that = marker_of(c) == "that" || loose_that(c);
        if (a.content[0].empty() && (that || (frame.infinitive && marker_of(c) == "to"))) {
          a.content[0] = trimmed(span_of(c));
          a.speech = that && !frame.attitude;
        }
      } else if (is_relation(w.deprel, "nmod")) {
        const std::string_view preposition = tree_.preposition(c);
        if (preposition == "by" && by == kNone) {
          by = c;
        } else if (a.content[0].empty() && takes(frame, preposition)) {
          const auto marker = static_cast<std::uint32_t>(tree_.child(c, "case"));
          if (marker == t + 1) a.cue.last = marker;
          a.content[0] = trimmed({std::max(first_[c], marker + 1), last_[c]});
        }
      }
    }
    if (carrier != kNone) {
      by = own_subject(carrier);
      a.cue.add(cue_span(carrier));
      a.absorb(carrier);
    }
    for (const std::uint32_t c : tree_.children(t)) {
      // "hope about what comes": a clause behind a preposition of the noun.
      if (!a.content[0].empty() || c < t || !child_is(c, "acl")) continue;
      const std::uint32_t marker = first_[c];
      if (marker != t + 1 || !takes(frame, tree_.folded(marker)) || marker + 1 > last_[c]) continue;
      a.cue.last = marker;
      a.content[0] = trimmed({marker + 1, last_[c]});
    }
    if (a.content[0].empty()) return;
    const Word& w = tree_.word(t);
    if (by == kNone && w.head >= 0 && (w.deprel == "obj" || w.deprel == "obl")) {
      // "expressed concern about": the verb carries the noun.
      const auto light = static_cast<std::uint32_t>(w.head);
      if (tree_.word(light).upos == "VERB" && light < t && t - light < 5) {
        by = subject_of(light);
        a.cue.add(cue_span(light));
        a.absorb(light);
      }
    }
    if (by == kNone && w.deprel == "root" && w.xpos == "NNS" && first_[t] < t && !a.speech) {
      // "The centre plans to ..." read as a plural noun.
      a.source = trimmed({first_[t], t - 1});
      for (const std::uint32_t c : tree_.children(t)) {
        if (c < t && reading_.mention_of_head[c] >= 0) a.source_head = c;
      }
      found_.push_back(a);
      return;
    }
    if (by == kNone && !a.speech) return;
    if (by != kNone) set_source(a, by);
    cut(a);
    if (by != kNone) set_source(a, by);
    if (by != kNone && tree_.word(by).deprel == "nmod:poss") a.source = span_of(by);
    while (a.cue.first > 0 && tree_.word(a.cue.first - 1).deprel == "amod" &&
           tree_.word(a.cue.first - 1).head == static_cast<std::int32_t>(t))
      --a.cue.first;
    found_.push_back(a);
  }

  void adjective(std::uint32_t t) {
    const auto found = lexicon_.adjectives.find(tree_.word(t).lemma);
    if (found == lexicon_.adjectives.end()) return;
    const std::uint32_t subject = own_subject(t);
    const std::int32_t it = tree_.child(t, "expl");
    Attribution a;
    a.anchor = t;
    a.cue = cue_span(t);
    if (it >= 0 && static_cast<std::uint32_t>(it) < t && t - static_cast<std::uint32_t>(it) < 5) {
      a.cue.first = static_cast<std::uint32_t>(it);  // "it is clear that": on nobody's word
    } else if (subject != kNone && subject < t) {
      set_source(a, subject);
    } else {
      return;
    }
    complements(t, found->second, a);
    if (!a.content[0].empty()) found_.push_back(a);
  }

  /// Cuts `hole` out of `all`; the rest is the content.
  void around(Range all, Range hole, Attribution& a) const {
    std::size_t part = 0;
    if (hole.first > all.first) {
      a.content[part] = trimmed({all.first, hole.first - 1});
      if (!a.content[part].empty()) ++part;
    }
    if (hole.last < all.last) a.content[part] = trimmed({hole.last + 1, all.last});
  }

  void according(std::uint32_t t) {
    if (t + 1 >= tree_.size() || tree_.folded(t + 1) != "to") return;
    // Parsers make it a case marker of the noun, or the head of the noun.
    std::uint32_t noun = kNone;
    std::uint32_t top = t;
    if (tree_.word(t).deprel == "case" && tree_.word(t).head >= 0) {
      noun = top = static_cast<std::uint32_t>(tree_.word(t).head);
    } else {
      for (const std::uint32_t c : tree_.children(t)) {
        if (is_relation(tree_.word(c).deprel, "obl") || tree_.word(c).deprel == "obj" ||
            is_relation(tree_.word(c).deprel, "nmod"))
          noun = c;
      }
    }
    if (noun == kNone || noun < t || tree_.word(top).head < 0) return;
    Attribution a;
    a.anchor = t;
    a.cue = {t, t + 1};
    a.source_head = noun;
    a.source = trimmed({t + 2, last_[noun]});
    Range hole = a.cue;
    hole.add(a.source);
    a.speech = a.whole = true;
    const auto governor = static_cast<std::uint32_t>(tree_.word(top).head);
    around(span_of(governor), hole, a);
    if (!a.content[0].empty()) found_.push_back(a);
  }

  void adverb(std::uint32_t t) {
    const std::int32_t head = tree_.word(t).head;
    if (head < 0) return;
    Attribution a;
    a.anchor = t;
    a.cue = {t, t};
    a.whole = true;
    around(span_of(static_cast<std::uint32_t>(head)), a.cue, a);
    if (!a.content[0].empty()) found_.push_back(a);
  }

  // --- quotation marks ------------------------------------------------------------------------

  [[nodiscard]] bool same_paragraph(std::uint32_t a, std::uint32_t b) const {
    return !paragraph_between(document_, std::min(a, b), std::max(a, b));
  }

  /// Joins quotations with the cues that speak them.
  void claim_quotations() {
    for (std::size_t i = 0; i < found_.size(); ++i) {
      Attribution& a = found_[i];
      for (Range& part : a.content) {
        if (part.empty()) continue;
        // A quotation that starts in the content or holds its edge is said as a whole.
        for (std::uint32_t t = part.first; t <= part.last; ++t) {
          const int m = within_[t];
          if (m < 0) continue;
          const auto& mark = marks_[static_cast<std::size_t>(m)];
          if (a.cue.first >= mark.open && a.cue.first <= mark.close) break;
          if (told_[static_cast<std::size_t>(m)] < 0 || a.speech) {
            told_[static_cast<std::size_t>(m)] = static_cast<int>(i);
          }
          part.add({mark.open, mark.close});
          a.direct = a.direct || mark.open <= part.first + 1;
          t = mark.close;
        }
        if (part.last > a.cue.last && part.first <= a.cue.last && part.first > a.cue.first)
          part.first = a.cue.last + 1;
      }
      if (!a.content[0].empty()) continue;
      adjacent(i);
    }
    std::erase_if(found_, [](const Attribution& a) { return a.content[0].empty(); });
    // Indices moved: tell again which quotation has a speaker.
    std::fill(told_.begin(), told_.end(), -1);
    for (std::size_t i = 0; i < found_.size(); ++i) {
      for (const Range& part : found_[i].content) {
        if (part.empty()) continue;
        for (std::uint32_t t = part.first; t <= part.last; ++t) {
          const bool line = found_[i].whole && found_[i].direct;
          if (within_[t] < 0 || (within_[t] == within_[found_[i].anchor] && !line)) continue;
          int& teller = told_[static_cast<std::size_t>(within_[t])];
          if (teller < 0 || found_[i].speech) teller = static_cast<int>(i);
        }
      }
    }
  }

  /// The quotation right before or right after a cue that has no clause of its own.
  void adjacent(std::size_t i) {
    Attribution& a = found_[i];
    if (within_[a.anchor] >= 0) return;
    Range group = a.cue;
    if (!a.source.empty() && tree_.sentence(a.source.first) == tree_.sentence(a.anchor) &&
        a.source.first + 12 > a.cue.first && a.source.last < a.cue.last + 12)
      group.add(a.source);
    const auto next =
        std::partition_point(marks_.begin(), marks_.end(),
                             [&](const QuotationMarks& m) { return m.open < group.first; }) -
        marks_.begin();
    const auto index = static_cast<std::size_t>(next);
    std::size_t part = 0;
    if (index > 0) {
      const QuotationMarks& before = marks_[index - 1];
      if (before.close < group.first && group.first - before.close <= 3 &&
          same_paragraph(before.close, group.first) && told_[index - 1] < 0) {
        a.content[part++] = {before.open, before.close};
        told_[index - 1] = static_cast<int>(i);
      }
    }
    if (index < marks_.size()) {
      const QuotationMarks& after = marks_[index];
      const std::uint32_t gap = after.open - std::min(after.open, group.last);
      const bool announced = after.open > 0 && (document_.form(after.open - 1) == ":" ||
                                                document_.form(after.open - 1) == ",");
      const bool same = same_paragraph(group.last, after.open);
      const bool near = same ? gap <= 3 || (announced && gap <= 14)
                             : announced && gap <= 14 && document_.form(after.open - 1) == ":";
      if (near && told_[index] < 0) {
        a.content[part++] = {after.open, after.close};
        told_[index] = static_cast<int>(i);
      }
    }
    a.direct = a.speech = part > 0;
  }

  /// Quotations no cue claims: the speaker goes on talking, or the nearest verb says it.
  void loose_quotations() {
    int teller = -1;  // attribution of the last quotation told
    std::uint32_t teller_end = 0;
    for (std::size_t m = 0; m < marks_.size(); ++m) {
      const QuotationMarks& mark = marks_[m];
      if (told_[m] >= 0) {
        teller = told_[m];
        teller_end = mark.close;
        continue;
      }
      const bool starts =
          mark.open == 0 || tree_.sentence(mark.open - 1) != tree_.sentence(mark.open);
      const std::uint32_t words = mark.close - mark.open - 1;
      const bool sentence_long = words >= 4;
      if (teller >= 0 && starts && sentence_long && mark.open - teller_end < 200) {
        const bool same = same_paragraph(teller_end, mark.open);
        const bool whole = mark.open == 0 || paragraph_between(document_, mark.open - 1, mark.open);
        if (same || whole) {
          Attribution a = found_[static_cast<std::size_t>(teller)];
          a.content = {Range{mark.open, mark.close}, Range{}};
          a.direct = a.speech = true;
          a.anchor = found_[static_cast<std::size_t>(teller)].anchor;
          found_.push_back(a);
          teller_end = mark.close;
          continue;
        }
      }
      nearest(mark);
    }
  }

  void nearest(const QuotationMarks& mark) {
    const Sentence& from = document_.sentences[tree_.sentence(mark.open)];
    const Sentence& to = document_.sentences[tree_.sentence(mark.close)];
    std::uint32_t best = kNone;
    std::uint32_t verb = kNone;
    for (std::uint32_t t = from.first; t < to.last; ++t) {
      if ((t >= mark.open && t <= mark.close) || tree_.word(t).upos != "VERB") continue;
      if (speaker_of(subject_of(t)) < 0) continue;
      std::uint32_t distance = t < mark.open ? mark.open - t : t - mark.close;
      const bool reports = frame_of(t) != nullptr;
      if (!reports) distance += 12;
      if (distance < best) {
        best = distance;
        verb = t;
      }
    }
    Attribution a;
    a.content[0] = {mark.open, mark.close};
    a.direct = a.speech = true;
    if (verb != kNone) {
      a.anchor = verb;
      if (frame_of(verb) != nullptr) {
        a.cue = cue_span(verb);
        set_source(a, subject_of(verb));
      } else {
        a.source_head = subject_of(verb);
      }
    }
    found_.push_back(a);
  }

  // --- results --------------------------------------------------------------------------------

  [[nodiscard]] int speaker_of(std::uint32_t head) const {
    return head == kNone ? -1 : reading_.mention_of_head[head];
  }

  [[nodiscard]] Span bytes(Range r) const {
    return r.empty() ? Span{} : Span{document_.tokens[r.first].begin, document_.tokens[r.last].end};
  }

  /// The cue with the colon and the medium after it ("said in a statement:").
  [[nodiscard]] Range whole_cue(const Attribution& a) const {
    Range cue = a.cue;
    if (cue.empty() || a.whole) return cue;
    for (const std::uint32_t c : tree_.children(a.anchor)) {
      if (is_relation(tree_.word(c).deprel, "obl") && first_[c] == cue.last + 1 && a.speech &&
          one_of(tree_.word(c).lemma, kMedium) && !holds_content(a, first_[c]))
        cue.last = holds_content(a, last_[c]) ? c : last_[c];
    }
    if (a.speech && cue.last + 1 < tree_.size() && one_of(tree_.folded(cue.last + 1), kDay) &&
        !holds_content(a, cue.last + 1))
      ++cue.last;
    const std::uint32_t next = cue.last + 1;
    if (next < tree_.size() && document_.form(next) == ":" && !holds_content(a, next))
      cue.last = next;
    return cue;
  }

  [[nodiscard]] static bool holds_content(const Attribution& a, std::uint32_t t) {
    return a.content[0].holds(t) || a.content[1].holds(t);
  }

  void emit() {
    // A verb merged into a wider cue has no attribution of its own.
    std::vector<char> absorbed(tree_.size(), 0);
    for (const Attribution& a : found_) {
      for (const std::uint32_t t : a.absorbed) {
        if (t != kNone) absorbed[t] = 1;
      }
    }
    std::erase_if(found_, [&](const Attribution& a) {
      return !a.direct && a.anchor != kNone && absorbed[a.anchor] != 0;
    });
    struct Part {
      Range content;
      std::size_t from = 0;
    };
    std::vector<Part> parts;
    for (std::size_t i = 0; i < found_.size(); ++i) {
      for (const Range& r : found_[i].content) {
        if (!r.empty()) parts.push_back({r, i});
      }
    }
    std::stable_sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) {
      if (a.content.first != b.content.first) return a.content.first < b.content.first;
      return a.content.last > b.content.last;
    });
    for (const Part& p : parts) {
      const Attribution& a = found_[p.from];
      Quote q;
      q.content = bytes(p.content);
      q.source = bytes(a.source);
      q.cue = bytes(whole_cue(a));
      q.speaker = speaker_of(a.source_head);
      q.direct = a.direct;
      q.speech = a.speech;
      reading_.quotes.push_back(q);
    }
    // Outer contents come first; a token remembers the innermost content over it so far.
    std::vector<int> over(tree_.size(), -1);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const Attribution& a = found_[parts[i].from];
      const std::uint32_t at = a.cue.empty() ? parts[i].content.first : a.cue.first;
      const int outer = over[at];
      // Speech about the object of an attitude stands beside it rather than within it.
      const bool beside = outer >= 0 && a.speech && a.anchor != kNone &&
                          !found_[parts[static_cast<std::size_t>(outer)].from].speech &&
                          tree_.word(a.anchor).deprel.starts_with("acl");
      if (outer >= 0 && !beside && parts[static_cast<std::size_t>(outer)].from != parts[i].from)
        reading_.quotes[i].inside = outer;
      if (a.whole) continue;
      for (std::uint32_t t = parts[i].content.first; t <= parts[i].content.last; ++t)
        over[t] = static_cast<int>(i);
    }
  }

  void attribute() {
    auto& statements = reading_.statements;  // in text order
    for (const Quote& q : reading_.quotes) {
      if (!q.speech) continue;
      const auto first =
          std::partition_point(statements.begin(), statements.end(),
                               [&](const Statement& s) { return begin_of(s) < q.content.begin; });
      for (auto s = first; s != statements.end() && begin_of(*s) < q.content.end; ++s) {
        s->speaker = q.speaker;
        s->quoted = q.direct;
      }
    }
  }

  [[nodiscard]] std::uint32_t begin_of(const Statement& s) const {
    return document_.tokens[s.predicate].begin;
  }

  static constexpr std::array<std::string_view, 14> kCircumstance = {
      "while", "when",     "after",  "before", "until", "since",   "because",
      "if",    "although", "though", "unless", "once",  "whereas", "as"};

  static constexpr std::array<std::string_view, 4> kDash = {"―", "—", "–", "--"};
  static constexpr std::array<std::string_view, 7> kDay = {
      "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
  static constexpr std::array<std::string_view, 12> kMedium = {
      "statement", "interview", "tweet", "speech", "letter", "email",
      "e-mail",    "memo",      "post",  "call",   "filing", "release"};
  static constexpr std::array<std::string_view, 4> kTurning = {"though", "although", "while",
                                                               "but"};
  static constexpr std::array<std::string_view, 6> kAsking = {"how",   "why",     "when",
                                                              "where", "whether", "if"};

  const Tree& tree_;
  const ReadingLexicon& lexicon_;
  Reading& reading_;
  const Document& document_;
  std::vector<QuotationMarks> marks_;
  std::vector<std::uint32_t> first_;   ///< first token of the subtree
  std::vector<std::uint32_t> last_;    ///< last token of the subtree
  std::vector<int> within_;            ///< token -> quotation around it, -1 for none
  std::vector<int> told_;              ///< quotation -> attribution that tells it
  std::vector<char> before_mark_;      ///< 1: a reporting verb set off before a quotation
  std::vector<std::uint32_t> shared_;  ///< participle -> subject it shares, kNone for none
  std::vector<Attribution> found_;
};

}  // namespace

void find_quotes(const Tree& tree, const ReadingLexicon& lexicon, Reading& reading) {
  QuoteFinder(tree, lexicon, reading).run();
}

}  // namespace dragoman
