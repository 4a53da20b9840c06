// Learns the weights of the ranker.
#pragma once

#include <unordered_map>
#include <vector>

#include "coding/ranker.h"
#include "examples.h"

namespace dragoman::training {

/// Hidden units that one learner learns. The ranker's weights are the mean of several learners that
/// differ in their random numbers: the network holds the units of all side by side.
inline constexpr std::size_t kUnits = 32;
inline constexpr std::size_t kLearners = kHidden / kUnits;

/// Chosen by cross-validation on the labelled pairs.
struct Settings {
  int epochs = 15;
  double rate = 0.03;          ///< of the sparse weights (AdaGrad)
  double l2 = 3e-3;            ///< of the sparse weights
  double network_rate = 1e-3;  ///< of the network (Adam)
  double network_decay = 0.02;
  double dropout = 0.3;   ///< of hidden units
  double hide = 0.1;      ///< of whole places of words
  double balance = 0.3;   ///< a type counts as (mean frequency / its frequency) to this power
  double no_event = 0.3;  ///< weight of the type of a pair with no event: the most tempting one
  std::uint64_t seed = 20260115;
};

/// A pair with its features looked up.
struct Prepared {
  std::vector<std::uint32_t> index;  ///< of the sparse feature
  std::vector<float> value;
  std::array<float, kDense> dense{};
  std::size_t type = 0;
  bool event = true;
};

/// Numbers sparse features from 0.
class Vocabulary {
 public:
  std::vector<Prepared> prepare(const std::vector<Example>& examples, const WordTable& words);
  [[nodiscard]] const std::vector<std::uint32_t>& keys() const { return keys_; }

 private:
  std::unordered_map<std::uint32_t, std::uint32_t> index_;
  std::vector<std::uint32_t> keys_;
};

/// Log-linear model and network, learned together. Deterministic.
class Learner {
 public:
  using Sums = std::array<double, kRankerOutputs>;

  Learner(const Settings& settings, std::size_t features);

  void train(const std::vector<const Prepared*>& examples);
  [[nodiscard]] Sums sums(const Prepared& e) const;

  /// The mean of learners as weights; `keys` by feature.
  static void write(const std::vector<Learner>& learners, const std::vector<std::uint32_t>& keys,
                    RankerWeights& out);

 private:
  struct Network {
    std::vector<float> hidden;  ///< kDense x kUnits, then biases
    std::vector<float> output;  ///< kUnits x kRankerOutputs
  };

  void activate(const std::array<float, kDense>& dense, std::array<float, kUnits>& out) const;

  void step(const Prepared& e);
  void update_network();
  /// Share of the training that is still to come: rates fall with it.
  [[nodiscard]] double left() const;

  Settings settings_;
  std::vector<RankerWeights::Row> weights_, squares_;  ///< by feature
  std::array<double, kEventTypes> importance_{};
  Network network_, gradient_, mean_, variance_;
  int batch_ = 0;
  int updates_ = 0;
  int total_updates_ = 1;
  std::uint64_t random_ = 0;
};

}  // namespace dragoman::training
