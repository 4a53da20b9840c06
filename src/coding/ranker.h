// Which of the 16 types holds between two parties, and whether an event is told at all: the sum of
// a log-linear model over sparse features and of a small network over word vectors.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "coding/pair_features.h"
#include "reading/word_table.h"
#include "text/result.h"

namespace dragoman {

inline constexpr std::size_t kEventTypes = 16;
inline constexpr std::size_t kRankerOutputs = kEventTypes + 1;  ///< the types, and "is told"
inline constexpr std::size_t kHidden = 128;                     ///< units of the network

/// All that a trainer learns and a ranker file holds.
struct RankerWeights {
  using Row = std::array<float, kRankerOutputs>;

  std::vector<std::string> types;
  std::string card;              ///< one line for people
  bool lexicon_features = true;  ///< whether it was shown what the lexicon says
  double temperature = 1;        ///< divides the sums of the types
  double event_slope = 1;        ///< the sum of "is told" times this, plus the shift
  double event_shift = 0;
  std::vector<std::pair<std::uint32_t, Row>> sparse;  ///< by folded key
  std::vector<WordTable::Row> words;
  std::vector<float> hidden;          ///< kDense x kHidden, then kHidden biases; or empty
  std::array<Row, kHidden> output{};  ///< from the hidden units
};

/// The means of all places of a pair, one after the other.
inline constexpr std::size_t kDense = WordTable::kSize * PairFeatures::kSlots;
void dense_features(const WordTable& table, const PairFeatures& features,
                    std::span<float, kDense> out);

/// 32 bits of a feature's key.
[[nodiscard]] constexpr std::uint32_t folded_key(std::uint64_t key) {
  const auto folded = static_cast<std::uint32_t>(key ^ (key >> 32));
  return folded == 0 ? 1 : folded;
}

/// Rectified hidden units of the network over dense features.
void hidden_units(const std::vector<float>& weights, std::span<const float, kDense> dense,
                  std::array<float, kHidden>& out);

/// Immutable after loading; safe to share by threads.
class Ranker {
 public:
  static constexpr std::size_t kTypes = kEventTypes;

  /// Probabilities that sum to 1 over the types, and the probability of an event.
  struct Answer {
    std::array<double, kTypes> types{};
    double event = 0;
  };

  /// Reads a file that the trainer wrote. Error when it is absent, damaged or of another version.
  static Result<Ranker> load(const std::string& path);
  /// File form: sparse weights and word vectors in bytes, the network in floats.
  static std::string serialize(const RankerWeights& weights);

  /// O(features).
  [[nodiscard]] Answer score(const PairFeatures& features) const;

  /// Names of the types, in the order of Answer::types.
  [[nodiscard]] const std::vector<std::string>& types() const { return weights_.types; }
  [[nodiscard]] const std::string& card() const { return weights_.card; }
  /// Whether PairContext::lexicon_features is to be set.
  [[nodiscard]] bool lexicon_features() const { return weights_.lexicon_features; }

 private:
  /// One sparse feature: whole numbers that times `scale` are its weights.
  struct Slot {
    std::uint32_t key = 0;  ///< 0: free
    float scale = 0;
    std::array<std::int8_t, kRankerOutputs> values{};
  };

  RankerWeights weights_;  ///< but for `sparse` and `words`, which the two tables hold
  std::vector<Slot> slots_;
  WordTable words_;
};

}  // namespace dragoman
