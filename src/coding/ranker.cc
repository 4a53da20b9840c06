#include "coding/ranker.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "text/file.h"

namespace dragoman {

namespace {

constexpr std::string_view kMagic = "DRGRANK2";
constexpr std::size_t kSparseRow = 2 * sizeof(std::uint32_t) + kRankerOutputs;
constexpr std::size_t kWordRow = 2 * sizeof(std::uint32_t) + WordTable::kSize;
constexpr std::size_t kHiddenSize = (kDense + 1) * kHidden;

template <typename T>
void put(std::string& out, const T& value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

void put_text(std::string& out, const std::string& s) {
  put(out, static_cast<std::uint32_t>(s.size()));
  out += s;
}

/// Reads plain values off the front of a byte string; fails for good once it is too short.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  template <typename T>
  bool get(T* out) {
    if (rest_.size() < sizeof(T)) return false;
    std::memcpy(out, rest_.data(), sizeof(T));
    rest_.remove_prefix(sizeof(T));
    return true;
  }
  bool text(std::string* out) {
    std::uint32_t size = 0;
    if (!get(&size) || size > rest_.size()) return false;
    out->assign(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return true;
  }
  /// A weight, which must be a number of a size that sums cannot overflow.
  template <typename T>
  bool number(T* out) {
    return get(out) && std::isfinite(*out) && std::abs(*out) < 1e6;
  }
  [[nodiscard]] std::size_t left() const { return rest_.size(); }

 private:
  std::string_view rest_;
};

}  // namespace

std::string Ranker::serialize(const RankerWeights& weights) {
  std::string out(kMagic);
  put_text(out, weights.card);
  for (const std::string& type : weights.types) put_text(out, type);
  put(out, static_cast<std::uint8_t>(weights.lexicon_features));
  put(out, weights.temperature);
  put(out, weights.event_slope);
  put(out, weights.event_shift);
  put(out, static_cast<std::uint32_t>(weights.sparse.size()));
  put(out, static_cast<std::uint32_t>(weights.words.size()));
  put(out, static_cast<std::uint32_t>(weights.hidden.size()));
  for (const auto& [key, row] : weights.sparse) {
    float most = 1e-6F;
    for (const float w : row) most = std::max(most, std::abs(w));
    const float scale = most / 127;
    put(out, key);
    put(out, scale);
    for (const float w : row) put(out, static_cast<std::int8_t>(std::lround(w / scale)));
  }
  for (const WordTable::Row& row : weights.words) {
    put(out, row.key);
    put(out, row.scale);
    put(out, row.values);
  }
  for (const float w : weights.hidden) put(out, w);
  if (!weights.hidden.empty()) put(out, weights.output);
  return out;
}

Result<Ranker> Ranker::load(const std::string& path) {
  auto bytes = read_file(path);
  if (!bytes.ok()) return bytes.error();
  const Error bad{path, "is not a ranker of this version, or is damaged",
                  "get the file that came with this program, or run make models"};
  const std::string_view content = bytes.value();
  if (!content.starts_with(kMagic)) return bad;
  Reader in(content.substr(kMagic.size()));
  Ranker r;
  RankerWeights& w = r.weights_;
  if (!in.text(&w.card)) return bad;
  for (std::size_t i = 0; i < kTypes; ++i) {
    if (!in.text(&w.types.emplace_back())) return bad;
  }
  std::uint8_t lexicon = 0;
  std::uint32_t sparse = 0;
  std::uint32_t words = 0;
  std::uint32_t hidden = 0;
  if (!in.get(&lexicon) || lexicon > 1 || !in.number(&w.temperature) || w.temperature < 1e-3 ||
      !in.number(&w.event_slope) || !in.number(&w.event_shift) || !in.get(&sparse) ||
      !in.get(&words) || !in.get(&hidden) || (hidden != 0 && hidden != kHiddenSize))
    return bad;
  w.lexicon_features = lexicon == 1;
  const std::size_t network =
      hidden == 0 ? 0 : hidden * sizeof(float) + kHidden * kRankerOutputs * sizeof(float);
  if (in.left() != sparse * kSparseRow + words * kWordRow + network) return bad;
  r.slots_.resize(std::bit_ceil(2 * static_cast<std::size_t>(sparse) + 2));
  const std::size_t mask = r.slots_.size() - 1;
  for (std::uint32_t i = 0; i < sparse; ++i) {
    Slot row;
    if (!in.get(&row.key) || !in.number(&row.scale) || !in.get(&row.values)) return bad;
    if (row.key == 0) return bad;
    std::size_t slot = row.key & mask;
    while (r.slots_[slot].key != 0) slot = (slot + 1) & mask;
    r.slots_[slot] = row;
  }
  std::vector<WordTable::Row> rows(words);
  for (WordTable::Row& row : rows) {
    if (!in.get(&row.key) || !in.number(&row.scale) || !in.get(&row.values)) return bad;
  }
  r.words_ = WordTable(rows);
  w.hidden.resize(hidden);
  for (float& x : w.hidden) {
    if (!in.number(&x)) return bad;
  }
  if (hidden == 0) return r;
  for (RankerWeights::Row& row : w.output) {
    for (float& x : row) {
      if (!in.number(&x)) return bad;
    }
  }
  return r;
}

void dense_features(const WordTable& table, const PairFeatures& features,
                    std::span<float, kDense> out) {
  for (std::size_t s = 0; s < PairFeatures::kSlots; ++s)
    table.mean(features.words[s],
               std::span<float, WordTable::kSize>(&out[s * WordTable::kSize], WordTable::kSize));
}

void hidden_units(const std::vector<float>& weights, std::span<const float, kDense> dense,
                  std::array<float, kHidden>& out) {
  const float* row = weights.data() + kDense * kHidden;
  for (std::size_t h = 0; h < kHidden; ++h) out[h] = row[h];
  for (std::size_t i = 0; i < kDense; ++i) {
    row = weights.data() + i * kHidden;
    const float x = dense[i];
    if (x == 0) continue;
    for (std::size_t h = 0; h < kHidden; ++h) out[h] += x * row[h];
  }
  for (float& h : out) h = std::max(h, 0.0F);
}

Ranker::Answer Ranker::score(const PairFeatures& features) const {
  std::array<double, kRankerOutputs> sums{};
  const std::size_t mask = slots_.size() - 1;
  for (const Feature& f : features.sparse) {
    if (slots_.empty()) break;
    const std::uint32_t key = folded_key(f.key);
    for (std::size_t slot = key & mask; slots_[slot].key != 0; slot = (slot + 1) & mask) {
      if (slots_[slot].key != key) continue;
      const double factor = static_cast<double>(f.value) * static_cast<double>(slots_[slot].scale);
      for (std::size_t o = 0; o < kRankerOutputs; ++o) sums[o] += factor * slots_[slot].values[o];
      break;
    }
  }
  if (!weights_.hidden.empty()) {
    std::array<float, kDense> dense{};
    std::array<float, kHidden> hidden{};
    dense_features(words_, features, dense);
    hidden_units(weights_.hidden, dense, hidden);
    for (std::size_t h = 0; h < kHidden; ++h) {
      for (std::size_t o = 0; o < kRankerOutputs; ++o)
        sums[o] += static_cast<double>(hidden[h]) * static_cast<double>(weights_.output[h][o]);
    }
  }
  Answer answer;
  const double top = *std::max_element(sums.begin(), sums.begin() + kTypes);
  double total = 0;
  for (std::size_t t = 0; t < kTypes; ++t) {
    answer.types[t] = std::exp((sums[t] - top) / weights_.temperature);
    total += answer.types[t];
  }
  for (double& p : answer.types) p /= total;
  const double told = weights_.event_slope * sums[kTypes] + weights_.event_shift;
  answer.event = 1 / (1 + std::exp(-told));
  return answer;
}

}  // namespace dragoman
