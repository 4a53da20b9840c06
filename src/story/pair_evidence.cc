#include "story/pair_evidence.h"

#include <algorithm>
#include <cmath>

#include "story/words.h"
#include "text/one_of.h"

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

/// Acts whose parties stand on equal terms, so that sides say nothing.
bool reciprocal(std::string_view act) { return one_of(act, {"CONSULT", "AGREE", "COOPERATE"}); }

/// Speaks or acts for a state.
bool institution(const StoryParty& p) {
  return p.state || one_of(p.sector, {"GOV", "MIL", "COP", "JUD", "LEG", "SPY"});
}

/// The parties of one side, or of both, where they stand.
class Parties {
 public:
  explicit Parties(const std::vector<StoryParty>& side) : first_(&side) {}
  explicit Parties(const StoryReport& r) : first_(&r.actors), second_(&r.recipients) {}

  [[nodiscard]] std::size_t size() const {
    return first_->size() + (second_ == nullptr ? 0 : second_->size());
  }
  const StoryParty& operator[](std::size_t i) const {
    return i < first_->size() ? (*first_)[i] : (*second_)[i - first_->size()];
  }

 private:
  const std::vector<StoryParty>* first_;
  const std::vector<StoryParty>* second_ = nullptr;
};

/// How well the parties of the shorter list are found in the longer.
double side_agreement(const Parties& a, const Parties& b) {
  if (a.size() == 0 || b.size() == 0) return 0;
  const auto& shorter = a.size() <= b.size() ? a : b;
  const auto& longer = a.size() <= b.size() ? b : a;
  // With lists of one length each is asked once, so that the order does not matter.
  const auto found = [](const Parties& from, const Parties& in) {
    double sum = 0;
    for (std::size_t i = 0; i < from.size(); ++i) {
      double best = 0;
      for (std::size_t j = 0; j < in.size(); ++j) best = std::max(best, agreement(from[i], in[j]));
      sum += best;
    }
    return sum / static_cast<double>(from.size());
  };
  const double one = found(shorter, longer);
  return a.size() == b.size() ? (one + found(longer, shorter)) / 2 : one;
}

double side_agreement(const std::vector<StoryParty>& a, const std::vector<StoryParty>& b) {
  return side_agreement(Parties(a), Parties(b));
}

float flag(bool holds) { return holds ? 1.0F : 0.0F; }

float log_days(std::int32_t days) {
  return static_cast<float>(std::log2(1.0 + std::min(std::abs(days), 365)));
}

/// Days between two intervals; 0 when they overlap.
std::int32_t distance(const StoryReport& a, const StoryReport& b) {
  const std::int32_t a_end = std::max(a.day, a.day_end);
  const std::int32_t b_end = std::max(b.day, b.day_end);
  return std::max({0, b.day - a_end, a.day - b_end});
}

class Gathering {
 public:
  Gathering(const StoryReport& a, const StoryReport& b) : a_(a), b_(b) {}

