// Arithmetic of scores. Pure.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace dragoman {

/// Counts behind a precision, a recall and their harmonic mean, each in per cent.
struct Matches {
  double matched = 0;
  double predicted = 0;
  double gold = 0;

  [[nodiscard]] double precision() const { return predicted == 0 ? 0 : 100 * matched / predicted; }
  [[nodiscard]] double recall() const { return gold == 0 ? 0 : 100 * matched / gold; }
  [[nodiscard]] double f1() const {
    return predicted + gold == 0 ? 0 : 200 * matched / (predicted + gold);
  }
};

/// Unweighted mean of F1 over the labels that occur in gold. Pairs are (gold, predicted).
double macro_f1(const std::vector<std::pair<std::string, std::string>>& pairs);

/// The same mean, each label weighted by how often it occurs in gold.
double weighted_f1(const std::vector<std::pair<std::string, std::string>>& pairs);

}  // namespace dragoman
