#include "story/pair_evidence.h"

#include <algorithm>
#include <cmath>

#include "story/words.h"

namespace dragoman {

namespace {

struct ClueName {
  std::string_view name;
  std::string_view words;
};

constexpr std::array<ClueName, kClues> kClueNames = {{
    {"always", "any two reports under one key"},
    {"same_type", "acts of one type"},
    {"same_mode", "the same mode"},
    {"other_mode", "different modes"},
    {"actors", "who acts"},
    {"recipients", "who is acted on"},
    {"parties", "who takes part"},
    {"actor_unknown", "who acts is not told"},
    {"recipient_unknown", "who is acted on is not told"},
    {"actors_differ", "others act"},
    {"recipients_differ", "others are acted on"},
    {"answer", "who acts in one is acted on in the other"},
    {"same_day", "the same day"},
    {"next_day", "a day apart"},
    {"days_apart", "days apart"},
    {"other_plan_day", "planned for another day"},
    {"day_of_publication", "the day on which the other was published"},
    {"day_after_other", "happened after the other was told"},
    {"day_unknown", "no day is told"},
    {"plan_after_act", "planned when it had happened"},
    {"plan_beside_act", "planned beside what had happened"},
    {"life", "a plan and what came of it"},
    {"denial", "a claim and its denial"},
    {"same_trigger", "told by the same word"},
    {"words", "words of the sentences"},
    {"words_alone", "words of the sentences, where little else is told"},
    {"same_figure", "the same figure"},
    {"other_figure", "figures far apart"},
    {"same_place", "the same place"},
    {"other_place", "another place"},
    {"same_article", "in one article"},
    {"publication_gap", "published weeks apart, and no day is told"},
}};

/// How well two parties agree, 0 to 1.
double agreement(const ReportSketch& of_a, const SketchParty& a, const ReportSketch& of_b,
                 const SketchParty& b) {
  const bool same_country = a.country != 0 && a.country == b.country;
  const bool other_country = a.country != 0 && b.country != 0 && a.country != b.country;
  if (a.state && b.state) return same_country || (a.country == 0 && a.name == b.name) ? 1 : 0;
  const std::size_t least = std::min(a.words, b.words);
  const double shared =
      least == 0 ? 0
                 : static_cast<double>(shared_items(of_a.words_of(a), of_b.words_of(b))) /
                       static_cast<double>(least);
  if (shared > 0.45) return (0.6 + 0.4 * shared) * (other_country ? 0.4 : 1);
  if (other_country) return 0;
  if (same_country) {
    if (a.state || b.state) return a.institution && b.institution ? 0.8 : 0.45;
    if (a.sector != 0 && a.sector == b.sector) return 0.6;
    return a.institution && b.institution ? 0.5 : 0.3;
  }
  if (shared > 0) return 0.4;
  return a.sector != 0 && a.sector == b.sector ? 0.3 : 0;
}

/// How well each party of one report agrees with each of another.
class Agreements {
 public:
  Agreements(const ReportSketch& a, const ReportSketch& b) : across_(b.parties.size()) {
    const std::size_t all = a.parties.size() * across_;
    if (all > few_.size()) many_.resize(all);
    double* at = many_.empty() ? few_.data() : many_.data();
    values_ = at;
    for (const SketchParty& p : a.parties)
      for (const SketchParty& q : b.parties) *at++ = agreement(a, p, b, q);
  }
  Agreements(const Agreements&) = delete;
  Agreements& operator=(const Agreements&) = delete;

  /// Some of the parties, one after another.
  struct Side {
    std::size_t first = 0;
    std::size_t size = 0;
  };

  /// How well the parties of the shorter side are found in the longer; of two sides of one length
  /// each is asked once, so that the order does not matter.
  [[nodiscard]] double of(Side a, Side b) const {
    if (a.size == 0 || b.size == 0) return 0;
    if (a.size < b.size) return found(a, across_, b, 1);
    if (b.size < a.size) return found(b, 1, a, across_);
    return (found(a, across_, b, 1) + found(b, 1, a, across_)) / 2;
  }

