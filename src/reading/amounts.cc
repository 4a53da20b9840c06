#include "reading/amounts.h"

#include <charconv>
#include <cmath>

namespace dragoman {

namespace {

using Class = QuantityClass;

constexpr std::size_t kMostDigits = 18;  // longer ones are no counts
constexpr std::uint32_t kMostWords = 12;

struct Number {
  double value = 0;
  std::uint32_t end = 0;  ///< token after it; 0: no number
  bool vague = false;     ///< "dozens", "several": the least that is meant
  bool fraction = false;  ///< of a whole
  bool one = false;
};

bool is_hyphen(std::string_view text) {
  return text == "-" || text == "\xE2\x80\x90" || text == "\xE2\x80\x91";
}

bool is_dash(std::string_view text) {
  return is_hyphen(text) || text == "\xE2\x80\x93" || text == "\xE2\x80\x94" || text == "--";
}

/// "1,200", "2.5"; what is left of `text` after the figures goes to `rest`. Negative for none.
double figures(std::string_view text, std::string_view* rest) {
  char digits[kMostDigits + 2];
  std::size_t n = 0;
  std::size_t at = 0;
  std::size_t group = 0;  // digits since the last comma
  bool comma = false;
  bool point = false;
  while (at < text.size()) {
    const char c = text[at];
    if (c >= '0' && c <= '9') {
      if (n >= kMostDigits) return -1;
      digits[n++] = c;
      ++group;
    } else if (c == ',' && !point && n > 0 && (comma ? group == 3 || group == 2 : group <= 3)) {
      comma = true;
      group = 0;
    } else if (c == '.' && !point && n > 0 && at + 1 < text.size() && text[at + 1] >= '0' &&
               text[at + 1] <= '9' && n < kMostDigits) {
      if (comma && group != 3) return -1;
      point = true;
      digits[n++] = '.';
    } else {
      break;
    }
    ++at;
  }
  if (n == 0 || (comma && !point && group != 3)) return -1;
  *rest = text.substr(at);
  double value = -1;
  std::from_chars(digits, digits + n, value);
  return value;
}

class AmountReader {
 public:
  AmountReader(const Tree& tree, const QuantityLexicon& words, std::uint32_t begin,
               std::uint32_t end)
      : tree_(tree), words_(words), begin_(begin), end_(end) {}

  std::optional<Amount> read(std::uint32_t at, std::uint32_t done) const {
    const Number first = number(at);
    if (first.end == 0) return std::nullopt;
    Amount out;
    out.first = out.number = at;
    out.last = out.number_end = first.end;
    out.value = first.value;
    out.bare_one = first.one;
    if (first.vague) {
      out.qualifier = "approximate";
      out.low = first.value;
    }
    if (first.fraction) {
      out.kind = "share";
      out.unit = "fraction";
    }
    currency_before(out, done);
    if (!first.fraction) range(out, first, done);
    after(out);
    unit(out);
    before(out, done);
    return out;
  }

 private:
  [[nodiscard]] std::string_view text(std::uint32_t t) const {
    return t < end_ ? tree_.folded(t) : std::string_view();
  }
  [[nodiscard]] const QuantityWord* find(Class kind, std::uint32_t t) const {
    return t < end_ ? words_.find(kind, tree_.folded(t)) : nullptr;
  }

  /// A number word, "twenty-five" in one token too; negative for none.
  [[nodiscard]] double word(std::string_view text) const {
    if (const QuantityWord* w = words_.find(Class::number, text)) return w->value;
    const std::size_t hyphen = text.find('-');
    if (hyphen == std::string_view::npos) return -1;
    const QuantityWord* tens = words_.find(Class::number, text.substr(0, hyphen));
    const QuantityWord* ones = words_.find(Class::number, text.substr(hyphen + 1));
    if (tens == nullptr || ones == nullptr || tens->value < 20 || ones->value > 9) return -1;
    return tens->value + ones->value;
  }

