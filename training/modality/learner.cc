#include "learner.h"

#include <algorithm>
#include <cmath>

#include "random.h"

namespace dragoman {

namespace {

using training::Random;
using Sums = std::array<float, kStandingSums>;

/// An example with its evidence by row, and its words centred and scaled.
struct Row {
  std::vector<std::pair<std::uint32_t, float>> evidence;
  std::array<float, kStandingDense> dense{};
  std::size_t label = 0;
  float weight = 1;
};

/// About a normal number, from sums that are the same everywhere.
float normal(Random& random) {
  float sum = -6;
  for (int i = 0; i < 12; ++i) sum += random.uniform();
  return sum;
}

/// Weights in one array: evidence, words, biases, each a row of sums; then output.
class Learner {
 public:
  Learner(const std::vector<Row>& rows, std::size_t features, const LearnerOptions& o)
      : rows_(rows),
        features_(features),
        o_(o),
        random_(o.seed),
        dense_(features * kStandingSums),
        bias_(dense_ + kStandingDense * kStandingSums),
        output_(bias_ + kStandingSums),
        size_(output_ + kStandingUnits * kModalityCount),
        w_(size_),
        gradient_(size_),
        mean_(size_),
        variance_(size_) {
    const float of_evidence = 0.3F / std::sqrt(60.0F);
    const auto of_words = static_cast<float>(0.7 / std::sqrt(kStandingSlots) / o.word_scale);
    const float of_units = 0.5F / std::sqrt(static_cast<float>(kStandingUnits));
    for (std::size_t i = 0; i < bias_; ++i) {
      if (i % kStandingSums >= kModalityCount)
        w_[i] = normal(random_) * (i < dense_ ? of_evidence : of_words);
    }
    for (std::size_t i = output_; i < size_; ++i) w_[i] = normal(random_) * of_units;
  }

  void train() {
    for (int step = 0; step < o_.steps; ++step) {
      decay();
      for (const Row& row : rows_) example(row);
      update(step);
    }
  }

  void give(ModalityWeights& out) const {
    out.rows.resize(features_);
    for (std::size_t f = 0; f < features_; ++f)
      std::copy_n(w_.begin() + static_cast<std::ptrdiff_t>(f * kStandingSums), kStandingSums,
                  out.rows[f].begin());
    out.head.dense.assign(w_.begin() + static_cast<std::ptrdiff_t>(dense_),
                          w_.begin() + static_cast<std::ptrdiff_t>(bias_));
    std::copy_n(w_.begin() + static_cast<std::ptrdiff_t>(bias_), kStandingSums,
                out.head.bias.begin());
    for (std::size_t u = 0; u < kStandingUnits; ++u)
      std::copy_n(w_.begin() + static_cast<std::ptrdiff_t>(output_ + u * kModalityCount),
                  kModalityCount, out.head.output[u].begin());
  }

 private:
  /// The gradient begins as that of the squared weights.
  void decay() {
    const auto l2 = static_cast<float>(o_.l2);
    const auto unit = static_cast<float>(o_.unit_l2);
    for (std::size_t i = 0; i < bias_; ++i) {
      const bool to_unit = i % kStandingSums >= kModalityCount;
      gradient_[i] = w_[i] * (!to_unit ? l2 : i < dense_ ? l2 * unit : unit);
    }
    for (std::size_t i = bias_; i < output_; ++i) gradient_[i] = 0;
    for (std::size_t i = output_; i < size_; ++i) gradient_[i] = unit * w_[i];
  }

