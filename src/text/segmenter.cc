#include "text/segmenter.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "text/abbreviations.h"

namespace dragoman {

namespace {

bool space(unsigned char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}
bool digit(unsigned char c) { return c >= '0' && c <= '9'; }
bool upper(unsigned char c) { return c >= 'A' && c <= 'Z'; }
bool lower(unsigned char c) { return c >= 'a' && c <= 'z'; }
bool letter(unsigned char c) { return upper(c) || lower(c) || c >= 0x80; }

bool equal_fold(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           return (upper(static_cast<unsigned char>(x)) ? static_cast<char>(x + 32) : x) == y;
         });
}

/// Length of the UTF-8 sequence at `p`; 1 for bytes that start none.
std::size_t sequence(std::string_view text, std::size_t p) {
  const auto c = static_cast<unsigned char>(text[p]);
  const std::size_t n = c < 0x80 ? 1 : c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC2 ? 2 : 1;
  if (p + n > text.size()) return 1;
  for (std::size_t i = 1; i < n; ++i) {
    if ((static_cast<unsigned char>(text[p + i]) & 0xC0) != 0x80) return 1;
  }
  return n;
}

/// Multi-byte punctuation: general punctuation block and the no-break space.
bool wide_punctuation(std::string_view s) {
  return s.size() == 3 && s[0] == '\xE2' && (s[1] == '\x80' || s[1] == '\x81');
}
bool wide_space(std::string_view s) {
  return s == "\xC2\xA0" || s == "\xE2\x80\x89" || s == "\xE2\x80\xAF" || s == "\xE2\x80\x8B";
}

/// No sentence of prose is as long; what is (tables, dumps) would make trees of any depth.
constexpr std::uint32_t kLongestSentence = 500;
/// Closing marks looked past for the mark that ends a sentence.
constexpr std::size_t kMostClosing = 8;

class Segmenter {
 public:
  explicit Segmenter(Document& document) : d_(document), text_(document.text) {}

  void run() {
    std::size_t p = 0;
    std::uint32_t first = 0;
    while (p < text_.size()) {
      const std::size_t n = sequence(text_, p);
      if (space(static_cast<unsigned char>(text_[p])) || wide_space(text_.substr(p, n))) {
        if (text_[p] == '\n' && paragraph(p) && d_.tokens.size() > first) first = close(first);
        p += n;
        continue;
      }
      const std::size_t chunk = p;
      while (p < text_.size() && !space(static_cast<unsigned char>(text_[p])) &&
             !wide_space(text_.substr(p, sequence(text_, p))))
        p += sequence(text_, p);
      const auto before = static_cast<std::uint32_t>(d_.tokens.size());
      cut(chunk, p);
      if (d_.tokens.size() > before && ends_sentence(p)) first = close(first);
    }
    if (d_.tokens.size() > first) close(first);
  }

 private:
  /// Ends the sentence that began at token `first`; one past the limit is cut into several.
  std::uint32_t close(std::uint32_t first) {
    const auto end = static_cast<std::uint32_t>(d_.tokens.size());
    while (first < end) {
      const std::uint32_t last = std::min(end, first + kLongestSentence);
      d_.sentences.push_back({first, last, d_.tokens[first].begin, d_.tokens[last - 1].end});
      first = last;
    }
    return end;
  }

  /// A newline ends a paragraph when a blank line follows, or the line ended like a sentence.
  [[nodiscard]] bool paragraph(std::size_t p) const {
    std::size_t q = p + 1;
    while (q < text_.size() && q < p + 64 &&
           (text_[q] == ' ' || text_[q] == '\t' || text_[q] == '\r'))
      ++q;
    if (q < text_.size() && text_[q] == '\n') return true;
    if (d_.tokens.empty()) return false;
    const char last = text_[d_.tokens.back().end - 1];
    return last == '.' || last == '!' || last == '?' || last == '"' || last == ':';
  }

  void push(std::size_t begin, std::size_t end) {
    if (end > begin)
      d_.tokens.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
  }

  /// Cuts a chunk without white space into tokens.
  void cut(std::size_t begin, std::size_t end) {
    if (url(begin, end)) {
      std::size_t stop = end;
      while (stop > begin && (text_[stop - 1] == '.' || text_[stop - 1] == ',' ||
                              text_[stop - 1] == ')' || text_[stop - 1] == '"'))
        --stop;
      push(begin, stop);
      begin = stop;
    }
    std::size_t p = begin;
    while (p < end) {
      const std::size_t n = sequence(text_, p);
      const auto c = static_cast<unsigned char>(text_[p]);
      if (digit(c))
        p = number(p, end);
      else if (letter(c) && !wide_punctuation(text_.substr(p, n)))
        p = word(p, end);
      else
        p = symbol(p, end, n);
    }
  }

