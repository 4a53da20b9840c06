// Word vectors in bytes: what models know of the meaning of words.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace dragoman {

/// A word whose meaning counts, by the hash of its lemma (FNV-1a, 32 bits).
struct WordUse {
  std::uint32_t key;
  float weight;
};

/// Open-addressing table from the hash of a lemma to a vector of kSize dimensions. Immutable once
/// filled; safe to share by threads.
class WordTable {
 public:
  static constexpr std::size_t kSize = 48;

  /// One word: whole numbers that times `scale` are its vector.
  struct Row {
    std::uint32_t key = 0;  ///< 0: no word
    float scale = 0;
    std::array<std::int8_t, kSize> values{};
  };

  WordTable() = default;
  /// Of rows with equal keys the first wins.
  explicit WordTable(const std::vector<Row>& rows);

  /// A vector as a row.
  static Row row(std::uint32_t key, std::span<const float, kSize> vector);

  /// The vector of a word; null when it is unknown. O(1) expected.
  [[nodiscard]] const Row* find(std::uint32_t key) const;
  /// All rows, in no order.
  [[nodiscard]] std::vector<Row> rows() const;
  /// Weighted mean of the vectors of the words that are in the table; zero when none is. O(words).
  void mean(const std::vector<WordUse>& words, std::span<float, kSize> out) const;

 private:
  std::vector<Row> slots_;  ///< a power of two of them, or none
};

}  // namespace dragoman
