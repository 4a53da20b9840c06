#include "story/change_points.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace dragoman {

namespace {

/// A well-mixed sequence that is the same everywhere, which std::shuffle does not promise.
/// G. Steele, D. Lea, C. Flood, Fast splittable pseudorandom number generators, OOPSLA 2014.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  /// Less than `n`, which must be small beside 2^64.
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }

 private:
  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15ULL;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
  }

  std::uint64_t state_;
};

/// Values [first, last) of a series.
struct Interval {
  std::size_t first = 0, last = 0;
};

/// Where an interval changes most, and by how many standard deviations.
struct Split {
  Interval in;
  std::size_t at = 0;
  double strength = 0;
};

/// Ranks around 0 with variance 1 over the series; all 0 when its values are equal.
std::vector<double> ranks_of(std::span<const double> series) {
  const std::size_t n = series.size();
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return series[a] < series[b]; });
  std::vector<double> ranks(n);
  for (std::size_t i = 0; i < n;) {
    std::size_t j = i;
    while (j < n && !(series[order[i]] < series[order[j]])) ++j;
    for (std::size_t k = i; k < j; ++k)
      ranks[order[k]] = static_cast<double>(i + j - 1) / 2 - static_cast<double>(n - 1) / 2;
    i = j;
  }
  double squares = 0;
  for (const double r : ranks) squares += r * r;
  const double scale = squares > 0 ? std::sqrt(static_cast<double>(n) / squares) : 0;
  for (double& r : ranks) r *= scale;
  return ranks;
}

/// The whole series, and at each level of halved lengths intervals that overlap by half.
std::vector<Interval> seeded_intervals(std::size_t n, std::size_t shortest) {
  std::vector<Interval> out;
  const double decay = std::sqrt(0.5);
  for (double length = static_cast<double>(n); length >= static_cast<double>(2 * shortest);
       length *= decay) {
    const auto count = 2 * static_cast<std::size_t>(std::ceil(static_cast<double>(n) / length)) - 1;
    const double shift =
        count > 1 ? (static_cast<double>(n) - length) / static_cast<double>(count - 1) : 0;
    for (std::size_t i = 0; i < count; ++i) {
      const double start = static_cast<double>(i) * shift;
      out.push_back({static_cast<std::size_t>(start),
                     std::min(n, static_cast<std::size_t>(std::ceil(start + length)))});
    }
  }
  return out;
}

/// By how many standard deviations an excess of so many ranks over the mean of an interval is
/// greater than nothing, for each number of ranks: made once for all intervals of a length.
class Weights {
 public:
  const std::vector<double>& of(std::size_t length) {
    if (length >= all_.size()) all_.resize(length + 1);
    std::vector<double>& w = all_[length];
    const auto n = static_cast<double>(length);
    for (std::size_t left = w.size(); left < length; ++left) {
      const auto l = static_cast<double>(left);
      w.push_back(left == 0 ? 0 : 1 / std::sqrt(l * (n - l) / n));
    }
    return w;
  }

 private:
  std::vector<std::vector<double>> all_;
};

/// `sums`[i]: of the first i ranks.
Split best_split(const std::vector<double>& sums, Interval in, const std::vector<double>& weights,
                 std::size_t shortest) {
  Split best{in, 0, 0};
  const double* const s = sums.data() + in.first;
  const std::size_t length = in.last - in.first;
  const double mean = (s[length] - s[0]) / static_cast<double>(length);
  for (std::size_t left = shortest; left + shortest <= length; ++left) {
    const double excess = s[left] - s[0] - mean * static_cast<double>(left);
    const double strength = std::abs(excess) * weights[left];
    if (strength > best.strength) {
      best.at = in.first + left;
      best.strength = strength;
    }
  }
  return best;
}

/// The strength of the best split alone, four splits at a time.
double best_strength(const std::vector<double>& sums, Interval in,
                     const std::vector<double>& weights, std::size_t shortest) {
  const double* const s = sums.data() + in.first;
  const std::size_t length = in.last - in.first;
  const double mean = (s[length] - s[0]) / static_cast<double>(length);
  std::array<double, 4> best{};
  std::size_t left = shortest;
  const auto strength = [&](std::size_t at) {
    return std::abs(s[at] - s[0] - mean * static_cast<double>(at)) * weights[at];
  };
  for (; left + 3 + shortest <= length; left += 4)
    for (std::size_t k = 0; k < 4; ++k) best[k] = std::max(best[k], strength(left + k));
  for (; left + shortest <= length; ++left) best[0] = std::max(best[0], strength(left));
  return std::max(std::max(best[0], best[1]), std::max(best[2], best[3]));
}

void sum_up(const std::vector<double>& ranks, std::vector<double>& sums) {
  sums.assign(1, 0);
  for (const double r : ranks) sums.push_back(sums.back() + r);
}

