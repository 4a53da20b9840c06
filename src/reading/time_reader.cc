#include "reading/time_reader.h"

namespace dragoman {

FoundTime TimeReader::date(std::size_t from, std::size_t to, Period period) {
  std::string value = period.value;
  return {from, to, "DATE", std::move(value), std::move(period)};
}

FoundTime TimeReader::plain(std::size_t from, std::size_t to, std::string type,
                            std::string value) {
  return {from, to, std::move(type), std::move(value), std::nullopt};
}

std::string_view TimeReader::direction_before(std::size_t i) const {
  if (i <= done_ || !items_.is(i - 1, TimeClass::direction)) return {};
  const std::string& code = items_.at(i - 1).word->code;
  return code == "recent" ? std::string_view() : std::string_view(code);
}

/// The clause of a date looks ahead when its verb has "will", hangs from "to" or "plan", or is a
/// present that reports nothing; it looks back when its verb is past.
Tense TimeReader::tense(std::size_t i) const {
  std::int32_t at = tree_.word(items_.at(i).token).head;
  for (int depth = 0; depth < 6 && at >= 0; ++depth) {
    const auto t = static_cast<std::uint32_t>(at);
    const Word& w = tree_.word(t);
    bool past = w.xpos == "VBD";
    bool present = w.xpos == "VBZ" || w.xpos == "VBP";
    bool helped = false;
    for (const std::uint32_t c : tree_.children(t)) {
      const Word& child = tree_.word(c);
      const bool aux = is_relation(child.deprel, "aux") || child.deprel == "cop";
      if (child.upos == "PART" && child.lemma == "to" && child.deprel == "mark")
        return Tense::future;
      if (!aux) continue;
      helped = true;
      if (child.lemma == "will" || child.lemma == "shall" || child.lemma == "wo" ||
          child.lemma == "may" || child.lemma == "can" || child.lemma == "should")
        return Tense::future;
      if (child.lemma == "would" || child.lemma == "could") return Tense::unknown;
      if (child.xpos == "VBD" || child.lemma == "have") past = true;
      if (child.xpos == "VBZ" || child.xpos == "VBP") present = true;
    }
    if (w.upos == "VERB" || helped) {
      if (past) return Tense::past;
      if (w.xpos == "VBN") return w.lemma == "expect" || w.lemma == "schedule" ? Tense::future
                                                                                : Tense::past;
      if (present) return w.lemma == "say" ? Tense::past : Tense::future;
      if (w.upos == "VERB" && w.deprel != "xcomp" && w.deprel != "conj") return Tense::unknown;
    }
    if (w.upos == "ADJ" && (w.lemma == "due" || w.lemma == "payable")) return Tense::unknown;
    at = w.head;
  }
  return Tense::unknown;
}

FoundTime TimeReader::read(std::size_t i, std::size_t done) {
  done_ = done;
  FoundTime found;
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
  if (found.to > 0) found = in_year(std::move(found));
  return found;
}

void TimeReader::remember(const FoundTime& found) {
  if (!found.period || found.period->unit > TimeUnit::year) return;
  anchor_ = found.period;
  if (found.period->unit == TimeUnit::quarter) quarter_ = found.period;
}

}  // namespace dragoman