  /// Multiplies by "hundred", "million", "dozen" that follow.
  double scaled(double value, std::uint32_t* at) const {
    for (int steps = 0; steps < 3; ++steps) {
      const bool joined = is_hyphen(text(*at)) && find(Class::scale, *at + 1) != nullptr;
      const QuantityWord* scale = find(Class::scale, joined ? *at + 1 : *at);
      if (scale == nullptr || (scale->value == 20)) break;  // "three score" is not of our time
      value *= scale->value;
      *at += joined ? 2 : 1;
    }
    return value;
  }

  [[nodiscard]] Number number(std::uint32_t at) const {
    const std::string_view form = text(at);
    if (form.empty()) return {};
    if (form.front() >= '0' && form.front() <= '9') return in_figures(at);
    if (Number n = part(at); n.end != 0) return n;
    if (Number n = in_plurals(at); n.end != 0) return n;
    return in_words(at);
  }

  [[nodiscard]] Number in_figures(std::uint32_t at) const {
    std::string_view rest;
    double value = figures(text(at), &rest);
    if (value < 0) return {};
    if (!rest.empty()) {  // "3bn"
      const QuantityWord* scale = words_.find(Class::scale, rest);
      if (scale == nullptr) return {};
      return {value * scale->value, at + 1};
    }
    std::uint32_t end = at + 1;
    if (text(end) == "and" && text(end + 1) == "a" && text(end + 2) == "half") {
      value += 0.5;
      end += 3;
    }
    value = scaled(value, &end);
    return {value, end};
  }

  /// "a third", "two thirds", "half of", "three-quarters".
  [[nodiscard]] Number part(std::uint32_t at) const {
    std::uint32_t next = at;
    double count = 1;
    const bool article = text(at) == "a" || text(at) == "an" || text(at) == "one";
    if (article) {
      ++next;
    } else if (const double told = word(text(at)); told > 1) {
      count = told;
      ++next;
      if (is_hyphen(text(next))) ++next;
    } else if (text(at) != "half") {
      const std::size_t hyphen = text(at).find('-');
      if (hyphen == std::string_view::npos) return {};
      const double few = word(text(at).substr(0, hyphen));
      const QuantityWord* whole = words_.find(Class::fraction, text(at).substr(hyphen + 1));
      if (few < 1 || whole == nullptr) return {};
      return {few / whole->value, at + 1, false, true};
    }
    const QuantityWord* whole = find(Class::fraction, next);
    if (whole == nullptr) return {};
    ++next;
    const bool half = whole->value == 2;
    if (half && (text(next) == "a" || text(next) == "an") && find(Class::scale, next + 1)) {
      ++next;  // "half a million"
      const double value = scaled(0.5, &next);
      return {value, next};
    }
    if (text(next) != "of" && !(half && (text(next) == "the" || text(next) == "its"))) return {};
    return {count / whole->value, next, false, true};
  }

  /// "dozens", "hundreds of thousands".
  [[nodiscard]] Number in_plurals(std::uint32_t at) const {
    const QuantityWord* first = find(Class::plural, at);
    if (first == nullptr) return {};
    const QuantityWord* second = text(at + 1) == "of" ? find(Class::plural, at + 2) : nullptr;
    if (second != nullptr && second->value >= 2000)
      return {first->value * second->value / 2, at + 3, true};
    if (text(at) == "tens") return {};
    return {first->value, at + 1, true};
  }

