#include "learner.h"

#include <algorithm>
#include <cmath>
#include <deque>

namespace dragoman {

namespace {

using Vector = std::vector<double>;

double dot(const Vector& a, const Vector& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

/// An example with its evidence by row.
struct Row {
  std::vector<std::pair<std::uint32_t, float>> features;
  int label;
  double weight;
};

class Objective {
 public:
  Objective(std::vector<Row> rows, double l2) : rows_(std::move(rows)), l2_(l2) {}

  double operator()(const Vector& w, Vector& gradient) const {
    double loss = 0;
    for (std::size_t i = 0; i < w.size(); ++i) {
      loss += 0.5 * l2_ * w[i] * w[i];
      gradient[i] = l2_ * w[i];
    }
    for (const Row& row : rows_) {
      std::array<double, kModalityCount> p{};
      for (const auto& [f, x] : row.features) {
        for (std::size_t k = 0; k < kModalityCount; ++k)
          p[k] += w[f * kModalityCount + k] * static_cast<double>(x);
      }
      normalise(p);
      const auto label = static_cast<std::size_t>(row.label);
      loss -= row.weight * std::log(std::max(p[label], 1e-30));
      p[label] -= 1;
      for (double& x : p) x *= row.weight;
      for (const auto& [f, x] : row.features) {
        for (std::size_t k = 0; k < kModalityCount; ++k)
          gradient[f * kModalityCount + k] += p[k] * static_cast<double>(x);
      }
    }
    return loss;
  }

 private:
  std::vector<Row> rows_;
  double l2_;
};

/// L-BFGS (Liu and Nocedal 1989) with halved steps until the loss falls enough.
Vector minimise(const Objective& objective, std::size_t size, int steps) {
  constexpr std::size_t kMemory = 8;
  Vector w(size, 0);
  Vector gradient(size);
  double loss = objective(w, gradient);
  std::deque<std::pair<Vector, Vector>> memory;  // changes of w and of the gradient
  Vector next(size);
  Vector next_gradient(size);
  for (int step = 0; step < steps; ++step) {
    Vector d = gradient;
    std::vector<double> alpha(memory.size());
    for (std::size_t m = memory.size(); m-- > 0;) {
      const auto& [s, y] = memory[m];
      alpha[m] = dot(s, d) / dot(s, y);
      for (std::size_t i = 0; i < size; ++i) d[i] -= alpha[m] * y[i];
    }
    double scale = 1 / std::max(1.0, std::sqrt(dot(gradient, gradient)));
    if (!memory.empty()) {
      const auto& [s, y] = memory.back();
      scale = dot(s, y) / dot(y, y);
    }
    for (double& x : d) x *= scale;
    for (std::size_t m = 0; m < memory.size(); ++m) {
      const auto& [s, y] = memory[m];
      const double beta = dot(y, d) / dot(s, y);
      for (std::size_t i = 0; i < size; ++i) d[i] += (alpha[m] - beta) * s[i];
    }
    const double slope = dot(gradient, d);
    double length = 1;
    double next_loss = loss;
    bool better = false;
    for (int tries = 0; tries < 20 && !better; ++tries, length /= 2) {
      for (std::size_t i = 0; i < size; ++i) next[i] = w[i] - length * d[i];
      next_loss = objective(next, next_gradient);
      better = next_loss <= loss - 1e-4 * length * slope;
    }
    if (!better || loss - next_loss < 1e-5 * loss) return better ? next : w;
    Vector s(size);
    Vector y(size);
    for (std::size_t i = 0; i < size; ++i) {
      s[i] = next[i] - w[i];
      y[i] = next_gradient[i] - gradient[i];
    }
    if (dot(s, y) > 1e-10) memory.emplace_back(std::move(s), std::move(y));
    if (memory.size() > kMemory) memory.pop_front();
    w.swap(next);
    gradient.swap(next_gradient);
    loss = next_loss;
  }
  return w;
}

}  // namespace

void normalise(std::array<double, kModalityCount>& scores) {
  const double top = *std::max_element(scores.begin(), scores.end());
  double sum = 0;
  for (double& s : scores) sum += s = std::exp(s - top);
  for (double& s : scores) s /= sum;
}

std::array<double, kModalityCount> ModalityWeights::scores(const std::vector<Evidence>& e) const {
  std::array<double, kModalityCount> sums{};
  for (const Evidence& piece : e) {
    const auto found = index.find(piece.key);
    if (found == index.end()) continue;
    for (std::size_t k = 0; k < kModalityCount; ++k)
      sums[k] += static_cast<double>(rows[found->second][k]) * piece.value / 4;
  }
  return sums;
}

ModalityWeights learn_modality(const std::vector<const ModalityExample*>& examples,
                               const LearnerOptions& options) {
  ModalityWeights weights;
  std::unordered_map<std::uint32_t, int> seen;
  std::vector<std::uint32_t> keys;
  for (const ModalityExample* e : examples) {
    keys.clear();
    for (const Evidence& piece : e->evidence) keys.push_back(piece.key);
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    for (const std::uint32_t key : keys) ++seen[key];
  }
  std::vector<Row> rows;
  for (const ModalityExample* e : examples) {
    if (e->evidence.empty()) continue;
    Row row{{}, e->label, static_cast<double>(e->weight)};
    for (const Evidence& piece : e->evidence) {
      if (seen[piece.key] < options.least) continue;
      const auto [at, fresh] =
          weights.index.try_emplace(piece.key, static_cast<std::uint32_t>(weights.index.size()));
      row.features.emplace_back(at->second, static_cast<float>(piece.value) / 4);
    }
    rows.push_back(std::move(row));
  }
  const std::size_t size = weights.index.size();
  const Vector w =
      minimise(Objective(std::move(rows), options.l2), size * kModalityCount, options.steps);
  weights.rows.resize(size);
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t k = 0; k < kModalityCount; ++k)
      weights.rows[i][k] = static_cast<float>(w[i * kModalityCount + k]);
  }
  return weights;
}

std::string modality_bytes(const ModalityWeights& weights, double fact, double other) {
  float most = 0;
  for (const auto& row : weights.rows) {
    for (const float w : row) most = std::max(most, std::abs(w));
  }
  const float steps = most > 0 ? std::min(127 / most, 256.0F) : 1;  // of a byte, for a weight of 1
  std::vector<ModalityModel::Row> rows;
  for (const auto& [key, index] : weights.index) {
    ModalityModel::Row row{key, {}};
    bool counts = false;
    for (std::size_t k = 0; k < kModalityCount; ++k) {
      row.weights[k] = static_cast<std::int8_t>(std::lround(weights.rows[index][k] * steps));
      counts |= std::abs(row.weights[k]) > 1;
    }
    if (counts) rows.push_back(row);
  }
  std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
  const double units = static_cast<double>(steps) * 4;  // evidence counts in quarters
  return ModalityModel::bytes(rows, {static_cast<std::int32_t>(std::lround(fact * units)),
                                     static_cast<std::int32_t>(std::lround(other * units))});
}

}  // namespace dragoman
