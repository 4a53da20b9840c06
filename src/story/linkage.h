// Groups by average linkage that do not depend on the order in which things came.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace dragoman {

/// Scores of all pairs of `size` things: above 0 they belong together. Whole numbers, so that sums
/// are exact.
class PairTable {
 public:
  explicit PairTable(std::size_t size) : size_(size), scores_(size * size) {}
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::int32_t at(std::size_t i, std::size_t j) const {
    return scores_[i * size_ + j];
  }
  void set(std::size_t i, std::size_t j, std::int32_t score) {
    scores_[i * size_ + j] = score;
    scores_[j * size_ + i] = score;
  }

 private:
  std::size_t size_;
  std::vector<std::int32_t> scores_;
};

/// Scores that are no evidence but a rule: these are merged first, those never.
inline constexpr std::int32_t kAlways = 1'000'000'000;
inline constexpr std::int32_t kNever = -1'000'000'000;

/// Merges the two groups with the best average score until none is above `threshold`. Of equal
/// averages the one with the first members goes first: list the things in an order of their own,
/// not in that of arrival, and any arrival gives the same groups. Each group, and the list, is
/// sorted. O(n^3) steps at worst, about n^2 as a rule.
std::vector<std::vector<std::size_t>> average_linkage(const PairTable& scores,
                                                      std::int32_t threshold);

}  // namespace dragoman
