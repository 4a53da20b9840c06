// Where a series of numbers changes its level, and days that stand out from all before them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace dragoman {

struct ChangePointOptions {
  /// Probability that a series without a change is said to have one or more: exact when its values
  /// (with `block` > 1: its blocks) are exchangeable, independent ones for instance.
  double false_alarms = 0.05;
  /// Values that stay together when the series is shuffled, so that neighbours that are alike (a
  /// week of unrest) are no change by themselves. 0: 7 from 140 values on, below 1/20 of them. Of
  /// series whose values follow their neighbours by 0.4, blocks of 7 leave about 15 alarms in 100.
  std::size_t block = 0;
  std::size_t shuffles = 199;  ///< 1 / (shuffles + 1) must not exceed false_alarms
  std::size_t shortest = 3;    ///< values on either side of a change at least
};

/// A change: the values from `at` on differ from those before it, up to the neighbouring changes.
struct ChangePoint {
  std::size_t at = 0;  ///< first value of the new level, never 0
  double before = 0;   ///< mean of the segment that ends here
  double after = 0;    ///< mean of the segment that starts here
  double p_value = 1;  ///< share of shuffled series with a change as strong anywhere, itself one
};

/// Changes of level in their order.
///
/// Values are replaced by their ranks (ties share the mean rank), so that neither heavy tails nor
/// one wild day decides; a change is a difference of mean ranks before and after a point of an
/// interval, in units of its standard deviation [1]. The intervals are those of seeded binary
/// segmentation [2], the narrowest one with a change beyond the threshold is split first [3], so
/// that a change and its reversal do not hide each other. The threshold is the quantile of the
/// greatest such difference over all intervals in shuffled copies of the series. It depends on
/// length and ties alone: a change does not raise the threshold by which it is judged.
///
/// O(shuffles * n log n) time, O(n log n) memory. The shuffles come from a fixed seed: the same
/// series gives the same changes on every machine. A series shorter than 4 * shortest, or of equal
/// values, has none.
///
/// [1] A. N. Pettitt, A non-parametric approach to the change-point problem, Applied Statistics 28
/// (1979) 126-135. [2] S. Kovacs, P. Buehlmann, H. Li, A. Munk, Seeded binary segmentation,
/// Biometrika 110 (2023) 249-256. [3] R. Baranowski, Y. Chen, P. Fryzlewicz, Narrowest-over-
/// threshold detection of multiple change points, JRSS B 81 (2019) 649-672.
std::vector<ChangePoint> change_points(std::span<const double> series,
                                       const ChangePointOptions& options = {});

/// A value that stands out from those before it.
struct Standout {
  std::size_t at = 0;
  double usual = 0;    ///< median of its history
  double p_value = 1;  ///< (1 + values of the history as far from the median) / (1 + history)
  std::size_t history = 0;
};

/// Values that lie further from the median of their history (at most `window` values before them)
/// than a share `false_alarms` of it does: of exchangeable values at most that share is named,
/// whatever their distribution. A value needs 1 / false_alarms - 1 values before it.
/// O(n * window log window).
///
/// The p-value is that of conformal prediction: V. Vovk, A. Gammerman, G. Shafer, Algorithmic
/// Learning in a Random World, Springer 2005, section 2.2.
std::vector<Standout> standouts(std::span<const double> series, double false_alarms = 0.01,
                                std::size_t window = 730);

}  // namespace dragoman
