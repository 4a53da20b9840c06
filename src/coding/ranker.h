// Multinomial logistic regression over sparse features: which of the 16 types, and whether an
// event is told at all.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "coding/pair_features.h"
#include "text/result.h"

namespace dragoman {

/// Immutable after loading; safe to share by threads.
class Ranker {
 public:
  static constexpr std::size_t kTypes = 16;
  static constexpr std::size_t kOutputs = kTypes + 1;  ///< the types, and "an event is told"

  /// Probabilities that sum to 1 over the types, and the probability of an event.
  struct Answer {
    std::array<double, kTypes> types{};
    double event = 0;
  };

  /// Reads a file that the trainer wrote. Error when it is absent, damaged or of another version.
  static Result<Ranker> load(const std::string& path);

  /// O(features).
  [[nodiscard]] Answer score(const std::vector<Feature>& features) const;

  /// Names of the types, in the order of Answer::types.
  [[nodiscard]] const std::vector<std::string>& types() const { return types_; }
  [[nodiscard]] const std::string& card() const { return card_; }

  /// File form of weights: keys with kOutputs weights each, in fixed point.
  static std::string serialize(
      const std::vector<std::string>& types, double temperature, const std::string& card,
      const std::vector<std::pair<std::uint64_t, std::array<float, kOutputs>>>& weights);

 private:
  std::vector<std::string> types_;
  double temperature_ = 1;
  std::string card_;
  std::vector<std::uint64_t> slots_;                      ///< key by slot; 0 is free
  std::vector<std::array<std::int16_t, kOutputs>> rows_;  ///< by slot
};

}  // namespace dragoman