  [[nodiscard]] bool url(std::size_t begin, std::size_t end) const {
    const std::string_view s = text_.substr(begin, std::min<std::size_t>(end - begin, 8));
    if (s.starts_with("http://") || s.starts_with("https://") || s.starts_with("www.")) return true;
    const std::size_t scan = std::min<std::size_t>(end - begin, 256);
    const std::size_t at = text_.substr(begin, scan).find('@');
    return at != std::string_view::npos && at > 0 &&
           text_.substr(begin + at, scan - at).find('.') != std::string_view::npos;
  }

  std::size_t number(std::size_t p, std::size_t end) {
    std::size_t q = p;
    while (q < end &&
           (digit(static_cast<unsigned char>(text_[q])) ||
            ((text_[q] == ',' || text_[q] == '.' || text_[q] == ':' || text_[q] == '/') &&
             q + 1 < end && digit(static_cast<unsigned char>(text_[q + 1])))))
      ++q;
    // Ordinals and decades stay whole; units are words of their own.
    const std::string_view rest = text_.substr(q, std::min<std::size_t>(2, end - q));
    if (rest == "st" || rest == "nd" || rest == "rd" || rest == "th")
      q += 2;
    else if (q < end && text_[q] == 's' &&
             (q + 1 == end || !letter(static_cast<unsigned char>(text_[q + 1]))))
      ++q;
    push(p, q);
    return q;
  }

  std::size_t symbol(std::size_t p, std::size_t end, std::size_t n) {
    std::size_t q = p + n;
    const char c = text_[p];
    if (c == '.' || c == '-' || c == '!' || c == '?' || c == '*' || c == '=') {
      while (q < end && text_[q] == c) ++q;
    }
    push(p, q);
    return q;
  }

  std::size_t word(std::size_t p, std::size_t end) {
    std::size_t q = p;
    while (q < end) {
      const auto c = static_cast<unsigned char>(text_[q]);
      const std::size_t n = sequence(text_, q);
      if ((letter(c) && !wide_punctuation(text_.substr(q, n))) || digit(c))
        q += n;
      else if (c == '.' && dotted(p, q, end))
        ++q;
      else if (c == '&' && q + 1 < end && upper(static_cast<unsigned char>(text_[q + 1])) && q > p)
        ++q;
      else if (inner_apostrophe(p, q, end))
        q += n;
      else
        break;
    }
    split_clitics(p, q);
    return clitic(q, end);
  }

  /// O'Neill, d'Ivoire: an apostrophe after one letter or a known prefix stays inside the word.
  [[nodiscard]] bool inner_apostrophe(std::size_t p, std::size_t q, std::size_t end) const {
    const std::size_t n = apostrophe(q);
    if (n == 0 || q + n >= end) return false;
    const auto next = static_cast<unsigned char>(text_[q + n]);
    return q - p == 1 && letter(next) && upper(next) &&
           (text_[p] == 'O' || text_[p] == 'D' || text_[p] == 'd' || text_[p] == 'L' ||
            text_[p] == 'l');
  }

  [[nodiscard]] std::size_t apostrophe(std::size_t q) const {
    if (q >= text_.size()) return 0;
    if (text_[q] == '\'') return 1;
    return text_.substr(q, 3) == "\xE2\x80\x99" ? 3 : 0;
  }

  /// A period that belongs to its word: initials, abbreviations, dotted acronyms.
  [[nodiscard]] bool dotted(std::size_t p, std::size_t q, std::size_t end) const {
    const std::string_view stem = text_.substr(p, q - p);
    // Host and file names: report.pdf, example.org.
    if (q + 2 < end && stem.size() > 1 && lower(static_cast<unsigned char>(text_[q + 1])) &&
        lower(static_cast<unsigned char>(text_[q + 2]))) {
      return true;
    }
    if (q + 1 < end && letter(static_cast<unsigned char>(text_[q + 1])) &&
        (stem.size() == 1 || stem[stem.size() - 2] == '.'))
      return true;
    if (stem.size() >= 3 && stem[stem.size() - 2] == '.') return true;
    if (q + 1 < end && text_[q + 1] != ',' && text_[q + 1] != '\'' && text_[q + 1] != ')' &&
        text_[q + 1] != ';' && text_[q + 1] != ':')
      return false;
    if (stem.size() == 1 && upper(static_cast<unsigned char>(stem[0])) && stem != "I") return true;
    return is_abbreviation(stem);
  }