/// The strongest split of each of so many shuffled copies, in ascending order.
std::vector<double> strongest_by_chance(const std::vector<double>& ranks,
                                        const std::vector<Interval>& intervals, std::size_t block,
                                        Weights& weights, const ChangePointOptions& o) {
  const std::size_t n = ranks.size();
  std::vector<std::size_t> starts;
  for (std::size_t i = 0; i < n; i += block) starts.push_back(i);
  Random random(n);
  std::vector<double> shuffled;
  std::vector<double> sums;
  std::vector<double> out;
  for (std::size_t s = 0; s < o.shuffles; ++s) {
    for (std::size_t i = starts.size(); i > 1; --i)
      std::swap(starts[i - 1], starts[random.below(i)]);
    shuffled.clear();
    for (const std::size_t start : starts)
      for (std::size_t i = start; i < std::min(n, start + block); ++i) shuffled.push_back(ranks[i]);
    sum_up(shuffled, sums);
    double strongest = 0;
    for (const Interval& in : intervals)
      strongest =
          std::max(strongest, best_strength(sums, in, weights.of(in.last - in.first), o.shortest));
    out.push_back(strongest);
  }
  std::sort(out.begin(), out.end());
  return out;
}

double mean_of(std::span<const double> series) {
  return std::accumulate(series.begin(), series.end(), 0.0) / static_cast<double>(series.size());
}

}  // namespace

std::vector<ChangePoint> change_points(std::span<const double> series,
                                       const ChangePointOptions& o) {
  const std::size_t n = series.size();
  const std::size_t shortest = std::max<std::size_t>(1, o.shortest);
  if (n < 4 * shortest || o.shuffles == 0) return {};
  const std::vector<double> ranks = ranks_of(series);
  if (std::all_of(ranks.begin(), ranks.end(), [](double r) { return r == 0; })) return {};
  const std::size_t block =
      o.block > 0 ? o.block : std::max<std::size_t>(1, std::min<std::size_t>(7, n / 20));
  ChangePointOptions used = o;
  used.shortest = shortest;
  const auto intervals = seeded_intervals(n, shortest);
  Weights weights;
  const auto chance = strongest_by_chance(ranks, intervals, block, weights, used);
  const auto p_value = [&](double strength) {
    const auto as_strong =
        chance.end() - std::lower_bound(chance.begin(), chance.end(), strength - 1e-9);
    return static_cast<double>(as_strong + 1) / static_cast<double>(chance.size() + 1);
  };

  std::vector<double> sums;
  sum_up(ranks, sums);
  std::vector<Split> splits;
  for (const Interval& in : intervals) {
    const Split s = best_split(sums, in, weights.of(in.last - in.first), shortest);
    if (p_value(s.strength) <= o.false_alarms) splits.push_back(s);
  }
  // The narrowest holds one change only; of those the strongest says best where it is.
  std::stable_sort(splits.begin(), splits.end(), [](const Split& a, const Split& b) {
    const std::size_t x = a.in.last - a.in.first;
    const std::size_t y = b.in.last - b.in.first;
    return x != y ? x < y : a.strength > b.strength;
  });
  std::vector<Split> kept;
  for (const Split& s : splits) {
    const bool taken = std::any_of(kept.begin(), kept.end(), [&](const Split& k) {
      return s.in.first < k.at && k.at < s.in.last;
    });
    if (!taken) kept.push_back(s);
  }
  std::sort(kept.begin(), kept.end(), [](const Split& a, const Split& b) { return a.at < b.at; });
  std::vector<ChangePoint> out;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    const std::size_t from = i > 0 ? kept[i - 1].at : 0;
    const std::size_t to = i + 1 < kept.size() ? kept[i + 1].at : n;
    const std::size_t at = kept[i].at;
    if (at == from) continue;
    out.push_back({at, mean_of(series.subspan(from, at - from)),
                   mean_of(series.subspan(at, to - at)), p_value(kept[i].strength)});
  }
  return out;
}

std::vector<Standout> standouts(std::span<const double> series, double false_alarms,
                                std::size_t window) {
  std::vector<Standout> out;
  std::vector<double> history;
  for (std::size_t at = 1; at < series.size(); ++at) {
    const std::size_t from = at > window ? at - window : 0;
    const std::size_t length = at - from;
    if (1 / static_cast<double>(length + 1) > false_alarms) continue;
    history.assign(series.begin() + static_cast<std::ptrdiff_t>(from),
                   series.begin() + static_cast<std::ptrdiff_t>(at));
    // The median of history and value together treats them alike, which makes the test exact.
    history.push_back(series[at]);
    const auto middle = history.begin() + static_cast<std::ptrdiff_t>(length / 2);
    std::nth_element(history.begin(), middle, history.end());
    const double usual = *middle;
    const double far = std::abs(series[at] - usual);
    const auto as_far = std::count_if(history.begin(), history.end(),
                                      [&](double v) { return std::abs(v - usual) >= far; });
    const double p = static_cast<double>(as_far) / static_cast<double>(length + 1);
    if (p <= false_alarms) out.push_back({at, usual, p, length});
  }
  return out;
}

}  // namespace dragoman