  /// "several hundred", "a dozen", "one hundred and twenty thousand", "two and a half million".
  [[nodiscard]] Number in_words(std::uint32_t at) const {
    std::uint32_t next = at;
    const bool article = text(at) == "a" || text(at) == "an";
    if (article) ++next;
    if (const QuantityWord* vague = find(Class::vague, next)) {
      if (!article && text(next) != "several" && text(next) != "few") return {};
      if (!article && text(next) == "few") return {};  // "few people" says how little, not how many
      ++next;
      const std::uint32_t before = next;
      const double value = scaled(vague->value, &next);
      const bool of = next == before && text(next) == "of";
      if (text(next - 1) == "pair" && !of) return {};
      return {value, next, true};
    }
    double total = 0;
    double current = -1;
    std::uint32_t words = 0;
    if (article) {
      const QuantityWord* scale = find(Class::scale, next);
      if (scale == nullptr || (scale->value == 20 && text(next + 1) != "of")) return {};
      if (text(next).size() <= 3) return {};
      current = scale->value;
      ++next;
    }
    for (; words < kMostWords; ++words) {
      if (const double told = word(text(next)); told >= 0) {
        if (current < 0) {
          current = told;
        } else {
          const double low = std::fmod(current, 100);
          const bool fits = (current >= 100 && low == 0 && told < 100) ||
                            (told < 10 && low >= 20 && std::fmod(low, 10) == 0);
          if (!fits) break;
          current += told;
        }
        ++next;
      } else if (const QuantityWord* scale = find(Class::scale, next);
                 scale != nullptr && current >= 0 && scale->value != 20 && text(next).size() > 3) {
        if (scale->value > 100) {
          total += current * scale->value;
          current = 0;
        } else {
          current *= scale->value;
        }
        ++next;
      } else if (current >= 0 && text(next) == "and" && text(next + 1) == "a" &&
                 text(next + 2) == "half") {
        current += 0.5;
        next += 3;
      } else if (current >= 100 && text(next) == "and" && word(text(next + 1)) > 0 &&
                 std::fmod(current, 100) == 0) {
        ++next;
      } else if (is_hyphen(text(next)) && current >= 20 && word(text(next + 1)) > 0 &&
                 word(text(next + 1)) < 10) {
        ++next;
      } else {
        break;
      }
    }
    if (current < 0) return {};
    const bool one = next == at + 1 && text(at) == "one";
    return {total + current, next, false, false, one};
  }

  void currency_before(Amount& out, std::uint32_t done) const {
    if (out.first <= begin_ || out.first <= done) return;
    const QuantityWord* c = find(Class::currency, out.first - 1);
    if (c == nullptr) return;
    const bool word = text(out.first - 1).front() >= 'a' && text(out.first - 1).back() != '$' &&
                      text(out.first - 1).size() != 3;
    if (word) return;
    --out.first;
    out.kind = "money";
    out.unit = c->code;
    // "US $5 million" in two tokens
    if (out.first > begin_ && out.first > done && text(out.first) == "$") {
      std::string key(text(out.first - 1));
      if (key == "u.s.") key = "us";
      if (const QuantityWord* longer = words_.find(Class::currency, key + "$")) {
        --out.first;
        out.unit = longer->code;
      }
    }
  }

  /// "between 20 and 30", "12 to 15", "12-15", "three or four".
  void range(Amount& out, const Number& first, std::uint32_t done) const {
    const std::string_view mark = text(out.last);
    const std::string_view before =
        out.first > begin_ && out.first > done ? text(out.first - 1) : std::string_view();
    const bool between = before == "between" && mark == "and";
    const bool plain = (mark == "to" && before != "from") || is_dash(mark);
    if (!between && !plain && mark != "or") return;
    std::uint32_t at = out.last + 1;
    if (const QuantityWord* c = find(Class::currency, at); c != nullptr && c->code == out.unit)
      ++at;
    const Number second = number(at);
    if (second.end == 0 || second.fraction || second.vague || first.vague) return;
    double low = first.value;
    const double high = second.value;
    if (high <= low) return;
    // "5 to 10 million", unless the first has a scale of its own
    if (high >= 1000 && low < 1000) {
      double factor = 1;
      for (std::uint32_t t = at; t < second.end; ++t) {
        if (const QuantityWord* s = find(Class::scale, t)) factor *= s->value;
      }
      low *= factor;
    }
    if (low >= high) return;
    if (mark == "or" && (high - low > 2 || high > 100) && high / low > 1.6) return;
    if (mark == "to" && tree_.word(out.number).head >= 0 && moves(out.number)) return;
    if (between) --out.first;
    out.value = low;
    out.low = low;
    out.high = high;
    out.last = out.number_end = second.end;
    out.bare_one = false;
    out.qualifier = between ? "between" : mark == "or" ? "or" : "to";
  }

