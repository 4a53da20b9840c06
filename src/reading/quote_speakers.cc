#include "reading/quote_speakers.h"

#include <algorithm>

namespace dragoman {

namespace {

class SpeakerFinder {
 public:
  SpeakerFinder(const QuoteText& q, std::vector<Attribution>& found)
      : q_(q), found_(found), told_(q.marks().size(), -1) {}

  void run() {
    claim();
    loose();
  }

 private:
  /// Joins quotations with the cues that speak them.
  void claim() {
    for (std::size_t i = 0; i < found_.size(); ++i) {
      Attribution& a = found_[i];
      for (TokenRange& part : a.content) {
        if (part.empty()) continue;
        // A quotation that starts in the content or holds its edge is said as a whole.
        for (std::uint32_t t = part.first; t <= part.last; ++t) {
          const int m = q_.within(t);
          if (m < 0) continue;
          const auto& mark = q_.marks()[static_cast<std::size_t>(m)];
          if (a.cue.first >= mark.open && a.cue.first <= mark.close) break;
          if (told_[static_cast<std::size_t>(m)] < 0 || a.speech) {
            told_[static_cast<std::size_t>(m)] = static_cast<int>(i);
          }
          part.add({mark.open, mark.close});
          a.direct = a.direct || mark.open <= part.first + 1;
          t = mark.close;
        }
        if (part.last > a.cue.last && part.first <= a.cue.last && part.first > a.cue.first)
          part.first = a.cue.last + 1;
      }
      if (!a.content[0].empty()) continue;
      adjacent(i);
    }
    std::erase_if(found_, [](const Attribution& a) { return a.content[0].empty(); });
    // Indices moved: tell again which quotation has a speaker.
    std::fill(told_.begin(), told_.end(), -1);
    for (std::size_t i = 0; i < found_.size(); ++i) {
      for (const TokenRange& part : found_[i].content) {
        if (part.empty()) continue;
        for (std::uint32_t t = part.first; t <= part.last; ++t) {
          const bool line = found_[i].whole && found_[i].direct;
          if (q_.within(t) < 0 || (q_.within(t) == q_.within(found_[i].anchor) && !line)) continue;
          int& teller = told_[static_cast<std::size_t>(q_.within(t))];
          if (teller < 0 || found_[i].speech) teller = static_cast<int>(i);
        }
      }
    }
  }

  /// The quotation right before or right after a cue that has no clause of its own.
  void adjacent(std::size_t i) {
    Attribution& a = found_[i];
    if (q_.within(a.anchor) >= 0) return;
    TokenRange group = a.cue;
    if (!a.source.empty() && q_.tree().sentence(a.source.first) == q_.tree().sentence(a.anchor) &&
        a.source.first + 12 > a.cue.first && a.source.last < a.cue.last + 12)
      group.add(a.source);
    const auto next =
        std::partition_point(q_.marks().begin(), q_.marks().end(),
                             [&](const QuotationMarks& m) { return m.open < group.first; }) -
        q_.marks().begin();
    const auto index = static_cast<std::size_t>(next);
    std::size_t part = 0;
    if (index > 0) {
      const QuotationMarks& before = q_.marks()[index - 1];
      if (before.close < group.first && group.first - before.close <= 3 &&
          q_.same_paragraph(before.close, group.first) && told_[index - 1] < 0) {
        a.content[part++] = {before.open, before.close};
        told_[index - 1] = static_cast<int>(i);
      }
    }
    if (index < q_.marks().size()) {
      const QuotationMarks& after = q_.marks()[index];
      const std::uint32_t gap = after.open - std::min(after.open, group.last);
      const bool announced = after.open > 0 && (q_.document().form(after.open - 1) == ":" ||
                                                q_.document().form(after.open - 1) == ",");
      const bool same = q_.same_paragraph(group.last, after.open);
      const bool near = same ? gap <= 3 || (announced && gap <= 14)
                             : announced && gap <= 14 && q_.document().form(after.open - 1) == ":";
      if (near && told_[index] < 0) {
        a.content[part++] = {after.open, after.close};
        told_[index] = static_cast<int>(i);
      }
    }
    a.direct = a.speech = part > 0;
  }

