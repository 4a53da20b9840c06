// How far a happening has come after all its reports.
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "story/happening.h"

namespace dragoman {

namespace {

/// Reports in the order of publication: [first, last) of those of one article.
struct Telling {
  std::size_t first = 0;
  std::size_t last = 0;
};

std::vector<Telling> tellings(const std::vector<const StoryReport*>& reports) {
  std::vector<Telling> out;
  for (std::size_t i = 0; i < reports.size(); ++i) {
    if (i == 0 || reports[i]->article != reports[i - 1]->article) out.push_back({i, i});
    out.back().last = i + 1;
  }
  return out;
}

/// Of what one article says, what goes furthest; a denial that stands beside a claim is kept apart.
std::size_t furthest(const std::vector<const StoryReport*>& reports, Telling t) {
  std::size_t best = t.first;
  for (std::size_t i = t.first; i < t.last; ++i)
    if (reports[best]->stage == Stage::denied ||
        (reports[i]->stage != Stage::denied && reports[i]->stage >= reports[best]->stage))
      best = i;
  return best;
}

/// What `told` makes of a happening that has come to `now`.
Stage moved_on(Stage now, Stage told) {
  // What is there stays there: later talk of the plan is talk of the past.
  if (has_come_true(now)) {
    if (!has_come_true(told)) return now;
    // An account of the start does not undo the end; what goes on again does.
    return now == Stage::ended && told == Stage::occurred ? now : told;
  }
  return told;
}

/// True when somebody else says after the first denial that the thing is there, or most say so.
bool confirmed(const std::vector<const StoryReport*>& reports, std::size_t denial) {
  std::set<std::int64_t> claims;
  std::set<std::int64_t> denials;
  bool after = false;
  bool last_denies = false;
  for (std::size_t i = 0; i < reports.size(); ++i) {
    const StoryReport& r = *reports[i];
    if (r.stage == Stage::denied) {
      denials.insert(r.article);
      last_denies = true;
    } else if (has_come_true(r.stage)) {
      claims.insert(r.article);
      if (i > denial) after = true;
      last_denies = false;
    }
  }
  return after && (!last_denies || claims.size() > denials.size());
}

}  // namespace

Stage final_stage(const std::vector<const StoryReport*>& reports, std::vector<StageReached>* life) {
  std::optional<Stage> now;
  std::optional<std::size_t> denial;
  const auto reach = [&](Stage stage, std::size_t report) {
    if (life == nullptr || (!life->empty() && life->back().stage == stage)) return;
    life->push_back({stage, reports[report]->published, report});
  };
  for (std::size_t i = 0; i < reports.size() && !denial; ++i)
    if (reports[i]->stage == Stage::denied) denial = i;
  for (const Telling t : tellings(reports)) {
    const std::size_t i = furthest(reports, t);
    const Stage told = reports[i]->stage;
    if (told == Stage::denied) {
      reach(told, i);
      continue;
    }
    const Stage next = now ? moved_on(*now, told) : told;
    if (!now || next != *now) reach(next, i);
    now = next;
  }
  if (!denial) return *now;
  const bool stands = now && confirmed(reports, *denial);
  const Stage last = stands ? *now : Stage::denied;
  if (!stands) reach(Stage::denied, *denial);
  return last;
}

Happening make_happening(std::vector<const StoryReport*> reports) {
  std::sort(reports.begin(), reports.end(), [](const StoryReport* a, const StoryReport* b) {
    return std::tie(a->published, a->article, a->offset, a->id, a->row) <
           std::tie(b->published, b->article, b->offset, b->id, b->row);
  });
  Happening h;
  h.stage = final_stage(reports, &h.life);
  h.disagreements = find_disagreements(reports);
  // The day that most reports of the last stage give, the latest among equals; else any that is
  // told.
  std::map<std::pair<std::int32_t, std::int32_t>, std::size_t> days;
  for (const bool same_stage : {true, false}) {
    for (const StoryReport* r : reports) {
      const bool counts =
          r->stage == h.stage || (has_come_true(h.stage) && has_come_true(r->stage)) || !same_stage;
      if (r->day != kNoDay && counts) ++days[{r->day, std::max(r->day, r->day_end)}];
    }
    if (!days.empty()) break;
  }
  std::size_t most = 0;
  for (const auto& [day, count] : days) {
    if (count < most) continue;
    most = count;
    std::tie(h.day, h.day_end) = day;
  }
  // The report to show: that tells the last stage, both sides, and is surest.
  const auto worth = [&](const StoryReport& r) {
    return std::tuple(r.stage == h.stage, !r.actors.empty() && !r.recipients.empty(), r.confidence);
  };
  for (std::size_t i = 1; i < reports.size(); ++i)
    if (worth(*reports[i]) > worth(*reports[h.lead])) h.lead = i;
  h.reports = std::move(reports);
  return h;
}

}  // namespace dragoman
