#include "story/topics.h"

#include <algorithm>
#include <cmath>

#include "text/characters.h"

namespace dragoman {

namespace {

/// Of chi-square with one degree of freedom, on the side of more: 5 in 100.
constexpr double kByChance = 2.71;

/// Tokens of a sentence that tell who, when, how many or that something happened.
std::vector<bool> taken(const CodedArticle& coded, const Sentence& s, std::uint32_t sentence) {
  std::vector<bool> out(s.last - s.first, false);
  const auto mark = [&](std::uint32_t first, std::uint32_t last) {
    for (std::uint32_t t = std::max(first, s.first); t < std::min(last, s.last); ++t)
      out[t - s.first] = true;
  };
  const auto& tokens = coded.annotated.document.tokens;
  const auto mark_bytes = [&](Span span) {
    if (span.end <= s.begin || span.begin >= s.end) return;
    for (std::uint32_t t = s.first; t < s.last; ++t)
      if (tokens[t].begin >= span.begin && tokens[t].end <= span.end) out[t - s.first] = true;
  };
  for (const Mention& m : coded.reading.mentions)
    if (m.actor) mark(m.first, m.last);
  for (const TimeSpan& t : coded.reading.times) mark_bytes(t.span);
  for (const Quantity& q : coded.reading.quantities) mark_bytes(q.span);
  for (const Event& e : coded.events)
    if (e.sentence == sentence) mark(e.trigger, e.trigger + 1);
  return out;
}

/// Something that names a topic: letters, and more than two of them.
bool is_word(std::string_view word) {
  return word.size() > 2 && std::all_of(word.begin(), word.end(), [](char c) {
           return is_alpha(c) || !is_ascii(c) || c == '-';
         });
}

/// `word` stands as whole words in `phrase`.
bool holds(std::string_view phrase, std::string_view word) {
  for (std::size_t at = phrase.find(word); at != std::string_view::npos;
       at = phrase.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || phrase[at - 1] == ' ') && (end == phrase.size() || phrase[end] == ' '))
      return true;
  }
  return false;
}

double term(double seen, double expected) {
  return seen > 0 ? seen * std::log(seen / expected) : 0;
}

}  // namespace

std::vector<std::string> topics_of(const CodedArticle& coded, std::uint32_t sentence) {
  const Document& d = coded.annotated.document;
  const auto& words = coded.annotated.words;
  const Sentence& s = d.sentences[sentence];
  const std::vector<bool> no_topic = taken(coded, s, sentence);
  const auto form = [&](std::uint32_t t) {
    return lower(
        std::string_view(d.text).substr(d.tokens[t].begin, d.tokens[t].end - d.tokens[t].begin));
  };
  std::vector<std::string> out;
  for (std::uint32_t t = s.first; t < s.last; ++t) {
    const Word& w = words[t];
    if (w.upos != "NOUN") continue;
    const bool free = !no_topic[t - s.first];
    const std::string head = lower(w.lemma);
    if (free && is_word(head)) out.push_back(head);
    if (t == s.first || no_topic[t - 1 - s.first] || !is_word(head)) continue;
    const Word& m = words[t - 1];
    const bool modifies = m.head == static_cast<std::int32_t>(t) &&
                          ((m.upos == "NOUN" && m.deprel.starts_with("compound")) ||
                           (m.upos == "ADJ" && m.xpos == "JJ" && m.deprel == "amod"));
    if (free && modifies && is_word(form(t - 1))) out.push_back(form(t - 1) + " " + head);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<Salient> salient(std::vector<Occurrences> all, std::int64_t inside_units,
                             std::int64_t outside_units, std::int64_t least, std::size_t most) {
  std::vector<Salient> found;
  const auto in = static_cast<double>(std::max<std::int64_t>(1, inside_units));
  const auto out = static_cast<double>(std::max<std::int64_t>(0, outside_units));
  for (Occurrences& o : all) {
    if (o.inside < least) continue;
    Salient s;
    const auto a = static_cast<double>(o.inside);
    const auto b = static_cast<double>(std::max<std::int64_t>(0, o.outside));
    s.share = a / in;
    s.rest_share = out > 0 ? b / out : -1;
    if (out > 0) {
      // Not more often than elsewhere: it marks nothing.
      if (s.share <= s.rest_share) continue;
      const double expected = (a + b) / (in + out);
      s.g2 = 2 * (term(a, in * expected) + term(b, out * expected) +
                  term(in - a, in * (1 - expected)) + term(out - b, out * (1 - expected)));
      if (s.g2 < kByChance) continue;
    }
    s.what = std::move(o);
    found.push_back(std::move(s));
  }
  std::sort(found.begin(), found.end(), [](const Salient& x, const Salient& y) {
    if (x.g2 != y.g2) return x.g2 > y.g2;
    if (x.what.inside != y.what.inside) return x.what.inside > y.what.inside;
    // The longer phrase says more.
    if (x.what.text.size() != y.what.text.size()) return x.what.text.size() > y.what.text.size();
    return x.what.text < y.what.text;
  });
  std::vector<Salient> out_list;
  for (Salient& s : found) {
    if (out_list.size() == most) break;
    // A phrase tells nothing beside one of its words that is found no more often, nor a word beside
    // a phrase that has most of its finds.
    const auto same = std::find_if(out_list.begin(), out_list.end(), [&](const Salient& other) {
      const std::string& x = other.what.text;
      const std::string& y = s.what.text;
      if (holds(x, y)) return other.what.inside * 5 >= s.what.inside * 4;
      return holds(y, x);
    });
    if (same == out_list.end())
      out_list.push_back(std::move(s));
    else if (holds(s.what.text, same->what.text) && s.what.inside * 5 >= same->what.inside * 4)
      *same = std::move(s);
  }
  return out_list;
}

}  // namespace dragoman
