// Multinomial logistic regression over hashed evidence, with L2 regularisation.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "examples.h"
#include "reading/modality_model.h"

namespace dragoman {

struct LearnerOptions {
  double l2 = 0.3;
  int least = 2;    ///< evidence seen in fewer examples is left out
  int steps = 120;  ///< of L-BFGS at most
};

/// A weight for each piece of evidence and class.
struct ModalityWeights {
  std::unordered_map<std::uint32_t, std::uint32_t> index;
  std::vector<std::array<float, kModalityCount>> rows;

  /// Sums of weights by class.
  [[nodiscard]] std::array<double, kModalityCount> scores(const std::vector<Evidence>& e) const;
};

/// Minimises the negative log-likelihood of `examples` plus half of l2 times the squared weights.
/// Deterministic.
ModalityWeights learn_modality(const std::vector<const ModalityExample*>& examples,
                               const LearnerOptions& options);

/// The bytes of models/modality.bin. Evidence whose weights all round to nothing is left out;
/// how far another answer must be ahead of the rules' is told in logarithms of odds: `fact` where
/// they say occurred, ongoing or background, `other` elsewhere.
std::string modality_bytes(const ModalityWeights& weights, double fact, double other);

/// Turns scores into probabilities.
void normalise(std::array<double, kModalityCount>& scores);

}  // namespace dragoman
