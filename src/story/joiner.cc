#include "story/joiner.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>

#include "knowledge/table.h"
#include "story/linkage.h"
#include "story/weight_table.h"

namespace dragoman {

const Joiner& Joiner::built_in() {
  static const Joiner joiner = [] {
    const auto parsed = parse(story_tables::weights, "weights.tsv");
    return parsed.ok() ? parsed.value() : Joiner(std::array<double, kClues>{});
  }();
  return joiner;
}

Result<Joiner> Joiner::parse(std::string_view table, const std::string& where) {
  std::array<double, kClues> weights{};
  for (const std::string_view line : split(table, '\n')) {
    if (line.front() == '#') continue;
    const auto fields = split(line, '\t');
    std::size_t clue = 0;
    while (clue < kClues && name_of(static_cast<Clue>(clue)) != fields.front()) ++clue;
    double weight = 0;
    if (clue == kClues || fields.size() < 2 ||
        std::from_chars(fields[1].data(), fields[1].data() + fields[1].size(), weight).ec !=
            std::errc())
      return Error{where, "has a line that names no clue: " + std::string(line),
                   "see docs/stories.md"};
    weights[clue] = weight;
  }
  return Joiner(weights);
}

std::int32_t Joiner::score(const PairEvidence& evidence) const {
  double sum = 0;
  for (std::size_t i = 0; i < kClues; ++i) sum += weights_[i] * double{evidence[i]};
  constexpr double kMost = 20;
  return static_cast<std::int32_t>(std::lround(1000 * std::clamp(sum, -kMost, kMost)));
}

std::int32_t Joiner::score(const StoryReport& a, const StoryReport& b) const {
  return score(pair_evidence(a, b));
}

std::int32_t Joiner::score(const ReportSketch& a, const ReportSketch& b) const {
  return score(pair_evidence(a, b));
}

std::vector<ClueWeighed> Joiner::why(const StoryReport& a, const StoryReport& b) const {
  const PairEvidence evidence = pair_evidence(a, b);
  std::vector<ClueWeighed> out;
  for (std::size_t i = 0; i < kClues; ++i) {
    const double value = double{evidence[i]};
    if (value != 0 && weights_[i] != 0)
      out.push_back({static_cast<Clue>(i), value, value * weights_[i]});
  }
  std::stable_sort(out.begin(), out.end(), [](const ClueWeighed& x, const ClueWeighed& y) {
    return std::abs(x.part) > std::abs(y.part);
  });
  return out;
}

std::vector<std::vector<std::size_t>> Joiner::cluster(
    const std::vector<const ReportSketch*>& reports, const HandJoins& by_hand) const {
  // An order of the reports' own.
  std::vector<std::size_t> order(reports.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) {
    const ReportSketch& a = *reports[i];
    const ReportSketch& b = *reports[j];
    return std::tie(a.published, a.id, a.row) < std::tie(b.published, b.id, b.row);
  });
  PairTable scores(reports.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const ReportSketch& a = *reports[order[i]];
    for (std::size_t j = i + 1; j < order.size(); ++j) {
      const ReportSketch& b = *reports[order[j]];
      const auto verdict = by_hand.empty()
                               ? by_hand.end()
                               : by_hand.find({std::min(a.id, b.id), std::max(a.id, b.id)});
      if (verdict != by_hand.end())
        scores.set(i, j, verdict->second == Verdict::same ? kAlways : kNever);
      else
        scores.set(i, j, score(a, b));
    }
  }
  auto groups = average_linkage(scores, 0);
  for (auto& group : groups) {
    for (std::size_t& i : group) i = order[i];
    std::sort(group.begin(), group.end());
  }
  std::sort(groups.begin(), groups.end());
  return groups;
}

std::vector<std::vector<std::size_t>> Joiner::cluster(const std::vector<StoryReport>& reports,
                                                      const HandJoins& by_hand) const {
  std::vector<ReportSketch> sketches;
  std::vector<const ReportSketch*> pointers;
  sketches.reserve(reports.size());
  for (const StoryReport& r : reports) pointers.push_back(&sketches.emplace_back(r));
  return cluster(pointers, by_hand);
}

}  // namespace dragoman
