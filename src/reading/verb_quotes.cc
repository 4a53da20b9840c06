#include <algorithm>
#include <array>

#include "reading/quote_contents.h"
#include "reading/quote_cues.h"
#include "text/one_of.h"

namespace dragoman {

namespace {

constexpr std::array<std::string_view, 4> kTurning = {"though", "although", "while", "but"};

/// "people in the talks assumed that": where the root is a noun and the main verb was read as its
/// participle, that noun; kNoToken elsewhere.
std::uint32_t misread_main(const QuoteText& q, std::uint32_t t) {
  const Word& w = q.tree().word(t);
  if (w.deprel != "acl" || (w.xpos != "VBN" && w.xpos != "VBD")) return kNoToken;
  const Sentence& s = q.document().sentences[q.tree().sentence(t)];
  const bool closed = q.document().form(s.last - 1) == ".";
  if (q.tree().child(t, "ccomp") < 0 && q.tree().child(t, "xcomp") < 0 && !closed) return kNoToken;
  for (const std::uint32_t c : q.tree().children(t)) {
    if (q.tree().preposition(c) == "by" || q.child_is(c, "aux")) return kNoToken;
  }
  std::uint32_t up = t;
  for (int depth = 0; depth < 6 && q.tree().word(up).head >= 0; ++depth)
    up = static_cast<std::uint32_t>(q.tree().word(up).head);
  const bool nominal = is_nominal(q.tree().word(up).upos) && q.tree().word(up).head < 0 &&
                       q.tree().child(up, "cop") < 0;
  return nominal && up < t ? up : kNoToken;
}

/// "went on to say", "avoids condemning": one cue with the verb above, told by the verb below.
void widen(const QuoteText& q, std::uint32_t t, Attribution& a) {
  std::uint32_t below = t;
  while (q.tree().word(below).deprel == "xcomp") {
    const auto above = static_cast<std::uint32_t>(q.tree().word(below).head);
    if (q.tree().word(above).upos != "VERB" || above > below || a.cue.first - above > 4 ||
        q.tree().child(above, "obj") >= 0)
      break;
    // "wants to say" is a wish with its own content; "appeared to suggest" is not.
    const ReportingFrame* own = q.frame_of(above);
    if (own != nullptr && own->infinitive && !own->takes("subj") && !own->takes("absorbed")) break;
    a.cue.add(q.cue_span(above));
    below = above;
    a.absorb(above);
  }
}

/// "issued a statement saying": the verb and the noun above are part of the cue.
void carried(const QuoteText& q, std::uint32_t t, Attribution& a) {
  const Word& w = q.tree().word(t);
  if (w.deprel != "acl" || w.head < 0 || w.xpos != "VBG") return;
  const Word& noun = q.tree().word(static_cast<std::uint32_t>(w.head));
  if (noun.deprel != "obj" || noun.head < 0 || !q.lexicon().nouns.contains(noun.lemma)) return;
  const auto above = static_cast<std::uint32_t>(noun.head);
  if (above < t && t - above < 9) a.cue.add(q.cue_span(above));
}

/// A report that nobody makes: "a way to say", "note that", "anything that was expected".
bool on_no_word(const QuoteText& q, std::uint32_t t, const Attribution& a, bool attitude) {
  if (!a.source.empty()) return attitude && q.tree().folded(a.source_head) == "you";
  const Word& w = q.tree().word(t);
  if (!a.content[0].empty() && q.within(a.content[0].first) >= 0) return false;
  return w.xpos == "VB" ||
         one_of(w.deprel, {"acl", "acl:relcl", "ccomp", "csubj", "xcomp", "parataxis"});
}

void passive_verb(const QuoteText& q, std::uint32_t t, const ReportingFrame& frame, Attribution& a,
                  FoundAttributions& found) {
  for (const std::uint32_t c : q.tree().children(t)) {
    if (q.tree().word(c).deprel == "obl:agent" ||
        (is_relation(q.tree().word(c).deprel, "obl") && q.tree().preposition(c) == "by")) {
      q.set_source(a, c);
      if (q.first(c) == a.cue.last + 1 && q.tree().folded(q.first(c)) == "by") ++a.cue.last;
    }
  }
  const bool infinitive = q.tree().child(t, "xcomp") >= 0;
  complement_content(q, t, frame, a);
  const std::int32_t subject = q.tree().child(t, "nsubj:pass");
  if (subject >= 0 && (frame.object || infinitive) && a.content[0].first > t) {
    // The thing praised or expected stands before the cue.
    const TokenRange s = q.trimmed(q.span_of(static_cast<std::uint32_t>(subject)));
    if (a.content[0].empty()) {
      if (a.source.empty() && !frame.clause) return;
      a.content[0] = s;
    } else {
      a.content = {s, a.content[0]};
    }
  }
  // "Asked about the deal, ...": nobody is named who asked.
  const bool opens = q.document().sentences[q.tree().sentence(t)].first == t;
  if (a.content[0].empty() || (subject < 0 && a.source.empty() && !opens)) return;
  if (on_no_word(q, t, a, frame.attitude)) return;
  found.all.push_back(a);
}

/// "as one adviser pointed out": the verb was read as a participle of the noun behind "as".
bool as_attribution(const QuoteText& q, std::uint32_t t, const ReportingFrame& frame,
                    FoundAttributions& found) {
  const Word& w = q.tree().word(t);
  if (w.deprel != "acl" || w.head < 0 || !frame.clause) return false;
  const auto noun = static_cast<std::uint32_t>(w.head);
  const std::string_view xpos = w.xpos;
  if ((xpos != "VBN" && xpos != "VBD") || noun > t || q.tree().preposition(noun) != "as" ||
      q.tree().word(noun).head < 0)
    return false;
  for (const std::uint32_t c : q.tree().children(t)) {
    if (c > t && !q.punctuation(c) && !q.child_is(c, "compound")) return false;
  }
  Attribution a;
  a.anchor = t;
  a.cue = q.cue_span(t);
  a.source_head = noun;
  a.source = q.trimmed({q.first(noun) + 1, a.cue.first - 1});
  if (a.source.empty()) return false;
  TokenRange hole{q.first(noun), a.cue.last};
  a.speech = a.whole = true;
  q.around(q.span_of(static_cast<std::uint32_t>(q.tree().word(noun).head)), hole, a);
  if (a.content[0].empty()) return false;
  found.all.push_back(a);
  return true;
}

/// "forced the envoy to admit": an infinitive behind an object is that object's. kNoToken: none.
std::uint32_t controller(const QuoteText& q, std::uint32_t t) {
  const Word& w = q.tree().word(t);
  if (w.deprel != "xcomp" || w.head < 0 || w.xpos != "VB") return kNoToken;
  const auto above = static_cast<std::uint32_t>(w.head);
  const std::int32_t object = q.tree().child(above, "obj");
  if (object < 0 || static_cast<std::uint32_t>(object) > t ||
      static_cast<std::uint32_t>(object) < above)
    return kNoToken;
  return static_cast<std::uint32_t>(object);
}

}  // namespace

bool is_misread_verb(const QuoteText& q, std::uint32_t t) {
  const Word& w = q.tree().word(t);
  return (w.upos == "NOUN" || w.upos == "ADJ") && q.own_subject(t) < t &&
         q.tree().child(t, "cop") < 0 && q.lexicon().verbs.contains(w.lemma) &&
         (q.tree().child(t, "ccomp") >= 0 || q.tree().child(t, "obj") >= 0);
}

void cut_content(const QuoteText& q, Attribution& a, FoundAttributions& found) {
  TokenRange& part = a.content[1].empty() ? a.content[0] : a.content[1];
  if (part.empty() || part.first <= a.cue.last) return;
  for (std::uint32_t t = part.first + 1; t <= part.last; ++t) {
    if (q.within(t) >= 0) continue;
    if (q.before_mark(t)) {
      // "..., Diaz said, “...”": those words are said by somebody else, or once more.
      const std::uint32_t subject = q.own_subject(t);
      std::uint32_t begin = q.cue_span(t).first;
      if (subject < t) begin = std::min(begin, q.first(subject));
      if (begin <= part.first) return;
      if (subject == kNoToken) found.shared[t] = a.source_head;
      part = q.trimmed({part.first, begin - 1});
      return;
    }
    if (!q.is_comma(t - 1)) continue;
    if (q.tree().folded(t) == "according") {
      part.last = t - 2;
      return;
    }
    if (one_of(q.tree().folded(t), kTurning)) {
      // The turn has a cue of its own within a few words.
      for (std::uint32_t v = t + 2; v <= part.last && v <= t + 5; ++v) {
        if (q.tree().word(v).upos != "VERB") continue;
        const ReportingFrame* other = q.frame_of(v);
        if (other != nullptr && other->clause && q.own_subject(v) != kNoToken) {
          part.last = t - 2;
          return;
        }
        break;
      }
      continue;
    }
    if (q.tree().word(t).xpos != "VBG") continue;
    const ReportingFrame* frame = q.frame_of(t);
    if (frame == nullptr || !frame->clause || q.own_subject(t) != kNoToken) continue;
    found.shared[t] = a.source_head;
    part.last = t - 2;
    return;
  }
}

void verb_attribution(const QuoteText& q, std::uint32_t t, FoundAttributions& found) {
  const ReportingFrame* frame = q.frame_of(t);
  if (frame == nullptr) return;
  Attribution a;
  a.anchor = t;
  a.cue = q.cue_span(t);
  if (const std::uint32_t main = misread_main(q, t); main != kNoToken) {
    a.source_head = main;
    a.source = q.trimmed({q.first(main), t - 1});
    complement_content(q, t, *frame, a);
    cut_content(q, a, found);
    if (!a.content[0].empty()) found.all.push_back(a);
    return;
  }
  if (as_attribution(q, t, *frame, found)) return;
  if (q.passive(t)) {
    passive_verb(q, t, *frame, a, found);
    return;
  }
  const std::uint32_t control = controller(q, t);
  q.set_source(a, found.shared[t] != kNoToken ? found.shared[t]
                  : control != kNoToken       ? control
                                              : q.subject_of(t));
  complement_content(q, t, *frame, a);
  if (a.content[0].empty() && frame->clause) parenthetical_content(q, t, a);
  if (a.content[0].empty() && frame->clause) following_content(q, t, *frame, a);
  cut_content(q, a, found);
  if (a.content[0].empty()) next_paragraph_content(q, t, a);
  if (frame->takes("subj")) {
    // "The talks seem to fail": what seems so is the subject and the rest, on nobody's word.
    if (a.source.empty() || a.content[0].empty() || a.content[0].first < t) return;
    a.content = {a.source, a.content[0]};
    a.source = {};
    a.source_head = kNoToken;
  }
  widen(q, t, a);
  carried(q, t, a);
  if (a.content[0].empty() && !frame->clause) return;
  if (a.source.empty() && a.content[0].empty()) return;
  if (control != kNoToken && !a.speech) return;
  // "What lies ahead", "what drives them": a thing that is asked about tells nothing.
  if (!a.source.empty() && q.tree().folded(a.source_head) == "what") return;
  if (on_no_word(q, t, a, frame->attitude)) return;
  found.all.push_back(a);
}

}  // namespace dragoman
