#include "reading/modality_model.h"

#include <algorithm>
#include <cstring>

namespace dragoman {

namespace {

constexpr std::string_view kMagic = "DRGSTND2";
constexpr std::size_t kHeader = 8 + 4 + 4 + 4;  // magic, rows, trust in facts, in the rest
constexpr std::int32_t kMostTrust = 1000000;
constexpr std::size_t kRowBytes = 4 + kModalityCount;

template <typename T>
T value_at(std::span<const std::uint8_t> bytes, std::size_t at) {
  T value;
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

template <typename T>
void append(std::string& out, T value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

Error refuse(const std::string& what) {
  return Error{"models/modality.bin", what, "make it again with dragoman-train-modality"};
}

}  // namespace

Result<ModalityModel> ModalityModel::parse(std::span<const std::uint8_t> bytes) {
  ModalityModel model;
  if (bytes.size() < kHeader || std::memcmp(bytes.data(), kMagic.data(), kMagic.size()) != 0)
    return refuse("is no model of modality, or of another version");
  const auto count = value_at<std::uint32_t>(bytes, 8);
  if (count > kMostRows || bytes.size() != kHeader + count * kRowBytes)
    return refuse("has another size than its header tells");
  model.trust_ = {value_at<std::int32_t>(bytes, 12), value_at<std::int32_t>(bytes, 16)};
  if (model.trust_.fact < 0 || model.trust_.fact > kMostTrust || model.trust_.other < 0 ||
      model.trust_.other > kMostTrust)
    return refuse("trusts the rules too little or too much");
  std::size_t size = 16;
  while (size * 2 < static_cast<std::size_t>(count) * 3) size *= 2;
  model.slots_.resize(size);
  model.mask_ = static_cast<std::uint32_t>(size - 1);
  std::uint32_t last = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t at = kHeader + i * kRowBytes;
    Row row{value_at<std::uint32_t>(bytes, at), {}};
    if (row.key <= last) return refuse("has rows that are not in order");
    last = row.key;
    std::memcpy(row.weights.data(), bytes.data() + at + 4, kModalityCount);
    std::uint32_t slot = row.key & model.mask_;
    while (model.slots_[slot].key != 0) slot = (slot + 1) & model.mask_;
    model.slots_[slot] = row;
  }
  return model;
}

std::string ModalityModel::bytes(const std::vector<Row>& rows, const Trust& trust) {
  std::string out(kMagic);
  append(out, static_cast<std::uint32_t>(rows.size()));
  append(out, trust.fact);
  append(out, trust.other);
  for (const Row& row : rows) {
    append(out, row.key);
    out.append(reinterpret_cast<const char*>(row.weights.data()), kModalityCount);
  }
  return out;
}

const ModalityModel::Row* ModalityModel::find(std::uint32_t key) const {
  if (slots_.empty()) return nullptr;
  for (std::uint32_t slot = key & mask_;; slot = (slot + 1) & mask_) {
    const Row& row = slots_[slot];
    if (row.key == key) return key == 0 ? nullptr : &row;
    if (row.key == 0) return nullptr;
  }
}

StandingScores ModalityModel::scores(std::span<const Evidence> evidence) const {
  StandingScores sums{};
  for (const Evidence& e : evidence) {
    const Row* row = find(e.key);
    if (row == nullptr) continue;
    for (std::size_t k = 0; k < kModalityCount; ++k)
      sums[k] += static_cast<std::int32_t>(row->weights[k]) * e.value;
  }
  return sums;
}

Modality ModalityModel::decide(const StandingScores& scores, Modality ruled) const {
  StandingScores trusted = scores;
  const bool fact =
      ruled == Modality::occurred || ruled == Modality::ongoing || ruled == Modality::background;
  trusted[static_cast<std::size_t>(ruled)] += fact ? trust_.fact : trust_.other;
  const auto best = std::max_element(trusted.begin(), trusted.end());
  // Between equals the rules are right.
  if (*best == trusted[static_cast<std::size_t>(ruled)]) return ruled;
  return static_cast<Modality>(best - trusted.begin());
}

}  // namespace dragoman
