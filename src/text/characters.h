// Classes of bytes and UTF-8 sequences. A byte of 0x80 and above counts as part of a letter unless
// its sequence is known to be punctuation or a space, so that any bytes can be cut.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace dragoman {

inline bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}
inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
inline bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
inline bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }
inline bool is_alpha(char c) { return is_upper(c) || is_lower(c); }
inline char to_lower(char c) { return is_upper(c) ? static_cast<char>(c + 32) : c; }

/// A copy with the letters of ASCII in lower case.
inline std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), to_lower);
  return out;
}

/// True when `a` in lower case is `b`.
inline bool equal_fold(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (to_lower(a[i]) != b[i]) return false;
  }
  return true;
}

/// Length of the UTF-8 sequence at `p`; 1 for bytes that start none. Overlong forms and surrogates
/// count as sequences: whether bytes are UTF-8, `make_utf8` tells.
inline std::size_t sequence(std::string_view text, std::size_t p) {
  const auto c = static_cast<unsigned char>(text[p]);
  const std::size_t n = c < 0x80 ? 1 : c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC2 ? 2 : 1;
  if (p + n > text.size()) return 1;
  for (std::size_t i = 1; i < n; ++i) {
    if ((static_cast<unsigned char>(text[p + i]) & 0xC0) != 0x80) return 1;
  }
  return n;
}

/// Spaces of more than one byte, and the marks without width that stand between words.
inline bool wide_space(std::string_view s) {
  return s == "\xC2\xA0" || s == "\xE2\x80\x89" || s == "\xE2\x80\xAF" || s == "\xE2\x80\x8B" ||
         s == "\xE3\x80\x80" || s == "\xEF\xBB\xBF";
}

/// Symbols of more than one byte: U+2000 to U+2BFF (quotes, dashes, currencies, arrows), those of
/// Latin-1 (degree, pound), ideographic punctuation and pictures.
inline bool wide_symbol(std::string_view s) {
  if (s.size() < 2) return false;
  const auto a = static_cast<unsigned char>(s[0]);
  const auto b = static_cast<unsigned char>(s[1]);
  if (s.size() == 2) return a == 0xC2 && b >= 0xA1 && b != 0xAA && b != 0xB5 && b != 0xBA;
  if (s.size() == 3) return (a == 0xE2 && b < 0xB0) || (a == 0xE3 && b == 0x80);
  return a == 0xF0 && b == 0x9F;
}

/// Length of the letter at `p`: one of the alphabet or a longer sequence; 0 where there is none.
inline std::size_t letter(std::string_view text, std::size_t p) {
  if (p >= text.size()) return 0;
  if (is_ascii(text[p])) return is_alpha(text[p]) ? 1 : 0;
  const std::size_t n = sequence(text, p);
  const std::string_view s = text.substr(p, n);
  return wide_space(s) || wide_symbol(s) ? 0 : n;
}

/// Length of the white space at `p`; 0 where there is none.
inline std::size_t blank(std::string_view text, std::size_t p) {
  if (p >= text.size()) return 0;
  if (is_ascii(text[p])) return is_space(text[p]) ? 1 : 0;
  const std::size_t n = sequence(text, p);
  return wide_space(text.substr(p, n)) ? n : 0;
}

}  // namespace dragoman
