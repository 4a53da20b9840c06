// Whether what is said with probability p is right in a share p of the cases.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace dragoman {

/// Answers counted in fifteen equal bins of the probability they were given with. Pure.
class Reliability {
 public:
  static constexpr std::size_t kBins = 15;

  struct Bin {
    double answers = 0;
    double said = 0;   ///< sum of the probabilities
    double right = 0;  ///< answers that were right
  };

  /// `probability` from 0 to 1.
  void add(double probability, bool right);
  /// Expected calibration error: mean distance between what was said and what was right, bins
  /// weighted by their answers. 0 without answers.
  [[nodiscard]] double error() const;
  [[nodiscard]] const std::array<Bin, kBins>& bins() const { return bins_; }

 private:
  std::array<Bin, kBins> bins_{};
};

/// One panel of a plot.
struct ReliabilityPanel {
  std::string title;
  Reliability reliability;
};

/// A plot of panels side by side as an SVG document: what was said against what was right.
std::string reliability_svg(const std::vector<ReliabilityPanel>& panels);

}  // namespace dragoman
