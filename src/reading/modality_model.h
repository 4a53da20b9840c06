// The model of modality: what each piece of evidence and each word near a statement says for each
// of the ten standings.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reading/modality.h"
#include "reading/modality_evidence.h"
#include "reading/word_table.h"
#include "text/result.h"

namespace dragoman {

/// Sums by standing, in logarithms of odds.
using StandingScores = std::array<float, kModalityCount>;

inline constexpr std::size_t kStandingUnits = 16;  ///< hidden units
/// What is summed over the evidence: the standings, then the units.
inline constexpr std::size_t kStandingSums = kModalityCount + kStandingUnits;
inline constexpr std::size_t kStandingSlots = 9;  ///< places whose words are averaged
inline constexpr std::size_t kStandingDense = kStandingSlots * WordTable::kSize;

/// What the model is shown of a statement.
struct StandingInput {
  std::vector<Evidence> evidence;
  std::array<float, kStandingDense> dense{};  ///< means of word vectors, place by place
};

/// A log-linear model and a small network that share their input, added up. Immutable once read;
/// safe to share by threads.
class ModalityModel {
 public:
  /// Weights of one piece of evidence: whole numbers that times a scale of the model are weights.
  struct Row {
    std::uint32_t key = 0;  ///< 0: none
    std::array<std::int8_t, kStandingSums> weights{};
  };
  /// How far ahead of the rules' answer another must be, in logarithms of odds. Most of what
  /// news tells is so; that it is so is given up less readily.
  struct Trust {
    float fact = 0;   ///< the rules say occurred, ongoing or background
    float other = 0;  ///< they say anything else
  };
  /// All that is learned but rows and words.
  struct Head {
    Trust trust;
    float scale = 0;       ///< of a row's weights for standings
    float unit_scale = 0;  ///< of a row's weights for units
    std::array<float, kStandingSums> bias{};
    std::vector<float> dense;  ///< kStandingDense x kStandingSums
    std::array<std::array<float, kModalityCount>, kStandingUnits> output{};
  };
  static constexpr std::size_t kMostRows = 1U << 18U;
  static constexpr std::size_t kMostWords = 1U << 17U;

  ModalityModel() = default;

  /// Reads a model from the bytes of models/modality.bin. Error when they are cut short, of another
  /// form, too many, no numbers, or not in order.
  static Result<ModalityModel> parse(std::span<const std::uint8_t> bytes);
  /// The bytes of a model; `rows` and `words` by rising key.
  static std::string bytes(const Head& head, const std::vector<Row>& rows,
                           const std::vector<WordTable::Row>& words);
  /// The model that is part of the program.
  static std::span<const std::uint8_t> built_in();

  /// True when there is no model: the rules decide alone.
  [[nodiscard]] bool empty() const { return slots_.empty(); }
  [[nodiscard]] const WordTable& words() const { return words_; }
  /// O(evidence).
  [[nodiscard]] StandingScores scores(const StandingInput& input) const;
  /// The standing with the highest score, where `ruled` gets the trust of the model on top.
  [[nodiscard]] Modality decide(const StandingScores& scores, Modality ruled) const;
  /// How much each piece of evidence speaks for `now` rather than `ruled`, beside all the rest.
  [[nodiscard]] std::vector<float> says(const StandingInput& input, Modality now,
                                        Modality ruled) const;

 private:
  [[nodiscard]] const Row* find(std::uint32_t key) const;
  [[nodiscard]] std::array<float, kStandingSums> sums(const StandingInput& input) const;

  std::vector<Row> slots_;  ///< a power of two of them, at most two thirds full
  std::uint32_t mask_ = 0;
  Head head_;
  WordTable words_;
};

}  // namespace dragoman
