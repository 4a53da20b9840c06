#include "reading/quotes.h"

#include <algorithm>
#include <array>

#include "reading/quote_cues.h"
#include "reading/quote_lines.h"
#include "reading/quote_speakers.h"
#include "text/one_of.h"

namespace dragoman {

namespace {

constexpr std::array<std::string_view, 7> kDay = {"monday", "tuesday",  "wednesday", "thursday",
                                                  "friday", "saturday", "sunday"};
constexpr std::array<std::string_view, 12> kMedium = {
    "statement", "interview", "tweet", "speech", "letter", "email",
    "e-mail",    "memo",      "post",  "call",   "filing", "release"};

void word(const QuoteText& q, std::uint32_t t, FoundAttributions& found) {
  const Word& w = q.tree().word(t);
  if (q.tree().folded(t) == "according") {
    according_attribution(q, t, found);
  } else if (w.upos == "VERB" || is_misread_verb(q, t)) {
    verb_attribution(q, t, found);
  } else if (w.upos == "NOUN") {
    noun_attribution(q, t, found);
  } else if (w.upos == "ADJ") {
    adjective_attribution(q, t, found);
  } else if (w.upos == "ADV" && q.lexicon().adverbs.contains(w.lemma)) {
    adverb_attribution(q, t, found);
  }
}

/// The cue with the colon and the medium after it ("said in a statement:").
TokenRange whole_cue(const QuoteText& q, const Attribution& a) {
  TokenRange cue = a.cue;
  if (cue.empty() || a.whole) return cue;
  for (const std::uint32_t c : q.tree().children(a.anchor)) {
    if (is_relation(q.tree().word(c).deprel, "obl") && q.first(c) == cue.last + 1 && a.speech &&
        one_of(q.tree().word(c).lemma, kMedium) && !a.says(q.first(c)))
      cue.last = a.says(q.last(c)) ? c : q.last(c);
  }
  if (a.speech && cue.last + 1 < q.tree().size() && one_of(q.tree().folded(cue.last + 1), kDay) &&
      !a.says(cue.last + 1))
    ++cue.last;
  const std::uint32_t next = cue.last + 1;
  if (next < q.tree().size() && q.document().form(next) == ":" && !a.says(next)) cue.last = next;
  return cue;
}

void emit(const QuoteText& q, std::vector<Attribution> found, Reading& reading) {
  // A verb merged into a wider cue has no attribution of its own.
  std::vector<char> absorbed(q.tree().size(), 0);
  for (const Attribution& a : found) {
    for (const std::uint32_t t : a.absorbed) {
      if (t != kNoToken) absorbed[t] = 1;
    }
  }
  std::erase_if(found, [&](const Attribution& a) {
    return !a.direct && a.anchor != kNoToken && absorbed[a.anchor] != 0;
  });
  struct Part {
    TokenRange content;
    std::size_t from = 0;
  };
  std::vector<Part> parts;
  for (std::size_t i = 0; i < found.size(); ++i) {
    for (const TokenRange& r : found[i].content) {
      if (!r.empty()) parts.push_back({r, i});
    }
  }
  std::stable_sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) {
    if (a.content.first != b.content.first) return a.content.first < b.content.first;
    return a.content.last > b.content.last;
  });
  for (const Part& p : parts) {
    const Attribution& a = found[p.from];
    Quote quote;
    quote.content = q.bytes(p.content);
    quote.source = q.bytes(a.source);
    quote.cue = q.bytes(whole_cue(q, a));
    quote.speaker = q.speaker_of(a.source_head);
    quote.direct = a.direct;
    quote.speech = a.speech;
    reading.quotes.push_back(quote);
  }
  // Outer contents come first; a token remembers the innermost content over it so far.
  std::vector<int> over(q.tree().size(), -1);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Attribution& a = found[parts[i].from];
    const std::uint32_t at = a.cue.empty() ? parts[i].content.first : a.cue.first;
    const int outer = over[at];
    // Speech about the object of an attitude stands beside it rather than within it.
    const bool beside = outer >= 0 && a.speech && a.anchor != kNoToken &&
                        !found[parts[static_cast<std::size_t>(outer)].from].speech &&
                        q.tree().word(a.anchor).deprel.starts_with("acl");
    if (outer >= 0 && !beside && parts[static_cast<std::size_t>(outer)].from != parts[i].from)
      reading.quotes[i].inside = outer;
    if (a.whole) continue;
    for (std::uint32_t t = parts[i].content.first; t <= parts[i].content.last; ++t)
      over[t] = static_cast<int>(i);
  }
}

std::uint32_t begin_of(const QuoteText& q, const Statement& s) {
  return q.document().tokens[s.predicate].begin;
}

/// Statements inside speech are on the word of its speaker.
void attribute(const QuoteText& q, Reading& reading) {
  auto& statements = reading.statements;  // in text order
  for (const Quote& quote : reading.quotes) {
    if (!quote.speech) continue;
    const auto first = std::partition_point(
        statements.begin(), statements.end(),
        [&](const Statement& s) { return begin_of(q, s) < quote.content.begin; });
    for (auto s = first; s != statements.end() && begin_of(q, *s) < quote.content.end; ++s) {
      s->speaker = quote.speaker;
      s->quoted = quote.direct;
    }
  }
}

}  // namespace

void find_quotes(const Tree& tree, const ReadingLexicon& lexicon, Reading& reading) {
  const QuoteText q(tree, lexicon, reading);
  FoundAttributions found;
  found.shared.assign(tree.size(), kNoToken);
  for (std::uint32_t t = 0; t < tree.size(); ++t) {
    if (t == 0 || paragraph_between(q.document(), t - 1, t)) named_line(q, t, t == 0, found.all);
    word(q, t, found);
  }
  for (std::size_t m = 0; m < q.marks().size(); ++m) signed_quotation(q, m, found.all);
  find_quotation_speakers(q, found.all);
  emit(q, std::move(found.all), reading);
  attribute(q, reading);
}

}  // namespace dragoman