 private:
  /// How well those of one side are found in another, on average; a step leads from the value of a
  /// party to that of the next of its side.
  [[nodiscard]] double found(Side from, std::size_t step, Side in, std::size_t in_step) const {
    double sum = 0;
    for (std::size_t i = from.first; i < from.first + from.size; ++i) {
      double best = 0;
      for (std::size_t j = in.first; j < in.first + in.size; ++j)
        best = std::max(best, values_[i * step + j * in_step]);
      sum += best;
    }
    return sum / static_cast<double>(from.size);
  }

  std::size_t across_;
  std::array<double, 36> few_;
  std::vector<double> many_;
  const double* values_ = nullptr;
};

float flag(bool holds) { return holds ? 1.0F : 0.0F; }

float log_days(std::int32_t days) {
  return static_cast<float>(std::log2(1.0 + std::min(std::abs(days), 365)));
}

/// Days between two intervals; 0 when they overlap.
std::int32_t distance(const ReportSketch& a, const ReportSketch& b) {
  const std::int32_t a_end = std::max(a.day, a.day_end);
  const std::int32_t b_end = std::max(b.day, b.day_end);
  return std::max({0, b.day - a_end, a.day - b_end});
}

class Gathering {
 public:
  Gathering(const ReportSketch& a, const ReportSketch& b) : a_(a), b_(b) {}

  PairEvidence gather() {
    set(Clue::always, 1);
    set(Clue::same_type, flag(a_.act == b_.act));
    if (a_.mode != 0 && b_.mode != 0)
      set(a_.mode == b_.mode ? Clue::same_mode : Clue::other_mode, 1);
    parties();
    days();
    lives();
    wording();
    figures();
    places();
    set(Clue::same_article, flag(a_.article == b_.article));
    if (!days_known_ && a_.published != kNoDay && b_.published != kNoDay) {
      const std::int32_t gap = std::abs(a_.published - b_.published);
      if (gap > kSoon) set(Clue::publication_gap, log_days(gap) - log_days(kSoon));
    }
    return out_;
  }

 private:
  void set(Clue clue, float value) { out_[static_cast<std::size_t>(clue)] = value; }

  void parties() {
    const Agreements agree(a_, b_);
    using Side = Agreements::Side;
    const Side a_all{0, a_.parties.size()};
    const Side b_all{0, b_.parties.size()};
    const double all = agree.of(a_all, b_all);
    set(Clue::parties, static_cast<float>(all));
    if (a_.reciprocal && b_.reciprocal) {
      set(Clue::actors, static_cast<float>(all));
      sides_known_ = a_all.size > 1 && b_all.size > 1;
      set(Clue::actors_differ, flag(all < kDiffer));
      return;
    }
    const Side a_acts{0, a_.actors};
    const Side b_acts{0, b_.actors};
    const Side a_acted_on{a_.actors, a_.recipients()};
    const Side b_acted_on{b_.actors, b_.recipients()};
    const bool actors = a_acts.size > 0 && b_acts.size > 0;
    const bool recipients = a_acted_on.size > 0 && b_acted_on.size > 0;
    sides_known_ = actors && recipients;
    const double acting = agree.of(a_acts, b_acts);
    const double acted_on = agree.of(a_acted_on, b_acted_on);
    set(Clue::actors, static_cast<float>(acting));
    set(Clue::recipients, static_cast<float>(acted_on));
    set(Clue::actor_unknown, flag(!actors));
    set(Clue::recipient_unknown, flag(!recipients));
    set(Clue::actors_differ, flag(actors && acting < kDiffer));
    set(Clue::recipients_differ, flag(recipients && acted_on < kDiffer));
    const double straight = acting + acted_on;
    const double crossed = agree.of(a_acts, b_acted_on) + agree.of(a_acted_on, b_acts);
    set(Clue::answer, static_cast<float>(std::max(0.0, crossed - straight) / 2));
  }

