// What the reports of one happening contradict each other about.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "story/happening.h"
#include "story/words.h"
#include "text/folded.h"
#include "text/one_of.h"

namespace dragoman {

namespace {

/// Words of a title that change what somebody is.
constexpr std::array<std::string_view, 11> kStandings = {
    "acting",  "caretaker", "deputy", "elect",       "ex",  "former",
    "interim", "late",      "ousted", "self-styled", "vice"};

/// Kinds of count that do not grow after the day itself.
bool can_rise(std::string_view kind) { return kind != "people"; }

bool apart(const StoryFigure& a, const StoryFigure& b) { return a.high < b.low || b.high < a.low; }

/// `later` was published after `earlier` and tells more: a toll that rises.
bool risen(const StoryReport& earlier, const StoryFigure& a, const StoryReport& later,
           const StoryFigure& b) {
  return can_rise(a.kind) && earlier.published != kNoDay && later.published > earlier.published &&
         b.low > a.low && !later.correction;
}

class Finder {
 public:
  explicit Finder(const std::vector<const StoryReport*>& reports) : reports_(reports) {}

  std::vector<Disagreement> find() {
    figures();
    titles();
    dates();
    places();
    denial();
    return std::move(out_);
  }

 private:
  void add(Disagreement::Kind kind, std::string subject, std::string value, std::size_t report) {
    out_.push_back({kind, std::move(subject), std::move(value), report});
  }

  void figures() {
    std::map<std::string, std::vector<std::pair<std::size_t, const StoryFigure*>>> kinds;
    for (std::size_t i = 0; i < reports_.size(); ++i)
      for (const StoryFigure& f : reports_[i]->figures)
        if (!f.kind.empty()) kinds[f.kind].emplace_back(i, &f);
    for (const auto& [kind, told] : kinds) {
      bool differ = false;
      for (std::size_t i = 0; i < told.size() && !differ; ++i) {
        for (std::size_t j = i + 1; j < told.size() && !differ; ++j) {
          differ = apart(*told[i].second, *told[j].second) &&
                   !risen(*reports_[told[i].first], *told[i].second, *reports_[told[j].first],
                          *told[j].second);
        }
      }
      if (!differ) continue;
      for (const auto& [report, figure] : told)
        add(Disagreement::Kind::figures, kind, figure->text, report);
    }
  }

  /// Offices that differ in more than one of them being shorter.
  static bool titles_differ(const std::set<std::string>& a, const std::set<std::string>& b) {
    const auto stands = [](const std::set<std::string>& title) {
      std::set<std::string> out;
      for (const std::string& word : title)
        if (one_of(word, kStandings)) out.insert(word);
      return out;
    };
    return stands(a) != stands(b);
  }

  void titles() {
    struct Told {
      std::size_t report;
      const StoryParty* party;
      std::set<std::string> words;
    };
    std::vector<Told> told;
    for (std::size_t i = 0; i < reports_.size(); ++i) {
      for (const auto* side : {&reports_[i]->actors, &reports_[i]->recipients}) {
        for (const StoryParty& p : *side) {
          if (p.role.empty() || p.words.empty()) continue;
          const auto words = stems_of(p.role);
          told.push_back({i, &p, {words.begin(), words.end()}});
        }
      }
    }
    std::set<std::size_t> shown;
    for (std::size_t i = 0; i < told.size(); ++i) {
      for (std::size_t j = i + 1; j < told.size(); ++j) {
        const auto& a = *told[i].party;
        const auto& b = *told[j].party;
        const std::size_t least = std::min(a.words.size(), b.words.size());
        if (shared_items(a.words, b.words) < least || !titles_differ(told[i].words, told[j].words))
          continue;
        shown.insert(i);
        shown.insert(j);
      }
    }
    for (const std::size_t i : shown)
      add(Disagreement::Kind::titles, told[i].party->name, told[i].party->role, told[i].report);
  }

  void dates() {
    // What has come true came true once; a plan that gets another date is news, unless one article
    // or one day gives both.
    std::set<std::size_t> shown;
    for (std::size_t i = 0; i < reports_.size(); ++i) {
      for (std::size_t j = i + 1; j < reports_.size(); ++j) {
        const StoryReport& a = *reports_[i];
        const StoryReport& b = *reports_[j];
        if (a.day == kNoDay || b.day == kNoDay || a.day_end > a.day || b.day_end > b.day ||
            a.day == b.day)
          continue;
        const bool both_true = has_come_true(a.stage) && has_come_true(b.stage);
        const bool both_planned =
            lies_ahead(a.stage) && lies_ahead(b.stage) && a.published == b.published;
        if (!both_true && !both_planned) continue;
        shown.insert(i);
        shown.insert(j);
      }
    }
    for (const std::size_t i : shown)
      add(Disagreement::Kind::dates, "", told_day(reports_[i]->day), i);
  }

  void places() {
    std::map<std::string, std::set<std::string>> countries;
    for (const StoryReport* r : reports_)
      if (!r->place.empty() && !r->place_country.empty()) countries[r->place_country];
    if (countries.size() < 2) return;
    for (std::size_t i = 0; i < reports_.size(); ++i)
      if (!reports_[i]->place.empty() && !reports_[i]->place_country.empty())
        add(Disagreement::Kind::places, "", reports_[i]->place, i);
  }

  void denial() {
    const auto denies = [](const StoryReport* r) { return r->stage == Stage::denied; };
    // A denial alone answers a claim that is told with it.
    if (std::none_of(reports_.begin(), reports_.end(), denies) ||
        std::all_of(reports_.begin(), reports_.end(), denies))
      return;
    for (std::size_t i = 0; i < reports_.size(); ++i)
      add(Disagreement::Kind::denial, "", std::string(to_string(reports_[i]->stage)), i);
  }

  const std::vector<const StoryReport*>& reports_;
  std::vector<Disagreement> out_;
};

}  // namespace

std::string_view to_string(Disagreement::Kind kind) {
  constexpr std::array<std::string_view, 5> kNames = {"figures", "titles", "dates", "denial",
                                                      "places"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::vector<Disagreement> find_disagreements(const std::vector<const StoryReport*>& reports) {
  return Finder(reports).find();
}

}  // namespace dragoman
