#include <fmt/format.h>

#include <array>
#include <charconv>
#include <chrono>
#include <optional>

#include "reading/circumstances.h"

namespace dragoman {

namespace {

using std::chrono::days;
using std::chrono::sys_days;

std::optional<sys_days> parse_day(std::string_view iso) {
  if (iso.size() < 10) return std::nullopt;
  int y = 0;
  unsigned m = 0;
  unsigned d = 0;
  std::from_chars(iso.data(), iso.data() + 4, y);
  std::from_chars(iso.data() + 5, iso.data() + 7, m);
  std::from_chars(iso.data() + 8, iso.data() + 10, d);
  const std::chrono::year_month_day ymd{std::chrono::year(y), std::chrono::month(m),
                                        std::chrono::day(d)};
  if (!ymd.ok()) return std::nullopt;
  return sys_days(ymd);
}

std::string iso(sys_days day) {
  const std::chrono::year_month_day ymd(day);
  return fmt::format("{:04d}-{:02d}-{:02d}", static_cast<int>(ymd.year()),
                     static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
}

template <std::size_t N>
int index_of(const std::array<std::string_view, N>& names, std::string_view word) {
  for (std::size_t i = 0; i < N; ++i) {
    if (word == names[i] ||
        (word.size() >= 3 && word.size() <= 4 && names[i].substr(0, 3) == word.substr(0, 3) &&
         (word.size() == 3 || word[3] == '.'))) {
      return static_cast<int>(i);
    }
  }
  return -1;
}

constexpr std::array<std::string_view, 7> kWeekdays = {"sunday",   "monday", "tuesday", "wednesday",
                                                       "thursday", "friday", "saturday"};
constexpr std::array<std::string_view, 12> kMonths = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};

class TimeReader {
 public:
  TimeReader(const Tree& tree, sys_days published, Reading& reading)
      : tree_(tree), published_(published), reading_(reading), n_(tree.size()) {}

  void run() {
    for (std::uint32_t t = 0; t < n_;) {
      const std::uint32_t used = at(t);
      t += used == 0 ? 1 : used;
    }
  }

 private:
  [[nodiscard]] std::string word(std::uint32_t t) const {
    return t < n_ ? std::string(tree_.folded(t)) : std::string();
  }

  [[nodiscard]] int number(std::uint32_t t) const {
    const std::string w = word(t);
    int value = -1;
    const auto [end, error] = std::from_chars(w.data(), w.data() + w.size(), value);
    return error == std::errc() && end == w.data() + w.size() ? value : -1;
  }

  std::uint32_t emit(std::uint32_t first, std::uint32_t length, sys_days start, sys_days end) {
    const auto& tokens = tree_.annotated().document.tokens;
    std::uint32_t head = first + length - 1;
    while (tree_.word(head).head >= static_cast<std::int32_t>(first) &&
           tree_.word(head).head < static_cast<std::int32_t>(first + length))
      head = static_cast<std::uint32_t>(tree_.word(head).head);
    reading_.times.push_back(
        {iso(start), iso(end), {tokens[first].begin, tokens[first + length - 1].end}, head});
    return length;
  }

  std::uint32_t at(std::uint32_t t) {
    const std::string w = word(t);
    if (w == "today" || w == "tonight") return emit(t, 1, published_, published_);
    if (w == "yesterday") return emit(t, 1, published_ - days(1), published_ - days(1));
    if (w == "tomorrow") return emit(t, 1, published_ + days(1), published_ + days(1));
    const std::string before = t > 0 ? word(t - 1) : "";
    if (const int weekday = index_of(kWeekdays, w); weekday >= 0 && w.size() > 4)
      return on_weekday(t, weekday, before);
    const char initial = tree_.annotated().document.form(t).front();
    if (const int month = index_of(kMonths, w); month >= 0 && initial >= 'A' && initial <= 'Z')
      return in_month(t, month, before);
    if (before == "last" || before == "this" || before == "next" || before == "past" ||
        before == "recent" || before == "coming") {
      return unit(t, w, before);
    }
    if (w == "ago") return ago(t);
    if (const int year = number(t);
        year >= 1900 && year <= 2099 && (before == "in" || before == "since")) {
      return emit(t, 1, day(year, 0, 1), day(year, 11, 31));
    }
    return 0;
  }