  void days() {
    const bool a_told = a_.day != kNoDay;
    const bool b_told = b_.day != kNoDay;
    days_known_ = a_told && b_told;
    if (days_known_) {
      const std::int32_t gap = distance(a_, b_);
      if (gap == 0) {
        set(Clue::same_day, 1);
      } else if (gap == 1) {
        set(Clue::next_day, 1);
      } else if (has_come_true(a_.stage) && has_come_true(b_.stage)) {
        set(Clue::days_apart, log_days(gap));
      } else {
        set(Clue::other_plan_day, 1);
      }
    } else if (!a_told && !b_told) {
      set(Clue::day_unknown, 1);
    } else {
      const std::int32_t day = a_told ? a_.day : b_.day;
      const std::int32_t published = a_told ? b_.published : a_.published;
      if (published != kNoDay)
        set(Clue::day_of_publication, flag(published >= day && published <= day + 2));
    }
    if (told_before(a_, b_) || told_before(b_, a_)) set(Clue::day_after_other, 1);
  }

  /// `first` tells as come true what came true in `then` on a later day than `first` was published.
  static bool told_before(const ReportSketch& first, const ReportSketch& then) {
    return has_come_true(first.stage) && has_come_true(then.stage) && first.published != kNoDay &&
           then.day != kNoDay && then.day > first.published;
  }

  void lives() {
    set(Clue::denial, flag((a_.stage == Stage::denied) != (b_.stage == Stage::denied)));
    const bool a_ahead = lies_ahead(a_.stage) || a_.stage == Stage::cancelled;
    const bool b_ahead = lies_ahead(b_.stage) || b_.stage == Stage::cancelled;
    if (!(a_ahead && has_come_true(b_.stage)) && !(b_ahead && has_come_true(a_.stage))) return;
    const ReportSketch& plan = a_ahead ? a_ : b_;
    const ReportSketch& act = a_ahead ? b_ : a_;
    if (plan.article == act.article) {
      set(Clue::plan_beside_act, 1);
    } else if (plan.published != kNoDay && act.published != kNoDay) {
      const bool later =
          plan.published > act.published || (act.day != kNoDay && act.day < plan.published);
      set(later ? Clue::plan_after_act : Clue::life, 1);
    }
  }

  void wording() {
    set(Clue::same_trigger, flag(a_.trigger != 0 && a_.trigger == b_.trigger));
    if (a_.sentence == 0 || b_.sentence == 0) return;
    const double shared =
        static_cast<double>(shared_items(a_.sentence_words(), b_.sentence_words()));
    const auto share =
        static_cast<float>(shared / std::sqrt(double{1} * a_.sentence * b_.sentence));
    set(Clue::words, share);
    if (!days_known_ || !sides_known_) set(Clue::words_alone, share);
  }

  void figures() {
    for (const SketchFigure& f : a_.figures) {
      for (const SketchFigure& g : b_.figures) {
        if (f.kind != g.kind) continue;
        if (f.low == g.low && f.high == g.high) set(Clue::same_figure, 1);
        constexpr double kFar = 2;
        const double low = std::min(f.low, g.low);
        const double high = std::max(f.low, g.low);
        if (high > kFar * low && (f.low > g.low ? g.high : f.high) < high)
          set(Clue::other_figure, 1);
      }
    }
  }

  void places() {
    if (a_.place == 0 || b_.place == 0) return;
    if (a_.place == b_.place)
      set(Clue::same_place, 1);
    else
      set(Clue::other_place, a_.place_country == b_.place_country ? 0.5F : 1.0F);
  }

  static constexpr double kDiffer = 0.2;
  static constexpr std::int32_t kSoon = 14;  ///< days in which one thing is told again and again

  const ReportSketch& a_;
  const ReportSketch& b_;
  PairEvidence out_{};
  bool days_known_ = false;
  bool sides_known_ = false;
};

}  // namespace

std::string_view name_of(Clue clue) { return kClueNames[static_cast<std::size_t>(clue)].name; }
std::string_view words_for(Clue clue) { return kClueNames[static_cast<std::size_t>(clue)].words; }

PairEvidence pair_evidence(const ReportSketch& a, const ReportSketch& b) {
  return Gathering(a, b).gather();
}

PairEvidence pair_evidence(const StoryReport& a, const StoryReport& b) {
  return pair_evidence(ReportSketch(a), ReportSketch(b));
}

}  // namespace dragoman
