#include "coding/ranker.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "text/file.h"

namespace dragoman {

namespace {

constexpr std::string_view kMagic = "DRGRANK1";
constexpr double kFixed = 1024;  ///< weights are stored as sixteen-bit multiples of 1/1024

template <typename T>
void put(std::string& out, const T& value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
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
  [[nodiscard]] std::size_t left() const { return rest_.size(); }

 private:
  std::string_view rest_;
};

std::uint64_t usable(std::uint64_t key) { return key == 0 ? 1 : key; }

}  // namespace

std::string Ranker::serialize(
    const std::vector<std::string>& types, double temperature, const std::string& card,
    const std::vector<std::pair<std::uint64_t, std::array<float, kOutputs>>>& weights) {
  std::string out(kMagic);
  put(out, temperature);
  const auto text = [&](const std::string& s) {
    put(out, static_cast<std::uint32_t>(s.size()));
    out += s;
  };
  text(card);
  for (const std::string& type : types) text(type);
  put(out, static_cast<std::uint64_t>(weights.size()));
  for (const auto& [key, row] : weights) {
    put(out, usable(key));
    for (const float w : row)
      put(out, static_cast<std::int16_t>(std::clamp(std::lround(w * kFixed), -32767L, 32767L)));
  }
  return out;
}

Result<Ranker> Ranker::load(const std::string& path) {
  auto bytes = read_file(path);
  if (!bytes.ok()) return bytes.error();
  const Error bad{path, "is not a ranker of this version, or is damaged",
                  "get the file that came with this program, or run make models"};
  std::string_view content = bytes.value();
  if (!content.starts_with(kMagic)) return bad;
  Reader in(content.substr(kMagic.size()));
  Ranker r;
  if (!in.get(&r.temperature_) || !(r.temperature_ > 0) || !in.text(&r.card_)) return bad;
  for (std::size_t i = 0; i < kTypes; ++i) {
    if (!in.text(&r.types_.emplace_back())) return bad;
  }
  std::uint64_t count = 0;
  constexpr std::size_t kRow = sizeof(std::uint64_t) + kOutputs * sizeof(std::int16_t);
  if (!in.get(&count) || in.left() / kRow < count || in.left() != count * kRow) return bad;
  r.slots_.assign(std::bit_ceil(2 * count + 2), 0);
  r.rows_.resize(r.slots_.size());
  const std::size_t mask = r.slots_.size() - 1;
  for (std::uint64_t i = 0; i < count; ++i) {
    std::uint64_t key = 0;
    std::array<std::int16_t, kOutputs> row{};
    if (!in.get(&key) || !in.get(&row)) return bad;
    std::size_t slot = usable(key) & mask;
    while (r.slots_[slot] != 0) slot = (slot + 1) & mask;
    r.slots_[slot] = usable(key);
    r.rows_[slot] = row;
  }
  return r;
}

Ranker::Answer Ranker::score(const std::vector<Feature>& features) const {
  std::array<double, kOutputs> sums{};
  const std::size_t mask = slots_.size() - 1;
  for (const Feature& f : features) {
    const std::uint64_t key = usable(f.key);
    for (std::size_t slot = key & mask; slots_[slot] != 0; slot = (slot + 1) & mask) {
      if (slots_[slot] != key) continue;
      for (std::size_t o = 0; o < kOutputs; ++o)
        sums[o] += static_cast<double>(f.value) * rows_[slot][o];
      break;
    }
  }
  Answer answer;
  double top = sums[0];
  for (std::size_t t = 1; t < kTypes; ++t) top = std::max(top, sums[t]);
  double total = 0;
  for (std::size_t t = 0; t < kTypes; ++t) {
    answer.types[t] = std::exp((sums[t] - top) / kFixed / temperature_);
    total += answer.types[t];
  }
  for (double& p : answer.types) p /= total;
  answer.event = 1 / (1 + std::exp(-sums[kTypes] / kFixed));
  return answer;
}

}  // namespace dragoman
