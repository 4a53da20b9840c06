#include "learner.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace dragoman::training {

namespace {

constexpr std::size_t kOut = kRankerOutputs;
constexpr int kBatch = 16;

/// Steele and Vigna's SplitMix64: the same numbers everywhere.
std::uint64_t next(std::uint64_t& state) {
  std::uint64_t z = state += 0x9E3779B97F4A7C15ULL;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}

double uniform(std::uint64_t& state) { return static_cast<double>(next(state) >> 11) * 0x1p-53; }

}  // namespace

std::vector<Prepared> Vocabulary::prepare(const std::vector<Example>& examples,
                                          const WordTable& words) {
  std::vector<Prepared> out;
  for (const Example& e : examples) {
    Prepared p;
    p.type = e.type;
    p.event = e.event;
    for (const Feature& f : e.features.sparse) {
      const auto [found, fresh] =
          index_.emplace(folded_key(f.key), static_cast<std::uint32_t>(keys_.size()));
      if (fresh) keys_.push_back(found->first);
      p.index.push_back(found->second);
      p.value.push_back(f.value);
    }
    dense_features(words, e.features, p.dense);
    out.push_back(std::move(p));
  }
  return out;
}

Learner::Learner(const Settings& settings, std::size_t features)
    : settings_(settings), weights_(features), squares_(features), random_(settings.seed) {
  for (Network* n : {&network_, &gradient_, &mean_, &variance_}) {
    n->hidden.resize((kDense + 1) * kUnits);
    n->output.resize(kUnits * kOut);
  }
  const double wide = std::sqrt(2.0 / static_cast<double>(kDense));
  for (std::size_t i = 0; i < kDense * kUnits; ++i)
    network_.hidden[i] = static_cast<float>(wide * (2 * uniform(random_) - 1));
}

void Learner::train(const std::vector<const Prepared*>& examples) {
  std::array<double, kEventTypes> count{};
  for (const Prepared* e : examples) count[e->type] += 1;
  const double mean = static_cast<double>(examples.size()) / kEventTypes;
  for (std::size_t t = 0; t < kEventTypes; ++t)
    importance_[t] = std::pow(mean / std::max(1.0, count[t]), settings_.balance);
  std::vector<std::size_t> order(examples.size());
  std::iota(order.begin(), order.end(), 0);
  total_updates_ = std::max(1, settings_.epochs * static_cast<int>(examples.size()) / kBatch);
  for (int epoch = 0; epoch < settings_.epochs; ++epoch) {
    for (std::size_t i = order.size(); i > 1; --i)
      std::swap(order[i - 1], order[next(random_) % i]);
    for (const std::size_t i : order) step(*examples[i]);
  }
}

Learner::Sums Learner::sums(const Prepared& e) const {
  RankerWeights::Row linear{};
  for (std::size_t i = 0; i < e.index.size(); ++i) {
    const RankerWeights::Row& w = weights_[e.index[i]];
    for (std::size_t o = 0; o < kOut; ++o) linear[o] += e.value[i] * w[o];
  }
  Sums out{};
  for (std::size_t o = 0; o < kOut; ++o) out[o] = static_cast<double>(linear[o]);
  std::array<float, kUnits> hidden{};
  activate(e.dense, hidden);
  for (std::size_t h = 0; h < kUnits; ++h) {
    for (std::size_t o = 0; o < kOut; ++o)
      out[o] += static_cast<double>(hidden[h] * network_.output[h * kOut + o]);
  }
  return out;
}

