// Random numbers that are the same everywhere (the library's distributions are not).
#pragma once

#include <cstdint>
#include <random>

namespace dragoman::training {

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}
  std::size_t below(std::size_t n) { return engine_() % n; }
  float uniform() { return static_cast<float>(engine_() >> 40) * 0x1p-24F; }
  /// A factor that drops with probability p and keeps the mean.
  float dropout(float p) { return uniform() < p ? 0.0F : 1.0F / (1.0F - p); }

 private:
  std::mt19937_64 engine_;
};

}  // namespace dragoman::training