  /// n't and the fused words of UD.
  void split_clitics(std::size_t p, std::size_t q) {
    const std::string_view w = text_.substr(p, q - p);
    std::size_t at = 0;
    if (equal_fold(w, "cannot"))
      at = 3;
    else if (equal_fold(w, "gonna") || equal_fold(w, "gotta") || equal_fold(w, "wanna"))
      at = 3;
    const std::size_t n = apostrophe(q);
    if (at == 0 && n > 0 && w.size() > 1 && (w.back() == 'n' || w.back() == 'N') &&
        q + n < text_.size() && (text_[q + n] == 't' || text_[q + n] == 'T') &&
        (q + n + 1 >= text_.size() || !letter(static_cast<unsigned char>(text_[q + n + 1])))) {
      pending_not_ = true;
      push(p, q - 1);
      return;
    }
    if (at > 0) {
      push(p, p + at);
      push(p + at, q);
    } else {
      push(p, q);
    }
  }

  /// 's, 're, 'll, 've, 'd, 'm after a word, and the rest of n't.
  std::size_t clitic(std::size_t q, std::size_t end) {
    const std::size_t n = apostrophe(q);
    if (n == 0) return q;
    if (pending_not_) {
      pending_not_ = false;
      push(q - 1, q + n + 1);
      return q + n + 1;
    }
    std::size_t stop = q + n;
    while (stop < end && letter(static_cast<unsigned char>(text_[stop])) &&
           !wide_punctuation(text_.substr(stop, sequence(text_, stop))))
      ++stop;
    const std::string_view tail = text_.substr(q + n, stop - q - n);
    for (const std::string_view known : {"s", "re", "ll", "ve", "d", "m"}) {
      if (equal_fold(tail, known)) {
        push(q, stop);
        return stop;
      }
    }
    if (tail.empty() && q > 0 && (text_[q - 1] == 's' || text_[q - 1] == 'S') && n == 1) {
      push(q, q + n);
      return q + n;
    }
    return q;
  }

  /// Looks at the last tokens and at what follows byte `p`.
  [[nodiscard]] bool ends_sentence(std::size_t p) const {
    std::size_t t = d_.tokens.size();
    while (t > 0 && d_.tokens.size() - t < kMostClosing && closing(form(t - 1))) --t;
    if (t == 0) return false;
    const std::string_view last = form(t - 1);
    const bool mark = last == "!" || last == "?" || last == "." || last.starts_with("..") ||
                      last.starts_with("!!") || last.starts_with("??") || last == "\xE2\x80\xA6";
    const bool abbreviation = !mark && last.back() == '.';
    if (!mark && !abbreviation) return false;
    std::size_t q = p;
    while (q < text_.size() && q < p + 64 && space(static_cast<unsigned char>(text_[q]))) ++q;
    if (q >= text_.size()) return true;
    while (q < text_.size() &&
           (text_[q] == '"' || text_[q] == '\'' || text_[q] == '(' || text_[q] == '['))
      ++q;
    if (text_.substr(q, 3) == "\xE2\x80\x9C" || text_.substr(q, 3) == "\xE2\x80\x98") q += 3;
    if (q >= text_.size()) return true;
    const auto next = static_cast<unsigned char>(text_[q]);
    // Unedited text starts sentences in lower case; edited text only goes on so after a quotation.
    const bool quoted = t < d_.tokens.size();
    if (lower(next) && (quoted || abbreviation || last.size() > 1 || q == p)) return false;
    if (abbreviation)
      return last.size() > 3 && !is_title(last.substr(0, last.size() - 1)) && upper(next) &&
             starts_clause(q);
    return true;
  }

  /// After "U.S." only a word that commonly opens sentences starts a new one.
  [[nodiscard]] bool starts_clause(std::size_t q) const {
    for (const std::string_view w :
         {"The ", "He ", "She ", "It ", "They ", "In ", "But ", "A ", "On ", "This "}) {
      if (text_.substr(q, w.size()) == w) return true;
    }
    return false;
  }

  static bool closing(std::string_view s) {
    return s == "\"" || s == "'" || s == ")" || s == "]" || s == "''" || s == "\xE2\x80\x9D" ||
           s == "\xE2\x80\x99";
  }

  [[nodiscard]] std::string_view form(std::size_t t) const {
    return text_.substr(d_.tokens[t].begin, d_.tokens[t].end - d_.tokens[t].begin);
  }

  Document& d_;
  std::string_view text_;
  bool pending_not_ = false;
};

}  // namespace

Document segment(std::string text) {
  Document document;
  document.text = std::move(text);
  Segmenter(document).run();
  return document;
}

}  // namespace dragoman
