#include "text/tokenizer.h"

#include <algorithm>

#include "text/abbreviations.h"
#include "text/characters.h"
#include "text/word_lists.h"

namespace dragoman {

namespace {

/// Addresses and file names are looked for in so many bytes only, so that cutting stays linear.
constexpr std::size_t kLongestName = 512;

/// White space looked past for the next word.
constexpr std::size_t kSpacesAhead = 4;

bool name_byte(char c) {
  return is_alpha(c) || is_digit(c) || c == '.' || c == '_' || c == '-' || c == '%' || c == '+';
}

bool ends_address(char c) {
  return c == '.' || c == ',' || c == ')' || c == '"' || c == '\'' || c == '>' || c == ']' ||
         c == ';' || c == ':' || c == '!' || c == '?' || c == '*';
}

}  // namespace

void Tokenizer::push(std::size_t p, std::size_t q) {
  if (q > p) d_.tokens.push_back({static_cast<std::uint32_t>(p), static_cast<std::uint32_t>(q)});
}

void Tokenizer::cut(std::size_t begin, std::size_t end) {
  begin_ = begin;
  end_ = end;
  const std::string_view chunk = bytes(begin, end);
  has_at_ = chunk.find('@') != std::string_view::npos;
  has_dot_ = chunk.substr(0, chunk.size() - 1).find('.') != std::string_view::npos;
  bool fresh = true;  // no word or number comes right before
  std::size_t p = begin;
  while (p < end) {
    std::size_t q = p;
    if (fresh) {
      q = address(p);
      if (q == p) q = file_name(p);
      if (q == p) q = dialled(p);
      if (q == p) q = clipped(p);
    }
    if (q == p) q = emoticon(p);
    if (q > p) {
      push(p, q);
      fresh = false;
    } else if (is_digit(text_[p]) || (fresh && text_[p] == '.' && is_digit(at(p + 1)))) {
      q = number(p);
      fresh = false;
    } else if (letter(text_, p) > 0 || (fresh && text_[p] == '#' && is_alpha(at(p + 1)))) {
      q = word(p);
      fresh = false;
    } else if (!fresh && clitic(p) > p) {
      q = d_.tokens.back().end;
    } else {
      q = marks(p);
      push(p, q);
      fresh = true;
    }
    p = q;
  }
}

/// A URL, an e-mail address or an account: http://a.org/b, a.b@c.org, A@DEPARTMENT, @account.
std::size_t Tokenizer::address(std::size_t p) const {
  const std::string_view s = bytes(p, std::min(end_, p + 8));
  const bool url = s.starts_with("http:/") || s.starts_with("https:/") || s.starts_with("www.") ||
                   s.starts_with("ftp://") || s.starts_with("mailto:") || s.starts_with("HTTP:/") ||
                   s.starts_with("WWW.");
  if (url) {
    std::size_t stop = end_;
    // A closing bracket belongs to the address when its opening one does.
    if (const std::size_t close = bytes(p, end_).find('>'); close != std::string_view::npos)
      stop = p + close;
    while (stop > p && ends_address(text_[stop - 1])) --stop;
    return stop;
  }
  if (!has_at_) return p;
  const std::size_t limit = std::min(end_, p + kLongestName);
  std::size_t q = p;
  while (q < limit && name_byte(text_[q])) ++q;
  if (at(q) != '@' || !is_alpha(at(q + 1))) return p;
  ++q;
  while (q < limit && name_byte(text_[q])) ++q;
  while (text_[q - 1] == '.' || text_[q - 1] == '-') --q;
  return q;
}

/// A name of a file or host: letters, digits and joining marks up to a known ending.
std::size_t Tokenizer::file_name(std::size_t p) const {
  if (!has_dot_) return p;
  const std::size_t limit = std::min(end_, p + kLongestName);
  std::size_t q = p;
  std::size_t dot = 0;
  while (q < limit && (name_byte(text_[q]) || text_[q] == '#' || text_[q] == '/')) {
    if (text_[q] == '.') dot = q;
    ++q;
  }
  if (dot == q - 1 && q > p) {  // the period of a sentence
    q = dot;
    const std::size_t before = bytes(p, q).rfind('.');
    if (before == std::string_view::npos) return p;
    dot = p + before;
  }
  if (dot <= p && text_[p] != '.') return p;
  // Names of news groups and of hosts under a country: small letters in three parts or more.
  const std::string_view name = bytes(p, q);
  if (std::count(name.begin(), name.end(), '.') > 1 && name.find("..") == std::string_view::npos &&
      name.find('/') == std::string_view::npos && dot > p + 2 && !is_digit(name[0]) &&
      std::none_of(name.begin(), name.end(), is_upper) &&
      std::adjacent_find(name.begin(), name.end(),
                         [](char a, char b) { return !is_alpha(a) && !is_alpha(b); }) ==
          name.end() &&
      name.find('.') > 1 && q - dot > 2)
    return q;
  // With a path the ending is that of the host.
  const std::size_t slash = bytes(p, q).find('/');
  if (slash != std::string_view::npos) {
    const std::size_t last = bytes(p, p + slash).rfind('.');
    if (last == std::string_view::npos || last == 0) return p;
    return is_name_ending(bytes(p + last + 1, p + slash)) ? q : p;
  }
  if (!is_name_ending(bytes(dot + 1, q))) return p;
  // Capitals after a small letter start a sentence without a space: "We left.US troops stayed".
  if (is_upper(text_[dot + 1]) && is_upper(text_[dot + 2]) && q - dot == 3) return p;
  return q;
}

/// A telephone number or another code of digits with hyphens: 555-0199, 1-800-555-0199, 2001-02-03.
std::size_t Tokenizer::dialled(std::size_t p) const {
  std::size_t q = p + (text_[p] == '+' ? 1 : 0);
  if (!is_digit(at(q))) return p;
  std::size_t groups = 0;
  std::size_t first = 0;  // digits of the first group and of the last
  std::size_t last = 0;
  for (;;) {
    const std::size_t from = q;
    while (is_digit(at(q))) ++q;
    last = q - from;
    if (groups++ == 0) first = last;
    const bool joined = (at(q) == '-' || (at(q) == '/' && first == 3 && last == 3));
    if (!joined || !is_digit(at(q + 1))) break;
    ++q;
  }
  if (letter(text_, q) > 0 && q < end_) return p;
  if (groups > 2 || text_[p] == '+') return q;
  // Seven digits in two groups; years and round numbers make ranges.
  if (groups != 2 || last != 4 || (first != 3 && first != 5 && first != 7)) return p;
  return text_[q - 5] == '-' && bytes(q - 2, q) != "00" ? q : p;
}

/// A face of marks. At a colon only when nothing but marks comes after it in the chunk.
std::size_t Tokenizer::emoticon(std::size_t p) const {
  static constexpr std::array<std::string_view, 26> kFaces = {
      ":-)", ":-(", ":-D", ":-P", ":-/", ";-)", ":')", ":'(", "^_^", "=-)", "8-)", ":o)", "(-:",
      ":)",  ":(",  ":D",  ":P",  ":O",  ":/",  ":p",  ";)",  "=)",  "=(",  "(:",  "<3",  ":|"};
  const char c = text_[p];
  if (c != ':' && c != ';' && c != '=' && c != '^' && c != '(' && c != '8' && c != '<') return p;
  for (const std::string_view face : kFaces) {
    if (bytes(p, std::min(end_, p + face.size())) != face) continue;
    std::size_t q = p + face.size();
    const bool alone = letter(text_, q) == 0 && !is_digit(at(q));
    if (q < end_ && (!alone || at(q) == '/')) return p;
    // A list in brackets may end so too: "(a list:)".
    if (face == ":)" && p > begin_ && bytes(begin_, p).find('(') != std::string_view::npos)
      return p;
    return q;
  }
  return p;
}

/// 'em, 'cause, '02, '60s and clitics that stand apart from their word.
std::size_t Tokenizer::clipped(std::size_t p) const {
  const std::size_t n = apostrophe(p);
  if (n == 0) return p;
  if (is_digit(at(p + n)) && is_digit(at(p + n + 1)) && !is_digit(at(p + n + 2))) {
    const std::size_t q = p + n + 2;
    if (at(q) == 's' && letters(q) == q + 1) return q + 1;
    return letter(text_, q) == 0 || q >= end_ ? q : p;
  }
  const std::size_t q = letters(p + n);
  if (q == p + n || apostrophe(q) > 0) return p;  // 'em' in quotes
  const std::string_view tail = bytes(p + n, q);
  return is_clipped(tail) || (p == begin_ && is_clitic(tail) && tail != "d" && tail != "m") ? q : p;
}

/// One mark, or a run of marks that are read as one.
std::size_t Tokenizer::marks(std::size_t p) const {
  const char c = text_[p];
  std::size_t q = p + sequence(text_, p);
  const std::string_view s = bytes(p, q);
  if (c == '!' || c == '?') {
    while (at(q) == '!' || at(q) == '?') ++q;
  } else if (c == '*' || c == '~' || c == '=' || c == '-' || c == '_' || c == '+' || c == '.') {
    while (at(q) == c) ++q;
    // A line drawn with several marks.
    if (q - p > 3 || c == '~' || (c == '*' && at(q) == '~')) {
      while (q < end_ && (at(q) == '-' || at(q) == '=' || at(q) == '>' || at(q) == '<' ||
                          at(q) == '|' || at(q) == '+' || at(q) == '*' || at(q) == '~'))
        ++q;
    }
    if (c == '.' && q == p + 1 && (at(q) == '?' || at(q) == '!')) ++q;
  } else if (c == '<' || c == '>' || c == '\'' || c == '`' || c == '|' || c == '#') {
    while (at(q) == c) ++q;
  } else if (s == "\xE2\x80\x99" || s == "\xE2\x80\x98") {
    while (bytes(q, std::min(end_, q + 3)) == "\xE2\x80\x99") q += 3;
  } else if (s == "\xE2\x80\x93" || s == "\xE2\x80\x94" || s == "\xE2\x80\xA6") {
    while (bytes(q, std::min(end_, q + 3)) == s) q += 3;
  }
  return q;
}

/// Digits with their separators, and what is written to them.
std::size_t Tokenizer::number(std::size_t p) {
  std::size_t q = p;
  bool comma = false;
  while (q < end_) {
    const char c = text_[q];
    if (is_digit(c)) {
      ++q;
      continue;
    }
    if ((c != ',' && c != '.' && c != ':' && c != '/') || !is_digit(at(q + 1))) break;
    // Commas group three digits, in India also two; others are lists: 13,14.
    if (c == ',') {
      std::size_t digits = 0;
      while (digits < 4 && is_digit(at(q + 1 + digits))) ++digits;
      if (digits != 3 && !(digits == 2 && comma)) break;
      comma = true;
    }
    ++q;
  }
  const std::size_t tail = letters(q);
  const std::string_view rest = bytes(q, tail);
  if (rest.empty()) {
    // Decades: the 1990's.
    const std::size_t n = apostrophe(q);
    if (n > 0 && at(q + n) == 's' && letters(q + n) == q + n + 1 && text_[q - 1] == '0' &&
        (q - p == 2 || q - p == 4))
      q += n + 1;
  } else if (rest == "st" || rest == "nd" || rest == "rd" || rest == "th" || rest == "s" ||
             rest == "ST" || rest == "ND" || rest == "RD" || rest == "TH") {
    q = tail;  // ordinals and decades
  } else if (is_digit(at(tail)) || (rest.size() <= 2 && !is_unit(rest))) {
    // Codes: 4G, 2D, 7a, 3b2.
    q = tail;
    while (q < end_ && (is_digit(at(q)) || letter(text_, q) > 0)) q += sequence(text_, q);
  } else if (equal_fold(rest, "am") || equal_fold(rest, "pm") || is_unit(rest)) {
    push(p, q);
    push(q, tail);
    return clitic(tail);
  } else if (equal_fold(rest, "p") || equal_fold(rest, "a")) {
    q = tail;
  }
  push(p, q);
  return clitic(q);
}

/// Letters and digits with the marks that belong inside.
std::size_t Tokenizer::word(std::size_t p) {
  std::size_t q = p + (text_[p] == '#' ? 1 : 0);
  while (q < end_) {
    const std::size_t n = letter(text_, q);
    if (n > 0)
      q += n;
    else if (is_digit(text_[q]))
      ++q;
    else if (part_of_word(p, q, sequence(text_, q)))
      q += sequence(text_, q);
    else
      break;
    // The sum comes after the currency.
    if (text_[q - 1] == '$' && !is_lower(at(q))) break;
  }
  if (broken_off(p, q)) ++q;
  return push_word(p, q);
}

bool Tokenizer::part_of_word(std::size_t p, std::size_t q, std::size_t n) const {
  const char c = text_[q];
  const char next = at(q + 1);
  if (c == '.') return dotted(p, q);
  if (c == '-') return bound_hyphen(p, q);
  if (c == '_') return is_alpha(next) || is_digit(next);
  if (c == '&')
    return (is_upper(next) && is_upper(text_[q - 1])) || (q - p == 1 && letters(q + 1) == q + 2);
  if (c == '*') return is_alpha(next) && is_alpha(text_[q - 1]);
  // Currencies (US$) and letters replaced by marks (co$t, d*mn).
  if (c == '$') return is_upper(text_[q - 1]) ? q - p <= 2 : is_lower(next);
  if (apostrophe(q) == 0) return false;
  // Inside names and loans the apostrophe stays: O'Neill, Shi'ite, o'clock; clitics are cut.
  const std::size_t stop = letters(q + n);
  if (stop == q + n) return false;
  const std::string_view tail = bytes(q + n, stop);
  if (is_clitic(tail)) return false;
  if (equal_fold(tail, "t") && to_lower(text_[q - 1]) == 'n') return false;
  if (equal_fold(bytes(p, q), "y") && equal_fold(tail, "all")) return false;
  // A clitic with the space after it left out is not one of these.
  return c != '`';
}

/// A period that belongs to its word: initials, abbreviations, dotted acronyms.
bool Tokenizer::dotted(std::size_t p, std::size_t q) const {
  const std::string_view stem = bytes(p, q);
  const std::size_t last_dot = stem.rfind('.');
  const std::size_t part = last_dot == std::string_view::npos ? 0 : last_dot + 1;
  const std::size_t size = stem.size() - part;  // of the letters right before
  const std::size_t next = letters(q + 1);
  if (next > q + 1) {
    // U.S., a.m., Ph.D., M.Sc.: short parts that a period follows in turn.
    if (size == 1 && (next - q == 2 || at(next) == '.')) return true;
    return size <= 2 && is_upper(stem[part]) && is_upper(text_[q + 1]) && at(next) == '.' &&
           next - q <= 4;
  }
  const char follows = at(q + 1);
  const bool closed = follows == '\0' || follows == ',' || follows == '\'' || follows == ')' ||
                      follows == ';' || follows == ':' || follows == '"' || follows == '-' ||
                      follows == '/' || follows == '?' || follows == ']' || !is_ascii(follows);
  if (part > 0) return is_alpha(stem[part]) && size <= 3 && (size == 1 || is_upper(stem[part]));
  if (!closed && !is_digit(follows)) return false;
  if (stem.size() == 1) {
    if (!is_upper(stem[0]) || stem == "I") return false;
    // A name's initial ends no paragraph; the letter of a plan or a vitamin may.
    return q + 1 < end_ || !ends_paragraph(end_);
  }
  if (is_digit(follows)) return false;
  if (equal_fold(stem, "no") || equal_fold(stem, "nos")) {
    // Of numbers only: "No. 2", but "He said no."
    if (q + 1 != end_ || !is_upper(stem[0])) return false;
    std::size_t r = end_;
    while (r < text_.size() && r < end_ + kSpacesAhead && is_space(text_[r])) ++r;
    return r < text_.size() && (is_digit(text_[r]) || text_[r] == '#');
  }
  if (stem == "etc") return q + 1 < end_ || !may_end_sentence(end_);
  return is_abbreviation(stem);
}

/// Prefixes and suffixes that are no words keep their hyphen: re-elected, anti-American.
bool Tokenizer::bound_hyphen(std::size_t p, std::size_t q) const {
  const std::size_t stop = letters(q + 1);
  const std::string_view stem = bytes(p, q);
  if (stop == q + 1) return is_digit(at(q + 1)) && equal_fold(stem, "mid");
  if (is_bound_prefix(stem)) {
    // "e" is one of mail and commerce; as a letter it may be anything.
    if (stem.size() == 1) return stop - q > 4;
    if (equal_fold(stem, "over") || equal_fold(stem, "cross")) return stop - q > 4;
    return true;
  }
  return is_bound_suffix(bytes(q + 1, stop));
}

/// A word that a speaker broke off: "th-", at the end of the chunk.
bool Tokenizer::broken_off(std::size_t p, std::size_t q) const {
  if (p != begin_ || at(q) != '-' || q + 1 != end_ || q - p > 2) return false;
  const std::string_view stem = bytes(p, q);
  return is_alpha(stem[0]) && is_lower(stem.back()) && letters(p) == q && !equal_fold(stem, "us") &&
         !equal_fold(stem, "in") && !equal_fold(stem, "it") && !equal_fold(stem, "on") &&
         !equal_fold(stem, "up") && !equal_fold(stem, "me") && !equal_fold(stem, "so") &&
         !equal_fold(stem, "no") && !equal_fold(stem, "go") && !equal_fold(stem, "to");
}

std::size_t Tokenizer::apostrophe(std::size_t p) const {
  if (p >= end_) return 0;
  if (text_[p] == '\'' || text_[p] == '`') return 1;
  const std::string_view s = bytes(p, std::min(end_, p + 3));
  return s == "\xE2\x80\x99" || s == "\xE2\x80\x98" ? 3 : 0;
}

/// Where the letters from `p` on end.
std::size_t Tokenizer::letters(std::size_t p) const {
  while (p < end_) {
    const std::size_t n = letter(text_, p);
    if (n == 0) break;
    p += n;
  }
  return p;
}

/// True when the text ends at `p` or a blank line follows.
bool Tokenizer::ends_paragraph(std::size_t p) const {
  int lines = 0;
  while (p < text_.size() && p < end_ + kSpacesAhead && is_space(text_[p]))
    lines += text_[p++] == '\n' ? 1 : 0;
  return p >= text_.size() || lines > 1;
}

/// True when what follows white space at `p` may open a sentence: nothing, or a capital.
bool Tokenizer::may_end_sentence(std::size_t p) const {
  if (ends_paragraph(p)) return true;
  while (p < text_.size() && p < end_ + kSpacesAhead && is_space(text_[p])) ++p;
  if (text_[p] == '"' || text_[p] == '(') ++p;
  return p >= text_.size() || is_upper(text_[p]);
}

/// Pushes the word [p, q) and the clitics that follow it.
std::size_t Tokenizer::push_word(std::size_t p, std::size_t q) {
  const std::string_view w = bytes(p, q);
  const std::size_t n = apostrophe(q);
  // n't takes its n along.
  if (n > 0 && w.size() > 1 && to_lower(w.back()) == 'n' && to_lower(at(q + n)) == 't' &&
      letters(q + n) == q + n + 1) {
    push(p, q - 1);
    push(q - 1, q + n + 1);
    return clitic(q + n + 1);
  }
  if (n > 0 && equal_fold(w, "y") && letters(q + n) > q + n) {
    push(p, q + n);
    return q + n;
  }
  const std::size_t half = n > 0 ? 0 : equal_fold(w, "its") && short_it_is(q) ? 2 : fused_at(w);
  push(p, p + half);
  push(p + half, q);
  return clitic(q);
}

/// "its" for "it's": the words after it that no possessive comes before.
bool Tokenizer::short_it_is(std::size_t p) const {
  static constexpr std::array<std::string_view, 17> kAfter = {
      "a",  "an",   "the",    "not",  "really", "very", "like", "definitely", "just",
      "so", "been", "always", "also", "in",     "from", "for",  "too"};
  if (p >= text_.size() || text_[p] != ' ') return false;
  std::size_t q = p + 1;
  while (q < text_.size() && q < p + 12 && is_alpha(text_[q])) ++q;
  return q < text_.size() && !is_alpha(text_[q]) && among(kAfter, bytes(p + 1, q));
}

/// Pushes 's, 're, 'll, 've, 'd, 'm, or the bare apostrophe of a plural; returns `q` if there is
/// none.
std::size_t Tokenizer::clitic(std::size_t q) {
  const std::size_t n = apostrophe(q);
  if (n == 0 || q == begin_) return q;
  const std::size_t stop = letters(q + n);
  const std::string_view tail = bytes(q + n, stop);
  if (is_clitic(tail) && !is_digit(at(stop))) {
    push(q, stop);
    return stop;
  }
  if (tail.empty() && n == 1 && to_lower(text_[q - 1]) == 's' && at(q + 1) != '\'') {
    push(q, q + n);
    return q + n;
  }
  return q;
}

}  // namespace dragoman
