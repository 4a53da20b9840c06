#include "text/boundaries.h"

#include <algorithm>

#include "text/abbreviations.h"
#include "text/characters.h"

namespace dragoman {

namespace {

/// No sentence of prose is as long; what is (tables, dumps) would make trees of any depth.
constexpr std::uint32_t kLongestSentence = 500;
/// Closing marks looked past for the mark that ends a sentence, and opening ones for its first
/// word.
constexpr std::size_t kMostClosing = 4;
/// Tokens of the name and title of who speaks.
constexpr std::size_t kLongestSpeaker = 5;
/// Tokens of a dateline before its dash.
constexpr std::size_t kLongestDateline = 12;
/// Tokens after which a quote or bracket that was not closed is taken for a slip.
constexpr std::size_t kLongestQuote = 120;
/// Bytes of a form that count for its hash.
constexpr std::size_t kHashed = 24;
/// Words longer than this (addresses) stick out of wrapped lines.
constexpr std::size_t kLongestWrapped = 30;
/// A text with lines longer than this is not wrapped.
constexpr std::size_t kWidestWrap = 110;
/// A text all of whose lines are shorter is a list.
constexpr std::size_t kNarrowestWrap = 40;
/// Bytes of right margin that a wrapped line may leave empty though the next word would fit.
constexpr std::size_t kSlack = 12;

std::uint32_t shuffled(std::uint32_t h, std::uint32_t v) {
  h ^= v;
  h *= 0x01000193U;
  return h ^ (h >> 15);
}

std::uint32_t fold_hash(std::string_view s) {
  std::uint32_t h = 0x811C9DC5U;
  for (std::size_t i = 0; i < std::min(s.size(), kHashed); ++i)
    h = (h ^ static_cast<unsigned char>(is_digit(s[i]) ? '0' : to_lower(s[i]))) * 0x01000193U;
  return h;
}

Shape mark_shape(std::string_view s) {
  const char c = s[0];
  const char last = s.back();
  if (c == '.') return s == "." ? Shape::period : last == '.' ? Shape::ellipsis : Shape::query;
  if (c == '!' || c == '?') return Shape::query;
  if (c == '(' || c == '[' || c == '{' || c == '<' || c == '`') return Shape::opening;
  if (c == ')' || c == ']' || c == '}' || c == '>') return Shape::closing;
  if (c == '"' || c == '\'') return Shape::quote;
  if (c == ',' || c == ';') return s.size() == 1 ? Shape::comma : Shape::other;
  if (c == ':') return s.size() == 1 ? Shape::colon : Shape::other;
  if (c == '-' || c == '*' || c == '_' || c == '=') return Shape::dash;
  if (s == "\xE2\x80\x9C" || s == "\xE2\x80\x98" || s == "\xC2\xAB") return Shape::opening;
  if (s == "\xE2\x80\x9D" || s == "\xE2\x80\x99" || s == "\xC2\xBB") return Shape::closing;
  if (s.starts_with("\xE2\x80\xA6")) return Shape::ellipsis;
  if (s.starts_with("\xE2\x80\x93") || s.starts_with("\xE2\x80\x94")) return Shape::dash;
  return Shape::other;
}

Shape shape_of(std::string_view s) {
  bool small = false;
  bool capital = false;
  bool digit = false;
  bool mark = false;
  for (const char c : s.substr(0, std::min(s.size(), kHashed))) {
    if (is_lower(c) || !is_ascii(c))
      small = true;
    else if (is_upper(c))
      capital = true;
    else if (is_digit(c))
      digit = true;
    else
      mark = true;
  }
  const bool wide = !is_ascii(s[0]) && wide_symbol(s.substr(0, sequence(s, 0)));
  if (wide || (!small && !capital && !digit)) return mark_shape(s);
  if (s.size() > 1 && s.back() == '.' && !digit) return Shape::abbreviation;
  if (mark && s.find_first_of("@/_.#") != std::string_view::npos && !(digit && !small && !capital))
    return Shape::name;
  if (digit) return small || capital ? Shape::mixed : Shape::digits;
  if (!capital) return Shape::small_letters;
  if (s.size() == 1) return Shape::one_capital;
  if (!small) return Shape::capitals;
  return is_upper(s[0]) ? Shape::capitalised : Shape::mixed;
}

bool closes(Shape s) { return s == Shape::closing || s == Shape::quote; }
bool opens(Shape s) { return s == Shape::opening || s == Shape::quote; }
bool ends(Shape s) {
  return s == Shape::period || s == Shape::query || s == Shape::ellipsis ||
         s == Shape::abbreviation;
}

bool is_speech_verb(std::string_view s) {
  static constexpr std::array<std::string_view, 17> kVerbs = {
      "added",     "asked", "asks",    "cried",   "declared", "exclaimed",
      "explained", "joked", "recalls", "replied", "said",     "says",
      "shouted",   "told",  "vowed",   "warned",  "yelled"};
  return s.size() > 3 && s.size() < 10 &&
         std::find(kVerbs.begin(), kVerbs.end(), s) != kVerbs.end();
}

/// Capitalised only where a sentence begins, but for names of works.
bool is_opener(std::string_view s) {
  static constexpr std::array<std::string_view, 16> kOpeners = {
      "A",  "After", "At",  "But", "He",   "However", "If",   "In",
      "It", "On",    "She", "The", "They", "This",    "When", "We"};
  return s.size() < 8 && std::find(kOpeners.begin(), kOpeners.end(), s) != kOpeners.end();
}

/// Small counts one by one, larger ones in steps.
std::uint32_t step(std::size_t n) {
  return static_cast<std::uint32_t>(n < 5    ? n
                                    : n < 8  ? 5
                                    : n < 13 ? 6
                                    : n < 25 ? 7
                                    : n < 50 ? 8
                                             : 9);
}

}  // namespace

Boundaries::Boundaries(const Document& document) : d_(document) {
  views_.resize(d_.tokens.size());
  measure_gaps(d_.text);
  std::size_t quoted = 0;  // the token after the open quote; 0: none is open
  std::size_t bracketed = 0;
  std::uint8_t depth = 0;
  for (std::size_t t = 0; t < views_.size(); ++t) {
    View& v = views_[t];
    const std::string_view form = d_.form(t);
    v.hash = fold_hash(form);
    v.shape = shape_of(form);
    v.speech = v.shape == Shape::small_letters && is_speech_verb(form);
    v.opener = (v.shape == Shape::capitalised || v.shape == Shape::one_capital) && is_opener(form);
    v.title = v.shape == Shape::abbreviation && is_title(form.substr(0, form.size() - 1));
    // White space tells which way a straight quote turns.
    if (v.shape == Shape::quote) {
      const bool left = t > 0 && views_[t - 1].gap == Gap::nothing;
      const bool right = v.gap == Gap::nothing;
      if (left != right) v.shape = right ? Shape::opening : Shape::closing;
    }
    const bool quote = form != "(" && form != ")" && form != "[" && form != "]";
    if (v.shape == Shape::opening) {
      if (quote)
        quoted = t + 1;
      else
        depth = std::min<std::uint8_t>(depth + 1, 2), bracketed = t;
    } else if (v.shape == Shape::closing) {
      if (quote)
        quoted = 0;
      else if (depth > 0)
        --depth;
    } else if (v.shape == Shape::quote && form == "\"") {
      quoted = quoted > 0 ? 0 : t + 1;
    }
    // What is never closed must not change how the rest is read.
    if (quoted > 0 && t - quoted > kLongestQuote) quoted = 0;
    if (depth > 0 && t - bracketed > kLongestQuote) depth = 0;
    v.quoted = quoted > 0;
    v.depth = depth;
    if (v.gap == Gap::paragraph) {
      quoted = 0;
      depth = 0;
    }
  }
}

/// Bytes of the longest line, but for a last word too long to be wrapped.
std::size_t Boundaries::widest_line(std::string_view text) {
  std::size_t widest = 0;
  std::size_t line = 0;
  std::size_t word = 0;
  for (std::size_t p = 0; p <= text.size(); ++p) {
    if (p < text.size() && !is_space(text[p])) continue;
    if (p - word <= kLongestWrapped) widest = std::max(widest, p - line);
    word = p + 1;
    if (p < text.size() && text[p] == '\n') line = p + 1;
  }
  return widest;
}

/// Tells wrapped lines from lines that end because their paragraph does, by the widest line.
void Boundaries::measure_gaps(std::string_view text) {
  const std::size_t widest = widest_line(text);
  std::size_t line = 0;  // where the line of the gap begins
  for (std::size_t t = 0; t + 1 < d_.tokens.size(); ++t) {
    const std::size_t from = d_.tokens[t].end;
    const std::size_t to = d_.tokens[t + 1].begin;
    if (from == to) {
      views_[t].gap = Gap::nothing;
      continue;
    }
    const std::string_view between = text.substr(from, to - from);
    const std::size_t first = between.find('\n');
    if (first == std::string_view::npos) {
      views_[t].gap = Gap::space;
      continue;
    }
    const std::size_t length = from - line;
    line = from + between.rfind('\n') + 1;
    if (between.find('\n', first + 1) != std::string_view::npos || widest > kWidestWrap) continue;
    std::size_t word = to;  // the next word up to its white space
    while (word < text.size() && word < to + kWidestWrap && !is_space(text[word])) ++word;
    const bool fits = widest < kNarrowestWrap || length + 1 + (word - to) + kSlack < widest;
    views_[t].gap = fits ? Gap::short_line : Gap::full_line;
  }
}

const Boundaries::View& Boundaries::before(std::size_t g, std::size_t back) const {
  static constexpr View kNone;
  for (std::size_t i = 0; i < back; ++i) {
    if (g == 0 || views_[g - 1].gap == Gap::paragraph) return kNone;
    --g;
  }
  return views_[g];
}

const Boundaries::View& Boundaries::after(std::size_t g, std::size_t ahead) const {
  static constexpr View kNone;
  for (std::size_t i = 0; i < ahead; ++i) {
    if (views_[g].gap == Gap::paragraph) return kNone;
    ++g;
  }
  return views_[g];
}

/// The next line is an item of a list: it starts with a dash, a dot or a number.
bool Boundaries::list_item(std::size_t g) const {
  if (views_[g].gap != Gap::short_line) return false;
  const View& n = views_[g + 1];
  if (n.gap == Gap::nothing && n.shape == Shape::digits)
    return after(g, 2).shape == Shape::period || after(g, 2).shape == Shape::closing;
  return n.gap == Gap::space && (n.shape == Shape::dash || d_.form(g + 1) == "\xE2\x80\xA2");
}

/// An article opens with a place in capitals or with a source in brackets: "CARACAS (Reuters) -".
bool Boundaries::dateline(std::size_t g) const {
  const bool source = before(g, 1).shape == Shape::closing;
  for (std::size_t back = 1; back <= kLongestDateline; ++back) {
    const View& v = before(g, back);
    const bool capitals = before(g, back - 1).shape == Shape::capitals;
    if (v.shape == Shape::none || v.gap == Gap::short_line) return source || capitals;
    // Another article, run on without a line break.
    if (v.shape == Shape::period || v.shape == Shape::query ||
        (v.shape == Shape::closing && back > 1))
      return source && capitals;
  }
  return false;
}

/// "Who did it?" Prime Minister May asked: a name and a verb of saying go on with the sentence.
bool Boundaries::speaker_follows(std::size_t g) const {
  if (before(g, 1).shape != Shape::query) return false;
  std::size_t ahead = 1;
  while (ahead <= kLongestSpeaker) {
    const Shape s = after(g, ahead).shape;
    if (s != Shape::capitalised && s != Shape::capitals && s != Shape::one_capital &&
        s != Shape::abbreviation)
      break;
    ++ahead;
  }
  return after(g, ahead).speech;
}

GapVerdict Boundaries::verdict(std::size_t g) const {
  const View& v = views_[g];
  if (v.gap == Gap::paragraph || list_item(g)) return GapVerdict::ends;
  const View& n = views_[g + 1];
  if (n.shape == Shape::comma || n.shape == Shape::period || n.shape == Shape::colon)
    return GapVerdict::goes_on;
  if (v.gap != Gap::nothing && v.gap != Gap::space) return GapVerdict::open;
  if (v.shape == Shape::dash && dateline(g)) return GapVerdict::goes_on;
  if (closes(v.shape) && speaker_follows(g)) return GapVerdict::goes_on;
  // Few sentences of a treebank end in an abbreviation, too few to learn from.
  if (v.shape == Shape::abbreviation) {
    if (v.title) return GapVerdict::goes_on;
    if (n.opener && d_.tokens[g].end - d_.tokens[g].begin > 3) return GapVerdict::ends;
  }
  const bool word = v.shape >= Shape::small_letters && v.shape <= Shape::mixed;
  if (v.gap == Gap::nothing && word) return GapVerdict::goes_on;
  return n.shape == Shape::small_letters && (word || v.shape == Shape::comma) ? GapVerdict::goes_on
                                                                              : GapVerdict::open;
}

void Boundaries::features(std::size_t g, std::size_t first,
                          std::array<std::uint32_t, kFeatures>& out) const {
  const View& p = views_[g];
  const View& pp = before(g, 1);
  const View& ppp = before(g, 2);
  const View& n = after(g, 1);
  const View& nn = after(g, 2);
  const View& nnn = after(g, 3);
  const auto s = [](const View& v) { return static_cast<std::uint32_t>(v.shape); };
  // Line breaks inside wrapped text mean no more than a space.
  const auto gap = static_cast<std::uint32_t>(p.gap == Gap::full_line ? Gap::space : p.gap);
  // The mark that would end the sentence, looked for before closing quotes and brackets.
  std::size_t back = 0;
  while (back < kMostClosing && closes(before(g, back).shape)) ++back;
  const View& mark = before(g, back);
  const View& before_mark = before(g, back + 1);
  std::uint32_t closers = 0;
  for (std::size_t i = 0; i < back; ++i)
    closers = closers * 2 + (before(g, i).shape == Shape::quote);
  closers = closers * 8 + static_cast<std::uint32_t>(back);
  // Likewise the word that would open the next one.
  std::size_t ahead = 1;
  while (ahead < kMostClosing && opens(after(g, ahead).shape)) ++ahead;
  const View& word = after(g, ahead);
  const std::uint32_t inside = (p.quoted ? 1U : 0U) + p.depth * 2U;
  std::size_t left = 1;  // tokens up to the end of the paragraph
  while (left < 13 && after(g, left).shape != Shape::none) ++left;
  // The next mark that may end a sentence, and how far off it is.
  std::size_t far = 1;
  while (far < 13 && !ends(after(g, far).shape) && after(g, far).shape != Shape::none) ++far;
  std::size_t from_start = 0;
  while (from_start < 13 && before(g, from_start + 1).shape != Shape::none) ++from_start;
  const std::uint32_t size = step(g + 1 - first);
  const std::uint32_t shapes = s(p) * 32 + s(n);
  const std::uint32_t ended = ends(mark.shape) ? s(mark) : 0;

  std::size_t i = 0;
  const auto add = [&](std::uint32_t a, std::uint32_t b = 0, std::uint32_t c = 0,
                       std::uint32_t e = 0) {
    std::uint32_t h = shuffled(0x9E3779B9U, static_cast<std::uint32_t>(i));
    h = shuffled(shuffled(shuffled(shuffled(h, a), b), c), e);
    out[i++] = (h ^ (h >> 16)) & (kBoundaryCells - 1);
  };
  add(gap);
  add(shapes, gap);
  add(p.hash, gap);
  add(p.hash, s(n), gap);
  add(n.hash, s(n), gap);
  add(n.hash, s(p), s(n));
  add(p.hash, n.hash);
  add(pp.hash, p.hash);
  add(s(pp), shapes, gap);
  add(s(ppp), s(pp), shapes);
  add(shapes, s(nn));
  add(shapes, s(nn), s(nnn), gap);
  add(s(pp), shapes, s(nn), gap);
  add(n.hash, nn.hash, ended);
  add(mark.hash, closers, s(word), gap);
  add(mark.hash, closers, s(n), inside);
  add(s(mark), before_mark.hash, s(word));
  add(s(mark), s(before_mark), s(word), closers);
  add(s(mark), word.hash, s(word), static_cast<std::uint32_t>(ahead));
  add(inside, shapes, gap);
  add(inside, s(mark), s(n), p.hash);
  add(size, shapes);
  add(size, s(mark), s(word));
  add(size, p.hash);
  add(step(left), shapes);
  add(step(left), size, ended, s(word));
  add(step(far), s(p), s(word), s(after(g, far)));
  add(step(from_start), shapes, ended);
  add(step(from_start), step(left), ended);
  add(before(g, g - first < 3 ? g - first : 3).hash, ended, s(n));
  add(g >= first ? views_[first].hash : 0, ended, s(n));
  add(views_[first].hash, size, shapes);
  add(pp.hash, ended, s(n));
  add(nn.hash, ended, s(n), s(p));
}

void find_sentences(Document& document) {
  const Boundaries boundaries(document);
  std::array<std::uint32_t, Boundaries::kFeatures> cells{};
  const std::size_t count = document.tokens.size();
  std::size_t first = 0;
  for (std::size_t g = 0; g < count; ++g) {
    const GapVerdict verdict = boundaries.verdict(g);
    bool end = verdict == GapVerdict::ends || g + 1 - first >= kLongestSentence;
    if (!end && verdict == GapVerdict::open) {
      boundaries.features(g, first, cells);
      int sum = 0;
      for (const std::uint32_t cell : cells) sum += kBoundaryWeights[cell];
      end = sum > 0;
    }
    if (!end) continue;
    document.sentences.push_back({static_cast<std::uint32_t>(first),
                                  static_cast<std::uint32_t>(g + 1), document.tokens[first].begin,
                                  document.tokens[g].end});
    first = g + 1;
  }
}

}  // namespace dragoman
