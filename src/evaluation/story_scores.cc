#include "evaluation/story_scores.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "story/coded_report.h"
#include "story/happening.h"

namespace dragoman {

namespace {

std::string shown(const StoryReport& r, const LabelledReport& label) {
  const auto names = [](const std::vector<StoryParty>& side) {
    std::string out;
    for (const StoryParty& p : side) out += (out.empty() ? "" : "+") + p.name + "/" + p.country;
    return out;
  };
  return fmt::format("{}:{} {} {} {} > {} {} {}", label.article, label.trigger, label.event, r.act,
                     names(r.actors), names(r.recipients), to_string(r.stage), told_day(r.day));
}

std::string why(const Joiner& joiner, const StoryReport& a, const StoryReport& b) {
  std::string out = fmt::format("{:.1f}", joiner.score(a, b) / 1000.0);
  for (const ClueWeighed& c : joiner.why(a, b))
    out += fmt::format(" {}{:+.1f}", name_of(c.clue), c.part);
  return out;
}

class Scorer {
 public:
  Scorer(const Coder& coder, const Joiner& joiner, bool as_coded)
      : coder_(coder), joiner_(joiner), as_coded_(as_coded) {}

  void take(const Situation& s) {
    StoryPart& part = s.dev ? scores_.dev : scores_.final;
    ScoredReports scored = reports_of(s, coder_, as_coded_);
    part.labels += static_cast<int>(s.reports.size());
    part.coded += static_cast<int>(scored.reports.size());
    const auto groups = joiner_.cluster(scored.reports, {});
    std::vector<std::string> labels;
    for (const LabelledReport* l : scored.labels) labels.push_back(l->event);
    add_pairs(groups, labels, &part.within);
    if (s.dev) note_joins(s, scored, groups);
    lives(s, scored, part);
    const std::int64_t base = 1000 * static_cast<std::int64_t>(++situations_);
    Pool& pool = s.dev ? dev_ : final_;
    for (std::size_t i = 0; i < labels.size(); ++i) {
      scored.reports[i].article += base;
      pool.reports.push_back(std::move(scored.reports[i]));
      pool.labels.push_back(s.name + "/" + labels[i]);
    }
  }

  StoryScores finish() {
    add_pairs(joiner_.cluster(dev_.reports, {}), dev_.labels, &scores_.dev.whole);
    add_pairs(joiner_.cluster(final_.reports, {}), final_.labels, &scores_.final.whole);
    return std::move(scores_);
  }

 private:
  struct Pool {
    std::vector<StoryReport> reports;
    std::vector<std::string> labels;
  };

  void note_joins(const Situation& s, const ScoredReports& scored,
                  const std::vector<std::vector<std::size_t>>& groups) {
    std::vector<std::size_t> group_of(scored.reports.size());
    for (std::size_t g = 0; g < groups.size(); ++g)
      for (const std::size_t i : groups[g]) group_of[i] = g;
    for (std::size_t i = 0; i < group_of.size(); ++i) {
      for (std::size_t j = i + 1; j < group_of.size(); ++j) {
        const bool same = scored.labels[i]->event == scored.labels[j]->event;
        if (same == (group_of[i] == group_of[j])) continue;
        scores_.errors.push_back(fmt::format("{} {}: {} | {} | {}", s.name,
                                             same ? "split" : "joined",
                                             shown(scored.reports[i], *scored.labels[i]),
                                             shown(scored.reports[j], *scored.labels[j]),
                                             why(joiner_, scored.reports[i], scored.reports[j])));
      }
    }
  }

  void lives(const Situation& s, const ScoredReports& scored, StoryPart& part) {
    for (const auto& [name, event] : s.events) {
      std::vector<const StoryReport*> reports;
      for (std::size_t i = 0; i < scored.reports.size(); ++i)
        if (scored.labels[i]->event == name) reports.push_back(&scored.reports[i]);
      if (reports.empty()) continue;
      const Happening h = make_happening(std::move(reports));
      ++part.events;
      part.stages += h.stage == event.stage ? 1 : 0;
      std::set<std::string> found;
      for (const Disagreement& d : h.disagreements) found.emplace(to_string(d.kind));
      const std::set<std::string> gold(event.disagrees.begin(), event.disagrees.end());
      found.erase("places");  // not labelled
      part.disagrees.gold += static_cast<double>(gold.size());
      part.disagrees.predicted += static_cast<double>(found.size());
      for (const std::string& kind : found) part.disagrees.matched += gold.contains(kind) ? 1 : 0;
      if (!s.dev || (h.stage == event.stage && found == gold)) continue;
      std::string told;
      for (const StoryReport* r : h.reports) {
        told += fmt::format(" {}:{}", r->article, to_string(r->stage));
        for (const StoryFigure& f : r->figures) told += "," + f.kind + f.text;
        if (r->day != kNoDay) told += "," + told_day(r->day);
      }
      scores_.errors.push_back(fmt::format("{} {} stage {} GOT {}, disagrees {} GOT {} |{}", s.name,
                                           name, to_string(event.stage), to_string(h.stage),
                                           fmt::join(gold, ";"), fmt::join(found, ";"), told));
    }
  }

  const Coder& coder_;
  const Joiner& joiner_;
  bool as_coded_;
  int situations_ = 0;
  Pool dev_, final_;
  StoryScores scores_;
};

}  // namespace

void add_pairs(const std::vector<std::vector<std::size_t>>& groups,
               const std::vector<std::string>& labels, Matches* m) {
  std::vector<std::size_t> group_of(labels.size());
  for (std::size_t g = 0; g < groups.size(); ++g)
    for (const std::size_t i : groups[g]) group_of[i] = g;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    for (std::size_t j = i + 1; j < labels.size(); ++j) {
      const bool gold = labels[i] == labels[j];
      const bool found = group_of[i] == group_of[j];
      m->gold += gold ? 1 : 0;
      m->predicted += found ? 1 : 0;
      m->matched += gold && found ? 1 : 0;
    }
  }
}

ScoredReports reports_of(const Situation& s, const Coder& coder, bool as_coded) {
  ScoredReports out;
  for (const LabelledReport& label : s.reports) {
    if (!as_coded) {
      out.reports.push_back(report_of_label(s, label, coder));
    } else {
      const Event* e = coded_event_of(s, label);
      if (e == nullptr) continue;
      out.reports.push_back(
          report_of(s.articles[static_cast<std::size_t>(label.article) - 1], *e, label.article));
    }
    out.labels.push_back(&label);
  }
  return out;
}

StoryScores score_stories(const Coder& coder, const std::vector<Situation>& situations,
                          const Joiner& joiner, bool as_coded) {
  Scorer scorer(coder, joiner, as_coded);
  for (const Situation& s : situations) scorer.take(s);
  return scorer.finish();
}

}  // namespace dragoman
