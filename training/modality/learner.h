// Learns the model of modality: multinomial logistic regression over hashed evidence and means of
// word vectors, with a small network beside it that shares their input.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "examples.h"
#include "reading/modality_model.h"

namespace dragoman {

/// Chosen by cross-validation on the labelled sentences.
struct LearnerOptions {
  int least = 2;            ///< evidence seen in fewer examples is left out
  int steps = 200;          ///< of Adam, each over all examples
  double rate = 5e-3;       ///< falls in a line after ten steps of warming up
  double l2 = 0.1;          ///< of the log-linear weights
  double unit_l2 = 0.1;     ///< of what leads from words to units, and from units to standings
  double evidence = 0.5;    ///< share of the evidence that is hidden at each step
  double places = 0.3;      ///< share of places whose words are hidden
  double units = 0.5;       ///< share of units that are hidden
  double word_scale = 1.5;  ///< length of a mean of word vectors; that of evidence is one
  std::uint64_t seed = 7;
};

/// All that is learned, before it is put into bytes. The head's scales are not set.
struct ModalityWeights {
  std::unordered_map<std::uint32_t, std::uint32_t> index;  ///< of evidence in `rows`
  std::vector<std::array<float, kStandingSums>> rows;
  ModalityModel::Head head;

  /// Sums by standing, in logarithms of odds.
  [[nodiscard]] std::array<double, kModalityCount> scores(const StandingInput& input) const;
};

/// Minimises the negative log-likelihood of `examples` with hidden inputs, plus half of l2 times
/// the squared weights. Deterministic.
ModalityWeights learn_modality(const std::vector<const ModalityExample*>& examples,
                               const LearnerOptions& options);

/// The bytes of models/modality.bin. Evidence whose weights all round to nothing is left out.
std::string modality_bytes(const ModalityWeights& weights, ModalityModel::Trust trust,
                           std::vector<WordTable::Row> words);

/// Turns scores into probabilities.
void normalise(std::array<double, kModalityCount>& scores);

}  // namespace dragoman
