#include "reading/quote_lines.h"

#include <algorithm>
#include <array>

#include "text/one_of.h"

namespace dragoman {

namespace {

constexpr std::array<std::string_view, 4> kDash = {"―", "—", "–", "--"};

bool in_capitals(std::string_view form) {
  return form.size() > 1 &&
         std::all_of(form.begin(), form.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

void signed_quotation(const QuoteText& q, std::size_t m, std::vector<Attribution>& found) {
  const std::uint32_t dash = q.marks()[m].close + 1;
  if (dash + 1 >= q.tree().size() || !one_of(q.document().form(dash), kDash)) return;
  if (q.tree().word(dash + 1).upos != "PROPN" || paragraph_between(q.document(), dash, dash + 1))
    return;
  std::uint32_t last = dash + 1;
  while (last + 1 < q.tree().size() && last < dash + 8 &&
         (q.tree().word(last + 1).upos == "PROPN" || q.tree().word(last + 1).deprel == "flat"))
    ++last;
  if (last + 1 < q.tree().size() && q.tree().word(last + 1).upos == "VERB") return;
  Attribution a;
  a.anchor = dash;
  a.cue = {dash, dash};
  a.source = {dash + 1, last};
  a.source_head = dash + 1;
  a.content[0] = {q.marks()[m].open, q.marks()[m].close};
  a.direct = a.speech = true;
  found.push_back(a);
}

void signed_headline(const QuoteText& q, std::vector<Attribution>& found) {
  constexpr std::uint32_t kLongest = 30;
  if (q.tree().size() == 0) return;
  const auto& tokens = q.document().tokens;
  const std::uint32_t last = q.paragraph_end(0);
  // Two words, a dash and a name at the least.
  if (last < 3 || last > kLongest || q.document().form(last) == ".") return;
  std::uint32_t dash = last;
  const auto set_off = [&](std::uint32_t t) {
    return (q.document().form(t) == "-" || one_of(q.document().form(t), kDash)) &&
           tokens[t].begin > tokens[t - 1].end && tokens[t + 1].begin > tokens[t].end;
  };
  while (--dash > 1 && last - dash < 6) {
    if (set_off(dash)) break;
  }
  if (dash <= 1 || last - dash >= 6 || !set_off(dash)) return;
  std::uint32_t head = kNoToken;
  for (std::uint32_t t = dash + 1; t <= last; ++t) {
    const std::string_view upos = q.tree().word(t).upos;
    if (upos == "VERB" || upos == "AUX" || q.punctuation(t)) return;
    const int m = q.reading().mention_of_head[t];
    if (m < 0) continue;
    const Mention& mention = q.reading().mentions[static_cast<std::size_t>(m)];
    // Behind a dash the name of a paper is its publisher's.
    if (mention.sector == "JRN") return;
    if (mention.actor) head = t;
  }
  if (head == kNoToken) return;
  for (std::uint32_t t = 0; t < dash; ++t) {
    if (q.tree().word(t).upos != "VERB") continue;
    Attribution a;
    a.anchor = dash;
    a.cue = {dash, dash};
    a.source = {dash + 1, last};
    a.source_head = head;
    a.content[0] = q.trimmed({0, dash - 1});
    a.speech = a.whole = true;
    if (!a.content[0].empty()) found.push_back(a);
    return;
  }
}

void named_line(const QuoteText& q, std::uint32_t first, bool headline,
                std::vector<Attribution>& found) {
  std::uint32_t t = first;
  if (t < q.tree().size() && is_quotation_mark(q.document().form(t))) ++t;
  const std::uint32_t begin = t;
  bool name = false;
  for (; t < q.tree().size() && t < begin + 5; ++t) {
    const std::string_view upos = q.tree().word(t).upos;
    if (q.document().form(t) == ":") break;
    const bool capitals = in_capitals(q.document().form(t));
    if (upos != "PROPN" && upos != "NOUN" && upos != "ADJ" && q.document().form(t) != "." &&
        !capitals)
      return;
    name = name || upos == "PROPN" || capitals || (headline && upos == "NOUN");
  }
  if (!name || t >= q.tree().size() || t + 2 >= q.tree().size() || q.document().form(t) != ":")
    return;
  if (t == begin || paragraph_between(q.document(), t, t + 1)) return;
  Attribution a;
  a.anchor = t;
  a.cue = {t, t};
  a.source = {begin, t - 1};
  a.source_head = t - 1;
  for (std::uint32_t h = begin; h < t; ++h) {
    if (q.reading().mention_of_head[h] >= 0) a.source_head = h;
  }
  a.content[0] = {t + 1, q.paragraph_end(t)};
  if (headline) a.content[0] = q.trimmed(a.content[0]);
  a.direct = a.speech = a.whole = true;
  found.push_back(a);
}

}  // namespace dragoman