  /// Quotations no cue claims: the speaker goes on talking, or the nearest verb says it.
  void loose() {
    int teller = -1;  // attribution of the last quotation told
    std::uint32_t teller_end = 0;
    for (std::size_t m = 0; m < q_.marks().size(); ++m) {
      const QuotationMarks& mark = q_.marks()[m];
      if (told_[m] >= 0) {
        teller = told_[m];
        teller_end = mark.close;
        continue;
      }
      const bool starts =
          mark.open == 0 || q_.tree().sentence(mark.open - 1) != q_.tree().sentence(mark.open);
      const std::uint32_t words = mark.close - mark.open - 1;
      const bool sentence_long = words >= 4;
      if (teller >= 0 && starts && sentence_long && mark.open - teller_end < 200) {
        const bool same = q_.same_paragraph(teller_end, mark.open);
        const bool whole =
            mark.open == 0 || paragraph_between(q_.document(), mark.open - 1, mark.open);
        if (same || whole) {
          Attribution a = found_[static_cast<std::size_t>(teller)];
          a.content = {TokenRange{mark.open, mark.close}, TokenRange{}};
          a.direct = a.speech = true;
          a.anchor = found_[static_cast<std::size_t>(teller)].anchor;
          found_.push_back(a);
          teller_end = mark.close;
          continue;
        }
      }
      nearest(mark);
    }
  }

  /// A title or a word held at arm's length: “peace” marches, the film “Last Road”.
  [[nodiscard]] bool names_something(const QuotationMarks& mark) const {
    if (mark.close - mark.open > 5) return false;
    if (mark.close - mark.open == 2) return true;
    for (std::uint32_t t = mark.open + 1; t < mark.close; ++t) {
      const Word& w = q_.tree().word(t);
      if (w.upos == "VERB" || w.upos == "AUX" || q_.document().form(t) == ",") return false;
    }
    return true;
  }

  void nearest(const QuotationMarks& mark) {
    const Sentence& from = q_.document().sentences[q_.tree().sentence(mark.open)];
    const Sentence& to = q_.document().sentences[q_.tree().sentence(mark.close)];
    std::uint32_t best = kNoToken;
    std::uint32_t verb = kNoToken;
    for (std::uint32_t t = from.first; t < to.last; ++t) {
      if ((t >= mark.open && t <= mark.close) || q_.tree().word(t).upos != "VERB") continue;
      if (q_.speaker_of(q_.subject_of(t)) < 0) continue;
      std::uint32_t distance = t < mark.open ? mark.open - t : t - mark.close;
      const bool reports = q_.frame_of(t) != nullptr;
      if (!reports) distance += 12;
      if (distance < best) {
        best = distance;
        verb = t;
      }
    }
    if (names_something(mark) && (verb == kNoToken || q_.frame_of(verb) == nullptr)) return;
    Attribution a;
    a.content[0] = {mark.open, mark.close};
    a.direct = a.speech = true;
    if (verb != kNoToken) {
      a.anchor = verb;
      if (q_.frame_of(verb) != nullptr) {
        a.cue = q_.cue_span(verb);
        q_.set_source(a, q_.subject_of(verb));
      } else {
        a.source_head = q_.subject_of(verb);
      }
    }
    found_.push_back(a);
  }

  const QuoteText& q_;
  std::vector<Attribution>& found_;
  std::vector<int> told_;  ///< quotation -> attribution that tells it
};

}  // namespace

void find_quotation_speakers(const QuoteText& q, std::vector<Attribution>& found) {
  SpeakerFinder(q, found).run();
}

}  // namespace dragoman
