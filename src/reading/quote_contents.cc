#include "reading/quote_contents.h"

#include <algorithm>
#include <array>

#include "reading/quote_setting.h"
#include "text/one_of.h"

namespace dragoman {

namespace {

/// Verbs whose two objects are one judgement and no telling.
constexpr std::array<std::string_view, 6> kNaming = {"call",  "dub",  "brand",
                                                     "label", "name", "term"};

constexpr std::array<std::string_view, 14> kCircumstance = {
    "while", "when",     "after",  "before", "until", "since",   "because",
    "if",    "although", "though", "unless", "once",  "whereas", "as"};

constexpr std::array<std::string_view, 6> kAsking = {"how",   "why",     "when",
                                                     "where", "whether", "if"};

/// "accused him of lying", "asked her about the vote": the cue runs to the preposition.
bool of_recipient(const QuoteText& q, std::uint32_t object, const ReportingFrame& frame,
                  Attribution& a) {
  const Sentence& s = q.document().sentences[q.tree().sentence(object)];
  for (std::uint32_t t = object + 1; t + 1 < s.last && t < object + 5; ++t) {
    if (q.punctuation(t)) break;
    const std::string_view upos = q.tree().word(t).upos;
    if ((upos != "ADP" && upos != "SCONJ") || !frame.takes(q.tree().folded(t))) continue;
    const std::int32_t governed = q.tree().word(t).head;
    if (governed <= static_cast<std::int32_t>(t)) break;
    const auto head = static_cast<std::uint32_t>(governed);
    a.cue.last = t;
    a.content[0] = q.trimmed({t + 1, std::max(head, q.last(head))});
    return !a.content[0].empty();
  }
  return false;
}

}  // namespace

void complement_content(const QuoteText& q, std::uint32_t t, const ReportingFrame& frame,
                        Attribution& a) {
  TokenRange clause;
  TokenRange rest;
  std::uint32_t clause_head = kNoToken;
  std::uint32_t object = kNoToken;
  TokenRange objects;  // "called Diaz a fraud" has two
  for (const std::uint32_t c : q.tree().children(t)) {
    const Word& w = q.tree().word(c);
    const bool asked =
        w.deprel == "advcl" && q.first(c) == t + 1 && one_of(q.tree().folded(t + 1), kAsking);
    if (w.deprel == "ccomp" || (asked && frame.clause) ||
        (is_relation(w.deprel, "csubj") && c > t && frame.clause) ||
        (w.deprel == "parataxis" && c > t && frame.clause)) {
      if ((frame.clause || frame.object || frame.infinitive) && clause_head == kNoToken) {
        clause_head = c;
        clause = q.span_of(c);
      } else if (clause_head < c && q.first(c) == clause.last + 1) {
        clause.last = q.last(c);  // "said she felt | the plan was sound", torn in two
      }
    } else if (w.deprel == "xcomp") {
      if (frame.infinitive || frame.object || w.upos != "VERB") rest.add(q.span_of(c));
    } else if (w.deprel == "obj" && c > t) {
      object = c;
      objects.add(q.span_of(c));
    } else if (w.deprel == "iobj" && c > t && one_of(q.tree().word(t).lemma, kNaming)) {
      objects.add(q.span_of(c));  // the same, where the parser took the first for a hearer
    }
  }
  if (clause_head != kNoToken && q.tree().word(clause_head).deprel == "parataxis" && !rest.empty())
    clause_head = kNoToken;
  if (clause_head != kNoToken) {
    a.speech = frame.clause && !frame.attitude;
    if (clause.first < a.cue.first && clause.last > a.cue.last) {
      TokenRange hole = a.cue;
      hole.add(a.source);
      if (clause.holds(hole.first) && clause.holds(hole.last) && !hole.holds(clause_head)) {
        a.content = {q.trimmed({clause.first, hole.first - 1}),
                     q.trimmed({hole.last + 1, clause.last})};
      } else {
        a.content[0] = q.trimmed(clause);
      }
    } else if (clause.last > a.cue.last && clause.holds(a.cue.first)) {
      a.content[0] = q.trimmed({a.cue.last + 1, clause.last});
    } else {
      a.content[0] = q.trimmed(clause);
    }
    // "want them to": the object of the outer verb is part of what is wanted.
    return;
  }
  if (object != kNoToken && rest.empty() && frame.takes("recip") &&
      of_recipient(q, object, frame, a))
    return;
  if (object != kNoToken && (frame.object || (frame.infinitive && !rest.empty())))
    rest.add(objects);
  for (const std::uint32_t c : q.tree().children(t)) {
    const Word& w = q.tree().word(c);
    if (c < t) continue;
    if (is_relation(w.deprel, "obl")) {
      const std::string_view preposition = q.tree().preposition(c);
      if (rest.empty() && frame.takes(preposition) && !is_channel(q, c)) {
        const auto marker = static_cast<std::uint32_t>(q.tree().child(c, "case"));
        if (marker > a.cue.last && marker <= a.cue.last + 3) a.cue.last = marker;
        rest = {std::max(q.first(c), marker + 1), q.last(c)};
      } else if (!rest.empty() && q.first(c) == rest.last + 1 &&
                 one_of(preposition,
                        {"for", "as", "of", "to", "with", "over", "against", "from", "into"})) {
        rest.last = q.last(c);
      }
    } else if (w.deprel == "advcl" && (!rest.empty() || frame.takes(q.marker_of(c)))) {
      if (rest.empty()) {
        const std::uint32_t marker = q.first(c);
        if (marker == a.cue.last + 1) a.cue.last = marker;
        rest = {std::min(c, marker + 1), q.last(c)};
      } else if (q.first(c) == rest.last + 1 && !one_of(q.marker_of(c), kCircumstance)) {
        rest.last = q.last(c);
      }
    }
  }
  if (!rest.empty() && rest.first <= a.cue.last && rest.last > a.cue.last)
    rest.first = a.cue.last + 1;
  a.content[0] = q.trimmed(rest);
}

void parenthetical_content(const QuoteText& q, std::uint32_t t, Attribution& a) {
  if (q.own_subject(t) == kNoToken || a.source.empty() || q.tree().word(t).deprel == "amod") return;
  TokenRange hole = a.cue;
  hole.add(a.source);
  if (hole.last - hole.first > 14) return;
  const Sentence& s = q.document().sentences[q.tree().sentence(t)];
  const bool before = hole.first > s.first && q.is_comma(hole.first - 1);
  // A phrase of time or place may follow the cue: "he said on Monday,".
  std::uint32_t end = hole.last + 1;
  while (end < s.last && end < hole.last + 8 && !q.punctuation(end)) ++end;
  const bool after = end < s.last && q.is_comma(end);
  const bool last = end + 1 >= s.last;
  const bool opens = hole.first <= s.first + 1;
  if (!(before && (after || last)) &&
      !(opens && hole.last + 1 < s.last && q.is_comma(hole.last + 1)))
    return;
  std::size_t part = 0;
  if (before) {
    a.content[part] = q.trimmed({s.first, hole.first - 1});
    if (!a.content[part].empty()) ++part;
  }
  if (!last) a.content[part] = q.trimmed({end + 1, s.last - 1});
  a.speech = a.whole = !a.content[0].empty();
}

void following_content(const QuoteText& q, std::uint32_t t, const ReportingFrame& frame,
                       Attribution& a) {
  if (a.source.empty() || a.source.first > t) return;
  const Sentence& s = q.document().sentences[q.tree().sentence(t)];
  const std::uint32_t limit = std::min(s.last, t + 20);
  for (std::uint32_t c = a.cue.last + 1; c < limit; ++c) {
    const std::string_view xpos = q.tree().word(c).xpos;
    if (xpos == "VBD" || xpos == "VBZ" || xpos == "VBP" || q.within(c) >= 0) break;
    if (q.tree().folded(c) != "that" || c + 2 >= s.last) continue;
    a.content[0] = q.trimmed({c, s.last - 1});
    a.speech = !frame.attitude;
    return;
  }
  const std::uint32_t next = a.cue.last + 1;
  if (frame.object || next + 3 >= s.last || q.punctuation(next) || q.within(next) >= 0) return;
  const std::string_view upos = q.tree().word(next).upos;
  if (upos != "DET" && upos != "PRON" && upos != "PROPN" && upos != "NOUN" && upos != "ADJ" &&
      upos != "NUM")
    return;
  if (q.tree().word(t).lemma != "say" && q.tree().word(t).lemma != "think" &&
      q.tree().word(t).lemma != "believe")
    return;
  for (std::uint32_t c = next + 1; c < s.last; ++c) {
    if (q.tree().word(c).upos != "VERB" && q.tree().word(c).upos != "AUX") continue;
    a.content[0] = q.trimmed({next, s.last - 1});
    a.speech = !frame.attitude;
    return;
  }
}

void next_paragraph_content(const QuoteText& q, std::uint32_t t, Attribution& a) {
  const std::size_t index = q.tree().sentence(t);
  const Sentence& s = q.document().sentences[index];
  if (q.document().form(s.last - 1) != ":" || s.last - t > 14 || a.source.empty() ||
      index + 1 >= q.document().sentences.size())
    return;
  const Sentence& next = q.document().sentences[index + 1];
  if (q.within(next.first) >= 0) return;  // the marks say how far it goes
  a.content[0] = {next.first, q.paragraph_end(next.first)};
  a.direct = a.speech = true;
}

}  // namespace dragoman
