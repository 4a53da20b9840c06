#include "reading/word_table.h"

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

std::vector<WordTable::Row> WordTable::rows() const {
  std::vector<Row> out;
  for (const Row& r : slots_) {
    if (r.key != 0) out.push_back(r);
  }
  return out;
}

const WordTable::Row* WordTable::find(std::uint32_t key) const {
  if (slots_.empty() || key == 0) return nullptr;
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = key & mask;
  while (slots_[slot].key != 0 && slots_[slot].key != key) slot = (slot + 1) & mask;
  return slots_[slot].key == 0 ? nullptr : &slots_[slot];
}

void WordTable::mean(const std::vector<WordUse>& words, std::span<float, kSize> out) const {
  std::fill(out.begin(), out.end(), 0.0F);
  float total = 0;
  for (const WordUse& word : words) {
    const Row* r = find(word.key);
    if (r == nullptr) continue;
    total += word.weight;
    const float factor = word.weight * r->scale;
    for (std::size_t i = 0; i < kSize; ++i) out[i] += factor * static_cast<float>(r->values[i]);
  }
  if (total <= 0) return;
  for (float& v : out) v /= total;
}

}  // namespace dragoman
