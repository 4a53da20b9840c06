#include "reading/circumstances.h"
#include "reading/time_reader.h"

namespace dragoman {

namespace {

/// Words before an expression that belong to it: "the end of", "nearly", "more than", "the".
std::size_t widened(const Tree& tree, const TimeItems& items, std::size_t from, std::size_t to,
                    std::size_t done) {
  while (from > done) {
    const std::size_t before = from - 1;
    if (items.says(before, "the")) {  // in "the ten-year sentence" it is the noun's
      const std::int32_t above = tree.word(items.at(before).token).head;
      return above <= static_cast<std::int32_t>(items.at(to - 1).token) ? before : from;
    }
    if (items.is(before, TimeClass::modifier) || items.says(before, "earlier")) {
      from = before;
    } else if (before > done && items.says(before, "of") &&
               items.is(before - 1, TimeClass::modifier) && !items.says(before - 1, "the")) {
      from = before - 1;
    } else if (before > done && ((items.says(before, "than") && (items.says(before - 1, "more") ||
                                                                 items.says(before - 1, "less"))) ||
                                 (items.says(before, "least") && items.says(before - 1, "at")))) {
      from = before - 1;
    } else {
      break;
    }
  }
  return from;
}

/// The token of [first, last) whose head lies outside; the last one wins.
std::uint32_t head_of(const Tree& tree, std::uint32_t first, std::uint32_t last,
                      std::uint32_t core) {
  std::uint32_t head = core;
  for (std::uint32_t steps = first; steps < last; ++steps) {  // bounded: heads may form no cycle
    const std::int32_t above = tree.word(head).head;
    if (above < static_cast<std::int32_t>(first) || above >= static_cast<std::int32_t>(last)) break;
    head = static_cast<std::uint32_t>(above);
  }
  return head;
}

/// True when the days of `found` may be the date of an event. A year or a quarter that classifies a
/// noun ("the 1990 treaty", "third-quarter profit") dates the noun.
bool dates_events(const Tree& tree, const FoundTime& found, std::uint32_t head) {
  if (!found.period) return false;
  if (found.period->unit < TimeUnit::quarter) return true;
  const std::string_view relation = tree.word(head).deprel;
  return !is_relation(relation, "nummod") && !is_relation(relation, "compound") &&
         !is_relation(relation, "amod");
}

/// Times of an article published on `day`.
std::vector<TimeSpan> times_on(const Tree& tree, std::chrono::sys_days day,
                               const TimeLexicon& words) {
  std::vector<TimeSpan> times;
  TimeReader reader(tree, day, words);
  const Document& document = tree.document();
  for (const Sentence& sentence : document.sentences) {
    reader.load(sentence.first, sentence.last);
    const TimeItems& items = reader.items();
    std::size_t done = 0;
    for (std::size_t i = 0; i < items.size();) {
      const FoundTime found = reader.read(i, done);
      if (found.to == 0) {
        ++i;
        continue;
      }
      i = found.to;
      if (found.type.empty()) continue;
      const std::uint32_t first = items.at(widened(tree, items, found.from, found.to, done)).token;
      const std::uint32_t last = items.at(found.to - 1).token + 1;
      done = found.to;
      // Parts of one token share it: only the first of them is told.
      if (!times.empty() && times.back().span.end > document.tokens[first].begin) continue;
      TimeSpan span;
      span.span = {document.tokens[first].begin, document.tokens[last - 1].end};
      span.head = head_of(tree, first, last, last - 1);
      span.type = found.type;
      span.value = found.value;
      if (found.period) {
        span.start = iso_day(found.period->start);
        span.end = iso_day(found.period->end);
        span.dates = dates_events(tree, found, span.head);
      }
      times.push_back(std::move(span));
      reader.remember(found);
    }
  }
  return times;
}

}  // namespace

void find_times(const Tree& tree, const std::string& published, const TimeLexicon& words,
                Reading& reading) {
  if (const std::optional<std::chrono::sys_days> day = parse_day(published)) {
    reading.times = times_on(tree, *day, words);
    return;
  }
  // What two days of publication agree on depends on neither.
  const std::vector<TimeSpan> other = times_on(tree, make_day(1971, 2, 17), words);
  std::vector<TimeSpan> times = times_on(tree, make_day(2018, 10, 26), words);
  auto twin = other.begin();
  for (TimeSpan& t : times) {
    while (twin != other.end() && twin->span.begin < t.span.begin) ++twin;
    if (twin != other.end() && twin->span.begin == t.span.begin && twin->span.end == t.span.end &&
        twin->value == t.value && twin->start == t.start && twin->end == t.end)
      reading.times.push_back(std::move(t));
  }
}

}  // namespace dragoman
