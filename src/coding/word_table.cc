#include "coding/word_table.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace dragoman {

WordTable::WordTable(const std::vector<Row>& rows) {
  slots_.resize(std::bit_ceil(2 * rows.size() + 2));
  const std::size_t mask = slots_.size() - 1;
  for (const Row& r : rows) {
    if (r.key == 0) continue;
    std::size_t slot = r.key & mask;
    while (slots_[slot].key != 0 && slots_[slot].key != r.key) slot = (slot + 1) & mask;
    if (slots_[slot].key == 0) slots_[slot] = r;
  }
}

WordTable::Row WordTable::row(std::uint32_t key, std::span<const float, kSize> vector) {
  Row r;
  r.key = key;
  float most = 1e-6F;
  for (const float v : vector) most = std::max(most, std::abs(v));
  r.scale = most / 127;
  for (std::size_t i = 0; i < kSize; ++i)
    r.values[i] = static_cast<std::int8_t>(std::lround(vector[i] / r.scale));
  return r;
}

void WordTable::mean(const std::vector<WordUse>& words, std::span<float, kSize> out) const {
  std::fill(out.begin(), out.end(), 0.0F);
  if (slots_.empty()) return;
  const std::size_t mask = slots_.size() - 1;
  float total = 0;
  for (const WordUse& word : words) {
    std::size_t slot = word.key & mask;
    while (slots_[slot].key != 0 && slots_[slot].key != word.key) slot = (slot + 1) & mask;
    const Row& r = slots_[slot];
    if (r.key == 0) continue;
    total += word.weight;
    const float factor = word.weight * r.scale;
    for (std::size_t i = 0; i < kSize; ++i) out[i] += factor * static_cast<float>(r.values[i]);
  }
  if (total <= 0) return;
  for (float& v : out) v /= total;
}

void dense_features(const WordTable& table, const PairFeatures& features,
                    std::span<float, kDense> out) {
  for (std::size_t s = 0; s < PairFeatures::kSlots; ++s)
    table.mean(features.words[s],
               std::span<float, WordTable::kSize>(&out[s * WordTable::kSize], WordTable::kSize));
}

}  // namespace dragoman
