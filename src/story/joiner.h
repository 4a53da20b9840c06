// Which reports tell the same happening.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "story/pair_evidence.h"
#include "text/result.h"

namespace dragoman {

/// What a person said of two reports.
enum class Verdict : std::uint8_t { same, different };

/// Verdicts by the ids of two reports, the lesser first.
using HandJoins = std::map<std::pair<std::string, std::string>, Verdict>;

/// One clue's part in a score.
struct ClueWeighed {
  Clue clue = Clue::always;
  double value = 0;
  double part = 0;  ///< value times weight
};

/// A log-linear model of two reports and the clusters that follow from it. Immutable.
class Joiner {
 public:
  /// The weights that are part of the program (data/story/weights.tsv).
  static const Joiner& built_in();

  /// Reads a table of weights: name of a clue, weight. Error for an unknown name.
  static Result<Joiner> parse(std::string_view table, const std::string& where);

  explicit Joiner(const std::array<double, kClues>& weights) : weights_(weights) {}

  /// Log odds, in thousandths, that two reports tell the same; whole numbers, so that sums do not
  /// depend on their order. Symmetric.
  [[nodiscard]] std::int32_t score(const StoryReport& a, const StoryReport& b) const;
  [[nodiscard]] std::int32_t score(const ReportSketch& a, const ReportSketch& b) const;
  [[nodiscard]] std::int32_t score(const PairEvidence& evidence) const;

  /// The clues that speak, those that weigh most first.
  [[nodiscard]] std::vector<ClueWeighed> why(const StoryReport& a, const StoryReport& b) const;

  /// Groups of indices into `reports`. The groups are a function of the set of reports and of the
  /// verdicts: any order gives the same. Each group, and the list of groups, is sorted. Average
  /// linkage; O(n^2) scores.
  [[nodiscard]] std::vector<std::vector<std::size_t>> cluster(
      const std::vector<const ReportSketch*>& reports, const HandJoins& by_hand) const;
  [[nodiscard]] std::vector<std::vector<std::size_t>> cluster(
      const std::vector<StoryReport>& reports, const HandJoins& by_hand) const;

  /// Pairs below are not worth keeping as links.
  static constexpr std::int32_t kLink = -500;

 private:
  std::array<double, kClues> weights_{};
};

}  // namespace dragoman