  PairEvidence gather() {
    set(Clue::always, 1);
    set(Clue::same_type, flag(a_.act == b_.act));
    if (!a_.mode.empty() && !b_.mode.empty())
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
    const double all = side_agreement(Parties(a_), Parties(b_));
    set(Clue::parties, static_cast<float>(all));
    if (reciprocal(a_.act) && reciprocal(b_.act)) {
      set(Clue::actors, static_cast<float>(all));
      sides_known_ = Parties(a_).size() > 1 && Parties(b_).size() > 1;
      set(Clue::actors_differ, flag(all < kDiffer));
      return;
    }
    const bool actors = !a_.actors.empty() && !b_.actors.empty();
    const bool recipients = !a_.recipients.empty() && !b_.recipients.empty();
    sides_known_ = actors && recipients;
    const double acting = side_agreement(a_.actors, b_.actors);
    const double acted_on = side_agreement(a_.recipients, b_.recipients);
    set(Clue::actors, static_cast<float>(acting));
    set(Clue::recipients, static_cast<float>(acted_on));
    set(Clue::actor_unknown, flag(!actors));
    set(Clue::recipient_unknown, flag(!recipients));
    set(Clue::actors_differ, flag(actors && acting < kDiffer));
    set(Clue::recipients_differ, flag(recipients && acted_on < kDiffer));
    const double straight = acting + acted_on;
    const double crossed =
        side_agreement(a_.actors, b_.recipients) + side_agreement(a_.recipients, b_.actors);
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
  static bool told_before(const StoryReport& first, const StoryReport& then) {
    return has_come_true(first.stage) && has_come_true(then.stage) && first.published != kNoDay &&
           then.day != kNoDay && then.day > first.published;
  }

  void lives() {
    set(Clue::denial, flag((a_.stage == Stage::denied) != (b_.stage == Stage::denied)));
    const bool a_ahead = lies_ahead(a_.stage) || a_.stage == Stage::cancelled;
    const bool b_ahead = lies_ahead(b_.stage) || b_.stage == Stage::cancelled;
    if (!(a_ahead && has_come_true(b_.stage)) && !(b_ahead && has_come_true(a_.stage))) return;
    const StoryReport& plan = a_ahead ? a_ : b_;
    const StoryReport& act = a_ahead ? b_ : a_;
    if (plan.article == act.article) {
      set(Clue::plan_beside_act, 1);
    } else if (plan.published != kNoDay && act.published != kNoDay) {
      const bool later =
          plan.published > act.published || (act.day != kNoDay && act.day < plan.published);
      set(later ? Clue::plan_after_act : Clue::life, 1);
    }
  }

  void wording() {
    set(Clue::same_trigger, flag(!a_.trigger.empty() && a_.trigger == b_.trigger));
    const std::size_t least = std::min(a_.words.size(), b_.words.size());
    if (least == 0) return;
    const double shared = static_cast<double>(shared_items(a_.words, b_.words));
    const auto share = static_cast<float>(shared / std::sqrt(static_cast<double>(a_.words.size()) *
                                                             static_cast<double>(b_.words.size())));
    set(Clue::words, share);
    if (!days_known_ || !sides_known_) set(Clue::words_alone, share);
  }

  void figures() {
    for (const StoryFigure& f : a_.figures) {
      for (const StoryFigure& g : b_.figures) {
        if (f.kind != g.kind || f.kind.empty()) continue;
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
    if (a_.place.empty() || b_.place.empty()) return;
    if (a_.place == b_.place)
      set(Clue::same_place, 1);
    else
      set(Clue::other_place, a_.place_country == b_.place_country ? 0.5F : 1.0F);
  }

  static constexpr double kDiffer = 0.2;
  static constexpr std::int32_t kSoon = 14;  ///< days in which one thing is told again and again

  const StoryReport& a_;
  const StoryReport& b_;
  PairEvidence out_{};
  bool days_known_ = false;
  bool sides_known_ = false;
};

}  // namespace

std::string_view name_of(Clue clue) { return kClueNames[static_cast<std::size_t>(clue)].name; }
std::string_view words_for(Clue clue) { return kClueNames[static_cast<std::size_t>(clue)].words; }

double agreement(const StoryParty& a, const StoryParty& b) {
  const bool same_country = !a.country.empty() && a.country == b.country;
  const bool other_country = !a.country.empty() && !b.country.empty() && a.country != b.country;
  if (a.state && b.state) return same_country || (a.country.empty() && a.name == b.name) ? 1 : 0;
  const std::size_t least = std::min(a.words.size(), b.words.size());
  const double shared =
      least == 0 ? 0
                 : static_cast<double>(shared_items(a.words, b.words)) / static_cast<double>(least);
  if (shared > 0.45) return (0.6 + 0.4 * shared) * (other_country ? 0.4 : 1);
  if (other_country) return 0;
  if (same_country) {
    if (a.state || b.state) return institution(a) && institution(b) ? 0.8 : 0.45;
    if (!a.sector.empty() && a.sector == b.sector) return 0.6;
    return institution(a) && institution(b) ? 0.5 : 0.3;
  }
  if (shared > 0) return 0.4;
  return !a.sector.empty() && a.sector == b.sector ? 0.3 : 0;
}

PairEvidence pair_evidence(const StoryReport& a, const StoryReport& b) {
  return Gathering(a, b).gather();
}

}  // namespace dragoman
