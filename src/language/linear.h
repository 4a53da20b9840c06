// Linear classifiers over hashed features.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dragoman {

/// Hash of a feature: template number and up to three parts. FNV-like mixing, stable across
/// machines.
inline std::uint64_t feature(std::uint64_t kind, std::uint64_t a, std::uint64_t b = 0,
                             std::uint64_t c = 0) {
  std::uint64_t h = kind * 0x9E3779B97F4A7C15ULL;
  for (const std::uint64_t part : {a, b, c}) {
    h = (h ^ part) * 0xFF51AFD7ED558CCDULL;
    h ^= h >> 32;
  }
  return h;
}

/// Hash of a string for use as a feature part.
inline std::uint64_t text_hash(std::string_view text) {
  std::uint64_t h = 14695981039346656037ULL;
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return h;
}

/// Labels and quantised weights. The row of a feature is `labels.size()` neighbouring cells that
/// start where its hash says; rows may overlap, which averages out.
struct LinearModel {
  std::vector<std::string> labels;
  std::vector<std::int8_t> weights;  ///< at least labels.size() + 1 cells

  /// Adds the rows of `features` into `scores` (labels.size() cells, cleared first).
  void score(const std::vector<std::uint64_t>& features, std::vector<std::int32_t>& scores) const {
    const std::size_t n = labels.size();
    scores.assign(n, 0);
    const std::uint64_t rows = weights.size() - n;
    for (const std::uint64_t f : features) {
      const std::int8_t* row = weights.data() + f % rows;
      for (std::size_t i = 0; i < n; ++i) scores[i] += row[i];
    }
  }
};

}  // namespace dragoman
