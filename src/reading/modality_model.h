// The model of modality: a weight for each piece of evidence and each of the ten standings.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reading/modality.h"
#include "reading/modality_evidence.h"
#include "text/result.h"

namespace dragoman {

/// Sums of weights by standing, in units that mean nothing outside one model.
using StandingScores = std::array<std::int32_t, kModalityCount>;

/// Weights in bytes, found by the hash of the evidence. Immutable once read; safe to share by
/// threads.
class ModalityModel {
 public:
  /// Weights of one piece of evidence.
  struct Row {
    std::uint32_t key = 0;  ///< 0: none
    std::array<std::int8_t, kModalityCount> weights{};
  };
  /// How far ahead of the rules' answer another must be, in the units of the sums. Most of what
  /// news tells is so; that it is so is given up less readily.
  struct Trust {
    std::int32_t fact = 0;   ///< the rules say occurred, ongoing or background
    std::int32_t other = 0;  ///< they say anything else
  };
  static constexpr std::size_t kMostRows = 1U << 18U;

  ModalityModel() = default;

  /// Reads a model from the bytes of models/modality.bin. Error when they are cut short, of another
  /// form, too many, or not in order.
  static Result<ModalityModel> parse(std::span<const std::uint8_t> bytes);
  /// The bytes of a model; `rows` by rising key, `trust` is what the rules' own answer gets on
  /// top of its sum.
  static std::string bytes(const std::vector<Row>& rows, const Trust& trust);
  /// The model that is part of the program.
  static std::span<const std::uint8_t> built_in();

  /// True when there is no model: the rules decide alone.
  [[nodiscard]] bool empty() const { return slots_.empty(); }
  /// Weights of one piece of evidence; null when it is unknown. O(1) expected.
  [[nodiscard]] const Row* find(std::uint32_t key) const;
  /// O(evidence).
  [[nodiscard]] StandingScores scores(std::span<const Evidence> evidence) const;
  /// The standing with the highest score, where `ruled` gets the trust of the model on top.
  [[nodiscard]] Modality decide(const StandingScores& scores, Modality ruled) const;

 private:
  std::vector<Row> slots_;  ///< a power of two of them, at most two thirds full
  std::uint32_t mask_ = 0;
  Trust trust_;
};

}  // namespace dragoman
