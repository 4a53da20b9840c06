// Years, and seasons, quarters, halves, decades and centuries.
#include <fmt/format.h>

#include <charconv>

#include "reading/time_reader.h"

namespace dragoman {

/// "1990", "of 1990", "of last year", "this year", "fiscal 1990" at `i`: the year and what follows.
std::pair<int, std::size_t> TimeReader::year_after(std::size_t i) const {
  if (items_.says(i, "of") || items_.says(i, "in")) {
    const auto inner = year_after(i + 1);
    return inner.first > 0 ? inner : std::pair{0, i};
  }
  if (items_.says(i, "the")) ++i;
  if (items_.says(i, "fiscal")) ++i;
  if (const auto year = items_.year(i); year.first > 0) return year;
  if (items_.is(i, TimeClass::direction) && items_.says(i + 1, "year")) {
    const std::string& code = items_.at(i).word->code;
    const int now = year_of(published_);
    if (code == "last") return {now - 1, i + 2};
    if (code == "this") return {now, i + 2};
    if (code == "next") return {now + 1, i + 2};
    if (code == "that" && anchor_) return {year_of(anchor_->start), i + 2};
  }
  return {0, i};
}

FoundTime TimeReader::year(std::size_t i) const {
  std::size_t at = i;
  if (items_.says(i, "fiscal")) ++at;
  const auto [year, next] = items_.year(at);
  if (year == 0) return {};
  const std::string_view before = i > 0 ? items_.at(i - 1).text : std::string_view();
  const std::string_view after = items_.at(next).text;
  if (before == "$" || before == "#" || before == "no." || after == "%" || after == "percent" ||
      after == "million" || after == "billion")
    return {};
  if (items_.at(at).digits == 4 && unit_at(next) && items_.is(next, TimeClass::units)) return {};
  // "some 2000 people"
  const Word& w = tree_.word(items_.at(at).token);
  if (w.deprel == "nummod" && before != "the" && w.head >= 0 &&
      tree_.word(static_cast<std::uint32_t>(w.head)).xpos == "NNS" &&
      w.head == static_cast<std::int32_t>(items_.at(next).token))
    return {};
  const bool led = before == "in" || before == "since" || before == "by" || before == "until" ||
                   before == "from" || before == "of" || before == "before" || before == "after";
  const bool counts = w.deprel == "nummod" || is_relation(w.deprel, "compound");
  if ((year < (counts ? 1900 : 1700) || year > 2060) && !led) return {};
  std::size_t to = next;
  if (items_.at(to).joined && items_.at(to).digits == 2) ++to;  // 1990-91
  return date(i, to, period_of(TimeUnit::year, make_day(year, 1, 1)));
}

/// What a year's name goes on to: "1988 third quarter", "this year's fourth quarter", "the 1988
/// period".
FoundTime TimeReader::in_year(FoundTime found) const {
  if (!found.period || found.period->unit != TimeUnit::year) return found;
  std::size_t next = found.to;
  const bool possessive = items_.says(next, "'s") || items_.says(next, "\xE2\x80\x99s");
  if (possessive) ++next;
  const int year = year_of(found.period->start);
  if (FoundTime inner = quarter(next, year); inner.to > 0) {
    inner.from = found.from;
    return inner;
  }
  if (quarter_ && (items_.says(next, "period") || items_.says(next, "quarter"))) {
    const std::size_t from = found.from;
    return date(from, next + 1,
                period_of(TimeUnit::quarter, make_day(year, month_of(quarter_->start), 1)));
  }
  if (possessive && items_.says(next, "end")) found.to = next + 1;
  return found;
}

/// "the quarter a year ago", "the corresponding period last year".
FoundTime TimeReader::compared(FoundTime found) const {
  if (!found.period || found.period->unit != TimeUnit::quarter) return found;
  const std::size_t at = found.to;
  const bool last = items_.says(at, "last") && items_.says(at + 1, "year");
  const bool ago = (items_.says(at, "a") || items_.says(at, "one")) &&
                   items_.says(at + 1, "year") && items_.is(at + 2, TimeClass::shift);
  if ((!last && !ago) || year_of(found.period->start) < year_of(published_)) return found;
  return date(found.from, at + (last ? 2 : 3),
              period_of(TimeUnit::quarter, moved(found.period->start, TimeUnit::year, -1)));
}

FoundTime TimeReader::decade(std::size_t i) const {
  std::string_view text = items_.at(i).text;
  if (text.starts_with("'")) text.remove_prefix(1);
  if (text.starts_with("\xE2\x80\x99")) text.remove_prefix(3);
  if (!text.ends_with("s")) return {};
  text.remove_suffix(1);
  if (text.ends_with("'")) text.remove_suffix(1);
  if (text.size() != 4 && text.size() != 2) return {};
  int year = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
  if (error != std::errc() || end != text.data() + text.size() || year % 10 != 0) return {};
  if (text.size() == 2) {  // "the 30s", but "in his 30s"
    if (text.data() == items_.at(i).text.data() && (i == 0 || !items_.says(i - 1, "the")))
      return {};
    year += 1900;
  }
  if (year < 1500 || year > 2100) return {};
  return date(i, i + 1, period_of(TimeUnit::decade, make_day(year, 1, 1)));
}

FoundTime TimeReader::century(std::size_t i) const {
  const int nth = items_.ordinal(i);
  if (nth < 1 || nth > 21 || !items_.says(i + 1, "century")) return {};
  return date(i, i + 2, period_of(TimeUnit::century, make_day(nth * 100 - 100 + 1, 1, 1)));
}

FoundTime TimeReader::season(std::size_t i) const {
  if (!items_.is(i, TimeClass::season)) return {};
  const std::string_view upos = tree_.word(items_.at(i).token).upos;
  const std::string_view direction = direction_before(i);
  const auto [told, stop] = year_after(i + 1);
  const std::string_view before = i > 0 ? items_.at(i - 1).text : std::string_view();
  const bool plain_word = items_.says(i, "fall") || items_.says(i, "spring");
  if (direction.empty() && told == 0) {
    if (upos != "NOUN" && upos != "PROPN") return {};
    if (plain_word && before != "in" && before != "the" && before != "early" && before != "late")
      return {};
    if (plain_word && items_.says(i + 1, "in")) return {};  // "the fall in prices"
    if (plain_word && items_.says(i + 1, "of")) return {};
  }
  const int which = items_.at(i).word->value;
  int year = told > 0 ? told : year_of(published_);
  if (told == 0) {
    const bool begun = season_of(year, which).start <= published_;
    const bool over = season_of(year, which).end < published_;
    if (direction == "last" || direction == "past") {
      if (!over) --year;
    } else if (direction == "next") {
      if (begun) ++year;
    } else if (direction.empty() && !begun && tense(i) == Tense::past) {
      --year;
    }
  }
  return date(direction.empty() ? i : i - 1, told > 0 ? stop : i + 1, season_of(year, which));
}

/// "third quarter", "fiscal first quarter of 1990", "last half of 1989"; `year` when told before.
FoundTime TimeReader::quarter(std::size_t i, int year) const {
  std::size_t at = i;
  if (items_.says(at, "fiscal")) ++at;
  int nth = items_.ordinal(at);
  if (items_.says(at, "last") || items_.says(at, "final")) nth = 5;
  if (nth == 0) return {};
  ++at;
  if (items_.says(at, "fiscal")) ++at;
  const bool half = items_.says(at, "half");
  if ((!half && !items_.says(at, "quarter")) || (nth == 5 && !half) ||
      (half && nth != 5 && nth > 2))
    return {};
  if (!half && nth > 4) return {};
  ++at;
  const auto [after, stop] = year_after(at);
  if (year == 0) year = after;
  if (half && year == 0) return {};
  if (half && nth == 5) nth = 2;
  const TimeUnit unit = half ? TimeUnit::half : TimeUnit::quarter;
  const int month = half ? 6 * nth - 5 : 3 * nth - 2;
  const bool told = year > 0;
  if (!told) {
    year = year_of(published_);
    const std::chrono::sys_days start = make_day(year, month, 1);
    const Tense way = start > published_ ? tense(i) : Tense::unknown;
    const bool far = (start - published_).count() > 150;
    if (way == Tense::past || (way == Tense::unknown && far)) --year;
    if (quarter_ && !far && year_of(quarter_->start) > year) ++year;
  }
  return date(i, after > 0 ? stop : at, period_of(unit, make_day(year, month, 1)));
}

}  // namespace dragoman
