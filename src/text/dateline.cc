#include "text/dateline.h"

#include <algorithm>
#include <array>

#include "text/characters.h"

namespace dragoman {

namespace {

constexpr std::uint32_t kLongest = 14;    ///< tokens, with the dash
constexpr std::uint32_t kStoryLeast = 3;  ///< tokens that must follow

bool in_capitals(std::string_view form) {
  return form.size() >= 3 && std::none_of(form.begin(), form.end(), is_lower) &&
         is_upper(form.front());
}

bool is_dash(std::string_view form) {
  return form == "-" || form == "--" || form == "–" || form == "—";
}

/// What may stand in a dateline beside the dash: names, dates, small words of names.
bool belongs(std::string_view form) {
  static constexpr std::array<std::string_view, 12> kSmall = {"de",  "del", "al", "el", "la", "of",
                                                              "and", ",",   ".",  "(",  ")",  "/"};
  const char c = form.front();
  return is_upper(c) || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80 ||
         std::find(kSmall.begin(), kSmall.end(), form) != kSmall.end();
}

}  // namespace

std::uint32_t after_dateline(const Document& d, const Sentence& s) {
  if (s.last - s.first < kStoryLeast + 2 || !is_upper(d.form(s.first).front())) return s.first;
  bool agency = false;
  const std::uint32_t last = std::min(s.last, s.first + kLongest);
  for (std::uint32_t t = s.first + 1; t < last; ++t) {
    const std::string_view form = d.form(t);
    if (is_dash(form)) {
      const bool apart = d.tokens[t - 1].end < d.tokens[t].begin && t + 1 < s.last &&
                         d.tokens[t].end < d.tokens[t + 1].begin;
      if (!apart) continue;  // a hyphen in a name
      if (!(agency || in_capitals(d.form(s.first))) || s.last - t <= kStoryLeast) return s.first;
      // A headline all in capitals with a dash in it has no dateline.
      std::uint32_t small = t + 1;
      while (small < s.last && std::none_of(d.form(small).begin(), d.form(small).end(), is_lower))
        ++small;
      return small < s.last ? t + 1 : s.first;
    }
    if (!belongs(form)) return s.first;
    agency = agency || form == "(";
  }
  return s.first;
}

}  // namespace dragoman