  void example(const Row& row) {
    Sums sums;
    std::copy_n(&w_[bias_], kStandingSums, sums.begin());
    shown_.clear();
    for (const auto& [f, x] : row.evidence) {
      const float seen = x * random_.dropout(static_cast<float>(o_.evidence));
      if (seen == 0) continue;
      shown_.emplace_back(f, seen);
      const float* w = &w_[f * kStandingSums];
      for (std::size_t k = 0; k < kStandingSums; ++k) sums[k] += seen * w[k];
    }
    std::array<float, kStandingSlots> places{};
    for (float& p : places) p = random_.dropout(static_cast<float>(o_.places));
    for (std::size_t i = 0; i < kStandingDense; ++i) {
      const float x = row.dense[i] * places[i / WordTable::kSize];
      if (x == 0) continue;
      const float* w = &w_[dense_ + i * kStandingSums];
      for (std::size_t k = 0; k < kStandingSums; ++k) sums[k] += x * w[k];
    }

    std::array<float, kStandingUnits> active{};
    std::array<float, kStandingUnits> factor{};
    std::array<double, kModalityCount> p{};
    for (std::size_t k = 0; k < kModalityCount; ++k) p[k] = static_cast<double>(sums[k]);
    for (std::size_t u = 0; u < kStandingUnits; ++u) {
      factor[u] = sums[kModalityCount + u] > 0 ? random_.dropout(static_cast<float>(o_.units)) : 0;
      active[u] = factor[u] * sums[kModalityCount + u];
      for (std::size_t k = 0; k < kModalityCount; ++k)
        p[k] += static_cast<double>(active[u] * w_[output_ + u * kModalityCount + k]);
    }
    normalise(p);
    p[row.label] -= 1;

    Sums back{};
    for (std::size_t k = 0; k < kModalityCount; ++k)
      back[k] = row.weight * static_cast<float>(p[k]);
    for (std::size_t u = 0; u < kStandingUnits; ++u) {
      float sum = 0;
      for (std::size_t k = 0; k < kModalityCount; ++k) {
        const std::size_t at = output_ + u * kModalityCount + k;
        sum += back[k] * w_[at];
        gradient_[at] += back[k] * active[u];
      }
      back[kModalityCount + u] = sum * factor[u];
    }
    for (std::size_t k = 0; k < kStandingSums; ++k) gradient_[bias_ + k] += back[k];
    for (const auto& [f, x] : shown_) {
      float* g = &gradient_[f * kStandingSums];
      for (std::size_t k = 0; k < kStandingSums; ++k) g[k] += x * back[k];
    }
    for (std::size_t i = 0; i < kStandingDense; ++i) {
      const float x = row.dense[i] * places[i / WordTable::kSize];
      if (x == 0) continue;
      float* g = &gradient_[dense_ + i * kStandingSums];
      for (std::size_t k = 0; k < kStandingSums; ++k) g[k] += x * back[k];
    }
  }

  /// Adam (Kingma and Ba 2015).
  void update(int step) {
    constexpr float kMean = 0.9F;
    constexpr float kVariance = 0.98F;
    const double left = std::max(0.02, 1 - static_cast<double>(step) / o_.steps);
    const double warm = std::min(1.0, (step + 1) / 10.0);
    const auto rate = static_cast<float>(o_.rate * warm * left);
    correct_mean_ *= kMean;
    correct_variance_ *= kVariance;
    for (std::size_t i = 0; i < size_; ++i) {
      const float g = gradient_[i];
      mean_[i] = kMean * mean_[i] + (1 - kMean) * g;
      variance_[i] = kVariance * variance_[i] + (1 - kVariance) * g * g;
      w_[i] -= rate * (mean_[i] / (1 - correct_mean_)) /
               (std::sqrt(variance_[i] / (1 - correct_variance_)) + 1e-8F);
    }
  }

