#include "reading/circumstances.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace dragoman {

namespace {

/// Value of a numeral token, in figures ("1,200") or words ("twelve"); negative when it is none.
double numeral(std::string_view form) {
  static constexpr std::array<std::string_view, 21> kSmall = {
      "zero",     "one",     "two",     "three",     "four",     "five",     "six",
      "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",   "thirteen",
      "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"};
  static constexpr std::array<std::string_view, 10> kTens = {
      "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};
  std::string digits;
  for (const char c : form) {
    if (c != ',') digits += c;
  }
  double value = -1;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error == std::errc() && end == digits.data() + digits.size()) return value;
  const std::string word = fold(form);
  for (std::size_t i = 0; i < kSmall.size(); ++i) {
    if (word == kSmall[i]) return static_cast<double>(i);
  }
  for (std::size_t i = 2; i < kTens.size(); ++i) {
    if (word == kTens[i]) return static_cast<double>(10 * i);
  }
  if (word == "dozen" || word == "dozens") return 12;
  if (word == "hundred" || word == "hundreds") return 100;
  if (word == "thousand" || word == "thousands") return 1000;
  if (word == "million" || word == "millions") return 1e6;
  return -1;
}

}  // namespace

void find_quantities(const Tree& tree, Reading& reading) {
  const Document& document = tree.annotated().document;
  for (std::uint32_t t = 0; t < tree.size(); ++t) {
    const Word& w = tree.word(t);
    if (w.upos != "NUM" || w.head < 0) continue;
    double value = numeral(document.form(t));
    if (value < 0) continue;
    for (const std::uint32_t c : tree.children(t)) {  // "five hundred"
      if (tree.word(c).deprel == "compound" && c < t) {
        const double factor = numeral(document.form(c));
        if (factor > 0 && value >= 100) value *= factor;
      }
    }
    Quantity q;
    q.value = value;
    const bool counts = is_relation(w.deprel, "nummod");
    q.head = counts ? static_cast<std::uint32_t>(w.head) : t;
    std::uint32_t first = t;
    while (first > 0 && first > document.sentences[tree.sentence(t)].first) {
      const std::string_view before = tree.folded(first - 1);
      if (before == "over" || before == "about" || before == "around" || before == "nearly" ||
          before == "almost" || before == "some" || before == "approximately") {
        q.qualifier = before;
        --first;
      } else if ((before == "than" || before == "least" || before == "most" || before == "to") &&
                 first >= 2) {
        const std::string_view two = tree.folded(first - 2);
        if (two != "more" && two != "less" && two != "fewer" && two != "at" && two != "up") break;
        q.qualifier = std::string(two) + " " + std::string(before);
        first -= 2;
      } else {
        break;
      }
    }
    const std::uint32_t last = std::max(q.head, t) + 1;
    q.span = {document.tokens[first].begin, document.tokens[last - 1].end};
    reading.quantities.push_back(std::move(q));
  }
}

namespace {

/// The verb whose clause `t` stands in; -1 for none.
std::int32_t clause_of(const Tree& tree, std::uint32_t t) {
  std::int32_t at = static_cast<std::int32_t>(t);
  for (int depth = 0; at >= 0 && depth < 12; ++depth) {
    if (tree.word(static_cast<std::uint32_t>(at)).upos == "VERB") return at;
    at = tree.word(static_cast<std::uint32_t>(at)).head;
  }
  return -1;
}

/// True when what stands in the clause of `verb` may hold for `predicate` too: its own clause, one
/// that it is part of, or one beside it.
bool shares(const Tree& tree, std::int32_t verb, std::uint32_t predicate) {
  if (verb < 0) return true;
  std::int32_t at = static_cast<std::int32_t>(predicate);
  for (int depth = 0; at >= 0 && depth < 12; ++depth) {
    if (at == verb) return true;
    at = tree.word(static_cast<std::uint32_t>(at)).head;
  }
  const Word& w = tree.word(static_cast<std::uint32_t>(verb));
  return w.head == static_cast<std::int32_t>(predicate) && w.deprel == "conj";
}

/// True when `t` hangs from `predicate` with no other verb between.
bool hangs_from(const Tree& tree, std::uint32_t t, std::uint32_t predicate) {
  for (int depth = 0; depth < 6; ++depth) {
    const std::int32_t head = tree.word(t).head;
    if (head < 0) return false;
    t = static_cast<std::uint32_t>(head);
    if (t == predicate) return true;
    if (tree.word(t).upos == "VERB") return false;
  }
  return false;
}

}  // namespace

void attach_circumstances(const Tree& tree, Reading& reading) {
  const Document& document = tree.annotated().document;
  for (Statement& s : reading.statements) {
    const Sentence& sentence = document.sentences[s.sentence];
    const std::uint32_t at = document.tokens[s.predicate].begin;
    const auto nearest = [&](const auto& items, const auto& usable) {
      int best = -1;
      std::uint32_t distance = ~0U;
      const auto first = std::partition_point(  // items are in text order
          items.begin(), items.end(),
          [&](const auto& item) { return item.span.begin < sentence.begin; });
      for (auto i = static_cast<std::size_t>(first - items.begin()); i < items.size(); ++i) {
        const Span span = items[i].span;
        if (span.begin >= sentence.end) break;
        if (span.end > sentence.end || !usable(items[i])) continue;
        std::uint32_t d = span.begin > at ? span.begin - at : at - span.begin;
        if (!hangs_from(tree, items[i].head, s.predicate)) {
          if (!shares(tree, clause_of(tree, items[i].head), s.predicate)) continue;
          d += 10000;
        }
        if (d < distance) {
          distance = d;
          best = static_cast<int>(i);
        }
      }
      return best;
    };
    s.time = nearest(reading.times, [](const TimeSpan& t) { return t.dates; });
    s.place = nearest(reading.places, [](const Place&) { return true; });
  }
}

}  // namespace dragoman
