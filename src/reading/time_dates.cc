// Days: written out, by weekday, by month, by name; and times of day.
#include <fmt/format.h>

#include <charconv>
#include <cstdlib>

#include "reading/time_reader.h"

namespace dragoman {

using std::chrono::days;
using std::chrono::sys_days;

namespace {

/// Hours and minutes of "9:30"; false when `text` is none.
bool hours_and_minutes(std::string_view text, int* hour, int* minute) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || text.size() != colon + 3) return false;
  const auto a = std::from_chars(text.data(), text.data() + colon, *hour);
  const auto b = std::from_chars(text.data() + colon + 1, text.data() + text.size(), *minute);
  return a.ec == std::errc() && a.ptr == text.data() + colon && b.ec == std::errc() &&
         b.ptr == text.data() + text.size() && *hour < 25 && *minute < 60;
}

/// 11/02/89 and 11-02-1989: month, day, year.
std::optional<sys_days> slashed_day(std::string_view text) {
  int part[3] = {0, 0, 0};
  const char* at = text.data();
  const char* end = text.data() + text.size();
  for (int i = 0; i < 3; ++i) {
    const auto [stop, error] = std::from_chars(at, end, part[i]);
    if (error != std::errc() || (i < 2 && (stop == end || *stop != '/'))) return std::nullopt;
    at = i < 2 ? stop + 1 : stop;
  }
  if (at != end || part[0] < 1 || part[0] > 12 || part[1] < 1 || part[1] > 31 || part[2] < 0)
    return std::nullopt;
  if (part[2] < 100) part[2] += part[2] < 50 ? 2000 : 1900;
  if (part[2] > 2100) return std::nullopt;
  return make_day(part[2], part[0], part[1]);
}

/// Days of a month in a leap year.
int longest_month(int month) {
  return month == 2 ? 29 : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

}  // namespace

FoundTime TimeReader::written_day(std::size_t i) const {
  const std::string_view text = items_.at(i).text;
  if (text.size() < 6 || text.front() < '0' || text.front() > '9') return {};
  std::optional<sys_days> day;
  if (text.size() == 10 && text[4] == '-') day = parse_day(text);
  if (!day) day = slashed_day(text);
  return day ? date(i, i + 1, period_of(TimeUnit::day, *day)) : FoundTime{};
}

/// The year of a month or a day of one that stands without: what the direction word or the tense of
/// the clause asks for, else the nearest.
Period TimeReader::dated_month(std::size_t i, int month, int day,
                               std::string_view direction) const {
  const int year = year_of(published_);
  const TimeUnit unit = day > 0 ? TimeUnit::day : TimeUnit::month;
  const auto in = [&](int y) { return make_day(y, month, day > 0 ? day : 1); };
  const Period now = period_of(unit, published_);
  if (direction == "this") return period_of(unit, in(year));
  int past = year;
  if (in(year) > now.start || (direction == "last" && in(year) == now.start)) --past;
  const int next = in(year) >= now.start ? year : year + 1;
  if (direction == "last" || direction == "past") return period_of(unit, in(past));
  if (direction == "next") return period_of(unit, in(next));
  const Tense way = tense(i);
  const auto back = (published_ - in(past)).count();
  const auto ahead = (in(next)-published_).count();
  bool future = way == Tense::future;
  // Who means a day most of a year away says which year.
  if (way == Tense::past) future = day > 0 ? back > 270 && ahead < 60 : back > 330 && ahead < 32;
  if (way == Tense::unknown) future = ahead < back;
  if (way == Tense::future && day > 0 && ahead > 300 && back < 45) future = false;
  return period_of(unit, in(future ? next : past));
}