  static sys_days day(int year, int month, int d) {
    return sys_days(std::chrono::year_month_day(
        std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month + 1)),
        std::chrono::day(static_cast<unsigned>(d))));
  }

  /// News says "Wednesday" for the latest one, unless the clause looks ahead.
  std::uint32_t on_weekday(std::uint32_t t, int weekday, const std::string& before) {
    const int today = static_cast<int>(std::chrono::weekday(published_).c_encoding());
    int back = (today - weekday + 7) % 7;
    if (before == "last" && back == 0) back = 7;
    sys_days when = published_ - days(back);
    if (before == "next" || ahead(t)) when = back == 0 ? published_ : when + days(7);
    return emit(t, 1, when, when);
  }

  [[nodiscard]] bool ahead(std::uint32_t t) const {
    std::int32_t head = tree_.word(t).head;
    for (int depth = 0; depth < 3 && head >= 0; ++depth) {
      const auto h = static_cast<std::uint32_t>(head);
      for (const std::uint32_t c : tree_.children(h)) {
        if (tree_.word(c).lemma == "will" && is_relation(tree_.word(c).deprel, "aux")) return true;
        if (tree_.word(c).lemma == "to" && tree_.word(c).deprel == "mark") return true;
      }
      head = tree_.word(h).head;
    }
    return false;
  }

  std::uint32_t in_month(std::uint32_t t, int month, const std::string& before) {
    int d = number(t + 1);
    std::uint32_t length = 1;
    if (d >= 1 && d <= 31) {
      length = 2;
    } else if (const int preceding = t > 0 ? number(t - 1) : -1;
               preceding >= 1 && preceding <= 31) {
      d = preceding;
    } else {
      d = 0;
    }
    std::uint32_t after = t + length;
    if (word(after) == ",") ++after;
    int year = number(after);
    if (year >= 1900 && year <= 2099) {
      length = after + 1 - t;
    } else {
      year = static_cast<int>(std::chrono::year_month_day(published_).year());
      const sys_days guess = day(year, month, d > 0 ? d : 1);
      if (guess > published_ + days(before == "next" || ahead(t) ? 300 : 31)) --year;
    }
    if (d > 0) return emit(t, length, day(year, month, d), day(year, month, d));
    const sys_days start = day(year, month, 1);
    const auto last = std::chrono::year_month_day_last(
        std::chrono::year(year),
        std::chrono::month_day_last(std::chrono::month(static_cast<unsigned>(month + 1))));
    return emit(t, length, start, sys_days(last));
  }

  static int days_in(const std::string& w) {
    if (w.starts_with("day")) return 1;
    if (w.starts_with("week")) return 7;
    if (w.starts_with("month")) return 30;
    if (w.starts_with("year")) return 365;
    return 0;
  }

  std::uint32_t unit(std::uint32_t t, const std::string& w, const std::string& before) {
    const int length = days_in(w);
    if (length == 0) return 0;
    const bool plural = w.back() == 's';
    if (before == "next" || before == "coming")
      return emit(t, 1, published_, published_ + days(plural ? 3 * length : length * 2 - 1));
    if (before == "this") return emit(t, 1, published_ - days(length - 1), published_);
    return emit(t, 1, published_ - days(plural ? 4 * length : 2 * length - 1),
                plural ? published_ : published_ - days(before == "last" ? 1 : 0));
  }

  std::uint32_t ago(std::uint32_t t) {
    if (t < 2) return 0;
    const int length = days_in(word(t - 1));
    if (length == 0) return 0;
    static constexpr std::array<std::string_view, 11> kNumbers = {
        "a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"};
    int count = number(t - 2);
    for (std::size_t i = 0; count < 0 && i < kNumbers.size(); ++i) {
      if (word(t - 2) == kNumbers[i]) count = i == 0 ? 1 : static_cast<int>(i);
    }
    if (count < 0 || count > 200) return 0;
    const sys_days when = published_ - days(count * length);
    return emit(t, 1, when, when);
  }

  const Tree& tree_;
  sys_days published_;
  Reading& reading_;
  std::uint32_t n_;
};

}  // namespace

void find_times(const Tree& tree, const std::string& published, Reading& reading) {
  const std::optional<sys_days> day = parse_day(published);
  if (day) TimeReader(tree, *day, reading).run();
}

}  // namespace dragoman
