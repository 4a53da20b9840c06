#include "reading/time_items.h"

#include <charconv>

namespace dragoman {

namespace {

bool is_hyphen(std::string_view text) {
  return text == "-" || text == "\xE2\x80\x90" || text == "\xE2\x80\x91";
}

}  // namespace

void TimeItems::load(std::uint32_t first, std::uint32_t last) {
  items_.clear();
  bool joined = false;
  for (std::uint32_t t = first; t < last; ++t) {
    const std::string_view text = tree_.folded(t);
    const auto& tokens = tree_.document().tokens;
    if (is_hyphen(text) && t > first && tokens[t - 1].end == tokens[t].begin) {
      joined = true;
      continue;
    }
    if (text.find_first_not_of('-') == std::string_view::npos) {  // a dash ends an expression
      TimeItem dash;
      dash.token = t;
      dash.text = text;
      items_.push_back(dash);
      continue;
    }
    const bool date = text.size() == 10 && text[4] == '-' && parse_day(text).has_value();
    for (std::size_t from = 0; from < text.size();) {
      const std::size_t hyphen = date ? std::string_view::npos : text.find('-', from);
      const std::size_t to = hyphen == std::string_view::npos ? text.size() : hyphen;
      if (to > from) add(t, text.substr(from, to - from), joined || from > 0);
      from = to + 1;
    }
    joined = false;
  }
}

void TimeItems::add(std::uint32_t token, std::string_view text, bool joined) {
  TimeItem item;
  item.token = token;
  item.text = text;
  item.joined = joined;
  // Folding keeps the length of ASCII, so the part stands where it stood in the token.
  const std::string_view form = tree_.document().form(token);
  const std::string_view folded = tree_.folded(token);
  const auto offset = static_cast<std::size_t>(text.data() - folded.data());
  item.capital = form.size() == folded.size() && form[offset] >= 'A' && form[offset] <= 'Z';
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc() && end == text.data() + text.size() && value >= 0) {
    item.number = value;
    item.digits = static_cast<int>(text.size());
  } else {
    item.word = lexicon_.find(text);
    const std::size_t comma = text.find(',');  // "5,000": a count, of no use as a year
    int low = 0;
    if (comma != std::string_view::npos && comma > 0 && comma <= 3 && text.size() == comma + 4 &&
        error == std::errc() && end == text.data() + comma &&
        std::from_chars(text.data() + comma + 1, text.data() + text.size(), low).ptr ==
            text.data() + text.size() &&
        low >= 0 && value >= 0) {
      item.number = value * 1000 + low;
    }
  }
  items_.push_back(item);
}

/// A number in words from item `i` on, -1 for none: "two thousand", "a hundred and ten".
double TimeItems::spoken(std::size_t i, std::size_t* next) const {
  double total = 0;
  double part = -1;
  if ((says(i, "a") || says(i, "an")) && is(i + 1, TimeClass::number) &&
      at(i + 1).word->value >= 12) {
    part = 1;
    ++i;
  }
  const std::size_t from = i;
  for (; is(i, TimeClass::number) ||
         (says(i, "and") && i > from && part >= 100 && is(i + 1, TimeClass::number));
       ++i) {
    if (says(i, "and")) continue;
    const int value = at(i).word->value;
    if (says(i, "couple") || says(i, "dozen") || value == 100) {
      part = (part < 0 ? 1 : part) * value;
    } else if (value == 1000) {
      total += (part < 0 ? 1 : part) * value;
      part = 0;
    } else if (part > 0 && (static_cast<int>(part) % 10 != 0 || value >= 10) &&
               static_cast<int>(part) % 100 != 0) {
      break;  // "nineteen ninety" is two numbers
    } else {
      part = (part < 0 ? 0 : part) + value;
    }
  }
  *next = i;
  return i == from ? -1 : total + (part < 0 ? 0 : part);
}

TimeCount TimeItems::count(std::size_t i) const {
  TimeCount out;
  out.next = i;
  if (says(i, "a") && (is(i + 1, TimeClass::vague))) ++i;
  if (is(i, TimeClass::vague)) {
    out.known = false;
    out.next = i + 1;
    if (says(out.next, "of")) ++out.next;
    if (says(out.next, "hundred") || says(out.next, "thousand")) ++out.next;
  } else if (at(i).number >= 0) {
    out.value = at(i).number;
    out.next = i + 1;
    if (is(i + 1, TimeClass::number) && at(i + 1).word->value >= 100) {
      out.value *= at(i + 1).word->value;
      ++out.next;
    }
  } else if (const double value = spoken(i, &out.next); value >= 0) {
    out.value = value;
    if (says(out.next, "of") && says(out.next - 1, "couple")) ++out.next;
  } else if (says(i, "a") || says(i, "an")) {
    out.article = true;
    out.next = i + 1;
  } else if (says(i, "half") && (says(i + 1, "a") || says(i + 1, "an") || at(i + 1).joined)) {
    out.value = 0.5;
    out.next = i + (at(i + 1).joined ? 1 : 2);
  }
  if (out.next == i) return out;
  if (says(out.next, "1/2") || says(out.next, "\xC2\xBD")) {
    out.value += 0.5;
    ++out.next;
  } else if (says(out.next, "and") && says(out.next + 1, "a") && says(out.next + 2, "half")) {
    out.value += 0.5;
    out.next += 3;
  } else if (!out.article && (says(out.next, "to") || says(out.next, "or"))) {
    const TimeCount more = count(out.next + 1);  // "12 to 18": how many is not known
    if (more.next > out.next + 1 && !more.article) {
      out.known = false;
      out.next = more.next;
    }
  }
  return out;
}

int TimeItems::ordinal(std::size_t i) const {
  if (is(i, TimeClass::ordinal)) return at(i).word->value;
  if (says(i, "second")) return 2;
  const std::string_view text = at(i).text;
  if (text.size() < 3 || text.front() < '0' || text.front() > '9') return 0;
  const std::string_view tail = text.substr(text.size() - 2);
  if (tail != "st" && tail != "nd" && tail != "rd" && tail != "th") return 0;
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size() - 2, value);
  return error == std::errc() && end == text.data() + text.size() - 2 ? value : 0;
}

std::pair<int, std::size_t> TimeItems::year(std::size_t i) const {
  if (at(i).digits == 4 && at(i).number >= 1500 && at(i).number <= 2100)
    return {at(i).number, i + 1};
  if (!is(i, TimeClass::number)) return {0, i};
  const int century = at(i).word->value;
  if (says(i, "two") && says(i + 1, "thousand")) {
    std::size_t next = i;
    const double value = spoken(i, &next);
    return value <= 2100 ? std::pair{static_cast<int>(value), next} : std::pair{0, i};
  }
  if (century < 15 || century > 20 || !is(i + 1, TimeClass::number)) return {0, i};
  std::size_t next = i;
  const double rest = spoken(i + 1, &next);
  if (rest < 10 || rest > 99) return {0, i};
  return {century * 100 + static_cast<int>(rest), next};
}

}  // namespace dragoman
