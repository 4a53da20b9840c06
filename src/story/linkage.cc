#include "story/linkage.h"

#include <algorithm>
#include <cstdint>

namespace dragoman {

namespace {

/// What two groups are to each other: the sum over their pairs, and rules between members.
struct Bond {
  std::int64_t sum = 0;
  bool always = false;
  bool never = false;
};

class Groups {
 public:
  Groups(const PairTable& scores, std::int32_t threshold)
      : threshold_(threshold),
        members_(scores.size()),
        bonds_(scores.size(), std::vector<Bond>(scores.size())),
        best_(scores.size(), kNone) {
    for (std::size_t i = 0; i < scores.size(); ++i) {
      members_[i] = {i};
      for (std::size_t j = 0; j < scores.size(); ++j) {
        if (i == j) continue;
        const std::int32_t s = scores.at(i, j);
        bonds_[i][j] = {s == kAlways || s == kNever ? 0 : s, s == kAlways, s == kNever};
      }
    }
    for (std::size_t i = 0; i < scores.size(); ++i) look_from(i);
  }

  bool merge_best() {
    std::size_t first = kNone;
    for (std::size_t i = 0; i < members_.size(); ++i) {
      if (best_[i] == kNone) continue;
      if (first == kNone || better(i, best_[i], first, best_[first])) first = i;
    }
    if (first == kNone) return false;
    merge(first, best_[first]);
    return true;
  }

  [[nodiscard]] std::vector<std::vector<std::size_t>> take() {
    std::vector<std::vector<std::size_t>> out;
    for (auto& group : members_) {
      if (group.empty()) continue;
      std::sort(group.begin(), group.end());
      out.push_back(std::move(group));
    }
    std::sort(out.begin(), out.end());
    return out;
  }

 private:
  [[nodiscard]] std::int64_t pairs(std::size_t i, std::size_t j) const {
    return static_cast<std::int64_t>(members_[i].size() * members_[j].size());
  }

  [[nodiscard]] bool allowed(std::size_t i, std::size_t j) const {
    const Bond& b = bonds_[i][j];
    if (b.always) return true;
    return !b.never && b.sum > threshold_ * pairs(i, j);
  }

  /// Finds the best of those after `i`; of equals the first.
  void look_from(std::size_t i) {
    best_[i] = kNone;
    if (members_[i].empty()) return;
    for (std::size_t j = i + 1; j < members_.size(); ++j) {
      if (members_[j].empty() || !allowed(i, j)) continue;
      if (best_[i] == kNone || better(i, j, i, best_[i])) best_[i] = j;
    }
  }

  /// Strictly: of equals the earlier stays.
  [[nodiscard]] bool better(std::size_t i, std::size_t j, std::size_t k, std::size_t l) const {
    const Bond& b = bonds_[i][j];
    const Bond& c = bonds_[k][l];
    if (b.always != c.always) return b.always;
    return b.sum * pairs(k, l) > c.sum * pairs(i, j);
  }

  /// The group of the lesser number takes in the other.
  void merge(std::size_t i, std::size_t j) {
    members_[i].insert(members_[i].end(), members_[j].begin(), members_[j].end());
    members_[j].clear();
    for (std::size_t k = 0; k < members_.size(); ++k) {
      if (k == i || k == j) continue;
      Bond& b = bonds_[i][k];
      const Bond& c = bonds_[j][k];
      b = {b.sum + c.sum, b.always || c.always, b.never || c.never};
      bonds_[k][i] = b;
    }
    best_[j] = kNone;
    look_from(i);
    for (std::size_t k = 0; k < j; ++k) {
      if (k == i || members_[k].empty()) continue;
      if (best_[k] == i || best_[k] == j) {
        look_from(k);
      } else if (k < i && allowed(k, i) &&
                 (best_[k] == kNone || better(k, i, k, best_[k]) ||
                  (i < best_[k] && !better(k, best_[k], k, i)))) {
        best_[k] = i;
      }
    }
  }

  static constexpr std::size_t kNone = SIZE_MAX;

  std::int32_t threshold_;
  std::vector<std::vector<std::size_t>> members_;
  std::vector<std::vector<Bond>> bonds_;
  std::vector<std::size_t> best_;  ///< of the groups after each, the one to merge it with
};

}  // namespace

std::vector<std::vector<std::size_t>> average_linkage(const PairTable& scores,
                                                      std::int32_t threshold) {
  Groups groups(scores, threshold);
  while (groups.merge_best()) {
  }
  return groups.take();
}

}  // namespace dragoman