  const std::vector<Row>& rows_;
  std::size_t features_;
  const LearnerOptions& o_;
  Random random_;
  std::size_t dense_, bias_, output_, size_;  ///< where each part begins
  std::vector<float> w_, gradient_, mean_, variance_;
  float correct_mean_ = 1;
  float correct_variance_ = 1;
  std::vector<std::pair<std::uint32_t, float>> shown_;
};

/// Centre of each dimension of the words and the factor of each place.
struct Scaling {
  std::array<float, kStandingDense> centre{};
  std::array<float, kStandingSlots> factor{};
};

Scaling scaling(const std::vector<Row>& rows, double length) {
  Scaling s;
  const auto n = static_cast<double>(std::max<std::size_t>(rows.size(), 1));
  for (std::size_t slot = 0; slot < kStandingSlots; ++slot) {
    double squares = 0;
    for (std::size_t j = 0; j < WordTable::kSize; ++j) {
      const std::size_t i = slot * WordTable::kSize + j;
      double sum = 0;
      for (const Row& row : rows) sum += static_cast<double>(row.dense[i]);
      s.centre[i] = static_cast<float>(sum / n);
      for (const Row& row : rows) {
        const auto off = static_cast<double>(row.dense[i] - s.centre[i]);
        squares += off * off;
      }
    }
    s.factor[slot] = squares > 0 ? static_cast<float>(length / std::sqrt(squares / n)) : 0;
  }
  return s;
}

/// Weights for words as they come, from weights for words that were centred and scaled.
void unscale(const Scaling& s, ModalityModel::Head& head) {
  for (std::size_t i = 0; i < kStandingDense; ++i) {
    for (std::size_t k = 0; k < kStandingSums; ++k) {
      float& w = head.dense[i * kStandingSums + k];
      w *= s.factor[i / WordTable::kSize];
      head.bias[k] -= s.centre[i] * w;
    }
  }
}

}  // namespace

void normalise(std::array<double, kModalityCount>& scores) {
  const double top = *std::max_element(scores.begin(), scores.end());
  double sum = 0;
  for (double& s : scores) sum += s = std::exp(s - top);
  for (double& s : scores) s /= sum;
}

std::array<double, kModalityCount> ModalityWeights::scores(const StandingInput& input) const {
  Sums sums = head.bias;
  for (const Evidence& piece : input.evidence) {
    const auto found = index.find(piece.key);
    if (found == index.end()) continue;
    const float x = static_cast<float>(piece.value) / 4;
    for (std::size_t k = 0; k < kStandingSums; ++k) sums[k] += rows[found->second][k] * x;
  }
  for (std::size_t i = 0; i < kStandingDense; ++i) {
    for (std::size_t k = 0; k < kStandingSums; ++k)
      sums[k] += input.dense[i] * head.dense[i * kStandingSums + k];
  }
  std::array<double, kModalityCount> out{};
  for (std::size_t k = 0; k < kModalityCount; ++k) {
    out[k] = static_cast<double>(sums[k]);
    for (std::size_t u = 0; u < kStandingUnits; ++u)
      out[k] += static_cast<double>(std::max(sums[kModalityCount + u], 0.0F) * head.output[u][k]);
  }
  return out;
}

ModalityWeights learn_modality(const std::vector<const ModalityExample*>& examples,
                               const LearnerOptions& options) {
  ModalityWeights weights;
  std::unordered_map<std::uint32_t, int> seen;
  std::vector<std::uint32_t> keys;
  for (const ModalityExample* e : examples) {
    keys.clear();
    for (const Evidence& piece : e->input.evidence) keys.push_back(piece.key);
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    for (const std::uint32_t key : keys) ++seen[key];
  }
  std::vector<Row> rows;
  for (const ModalityExample* e : examples) {
    if (e->input.evidence.empty()) continue;
    Row row{{}, e->input.dense, static_cast<std::size_t>(e->label), e->weight};
    for (const Evidence& piece : e->input.evidence) {
      if (seen[piece.key] < options.least) continue;
      const auto [at, fresh] =
          weights.index.try_emplace(piece.key, static_cast<std::uint32_t>(weights.index.size()));
      row.evidence.emplace_back(at->second, static_cast<float>(piece.value) / 4);
    }
    rows.push_back(std::move(row));
  }
  const Scaling scale = scaling(rows, options.word_scale);
  for (Row& row : rows) {
    for (std::size_t i = 0; i < kStandingDense; ++i)
      row.dense[i] = (row.dense[i] - scale.centre[i]) * scale.factor[i / WordTable::kSize];
  }
  Learner learner(rows, weights.index.size(), options);
  learner.train();
  learner.give(weights);
  unscale(scale, weights.head);
  return weights;
}

std::string modality_bytes(const ModalityWeights& weights, ModalityModel::Trust trust,
                           std::vector<WordTable::Row> words) {
  float most = 1e-6F;
  float most_of_units = 1e-6F;
  for (const auto& row : weights.rows) {
    for (std::size_t k = 0; k < kStandingSums; ++k)
      (k < kModalityCount ? most : most_of_units) =
          std::max(k < kModalityCount ? most : most_of_units, std::abs(row[k]));
  }
  ModalityModel::Head head = weights.head;
  head.trust = trust;
  head.scale = most / 127;
  head.unit_scale = most_of_units / 127;
  std::vector<ModalityModel::Row> rows;
  for (const auto& [key, index] : weights.index) {
    ModalityModel::Row row{key, {}};
    bool counts = false;
    for (std::size_t k = 0; k < kStandingSums; ++k) {
      const float scale = k < kModalityCount ? head.scale : head.unit_scale;
      row.weights[k] = static_cast<std::int8_t>(std::lround(weights.rows[index][k] / scale));
      counts |= std::abs(row.weights[k]) > 1;
    }
    if (counts && key != 0) rows.push_back(row);
  }
  const auto by_key = [](const auto& a, const auto& b) { return a.key < b.key; };
  std::sort(rows.begin(), rows.end(), by_key);
  std::stable_sort(words.begin(), words.end(), by_key);
  words.erase(std::unique(words.begin(), words.end(),
                          [](const auto& a, const auto& b) { return a.key == b.key; }),
              words.end());
  std::erase_if(words, [](const auto& w) { return w.key == 0; });
  return ModalityModel::bytes(head, rows, words);
}

}  // namespace dragoman