FoundTime TimeReader::month(std::size_t i) const {
  const TimeItem& item = items_.at(i);
  if (!items_.is(i, TimeClass::month) || !item.capital || in_person(i)) return {};
  std::size_t from = i;
  std::size_t next = i + 1;
  int day = 0;
  const auto is_day = [&](std::size_t k) {
    return items_.at(k).number >= 1 && items_.at(k).number <= 31 && items_.at(k).digits <= 2;
  };
  if (is_day(i + 1)) {
    day = items_.at(i + 1).number;
    next = i + 2;
    if (is_day(next) && items_.at(next).joined) ++next;
  } else if (const int nth = items_.ordinal(i + 1);
             nth >= 1 && nth <= 31 && !items_.says(i + 2, "quarter")) {
    day = nth;
    next = i + 2;
  } else if (i > done_ && is_day(i - 1)) {
    day = items_.at(i - 1).number;
    from = i - 1;
  } else if (i > done_ + 1 && items_.says(i - 1, "of") && items_.ordinal(i - 2) > 0) {
    day = items_.ordinal(i - 2);
    from = i - 2;
  }
  if (day > longest_month(item.word->value)) {  // "31 February" is no day
    day = 0;
    from = i;
    next = i + 1;
  }
  int last_day = 0;  // of "3-5 May", "May 3-5", "between 3 and 5 May"
  if (day > 0 && from < i && from > done_ + 1) {
    const bool hyphen = items_.at(from).joined;
    const bool words = items_.says(from - 1, "and") || items_.says(from - 1, "to") ||
                       items_.says(from - 1, "until");
    const std::size_t first = hyphen ? from - 1 : from - 2;
    const bool led =
        hyphen ||
        (first > done_ && (items_.says(first - 1, "between") || items_.says(first - 1, "from")));
    if ((hyphen || words) && led && first >= done_ && is_day(first) &&
        items_.at(first).number < day) {
      last_day = day;
      day = items_.at(first).number;
      from = first;
    }
  } else if (day > 0 && from == i && next == i + 3 && is_day(i + 2) && items_.at(i + 2).joined &&
             items_.at(i + 2).number > day) {
    last_day = items_.at(i + 2).number;
  }
  const auto until = [&](FoundTime found) {
    if (last_day > 0 && found.period) {
      const int year = year_of(found.period->start);
      found.period->end = make_day(year, item.word->value, last_day);
    }
    return found;
  };
  const std::string_view direction = direction_before(from);
  if (day == 0 && next < items_.size()) {  // "April Jones"
    const Word& after = tree_.word(items_.at(next).token);
    if (after.deprel == "flat" && after.head == static_cast<std::int32_t>(item.token)) return {};
  }
  // "May" and "march" are words of their own.
  const std::string_view upos = tree_.word(item.token).upos;
  if (day == 0 && direction.empty() && (upos == "AUX" || upos == "VERB")) return {};
  if (day == 0 && items_.says(i, "march") && items_.year(next).first == 0 &&
      (items_.says(next, "of") || items_.says(next, "on") || items_.says(next, "for")))
    return {};
  // "Jan" without a dot is as often a name.
  if (day == 0 && item.text.size() == 3 && !items_.says(i, "may") && items_.year(next).first == 0)
    return {};
  const bool comma = items_.says(next, ",") && items_.year(next + 1).first > 0;
  const auto [year, stop] = year_after(comma ? next + 1 : next);
  if (!direction.empty()) --from;
  if (year > 0) {
    const TimeUnit unit = day > 0 ? TimeUnit::day : TimeUnit::month;
    return until(
        date(from, stop, period_of(unit, make_day(year, item.word->value, day > 0 ? day : 1))));
  }
  // "between January 5 and January 9, 2024"
  const bool both = items_.says(next, "and") || items_.says(next, "to") ||
                    items_.says(next, "through") || items_.says(next, "until");
  if (day > 0 && direction.empty() && both && items_.is(next + 1, TimeClass::month) &&
      is_day(next + 2)) {
    const std::size_t at = items_.says(next + 3, ",") ? next + 4 : next + 3;
    if (const int shared = items_.year(at).first; shared > 0)
      return date(from, next, period_of(TimeUnit::day, make_day(shared, item.word->value, day)));
  }
  return until(date(from, next, dated_month(i, item.word->value, day, direction)));
}

FoundTime TimeReader::weekday(std::size_t i) const {
  const TimeItem& item = items_.at(i);
  if (!items_.is(i, TimeClass::weekday) || !item.capital || in_person(i)) return {};
  const std::string_view direction = direction_before(i);
  const std::size_t from = direction.empty() ? i : i - 1;
  const std::size_t after = items_.says(i + 1, ",") ? i + 2 : i + 1;
  if (FoundTime full = month(after);
      full.to > 0 && full.from == after && full.period->unit == TimeUnit::day) {
    full.from = from;
    return full;
  }
  const int today = static_cast<int>(std::chrono::weekday(published_).iso_encoding()) - 1;
  if ((direction == "previous" || direction == "following") && anchor_) {  // told from a date
    const int told = static_cast<int>(std::chrono::weekday(anchor_->start).iso_encoding()) - 1;
    int shift = (told - item.word->value + 7) % 7;
    if (shift == 0) shift = 7;
    if (direction == "following") shift = shift == 7 ? -7 : shift - 7;
    return with_part(date(from, i + 1, period_of(TimeUnit::day, anchor_->start - days(shift))));
  }
  int back = (today - item.word->value + 7) % 7;
  const bool ahead = direction == "next" || direction == "coming" ||
                     (direction.empty() && (tense(i) == Tense::future ||
                                            (i > 0 && items_.says(i - 1, "for") && back > 0)));
  if (ahead) {
    back = back == 0 && direction.empty() ? 0 : back - 7;
  } else if (direction == "last" && back == 0) {
    back = 7;
  }
  return with_part(date(from, i + 1, period_of(TimeUnit::day, published_ - days(back))));
}

FoundTime TimeReader::near_day(std::size_t i) const {
  if (!items_.is(i, TimeClass::day)) return {};
  int shift = items_.at(i).word->value;
  std::size_t from = i;
  if (i > done_ + 1 && items_.says(i - 2, "day") && shift != 0 &&
      items_.says(i - 1, shift < 0 ? "before" : "after")) {
    shift *= 2;
    from = i - 2;
  }
  FoundTime found = date(from, i + 1, period_of(TimeUnit::day, published_ + days(shift)));
  if (items_.says(i, "tonight")) {
    found.type = "TIME";
    found.value += "TNI";
  }
  return with_part(std::move(found));
}

