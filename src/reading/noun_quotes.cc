#include <algorithm>

#include "reading/quote_contents.h"
#include "reading/quote_cues.h"

namespace dragoman {

namespace {

/// "the claim that rebels shot": a marker that the tree hangs on another word.
bool loose_that(const QuoteText& q, std::uint32_t c) {
  const std::uint32_t subject = q.own_subject(c);
  const std::uint32_t begin = q.first(c);
  if (q.tree().word(c).deprel != "acl:relcl" || subject == kNoToken || begin == 0) return false;
  return q.tree().folded(begin - 1) == "that" && q.tree().word(begin - 1).deprel == "mark";
}

/// The light verb whose object `t` is: "has made a strong case for". kNoToken: none.
std::uint32_t light_verb(const QuoteText& q, std::uint32_t t) {
  const Word& w = q.tree().word(t);
  if (w.head < 0 || (w.deprel != "obj" && w.deprel != "obl")) return kNoToken;
  const auto verb = static_cast<std::uint32_t>(w.head);
  if (q.tree().word(verb).upos != "VERB" || verb > t || t - verb > 9) return kNoToken;
  if (!q.lexicon().light.contains(q.tree().word(verb).lemma)) return kNoToken;
  return verb;
}

/// A phrase that the tree hangs on the light verb: "made a case | for reform", "a pledge | to go".
void content_beside(const QuoteText& q, std::uint32_t verb, std::uint32_t t,
                    const ReportingFrame& frame, Attribution& a) {
  for (const std::uint32_t c : q.tree().children(verb)) {
    if (c < t || q.first(c) != t + 1) continue;
    if (is_relation(q.tree().word(c).deprel, "obl") && frame.takes(q.tree().preposition(c)) &&
        q.last(c) > t + 1) {
      a.cue.last = t + 1;
      a.content[0] = q.trimmed({t + 2, q.last(c)});
    } else if (frame.infinitive && q.marker_of(c) == "to") {
      a.content[0] = q.trimmed(q.span_of(c));
    }
    return;
  }
}

/// "has been an outspoken critic of": from the first auxiliary on. kNoToken: `t` is no predicate.
std::uint32_t copula_of(const QuoteText& q, std::uint32_t t) {
  if (q.tree().child(t, "cop") < 0) return kNoToken;
  std::uint32_t begin = kNoToken;
  for (const std::uint32_t c : q.tree().children(t)) {
    if (c < t && (q.child_is(c, "cop") || q.child_is(c, "aux"))) begin = std::min(begin, c);
  }
  return begin;
}

}  // namespace

void noun_attribution(const QuoteText& q, std::uint32_t t, FoundAttributions& found) {
  const auto entry = q.lexicon().nouns.find(q.tree().word(t).lemma);
  if (entry == q.lexicon().nouns.end()) return;
  const ReportingFrame& frame = entry->second;
  Attribution a;
  a.anchor = t;
  a.cue = {t, t};
  std::uint32_t by = kNoToken;
  std::uint32_t carrier = kNoToken;
  for (const std::uint32_t c : q.tree().children(t)) {
    const Word& w = q.tree().word(c);
    if (w.deprel == "nmod:poss") {
      by = c;
    } else if (w.deprel == "amod" && w.upos == "VERB" && q.own_subject(c) < c) {
      carrier = c;  // "Diaz voiced hope": the verb was read as an adjective
    } else if (c > t && (q.child_is(c, "acl") || w.deprel == "ccomp")) {
      const bool that = q.marker_of(c) == "that" || loose_that(q, c);
      if (a.content[0].empty() && (that || (frame.infinitive && q.marker_of(c) == "to"))) {
        a.content[0] = q.trimmed(q.span_of(c));
        a.speech = that && !frame.attitude;
      }
    } else if (is_relation(w.deprel, "nmod")) {
      const std::string_view preposition = q.tree().preposition(c);
      if (preposition == "by" && by == kNoToken) {
        by = c;
      } else if (a.content[0].empty() && frame.takes(preposition)) {
        const auto marker = static_cast<std::uint32_t>(q.tree().child(c, "case"));
        if (marker == t + 1) a.cue.last = marker;
        a.content[0] = q.trimmed({std::max(q.first(c), marker + 1), q.last(c)});
      }
    }
  }
  if (carrier != kNoToken) {
    by = q.own_subject(carrier);
    a.cue.add(q.cue_span(carrier));
    a.absorb(carrier);
  }
  for (const std::uint32_t c : q.tree().children(t)) {
    // "hope about what comes": a clause behind a preposition of the noun.
    if (!a.content[0].empty() || c < t || !q.child_is(c, "acl")) continue;
    const std::uint32_t marker = q.first(c);
    if (marker != t + 1 || !frame.takes(q.tree().folded(marker)) || marker + 1 > q.last(c))
      continue;
    a.cue.last = marker;
    a.content[0] = q.trimmed({marker + 1, q.last(c)});
  }
  const std::uint32_t light = by == kNoToken ? light_verb(q, t) : kNoToken;
  if (a.content[0].empty() && light != kNoToken) content_beside(q, light, t, frame, a);
  if (a.content[0].empty()) return;
  const Word& w = q.tree().word(t);
  if (light != kNoToken) {
    by = q.subject_of(light);
    a.cue.add(q.cue_span(light));
    a.absorb(light);
  } else if (const std::uint32_t cop = by == kNoToken ? copula_of(q, t) : kNoToken;
             cop != kNoToken && q.own_subject(t) < cop && a.cue.last > t) {
    by = q.own_subject(t);
    a.cue.first = cop;
  }
  if (by == kNoToken && w.deprel == "root" && w.xpos == "NNS" && q.first(t) < t && !a.speech) {
    // "The centre plans to ..." read as a plural noun.
    a.source = q.trimmed({q.first(t), t - 1});
    for (const std::uint32_t c : q.tree().children(t)) {
      if (c < t && q.reading().mention_of_head[c] >= 0) a.source_head = c;
    }
    found.all.push_back(a);
    return;
  }
  if (by == kNoToken && !a.speech) return;
  // "Said in a statement that": the verb says it.
  if (by == kNoToken && w.deprel == "obl" && w.head >= 0 &&
      q.frame_of(static_cast<std::uint32_t>(w.head)) != nullptr)
    return;
  if (by != kNoToken) q.set_source(a, by);
  cut_content(q, a, found);
  if (by != kNoToken) q.set_source(a, by);
  if (by != kNoToken && q.tree().word(by).deprel == "nmod:poss") a.source = q.span_of(by);
  while (a.cue.first > 0 && q.tree().word(a.cue.first - 1).deprel == "amod" &&
         q.tree().word(a.cue.first - 1).head == static_cast<std::int32_t>(t))
    --a.cue.first;
  found.all.push_back(a);
}

void adjective_attribution(const QuoteText& q, std::uint32_t t, FoundAttributions& found) {
  const auto entry = q.lexicon().adjectives.find(q.tree().word(t).lemma);
  if (entry == q.lexicon().adjectives.end()) return;
  const std::uint32_t subject = q.own_subject(t);
  const std::int32_t it = q.tree().child(t, "expl");
  Attribution a;
  a.anchor = t;
  a.cue = q.cue_span(t);
  const auto expletive = [&](std::uint32_t i) {
    return i < t && t - i < 5 && q.tree().folded(i) == "it";
  };
  if (it >= 0 && expletive(static_cast<std::uint32_t>(it))) {
    a.cue.first = static_cast<std::uint32_t>(it);  // "it is clear that": on nobody's word
  } else if (subject != kNoToken && expletive(subject) && entry->second.clause &&
             q.tree().child(t, "ccomp") > static_cast<std::int32_t>(t)) {
    a.cue.first = subject;
  } else if (subject != kNoToken && subject < t) {
    q.set_source(a, subject);
  } else {
    return;
  }
  complement_content(q, t, entry->second, a);
  if (!a.content[0].empty()) found.all.push_back(a);
}

void according_attribution(const QuoteText& q, std::uint32_t t, FoundAttributions& found) {
  if (t + 1 >= q.tree().size() || q.tree().folded(t + 1) != "to") return;
  // Parsers make it a case marker of the noun, or the head of the noun.
  std::uint32_t noun = kNoToken;
  std::uint32_t top = t;
  if (q.tree().word(t).deprel == "case" && q.tree().word(t).head >= 0) {
    noun = top = static_cast<std::uint32_t>(q.tree().word(t).head);
  } else {
    for (const std::uint32_t c : q.tree().children(t)) {
      if (is_relation(q.tree().word(c).deprel, "obl") || q.tree().word(c).deprel == "obj" ||
          is_relation(q.tree().word(c).deprel, "nmod"))
        noun = c;
    }
  }
  if (noun == kNoToken || noun < t || q.tree().word(top).head < 0) return;
  Attribution a;
  a.anchor = t;
  a.cue = {t, t + 1};
  a.source_head = noun;
  a.source = q.trimmed({t + 2, q.last(noun)});
  TokenRange hole = a.cue;
  hole.add(a.source);
  a.speech = a.whole = true;
  const auto governor = static_cast<std::uint32_t>(q.tree().word(top).head);
  q.around(q.span_of(governor), hole, a);
  if (!a.content[0].empty()) found.all.push_back(a);
}

void adverb_attribution(const QuoteText& q, std::uint32_t t, FoundAttributions& found) {
  const std::int32_t head = q.tree().word(t).head;
  if (head < 0) return;
  Attribution a;
  a.anchor = t;
  a.cue = {t, t};
  a.whole = true;
  q.around(q.span_of(static_cast<std::uint32_t>(head)), a.cue, a);
  if (!a.content[0].empty()) found.all.push_back(a);
}

}  // namespace dragoman
