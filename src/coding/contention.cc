#include "coding/contention.h"

#include <algorithm>

namespace dragoman {

namespace {

constexpr double kMostOfOne = 1.5;     ///< what one range may lend to others
constexpr double kOfNeighbour = 0.25;  ///< share that the stronger neighbour lends
constexpr double kOfArticle = 0.8;     ///< share that the mean of the article lends

}  // namespace

std::vector<double> contention(const CodedArticle& coded, const KindTable& table,
                               const std::vector<SentenceRange>& ranges) {
  std::vector<double> own(ranges.size());
  std::vector<double> lent(ranges.size());
  double mean = 0;
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    for (const auto& s : table.scores(coded, ranges[i].first, ranges[i].last)) own[i] += s.score;
    lent[i] = std::clamp(own[i], 0.0, kMostOfOne);
    mean += lent[i] / static_cast<double>(ranges.size());
  }
  std::vector<double> out = own;
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    if (own[i] <= 0) continue;
    const double before = i > 0 ? lent[i - 1] : 0;
    const double after = i + 1 < ranges.size() ? lent[i + 1] : 0;
    out[i] += kOfNeighbour * std::max(before, after) + kOfArticle * mean;
  }
  return out;
}

}  // namespace dragoman