FoundTime TimeReader::holiday(std::size_t i) const {
  if (!items_.is(i, TimeClass::holiday) || !items_.at(i).capital) return {};
  const std::string& code = items_.at(i).word->code;  // MM-DD, or MM-nT: n-th Thursday
  if (code.size() < 5) return {};
  const int month = std::atoi(code.substr(0, 2).c_str());
  const int number = std::atoi(code.substr(3).c_str());
  std::size_t to = i + 1;
  if (items_.says(to, "day") || items_.says(to, "eve")) ++to;
  const auto [explicit_year, stop] = year_after(to);
  const auto in = [&](int year) {
    if (code.back() != 'T') return make_day(year, month, number);
    const sys_days first = make_day(year, month, 1);
    const int weekday = static_cast<int>(std::chrono::weekday(first).iso_encoding());
    return first + days((4 - weekday + 7) % 7 + 7 * (number - 1));
  };
  sys_days day = in(explicit_year > 0 ? explicit_year : year_of(published_));
  if (explicit_year == 0 && day > published_ && tense(i) == Tense::past)
    day = in(year_of(published_) - 1);
  if (items_.says(i + 1, "eve")) day -= days(1);
  return date(i, explicit_year > 0 ? stop : to, period_of(TimeUnit::day, day));
}

/// A day as such: by name, weekday, month or in figures, beginning at `i`.
FoundTime TimeReader::day_at(std::size_t i) const {
  FoundTime found = near_day(i);
  if (found.to == 0) found = written_day(i);
  if (found.to == 0) found = weekday(i);
  if (found.to == 0) found = month(i);
  if (found.to == 0 || found.from != i || found.period->unit != TimeUnit::day) return {};
  return found;
}

/// "Friday" becomes "Friday night" when a part of the day follows.
FoundTime TimeReader::with_part(FoundTime day) const {
  if (!items_.is(day.to, TimeClass::part)) return day;
  day.type = "TIME";
  day.value = day.period->value + "T" + items_.at(day.to).word->code;
  ++day.to;
  return day;
}

FoundTime TimeReader::clock(std::size_t i) const {
  int hour = -1;
  int minute = 0;
  std::size_t to = i + 1;
  const bool colon = hours_and_minutes(items_.at(i).text, &hour, &minute);
  if (!colon) {
    if (items_.at(i).number < 0 || items_.at(i).number > 12) return {};
    hour = items_.at(i).number;
  }
  if (items_.is(to, TimeClass::meridiem)) {
    hour = hour % 12 + items_.at(to).word->value;
    ++to;
  } else if (!colon && items_.says(to, "o'clock")) {
    ++to;
  } else if (!colon) {
    return {};
  }
  if (items_.is(to, TimeClass::zone)) ++to;
  std::size_t after = to;
  while (items_.says(after, "on") || items_.says(after, ",")) ++after;
  Period day = period_of(TimeUnit::day, published_);
  if (anchor_ && anchor_->unit == TimeUnit::day) day = *anchor_;
  if (const FoundTime named = day_at(after); named.to > 0) {
    day = *named.period;
    to = named.to;
  }
  FoundTime found = date(i, to, day);
  found.type = "TIME";
  found.value = fmt::format("{}T{:02d}:{:02d}", day.value, hour, minute);
  return found;
}

FoundTime TimeReader::part_of_day(std::size_t i) const {
  if (!items_.is(i, TimeClass::part)) return {};
  const std::string_view direction = direction_before(i);
  const std::string& code = items_.at(i).word->code;
  Period day = period_of(TimeUnit::day, published_);
  // "noon Saturday", "dawn on Thursday"
  if (FoundTime named = day_at(items_.says(i + 1, "on") ? i + 2 : i + 1); named.to > 0) {
    named.from = i;
    named.type = "TIME";
    named.value = named.period->value + "T" + code;
    return named;
  }
  if (direction == "last" || direction == "previous") {
    day = period_of(TimeUnit::day, published_ - days(1));
  } else if (direction == "next" || direction == "following") {
    day = period_of(TimeUnit::day, (anchor_ ? anchor_->start : published_) + days(1));
  } else if (direction != "this") {
    const bool told = i > 0 && (items_.says(i - 1, "the") || items_.says(i - 1, "in") ||
                                items_.says(i - 1, "mid") || items_.says(i - 1, "at"));
    if (!told && direction != "that") return {};
    // A day still to come was told of, but not what has happened.
    const bool past = anchor_ && anchor_->start > published_ && tense(i) == Tense::past;
    if (anchor_ && anchor_->unit == TimeUnit::day && !past) day = *anchor_;
  }
  FoundTime found = date(direction.empty() ? i : i - 1, i + 1, day);
  found.type = "TIME";
  found.value += "T" + code;
  return found;
}

}  // namespace dragoman