void Learner::step(const Prepared& e) {
  std::array<float, kDense> dense = e.dense;
  for (std::size_t s = 0; s < PairFeatures::kSlots; ++s) {
    if (uniform(random_) < settings_.hide)
      std::fill_n(dense.begin() + s * WordTable::kSize, WordTable::kSize, 0.0F);
  }
  std::array<float, kUnits> hidden{};
  activate(dense, hidden);
  const auto kept = static_cast<float>(1 / (1 - settings_.dropout));
  for (float& h : hidden) h *= uniform(random_) < settings_.dropout ? 0 : kept;

  RankerWeights::Row s{};
  for (std::size_t i = 0; i < e.index.size(); ++i) {
    const RankerWeights::Row& w = weights_[e.index[i]];
    for (std::size_t o = 0; o < kOut; ++o) s[o] += e.value[i] * w[o];
  }
  for (std::size_t h = 0; h < kUnits; ++h) {
    if (hidden[h] == 0) continue;
    for (std::size_t o = 0; o < kOut; ++o) s[o] += hidden[h] * network_.output[h * kOut + o];
  }
  const float top = *std::max_element(s.begin(), s.begin() + kEventTypes);
  float total = 0;
  for (std::size_t t = 0; t < kEventTypes; ++t) total += s[t] = std::exp(s[t] - top);
  const double weight = (e.event ? 1 : settings_.no_event) * importance_[e.type];
  RankerWeights::Row g{};
  for (std::size_t t = 0; t < kEventTypes; ++t)
    g[t] = static_cast<float>(weight) * (s[t] / total - (t == e.type ? 1.0F : 0.0F));
  g[kEventTypes] = 1 / (1 + std::exp(-s[kEventTypes])) - (e.event ? 1.0F : 0.0F);

  const auto l2 = static_cast<float>(settings_.l2);
  const auto rate = static_cast<float>(settings_.rate * std::max(0.05, left()));
  for (std::size_t i = 0; i < e.index.size(); ++i) {
    RankerWeights::Row& w = weights_[e.index[i]];
    RankerWeights::Row& q = squares_[e.index[i]];
    const float x = e.value[i];
    for (std::size_t o = 0; o < kOut; ++o) {
      const float d = g[o] * x + l2 * w[o];
      q[o] += d * d;
      w[o] -= rate * d / std::sqrt(1e-6F + q[o]);
    }
  }
  std::array<float, kUnits> back{};
  for (std::size_t h = 0; h < kUnits; ++h) {
    if (hidden[h] == 0) continue;
    float sum = 0;
    for (std::size_t o = 0; o < kOut; ++o) {
      sum += g[o] * network_.output[h * kOut + o];
      gradient_.output[h * kOut + o] += g[o] * hidden[h];
    }
    back[h] = sum * kept;
  }
  for (std::size_t i = 0; i < kDense; ++i) {
    const float x = dense[i];
    if (x == 0) continue;
    float* row = gradient_.hidden.data() + i * kUnits;
    for (std::size_t h = 0; h < kUnits; ++h) row[h] += x * back[h];
  }
  float* bias = gradient_.hidden.data() + kDense * kUnits;
  for (std::size_t h = 0; h < kUnits; ++h) bias[h] += back[h];
  if (++batch_ == kBatch) update_network();
}

double Learner::left() const {
  return 1 - static_cast<double>(updates_) / static_cast<double>(total_updates_);
}

void Learner::update_network() {
  batch_ = 0;
  ++updates_;
  const auto rate = static_cast<float>(settings_.network_rate * std::max(0.02, left()));
  const auto decay = static_cast<float>(settings_.network_decay);
  const auto c1 = static_cast<float>(1 - std::pow(0.9, updates_));
  const auto c2 = static_cast<float>(1 - std::pow(0.999, updates_));
  const auto update = [&](std::vector<float>& w, std::vector<float>& g, std::vector<float>& m,
                          std::vector<float>& v) {
    for (std::size_t i = 0; i < w.size(); ++i) {
      const float d = g[i] / kBatch;
      m[i] = 0.9F * m[i] + 0.1F * d;
      v[i] = 0.999F * v[i] + 0.001F * d * d;
      w[i] -= rate * (m[i] / c1 / (std::sqrt(v[i] / c2) + 1e-8F) + decay * w[i]);
      g[i] = 0;
    }
  };
  update(network_.hidden, gradient_.hidden, mean_.hidden, variance_.hidden);
  update(network_.output, gradient_.output, mean_.output, variance_.output);
}

void Learner::activate(const std::array<float, kDense>& dense,
                       std::array<float, kUnits>& out) const {
  const float* row = network_.hidden.data() + kDense * kUnits;
  std::copy_n(row, kUnits, out.begin());
  for (std::size_t i = 0; i < kDense; ++i) {
    row = network_.hidden.data() + i * kUnits;
    for (std::size_t h = 0; h < kUnits; ++h) out[h] += dense[i] * row[h];
  }
  for (float& h : out) h = std::max(h, 0.0F);
}

void Learner::write(const std::vector<Learner>& learners, const std::vector<std::uint32_t>& keys,
                    RankerWeights& out) {
  const auto share = 1 / static_cast<float>(learners.size());
  out.sparse.clear();
  for (std::size_t i = 0; i < keys.size(); ++i) {
    RankerWeights::Row mean{};
    for (const Learner& l : learners) {
      for (std::size_t o = 0; o < kOut; ++o) mean[o] += share * l.weights_[i][o];
    }
    if (std::any_of(mean.begin(), mean.end(), [](float x) { return std::abs(x) > 2.0F / 1024; }))
      out.sparse.emplace_back(keys[i], mean);
  }
  std::sort(out.sparse.begin(), out.sparse.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  out.hidden.assign((kDense + 1) * kHidden, 0);
  for (std::size_t k = 0; k < learners.size(); ++k) {
    const Network& n = learners[k].network_;
    for (std::size_t i = 0; i <= kDense; ++i)
      std::copy_n(n.hidden.begin() + static_cast<std::ptrdiff_t>(i * kUnits), kUnits,
                  out.hidden.begin() + static_cast<std::ptrdiff_t>(i * kHidden + k * kUnits));
    for (std::size_t h = 0; h < kUnits; ++h) {
      for (std::size_t o = 0; o < kOut; ++o)
        out.output[k * kUnits + h][o] = share * n.output[h * kOut + o];
    }
  }
}

}  // namespace dragoman::training
