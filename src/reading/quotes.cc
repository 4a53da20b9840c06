#include "reading/quotes.h"

#include <algorithm>
#include <array>

#include "reading/quote_cues.h"
#include "reading/quote_lines.h"
#include "reading/quote_setting.h"
#include "reading/quote_speakers.h"
#include "text/one_of.h"

namespace dragoman {

namespace {

constexpr std::array<std::string_view, 7> kDay = {"monday", "tuesday",  "wednesday", "thursday",
                                                  "friday", "saturday", "sunday"};
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

/// "said in a statement": those media that are as good as a part of the cue.
bool in_cue(const QuoteText& q, std::uint32_t c) {
  const auto medium = q.lexicon().media.find(q.tree().word(c).lemma);
  return medium != q.lexicon().media.end() && medium->second.takes("cue");
}

/// The cue with the colon and the medium after it ("said in a statement:").
TokenRange whole_cue(const QuoteText& q, const Attribution& a) {
  TokenRange cue = a.cue;
  if (cue.empty() || a.whole) return cue;
  for (const std::uint32_t c : q.tree().children(a.anchor)) {
    if (is_relation(q.tree().word(c).deprel, "obl") && q.first(c) == cue.last + 1 && a.speech &&
        in_cue(q, c) && !a.says(q.first(c)))
      cue.last = a.says(q.last(c)) ? c : q.last(c);
  }
  if (a.speech && cue.last + 1 < q.tree().size() && one_of(q.tree().folded(cue.last + 1), kDay) &&
      !a.says(cue.last + 1))
    ++cue.last;
  const std::uint32_t next = cue.last + 1;
  if (next < q.tree().size() && q.document().form(next) == ":" && !a.says(next)) cue.last = next;
  return cue;
}

/// A stretch of content that becomes a Quote.
struct Part {
  TokenRange content;
  std::size_t from = 0;  ///< attribution
  bool direct = false;
  bool nested = false;  ///< words in quotation marks within the indirect content of `from`
};

/// True when the quotation is the whole of `content`, but for the full stop after it.
bool is_whole(const QuotationMarks& mark, TokenRange content) {
  return mark.open <= content.first && mark.close + 1 >= content.last;
}

/// Contents in text order, the outer before the inner. Where a quotation is only a part of the
/// smallest content around it, the content is indirect and the quotation a part of its own.
std::vector<Part> parts_of(const QuoteText& q, const std::vector<Attribution>& found) {
  std::vector<Part> parts;
  std::vector<std::size_t> owner(q.marks().size(), 0);  // smallest part around, plus one
  const auto length = [](TokenRange r) { return r.last - r.first; };
  for (std::size_t i = 0; i < found.size(); ++i) {
    for (const TokenRange& r : found[i].content) {
      if (r.empty()) continue;
      const bool told_within = r.holds(found[i].cue.first) || r.holds(found[i].source.first);
      parts.push_back({r, i, found[i].direct && !told_within});
      for (std::uint32_t t = r.first; t <= r.last; ++t) {
        if (q.within(t) < 0) continue;
        const auto m = static_cast<std::size_t>(q.within(t));
        const QuotationMarks& mark = q.marks()[m];
        if (mark.open == t && mark.close <= r.last) {
          std::size_t& at = owner[m];
          if (at == 0 || length(parts[at - 1].content) > length(r)) at = parts.size();
        }
        t = std::max(t, std::min(mark.close, r.last));
      }
    }
  }
  for (std::size_t m = 0; m < owner.size(); ++m) {
    if (owner[m] == 0) continue;
    const QuotationMarks& mark = q.marks()[m];
    const std::size_t from = parts[owner[m] - 1].from;
    const Attribution& a = found[from];
    const TokenRange words{mark.open, mark.close};
    if (is_whole(mark, parts[owner[m] - 1].content)) continue;
    parts[owner[m] - 1].direct = false;
    if (words.holds(a.cue.first) || words.holds(a.source.first)) continue;
    parts.push_back({words, from, true, true});
  }
  std::stable_sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) {
    if (a.content.first != b.content.first) return a.content.first < b.content.first;
    return a.content.last > b.content.last;
  });
  return parts;
}

/// What is said within a quotation stays within it: "“We will talk,” Diaz said".
void keep_within_marks(const QuoteText& q, std::vector<Attribution>& found) {
  for (Attribution& a : found) {
    if (a.cue.empty() || q.within(a.cue.first) < 0 || (a.whole && a.direct)) continue;
    const QuotationMarks& mark = q.marks()[static_cast<std::size_t>(q.within(a.cue.first))];
    for (TokenRange& part : a.content) {
      if (part.empty() || (part.first > mark.open && part.last < mark.close)) continue;
      part.first = std::max(part.first, mark.open + 1);
      part.last = std::min(part.last, mark.close - 1);
      part = part.empty() ? TokenRange{} : q.trimmed(part);
    }
    if (a.content[0].empty()) std::swap(a.content[0], a.content[1]);
  }
  std::erase_if(found, [](const Attribution& a) { return a.content[0].empty(); });
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
  const std::vector<Part> parts = parts_of(q, found);
  for (const Part& p : parts) {
    const Attribution& a = found[p.from];
    const QuoteSetting setting = setting_of(q, a);
    Quote quote;
    quote.content = q.bytes(p.content);
    quote.source = q.bytes(a.source);
    quote.cue = q.bytes(whole_cue(q, a));
    quote.addressee = q.bytes(setting.addressee);
    quote.medium = q.bytes(setting.medium);
    quote.speaker = q.speaker_of(a.source_head);
    quote.direct = p.direct;
    quote.speech = a.speech || p.nested;
    reading.quotes.push_back(quote);
  }
  // Outer contents come first; a token remembers the innermost content over it so far.
  std::vector<int> over(q.tree().size(), -1);
  std::vector<int> latest(found.size(), -1);  // the last part of its own content
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Attribution& a = found[parts[i].from];
    if (parts[i].nested) {
      reading.quotes[i].inside = latest[parts[i].from];
    } else {
      latest[parts[i].from] = static_cast<int>(i);
      const std::uint32_t at = a.cue.empty() ? parts[i].content.first : a.cue.first;
      const int outer = over[at];
      // Speech about the object of an attitude stands beside it rather than within it.
      const bool beside = outer >= 0 && a.speech && a.anchor != kNoToken &&
                          !found[parts[static_cast<std::size_t>(outer)].from].speech &&
                          q.tree().word(a.anchor).deprel.starts_with("acl");
      if (outer >= 0 && !beside && parts[static_cast<std::size_t>(outer)].from != parts[i].from)
        reading.quotes[i].inside = outer;
    }
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
  signed_headline(q, found.all);
  find_quotation_speakers(q, found.all);
  keep_within_marks(q, found.all);
  emit(q, std::move(found.all), reading);
  attribute(q, reading);
}

}  // namespace dragoman
