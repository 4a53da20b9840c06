#include "reading/modality_model.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace dragoman {

namespace {

constexpr std::string_view kMagic = "DRGSTND3";
constexpr std::size_t kRowBytes = 4 + kStandingSums;
constexpr std::size_t kWordBytes = 4 + 4 + WordTable::kSize;
/// Trust, scales, biases, dense weights, output.
constexpr std::size_t kNumbers =
    2 + 2 + kStandingSums + kStandingDense * kStandingSums + kStandingUnits * kModalityCount;
constexpr std::size_t kHeader = 8 + 4 + 4 + kNumbers * 4;  // magic, rows, words
constexpr float kLargest = 1e6F;

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

bool is_sound(float x) { return std::isfinite(x) && std::abs(x) <= kLargest; }

Error refuse(const std::string& what) {
  return Error{"models/modality.bin", what, "make it again with dragoman-train-modality"};
}

/// Visits the numbers of a head in the order of the file.
template <typename Head, typename Visit>
void numbers(Head& head, Visit visit) {
  visit(head.trust.fact);
  visit(head.trust.other);
  visit(head.scale);
  visit(head.unit_scale);
  for (auto& x : head.bias) visit(x);
  for (auto& x : head.dense) visit(x);
  for (auto& unit : head.output) {
    for (auto& x : unit) visit(x);
  }
}

}  // namespace

Result<ModalityModel> ModalityModel::parse(std::span<const std::uint8_t> bytes) {
  ModalityModel model;
  if (bytes.size() < kHeader || std::memcmp(bytes.data(), kMagic.data(), kMagic.size()) != 0)
    return refuse("is no model of modality, or of another version");
  const auto count = value_at<std::uint32_t>(bytes, 8);
  const auto words = value_at<std::uint32_t>(bytes, 12);
  if (count > kMostRows || words > kMostWords ||
      bytes.size() != kHeader + count * kRowBytes + words * kWordBytes)
    return refuse("has another size than its header tells");

  std::size_t at = 16;
  bool sound = true;
  model.head_.dense.resize(kStandingDense * kStandingSums);
  numbers(model.head_, [&](float& x) {
    x = value_at<float>(bytes, at);
    sound = sound && is_sound(x);
    at += 4;
  });
  const Trust& trust = model.head_.trust;
  if (!sound || trust.fact < 0 || trust.other < 0) return refuse("holds numbers that cannot be");

  std::size_t size = 16;
  while (size * 2 < static_cast<std::size_t>(count) * 3) size *= 2;
  model.slots_.resize(size);
  model.mask_ = static_cast<std::uint32_t>(size - 1);
  std::uint32_t last = 0;
  for (std::size_t i = 0; i < count; ++i, at += kRowBytes) {
    Row row{value_at<std::uint32_t>(bytes, at), {}};
    if (row.key <= last) return refuse("has rows that are not in order");
    last = row.key;
    std::memcpy(row.weights.data(), bytes.data() + at + 4, kStandingSums);
    std::uint32_t slot = row.key & model.mask_;
    while (model.slots_[slot].key != 0) slot = (slot + 1) & model.mask_;
    model.slots_[slot] = row;
  }

  std::vector<WordTable::Row> table(words);
  last = 0;
  for (WordTable::Row& row : table) {
    row.key = value_at<std::uint32_t>(bytes, at);
    row.scale = value_at<float>(bytes, at + 4);
    if (row.key <= last || !is_sound(row.scale)) return refuse("has words that are not in order");
    last = row.key;
    std::memcpy(row.values.data(), bytes.data() + at + 8, WordTable::kSize);
    at += kWordBytes;
  }
  model.words_ = WordTable(table);
  return model;
}

std::string ModalityModel::bytes(const Head& head, const std::vector<Row>& rows,
                                 const std::vector<WordTable::Row>& words) {
  std::string out(kMagic);
  append(out, static_cast<std::uint32_t>(rows.size()));
  append(out, static_cast<std::uint32_t>(words.size()));
  numbers(head, [&](float x) { append(out, x); });
  for (const Row& row : rows) {
    append(out, row.key);
    out.append(reinterpret_cast<const char*>(row.weights.data()), kStandingSums);
  }
  for (const WordTable::Row& row : words) {
    append(out, row.key);
    append(out, row.scale);
    out.append(reinterpret_cast<const char*>(row.values.data()), WordTable::kSize);
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

std::array<float, kStandingSums> ModalityModel::sums(const StandingInput& input) const {
  std::array<std::int32_t, kStandingSums> whole{};
  for (const Evidence& e : input.evidence) {
    const Row* row = find(e.key);
    if (row == nullptr) continue;
    for (std::size_t k = 0; k < kStandingSums; ++k)
      whole[k] += static_cast<std::int32_t>(row->weights[k]) * e.value;
  }
  std::array<float, kStandingSums> out = head_.bias;
  for (std::size_t k = 0; k < kStandingSums; ++k)
    out[k] += static_cast<float>(whole[k]) / 4 *  // evidence counts in quarters
              (k < kModalityCount ? head_.scale : head_.unit_scale);
  const float* row = head_.dense.data();
  for (const float x : input.dense) {
    if (x != 0) {
      for (std::size_t k = 0; k < kStandingSums; ++k) out[k] += x * row[k];
    }
    row += kStandingSums;
  }
  return out;
}

StandingScores ModalityModel::scores(const StandingInput& input) const {
  StandingScores out{};
  if (empty()) return out;
  const auto all = sums(input);
  std::copy_n(all.begin(), kModalityCount, out.begin());
  for (std::size_t u = 0; u < kStandingUnits; ++u) {
    const float active = std::max(all[kModalityCount + u], 0.0F);
    for (std::size_t k = 0; k < kModalityCount; ++k) out[k] += active * head_.output[u][k];
  }
  return out;
}

Modality ModalityModel::decide(const StandingScores& scores, Modality ruled) const {
  StandingScores trusted = scores;
  const bool fact =
      ruled == Modality::occurred || ruled == Modality::ongoing || ruled == Modality::background;
  trusted[static_cast<std::size_t>(ruled)] += fact ? head_.trust.fact : head_.trust.other;
  const auto best = std::max_element(trusted.begin(), trusted.end());
  // Between equals the rules are right.
  if (*best <= trusted[static_cast<std::size_t>(ruled)]) return ruled;
  return static_cast<Modality>(best - trusted.begin());
}

std::vector<float> ModalityModel::says(const StandingInput& input, Modality now,
                                       Modality ruled) const {
  std::vector<float> out(input.evidence.size(), 0);
  if (empty()) return out;
  const auto a = static_cast<std::size_t>(now);
  const auto b = static_cast<std::size_t>(ruled);
  const auto all = sums(input);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const Row* row = find(input.evidence[i].key);
    if (row == nullptr) continue;
    float sum = static_cast<float>(row->weights[a] - row->weights[b]) * head_.scale;
    for (std::size_t u = 0; u < kStandingUnits; ++u) {
      if (all[kModalityCount + u] <= 0) continue;
      sum += static_cast<float>(row->weights[kModalityCount + u]) * head_.unit_scale *
             (head_.output[u][a] - head_.output[u][b]);
    }
    out[i] = sum * static_cast<float>(input.evidence[i].value) / 4;
  }
  return out;
}

}  // namespace dragoman
