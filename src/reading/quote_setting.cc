#include "reading/quote_setting.h"

#include "text/one_of.h"

namespace dragoman {

namespace {

/// The phrase of `c` without its preposition.
TokenRange phrase(const QuoteText& q, std::uint32_t c) {
  const std::int32_t marker = q.tree().child(c, "case");
  std::uint32_t begin = q.first(c);
  if (marker >= 0 && static_cast<std::uint32_t>(marker) < c)
    begin = std::max(begin, static_cast<std::uint32_t>(marker) + 1);
  return q.trimmed({begin, q.last(c)});
}

/// The phrase of `c`, cut before the content that a wrong tree hangs on it.
TokenRange outside(const QuoteText& q, const Attribution& a, std::uint32_t c) {
  TokenRange r = phrase(q, c);
  for (std::uint32_t t = c + 1; !r.empty() && t <= r.last; ++t) {
    if (a.says(t) || q.within(t) >= 0) return q.trimmed({r.first, t - 1});
  }
  return a.says(c) ? TokenRange{} : r;
}

bool told_to_someone(const QuoteText& q, std::uint32_t c) {
  const int m = q.speaker_of(c);
  if (m < 0) return false;
  const Mention& mention = q.reading().mentions[static_cast<std::size_t>(m)];
  return mention.actor || mention.person || mention.collective || mention.state;
}

void of_verb(const QuoteText& q, const Attribution& a, std::uint32_t verb, QuoteSetting& found) {
  for (const std::uint32_t c : q.tree().children(verb)) {
    if (a.says(c) || a.source.holds(c)) continue;
    const std::string_view relation = q.tree().word(c).deprel;
    const bool object = (relation == "obj" || relation == "iobj") && c > verb && a.speech;
    if (object && is_medium(q, c) && !a.cue.holds(c)) {
      if (found.medium.empty()) found.medium = outside(q, a, c);  // "told a news conference"
    } else if (is_relation(relation, "obl")) {
      const std::string_view preposition = q.tree().preposition(c);
      if (is_medium(q, c)) {
        if (found.medium.empty() && preposition != "about") found.medium = outside(q, a, c);
      } else if (preposition == "to" && c > verb && told_to_someone(q, c) &&
                 found.addressee.empty()) {
        found.addressee = outside(q, a, c);
      }
    } else if (object && told_to_someone(q, c) && found.addressee.empty() && !a.cue.holds(c)) {
      found.addressee = outside(q, a, c);
    }
  }
}

}  // namespace

bool is_medium(const QuoteText& q, std::uint32_t c) {
  const ReportingWords& media = q.lexicon().media;
  return media.contains(q.tree().word(c).lemma) || media.contains(q.tree().folded(c));
}

bool is_channel(const QuoteText& q, std::uint32_t c) {
  const auto medium = q.lexicon().media.find(q.tree().folded(c));
  return medium != q.lexicon().media.end() && medium->second.takes("channel");
}

QuoteSetting setting_of(const QuoteText& q, const Attribution& a) {
  QuoteSetting found;
  if (a.anchor == kNoToken || a.whole) return found;
  if (q.tree().word(a.anchor).upos == "VERB") of_verb(q, a, a.anchor, found);
  for (const std::uint32_t verb : a.absorbed) {
    if (verb != kNoToken) of_verb(q, a, verb, found);
  }
  return found;
}

}  // namespace dragoman
