#include "reading/time_reader.h"

#include <algorithm>

namespace dragoman {

namespace {

/// Verbs and adjectives whose dates lie ahead in every tense.
bool plans(std::string_view lemma) {
  return lemma == "schedule" || lemma == "plan" || lemma == "expect" || lemma == "slate" ||
         lemma == "due" || lemma == "intend" || lemma == "payable" || lemma == "effective";
}

/// False for most items: no rule begins with them.
bool may_begin(const TimeItem& item) {
  if (item.word != nullptr) return true;
  const char c = item.text.empty() ? ' ' : item.text.front();
  if ((c >= '0' && c <= '9') || c == '\'' || c == '\xE2') return true;
  return item.text == "a" || item.text == "an" || item.text == "half" || item.text == "period" ||
         item.text == "future";
}

}  // namespace

FoundTime TimeReader::date(std::size_t from, std::size_t to, Period period) {
  std::string value = period.value;
  return {from, to, "DATE", std::move(value), std::move(period)};
}

FoundTime TimeReader::plain(std::size_t from, std::size_t to, std::string type, std::string value) {
  return {from, to, std::move(type), std::move(value), std::nullopt};
}

std::string_view TimeReader::direction_before(std::size_t i) const {
  if (i <= done_ || !items_.is(i - 1, TimeClass::direction)) return {};
  const std::string& code = items_.at(i - 1).word->code;
  return code == "recent" ? std::string_view() : std::string_view(code);
}

bool TimeReader::in_person(std::size_t i) const {
  const auto& entities = tree_.annotated().entities;
  const std::uint32_t token = items_.at(i).token;
  const auto at = std::partition_point(entities.begin(), entities.end(),
                                       [&](const EntitySpan& e) { return e.last <= token; });
  return at != entities.end() && at->first <= token && at->type == "PER";
}

/// The clause of a date looks ahead when its verb has a modal, plans, or is itself a present or an
/// infinitive that the date stands with; it looks back when its verb is past.
Tense TimeReader::tense(std::size_t i) const {
  std::uint32_t below = items_.at(i).token;
  bool direct = !is_relation(tree_.word(below).deprel, "nmod") &&
                !is_relation(tree_.word(below).deprel, "compound");
  for (int depth = 0; depth < 6 && tree_.word(below).head >= 0; ++depth) {
    const auto t = static_cast<std::uint32_t>(tree_.word(below).head);
    const Word& w = tree_.word(t);
    below = t;
    bool past = w.xpos == "VBD";
    bool present = w.xpos == "VBZ" || w.xpos == "VBP";
    bool modal = false;
    bool have = false;
    bool helped = false;
    bool purpose = false;
    for (const std::uint32_t c : tree_.children(t)) {
      const Word& child = tree_.word(c);
      purpose |= child.deprel == "mark" && child.lemma == "to";
      if (!is_relation(child.deprel, "aux") && child.deprel != "cop") continue;
      helped = true;
      modal |= child.xpos == "MD";
      have |= child.lemma == "have";
      past |= child.xpos == "VBD";
      present |= child.xpos == "VBZ" || child.xpos == "VBP";
    }
    if (plans(w.lemma)) return Tense::future;
    if (modal) return have ? Tense::past : Tense::future;
    if (purpose) return direct ? Tense::future : Tense::unknown;  // "to mark Friday's victory"
    if (past || have) return Tense::past;
    if (w.xpos == "VBN") return Tense::past;
    if (present && (w.upos == "VERB" || helped))
      return direct && w.lemma != "say" ? Tense::future : Tense::unknown;
    if (w.upos == "NOUN" || w.upos == "PROPN") direct = false;
  }
  return Tense::unknown;
}

FoundTime TimeReader::read(std::size_t i, std::size_t done) {
  done_ = done;
  FoundTime found;
  if (!may_begin(items_.at(i))) return found;
  const auto rule = [&](auto method) {
    if (found.to == 0) found = (this->*method)(i);
  };
  rule(&TimeReader::written_day);
  rule(&TimeReader::clock);
  rule(&TimeReader::weekday);
  rule(&TimeReader::month);
  rule(&TimeReader::near_day);
  rule(&TimeReader::holiday);
  rule(&TimeReader::century);
  if (found.to == 0) found = quarter(i, 0);
  rule(&TimeReader::repeated);
  rule(&TimeReader::directed);
  rule(&TimeReader::length);
  rule(&TimeReader::part_of_day);
  rule(&TimeReader::season);
  rule(&TimeReader::year);
  rule(&TimeReader::decade);
  rule(&TimeReader::unit);
  rule(&TimeReader::reference);
  if (found.to > 0) found = compared(in_year(std::move(found)));
  return found;
}

void TimeReader::remember(const FoundTime& found) {
  if (!found.period || found.period->unit > TimeUnit::year || found.type == "DURATION") return;
  anchor_ = found.period;
  if (found.period->unit == TimeUnit::day) day_ = found.period;
  // A quarter of a year before is compared with, not told about.
  const bool told = found.period->unit == TimeUnit::quarter &&
                    published_ - found.period->start < std::chrono::days(500) &&
                    (!quarter_ || found.period->start >= quarter_->start);
  if (told) quarter_ = found.period;
}

}  // namespace dragoman
