#include "formats/input/days.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <vector>

#include "text/calendar_day.h"
#include "text/characters.h"

namespace dragoman {

namespace {

int number(std::string_view digits) {
  int out = 0;
  for (const char c : digits.substr(0, 9)) out = 10 * out + (c - '0');
  return out;
}

/// A run of digits or letters, and the first character between it and the one before.
struct Piece {
  std::string_view text;
  char before = '\0';
  [[nodiscard]] bool digits() const { return is_digit(text.front()); }
};

/// The first pieces; a date and a time have fewer.
std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> out;
  std::size_t last = 0;
  for (std::size_t p = 0; p < text.size() && out.size() < 10;) {
    const bool digit = is_digit(text[p]);
    if (!digit && !is_alpha(text[p])) {
      ++p;
      continue;
    }
    std::size_t end = p;
    while (end < text.size() && (digit ? is_digit(text[end]) : is_alpha(text[end]))) ++end;
    out.push_back({text.substr(p, end - p), p > last ? text[last] : '\0'});
    p = last = end;
  }
  return out;
}

/// 1 to 12 for a month's name or its first letters (three or more); 0 for other words.
int month_of(std::string_view word) {
  static constexpr std::array<std::string_view, 12> kMonths = {
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  if (word.size() < 3) return 0;
  for (std::size_t m = 0; m < kMonths.size(); ++m) {
    if (word.size() <= kMonths[m].size() &&
        std::equal(word.begin(), word.end(), kMonths[m].begin(),
                   [](char a, char b) { return to_lower(a) == b; }))
      return static_cast<int>(m) + 1;
  }
  return 0;
}

/// Four digits as they are, two as RFC 2822 reads them; 0 for others.
int year_of(std::string_view digits) {
  const int value = number(digits);
  if (digits.size() == 4) return value;
  if (digits.size() == 2) return value < 50 ? 2000 + value : 1900 + value;
  return 0;
}

/// Seconds or milliseconds since 1970, from 2001 on.
std::string day_of_clock(std::string_view digits) {
  std::int64_t value = 0;
  for (const char c : digits) value = 10 * value + (c - '0');
  if (digits.size() == 13) value /= 1000;
  const std::chrono::year_month_day date{
      std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds(std::chrono::seconds(value)))};
  return calendar_day(static_cast<int>(date.year()), static_cast<int>(unsigned{date.month()}),
                      static_cast<int>(unsigned{date.day()}));
}

/// Day, month and year as three numbers.
std::string day_of_numbers(const Piece& a, const Piece& b, const Piece& c) {
  const int x = number(a.text);
  const int y = number(b.text);
  if (a.text.size() == 4 && b.text.size() <= 2 && c.text.size() <= 2)
    return calendar_day(x, y, number(c.text));
  const int year = year_of(c.text);
  if (c.text.size() != 4 || a.text.size() > 2 || b.text.size() > 2) return {};
  if (b.before == '.' && c.before == '.') return calendar_day(year, y, x);
  // 03/04/2025 is two days, and nobody can tell which.
  if (x > 12 || x == y) return calendar_day(year, y, x);
  return y > 12 ? calendar_day(year, x, y) : std::string();
}

}  // namespace

std::string iso_day(std::string_view text) {
  const auto digits = [&](std::size_t from, std::size_t n) {
    return text.size() >= from + n &&
           std::all_of(text.begin() + static_cast<std::ptrdiff_t>(from),
                       text.begin() + static_cast<std::ptrdiff_t>(from + n), is_digit);
  };
  const auto part = [&](std::size_t from, std::size_t n) { return number(text.substr(from, n)); };
  if (digits(0, 8)) return calendar_day(part(0, 4), part(4, 2), part(6, 2));
  if (digits(0, 4) && text.size() >= 10 && text[4] == '-' && digits(5, 2) && text[7] == '-' &&
      digits(8, 2))
    return calendar_day(part(0, 4), part(5, 2), part(8, 2));
  return {};
}

std::string day_of(std::string_view text) {
  const std::size_t start = text.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos) return {};
  text = text.substr(start, text.find_last_not_of(" \t\r\n") + 1 - start);
  if ((text.size() == 10 || text.size() == 13) && std::all_of(text.begin(), text.end(), is_digit))
    return day_of_clock(text);
  if (std::string iso = iso_day(text); !iso.empty()) return iso;
  const std::vector<Piece> pieces = pieces_of(text);
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (pieces[i].digits()) continue;
    const int month = month_of(pieces[i].text);
    if (month == 0) continue;
    const auto digits = [&](std::size_t at) { return at < pieces.size() && pieces[at].digits(); };
    if (i > 0 && digits(i - 1) && digits(i + 1) && pieces[i - 1].text.size() <= 2)
      return calendar_day(year_of(pieces[i + 1].text), month, number(pieces[i - 1].text));
    std::size_t year = i + 2;  // "March 11th, 2025" has a piece between
    if (year < pieces.size() && !digits(year)) ++year;
    if (digits(i + 1) && digits(year) && pieces[i + 1].text.size() <= 2 &&
        pieces[year].text.size() == 4)
      return calendar_day(number(pieces[year].text), month, number(pieces[i + 1].text));
  }
  if (pieces.size() >= 3 && pieces[0].digits() && pieces[1].digits() && pieces[2].digits() &&
      pieces[1].before == pieces[2].before &&
      (pieces[1].before == '/' || pieces[1].before == '.' || pieces[1].before == '-'))
    return day_of_numbers(pieces[0], pieces[1], pieces[2]);
  return {};
}

Result<NamePattern> NamePattern::parse(std::string_view given) {
  const Error wrong{std::string(given), "is no pattern of a date in names",
                    "write name:YYYYMMDD or name:YYYY-MM-DD"};
  if (!given.starts_with("name:")) return wrong;
  given.remove_prefix(5);
  for (const std::string_view part : {"YYYY", "MM", "DD"}) {
    const std::size_t at = given.find(part);
    if (at == std::string_view::npos ||
        given.find(part, at + part.size()) != std::string_view::npos)
      return wrong;
  }
  NamePattern out;
  out.pattern_ = given;
  return out;
}

std::string NamePattern::find(std::string_view path) const {
  const std::string_view name = path.substr(path.find_last_of("/\\!") + 1);
  for (std::size_t p = 0; p + pattern_.size() <= name.size(); ++p) {
    if (p > 0 && is_digit(name[p - 1])) continue;  // the middle of a longer number is no year
    int year = 0;
    int month = 0;
    int day = 0;
    bool fits = true;
    for (std::size_t i = 0; i < pattern_.size() && fits; ++i) {
      const char wanted = pattern_[i];
      int* part = wanted == 'Y' ? &year : wanted == 'M' ? &month : wanted == 'D' ? &day : nullptr;
      const char c = name[p + i];
      fits = part != nullptr ? is_digit(c) : c == wanted;
      if (fits && part != nullptr) *part = 10 * *part + (c - '0');
    }
    if (!fits) continue;
    if (std::string found = calendar_day(year, month, day); !found.empty()) return found;
  }
  return {};
}

}  // namespace dragoman
