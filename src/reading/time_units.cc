// Lengths of time and units: "three days", "a year ago", "last week", "the quarter", "every month".
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "reading/time_reader.h"

namespace dragoman {

using std::chrono::days;

namespace {

/// What "two years ago" is exact to.
TimeUnit exact_to(TimeUnit unit) { return unit < TimeUnit::day ? TimeUnit::day : unit; }

}  // namespace

/// The latest quarter told, else the last one that was over at publication.
Period TimeReader::last_quarter() const {
  return quarter_ ? *quarter_
                  : period_of(TimeUnit::quarter, moved(published_, TimeUnit::quarter, -1));
}

/// The days of "the past three weeks" and of "the next two months".
Period TimeReader::beside_publication(TimeUnit unit, double count, bool behind) const {
  const int n = static_cast<int>(std::min(count, 3e3));
  const std::chrono::sys_days far = moved(published_, unit, behind ? -n : n);
  return {std::min(far, published_), std::max(far, published_), TimeUnit::day, {}};
}

/// "last year", "the past three months", "recent years", "the next day", "that week".
FoundTime TimeReader::directed(std::size_t i) const {
  if (!items_.is(i, TimeClass::direction)) return {};
  std::string_view code = items_.at(i).word->code;
  std::size_t at = i + 1;
  const bool year_before =
      items_.says(at, "year") && items_.at(at + 1).joined && items_.is(at + 1, TimeClass::shift);
  if (year_before) return {};
  const TimeCount count = items_.count(at);
  const bool counted = count.next > at && !count.article;
  if (counted) at = count.next;
  if (items_.is(at, TimeClass::filler)) ++at;
  if (!counted && items_.is(at, TimeClass::ordinal)) return {};
  if (items_.says(at, "period") && !counted && (quarter_ || code == "latest")) {
    const Period told = last_quarter();
    if (code == "latest" || code == "that" || code == "this") return date(i, at + 1, told);
    if (code == "previous")
      return date(i, at + 1,
                  period_of(TimeUnit::quarter, moved(told.start, TimeUnit::quarter, -1)));
  }
  if (!unit_at(at)) {
    const bool noun = tree_.word(items_.at(i).token).upos == "NOUN";
    if (items_.says(i, "past") && noun) return plain(i, i + 1, "DATE", "PAST_REF");
    if (counted) return {};
    // "recent talks", "the current leader"
    if (items_.says(i, "recent")) return plain(i, i + 1, "DATE", "PAST_REF");
    if (items_.says(i, "current")) return plain(i, i + 1, "DATE", "PRESENT_REF");
    return {};
  }
  if (items_.says(at, "second") || items_.says(at, "seconds")) {
    if (!counted) return {};
  }
  const TimeUnit unit = unit_of(at);
  const bool plural = items_.is(at, TimeClass::units);
  const std::size_t to = at + 1;
  const bool ahead = code == "next" || code == "coming" || code == "following";
  if (counted) {
    if (items_.is(to, TimeClass::shift) || items_.says(to, "old")) return {};
    FoundTime found =
        plain(i, to, "DURATION", duration_value(count.known ? count.value : -1, unit));
    const bool behind = code == "past" || code == "last";
    if (count.known && unit >= TimeUnit::day && (behind || code == "next" || code == "coming"))
      found.period = beside_publication(unit, count.value, behind);
    return found;
  }
  if (plural) {
    if (code == "recent" || code == "past" || code == "last") {
      if (unit >= TimeUnit::year) return plain(i, to, "DATE", "PAST_REF");
      return plain(i, to, "DURATION", duration_value(-1, unit));
    }
    if (ahead) return plain(i, to, "DATE", "FUTURE_REF");
    if (items_.says(i, "these") && unit == TimeUnit::day)
      return plain(i, to, "DATE", "PRESENT_REF");
    return plain(i, to, "DURATION", duration_value(-1, unit));
  }
  if (unit < TimeUnit::day) {
    if (code != "past" && code != "last" && !ahead) return {};
    return plain(i, to, "DURATION", duration_value(1, unit));
  }
  const bool vague = unit == TimeUnit::day && day_ && anchor_ && anchor_->unit > TimeUnit::day;
  const std::chrono::sys_days narrated = vague     ? day_->start
                                         : anchor_ ? anchor_->start
                                                   : published_;
  const auto at_shift = [&](std::chrono::sys_days from, int n) {
    FoundTime found = date(i, to, period_of(unit, moved(from, unit, n)));
    return found;
  };
  if (code == "past") {
    FoundTime found = plain(i, to, "DURATION", duration_value(1, unit));
    found.period = beside_publication(unit, 1, true);
    return found;
  }
  if (code == "last") return with_part(at_shift(published_, -1));
  if (code == "previous") return at_shift(narrated, -1);
  if (code == "this") return with_part(at_shift(published_, 0));
  if (code == "latest") {
    if (unit == TimeUnit::quarter) return date(i, to, last_quarter());
    return at_shift(published_, unit == TimeUnit::year ? 0 : -1);
  }
  if (code == "next" && unit == TimeUnit::day) return with_part(at_shift(narrated, 1));
  if (code == "following") return with_part(at_shift(narrated, 1));
  if (code == "next" || code == "coming") return at_shift(published_, 1);
  if (code == "that") {
    if (unit == TimeUnit::quarter) return date(i, to, last_quarter());
    return with_part(at_shift(narrated, 0));
  }
  return {};
}

/// True when a phrase goes on after the item `at`.
bool TimeReader::followed(std::size_t at) const {
  const TimeItem& next = items_.at(at + 1);
  return !next.text.empty() && !items_.says(at + 1, ",") && !items_.says(at + 1, ".") &&
         !items_.says(at + 1, ";") && !items_.says(at + 1, ")") && !items_.says(at + 1, "and") &&
         !items_.says(at + 1, "but");
}

/// "the day before", "the week after": counted from the date last told.
FoundTime TimeReader::next_to(std::size_t i) const {
  const bool back = items_.says(i + 1, "before") || items_.says(i + 1, "earlier");
  const bool after = items_.says(i + 1, "after") || items_.says(i + 1, "afterwards");
  if ((!back && !after) || followed(i + 1) || unit_of(i) < TimeUnit::day) return {};
  const std::chrono::sys_days told = anchor_ ? anchor_->start : published_;
  return date(i, i + 2, period_of(unit_of(i), moved(told, unit_of(i), back ? -1 : 1)));
}

/// A length with "ago", "earlier" or "later" at item `at`.
FoundTime TimeReader::shifted(std::size_t from, const TimeCount& count, TimeUnit unit,
                              std::size_t at) const {
  const std::string& code = items_.at(at).word->code;
  if (items_.says(at, "before") && followed(at)) {  // "two days before the vote"
    const double n = count.known ? count.value : -1;
    return plain(from, at, "DURATION", duration_value(n, unit));
  }
  const bool back = code != "later";
  if (!count.known && code == "ago") return plain(from, at + 1, "DATE", "PAST_REF");
  if (!count.known) return plain(from, at + 1, "DURATION", duration_value(-1, unit));
  if (unit < TimeUnit::day)
    return plain(from, at + 1, "DURATION", duration_value(count.value, unit));
  std::chrono::sys_days start = published_;
  TimeUnit exact = exact_to(unit);
  if (code != "ago" && anchor_) {
    start = anchor_->start;
    // "a year earlier" than a quarter is a quarter, than a day a day
    if (anchor_->unit < exact && anchor_->unit > TimeUnit::week) exact = anchor_->unit;
  }
  // In a report of a quarter "a year ago" is the same quarter, unless years are compared.
  const bool years = anchor_ && anchor_->unit == TimeUnit::year && code == "earlier";
  if (code != "later" && quarter_ && unit == TimeUnit::year && !years) {
    start = quarter_->start;
    exact = TimeUnit::quarter;
  }
  if (count.value != std::floor(count.value) && unit == TimeUnit::year) {
    const int months = static_cast<int>(count.value * 12);
    return date(from, at + 1,
                period_of(TimeUnit::month, moved(start, TimeUnit::month, back ? -months : months)));
  }
  if (unit >= TimeUnit::year && count.value > 1900)
    return plain(from, at + 1, "DATE", back ? "PAST_REF" : "FUTURE_REF");
  const int n = count.value < 3000 ? static_cast<int>(count.value) : 3000;
  const std::chrono::sys_days day = moved(start, unit, back ? -n : n);
  if (unit == TimeUnit::decade) exact = TimeUnit::decade;
  FoundTime found = date(from, at + 1, period_of(exact, day));
  if (items_.is(found.to, TimeClass::part)) ++found.to;
  return found;
}

/// "two-year", "six months", "a week ago", "three days later", "half an hour".
FoundTime TimeReader::length(std::size_t i) const {
  const TimeCount count = items_.count(i);
  if (count.next == i) return {};
  std::size_t at = count.next;
  if (items_.is(at, TimeClass::filler)) ++at;
  if (items_.is(at, TimeClass::filler)) ++at;
  if (!unit_at(at)) return {};
  const TimeUnit unit = unit_of(at);
  std::size_t to = at + 1;
  if (items_.says(to, "old") || (items_.says(to, "of") && items_.says(to + 1, "age"))) {
    FoundTime age;
    age.from = i;
    age.to = to + 1;
    return age;
  }
  TimeCount total = count;
  if (items_.says(to, "and") && items_.says(to + 1, "a") && items_.says(to + 2, "half")) {
    total.value += 0.5;
    to += 3;
  } else if (items_.says(to, "or") && (items_.says(to + 1, "so") || items_.says(to + 1, "more") ||
                                       items_.says(to + 1, "two"))) {
    to += 2;
  }
  if (items_.is(to, TimeClass::shift)) return shifted(i, total, unit, to);
  if (items_.says(to, "from") && items_.says(to + 1, "now")) {
    if (!total.known) return plain(i, to + 2, "DATE", "FUTURE_REF");
    if (unit >= TimeUnit::day)
      return date(i, to + 2,
                  period_of(exact_to(unit),
                            moved(published_, unit, static_cast<int>(std::min(total.value, 3e3)))));
  }
  if (count.article) {
    // "a quarter of", "a second chance"
    if (unit == TimeUnit::quarter || unit == TimeUnit::second) return {};
    const bool rate =
        i > 0 && (items_.at(i - 1).number >= 0 || items_.is(i - 1, TimeClass::number) ||
                  items_.says(i - 1, "times") || items_.says(i - 1, "once") ||
                  items_.says(i - 1, "twice") || items_.says(i - 1, "%"));
    if (rate) return plain(i, to, "SET", duration_value(1, unit));
  }
  if (unit == TimeUnit::quarter && items_.says(to, "of")) return {};  // "three-quarters of"
  // "the 1988 second quarter", "five second prizes"
  if (items_.says(at, "second") && count.value != 1) return {};
  return plain(i, to, "DURATION", duration_value(total.known ? total.value : -1, unit));
}

/// A unit with no count and no direction: "the quarter", "year-earlier", "weeks", "years ago".
FoundTime TimeReader::unit(std::size_t i) const {
  const std::string_view before = i > 0 ? items_.at(i - 1).text : std::string_view();
  const bool the = before == "the" || before == "its" || before == "'s" || before == "fiscal" ||
                   before == "full" || before == "entire";
  if (items_.says(i, "period") && before == "the" && quarter_) return date(i, i + 1, *quarter_);
  if (!unit_at(i)) return {};
  const TimeUnit unit = unit_of(i);
  const std::size_t next = i + 1;
  if (items_.is(i, TimeClass::units)) {
    if (unit == TimeUnit::second || unit == TimeUnit::quarter) return {};
    if (items_.is(next, TimeClass::shift)) {
      if (items_.is(next, TimeClass::shift, "ago")) return plain(i, next + 1, "DATE", "PAST_REF");
      return plain(i, next + 1, "DURATION", duration_value(-1, unit));
    }
    if (items_.says(next, "old") || items_.says(next, "of")) return {};
    return plain(i, next, "DURATION", duration_value(-1, unit));
  }
  if (items_.says(next, "old")) {
    FoundTime age;
    age.from = i;
    age.to = next + 1;
    return age;
  }
  if (unit == TimeUnit::year && items_.at(next).joined && items_.is(next, TimeClass::shift)) {
    TimeCount one;
    FoundTime found = shifted(i, one, unit, next);
    if (FoundTime told = quarter(found.to, 0); told.to > 0) {  // "the year-earlier third quarter"
      return date(i, told.to,
                  period_of(told.period->unit, moved(told.period->start, TimeUnit::year, -1)));
    }
    if (items_.says(found.to, "quarter") || items_.says(found.to, "period") ||
        items_.says(found.to, "month")) {
      const bool month = items_.says(found.to, "month");
      const std::chrono::sys_days start =
          month ? (anchor_ ? anchor_->start : published_) : last_quarter().start;
      const std::size_t to = found.to + 1;
      found = date(
          i, to,
          period_of(month ? TimeUnit::month : TimeUnit::quarter, moved(start, TimeUnit::year, -1)));
    }
    return found;
  }
  if (before == "the") {
    if (FoundTime beside = next_to(i); beside.to > 0) return beside;
  }
  const bool end = items_.says(next, "end") && items_.at(next).joined;
  switch (unit) {
    case TimeUnit::year:
      if (end || (items_.says(next, "'s") && items_.says(next + 1, "end")))
        return date(i, end ? next + 1 : next + 2, period_of(unit, published_));
      if (const auto [year, stop] = items_.year(next); year > 0)
        return date(i, stop, period_of(unit, make_day(year, 1, 1)));
      if (!the || items_.at(next).number >= 0) return {};
      if (items_.says(next, "ended") || items_.says(next, "ending"))
        return plain(i, next, "DURATION", "P1Y");
      return date(i, next, period_of(unit, published_));
    case TimeUnit::quarter:
      if (!the && before != "in" && before != "latest") return {};
      if (items_.says(next, "of")) return {};
      return date(i, next, last_quarter());
    case TimeUnit::weekend: {
      const bool ahead = tense(i) == Tense::future;
      return date(i, next, period_of(unit, published_ - days(ahead ? 0 : 6)));
    }
    case TimeUnit::week:
    case TimeUnit::month:
      if (!the) return {};
      return date(i, next, period_of(unit, anchor_ ? anchor_->start : published_));
    case TimeUnit::day:
      if (before != "the" || items_.says(next, "of") || items_.says(next, "when")) return {};
      if (items_.says(next, "after") || items_.says(next, "before")) return {};
      return date(i, next, period_of(unit, anchor_ ? anchor_->start : published_));
    case TimeUnit::decade:
    case TimeUnit::century:
      if (!the) return {};
      return date(i, next, period_of(unit, published_));
    default:
      return {};
  }
}

/// "every day", "each of the past three years", "daily", "every Monday".
FoundTime TimeReader::repeated(std::size_t i) const {
  if (items_.is(i, TimeClass::set)) return plain(i, i + 1, "SET", items_.at(i).word->code);
  if (!items_.is(i, TimeClass::each)) return {};
  std::size_t at = i + 1;
  if (items_.is(at, TimeClass::weekday))
    return plain(i, at + 1, "SET", fmt::format("XXXX-WXX-{}", items_.at(at).word->value + 1));
  if (items_.is(at, TimeClass::month) && items_.at(at).capital)
    return plain(i, at + 1, "SET", fmt::format("XXXX-{:02d}", items_.at(at).word->value));
  if (items_.is(at, TimeClass::season))
    return plain(i, at + 1, "SET",
                 "XXXX" + season_of(2000, items_.at(at).word->value).value.substr(4));
  if (items_.is(at, TimeClass::part))
    return plain(i, at + 1, "SET", "XXXX-XX-XXT" + items_.at(at).word->code);
  const TimeCount count = items_.count(at);
  double n = 1;
  if (count.next > at && count.known) {
    n = count.value;
    at = count.next;
  } else if (items_.says(at, "other")) {
    n = 2;
    ++at;
  }
  if (!unit_at(at)) return {};
  return plain(i, at + 1, "SET", duration_value(n, unit_of(at)));
}

/// Words that stand for a time by themselves: "now", "recently", "the future".
FoundTime TimeReader::reference(std::size_t i) const {
  if (items_.is(i, TimeClass::reference)) return plain(i, i + 1, "DATE", items_.at(i).word->code);
  if (items_.says(i, "future") && tree_.word(items_.at(i).token).upos == "NOUN" &&
      !is_relation(tree_.word(items_.at(i).token).deprel, "compound"))
    return plain(i, i + 1, "DATE", "FUTURE_REF");
  return {};
}

}  // namespace dragoman