  /// "fell 20 to 15": the second number is where it fell to.
  [[nodiscard]] bool moves(std::uint32_t number) const {
    const Word& w = tree_.word(number);
    return w.upos == "NUM" && is_relation(w.deprel, "obl") && w.head >= 0 &&
           tree_.word(static_cast<std::uint32_t>(w.head)).upos == "VERB";
  }

  void after(Amount& out) const {
    if (out.last + 1 >= end_) return;
    const QuantityWord* q =
        words_.find(Class::after, tree_.folded_tokens().run(out.last, out.last + 2));
    if (q == nullptr || !out.qualifier.empty()) return;
    out.qualifier = tree_.folded_tokens().run(out.last, out.last + 2);
    bound(out, q->code);
    out.last += 2;
  }

  /// The unit or currency after a number: by form, by lemma, with the word before it.
  void unit(Amount& out) const {
    if (out.kind == "money" || out.last >= end_) return;
    std::uint32_t at = out.last;
    if (is_hyphen(text(at))) ++at;
    for (std::uint32_t n = 2; n >= 1; --n) {
      if (at + n > end_) continue;
      std::string key(n == 2 ? text(at) : std::string_view());
      if (n == 2) key += ' ';
      const std::string stem = key;
      key += fold(tree_.word(at + n - 1).lemma);
      for (const std::string& k : {key, stem + std::string(text(at + n - 1))}) {
        if (const QuantityWord* c = words_.find(Class::currency, k)) {
          out.kind = "money";
          out.unit = c->code;
          out.last = at + n;
          return;
        }
        if (const QuantityWord* u = words_.find(Class::unit, k)) {
          const std::size_t space = u->code.find(' ');
          out.kind = std::string_view(u->code).substr(0, space);
          out.unit = u->code.substr(space + 1);
          out.last = at + n;
          return;
        }
      }
    }
  }

  static void bound(Amount& out, std::string_view code) {
    const double v = out.value;
    if (code == "low") {
      out.low = v;
      out.high.reset();
    } else if (code == "high" || code == "below") {
      out.high = v;
      out.low.reset();
    }
  }

  /// The longest qualifier that ends where the amount begins.
  void before(Amount& out, std::uint32_t done) const {
    if (out.low && out.high) {  // a range has its bounds
      return;
    }
    for (std::uint32_t n = 3; n >= 1; --n) {
      if (out.first < begin_ + n || out.first - n < done) continue;
      const QuantityWord* q =
          words_.find(Class::before, tree_.folded_tokens().run(out.first - n, out.first));
      if (q == nullptr) continue;
      const std::string_view told = tree_.folded_tokens().run(out.first - n, out.first);
      if (n == 1 && (told == "over" || told == "under" || told == "above") && governs(out)) return;
      out.qualifier = told;
      bound(out, q->code);
      out.first -= n;
      return;
    }
  }

  /// "over" of "talks over two islands" rules the noun; "over" of "over two hundred" the number.
  [[nodiscard]] bool governs(const Amount& out) const {
    const Word& w = tree_.word(out.first - 1);
    if (w.deprel != "case" || w.head < 0) return false;
    const auto head = static_cast<std::uint32_t>(w.head);
    if (head < out.last && head >= out.first) return false;
    return out.value < 10 && out.kind.empty();
  }

  const Tree& tree_;
  const QuantityLexicon& words_;
  std::uint32_t begin_;
  std::uint32_t end_;
};

}  // namespace

std::optional<Amount> read_amount(const Tree& tree, const QuantityLexicon& words, std::uint32_t at,
                                  std::uint32_t begin, std::uint32_t end, std::uint32_t done) {
  return AmountReader(tree, words, begin, end).read(at, done);
}

}  // namespace dragoman
