#include "formats/html/page_date.h"

#include <vector>

#include "text/calendar_day.h"
#include "text/characters.h"
#include "text/folded.h"

namespace dragoman {

namespace {

std::string day(int year, int month, int day_of_month) {
  return year < 1990 || year > 2099 ? std::string() : calendar_day(year, month, day_of_month);
}

/// A number or a word of a text, and the character before it.
struct Piece {
  int number = -1;         ///< of up to eight digits, else -1
  std::size_t digits = 0;  ///< how many
  std::string_view word;   ///< when it is none
  char before = ' ';       ///< the byte that stands before it
};

/// The pieces of a folded text, at most so many.
std::vector<Piece> pieces(std::string_view text) {
  static constexpr std::size_t kMost = 400;
  std::vector<Piece> out;
  for (std::size_t p = 0; p < text.size() && out.size() < kMost;) {
    const std::size_t from = p;
    Piece piece;
    piece.before = from == 0 ? ' ' : text[from - 1];
    if (is_digit(text[p])) {
      while (p < text.size() && is_digit(text[p])) ++p;
      piece.digits = p - from;
      if (piece.digits <= 8) {
        piece.number = 0;
        for (const char c : text.substr(from, p - from)) piece.number = piece.number * 10 + c - '0';
      }
      out.push_back(piece);
    } else if (is_alpha(text[p]) || !is_ascii(text[p])) {
      while (p < text.size()) {
        const std::size_t n = sequence(text, p);
        const std::string_view s = text.substr(p, n);
        if (n == 1 ? !is_alpha(s[0]) : wide_symbol(s) || wide_space(s)) break;
        // Ideographs are words of their own.
        if (n == 3 && static_cast<unsigned char>(s[0]) >= 0xE4) {
          if (p == from) p += n;
          break;
        }
        p += n;
      }
      if (p == from) {
        p += sequence(text, p);
        continue;
      }
      piece.word = text.substr(from, p - from);
      out.push_back(piece);
    } else {
      ++p;
    }
  }
  return out;
}

constexpr bool sign(char c) { return c == '/' || c == '-' || c == '.'; }

/// A number between two signs, not part of a longer one: the day of 17.03.2024.
std::string of_numbers(const Piece& a, const Piece& b, const Piece& c, DayOrder order) {
  if (!sign(b.before) || !sign(c.before)) return {};
  if (a.digits == 4 && b.digits <= 2 && c.digits <= 2) return day(a.number, b.number, c.number);
  if (c.digits != 4 || a.digits > 2 || b.digits > 2) return {};
  if (b.number > 12) return day(c.number, a.number, b.number);
  if (a.number > 12 || b.before != '/' || order == DayOrder::day_first)
    return day(c.number, b.number, a.number);
  return day(c.number, a.number, b.number);
}

}  // namespace

std::string day_in_text(std::string_view text, const PageWords& words, DayOrder order) {
  const std::string folded = fold(text.substr(0, 4000));
  std::vector<Piece> all = pieces(folded);
  // Words that stand between the parts of a date say nothing.
  std::erase_if(all, [](const Piece& p) {
    return p.word == "de" || p.word == "del" || p.word == "of" || p.word == "the" ||
           p.word == "st" || p.word == "nd" || p.word == "rd" || p.word == "th" || p.word == "er" ||
           p.word == "do";
  });
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Piece& a = all[i];
    if (a.digits == 8) {
      std::string d = day(a.number / 10000, a.number / 100 % 100, a.number % 100);
      if (!d.empty()) return d;
    }
    if (i + 2 >= all.size()) break;
    const Piece& b = all[i + 1];
    const Piece& c = all[i + 2];
    std::string d;
    if (a.number >= 0 && b.number >= 0 && c.number >= 0) {
      d = of_numbers(a, b, c, order);
    } else if (a.number >= 0 && a.digits <= 2 && c.digits == 4) {
      d = day(c.number, words.month(b.word), a.number);
    } else if (b.number >= 0 && b.digits <= 2 && c.digits == 4) {
      d = day(c.number, words.month(a.word), b.number);
    } else if (a.digits == 4 && c.number >= 0 && c.digits <= 2) {
      d = day(a.number, words.month(b.word), c.number);
    }
    if (d.empty() && a.digits == 4 && b.word == "\xE5\xB9\xB4" && i + 4 < all.size() &&
        all[i + 3].word == "\xE6\x9C\x88")
      d = day(a.number, c.number, all[i + 4].number);
    if (!d.empty()) return d;
  }
  return {};
}

std::string day_in_url(std::string_view url) {
  const std::size_t scheme = url.find("://");
  const std::size_t path = url.find('/', scheme == std::string_view::npos ? 0 : scheme + 3);
  if (path == std::string_view::npos) return {};
  const std::vector<Piece> all = pieces(url.substr(path));
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].digits == 8) {
      std::string d = day(all[i].number / 10000, all[i].number / 100 % 100, all[i].number % 100);
      if (!d.empty()) return d;
    }
    if (i + 2 >= all.size() || all[i].digits != 4) continue;
    const auto joined = [](char c) { return c == '/' || c == '-' || c == '_'; };
    if (joined(all[i + 1].before) && all[i + 1].before == all[i + 2].before &&
        all[i + 1].number > 0 && all[i + 2].number > 0 && all[i + 2].digits <= 2) {
      std::string d = day(all[i].number, all[i + 1].number, all[i + 2].number);
      if (!d.empty()) return d;
    }
  }
  return {};
}

}  // namespace dragoman
