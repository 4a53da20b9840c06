#include "word_rows.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "coding/pair_features.h"
#include "vectors.h"

namespace dragoman::training {

namespace {

/// Symmetric n x n matrix, row by row.
using Square = std::vector<double>;

/// Eigenvectors of a symmetric matrix as columns, by Jacobi rotations; `a` ends up diagonal.
Square eigenvectors(Square& a, std::size_t n) {
  Square v(n * n, 0);
  for (std::size_t i = 0; i < n; ++i) v[i * n + i] = 1;
  for (int sweep = 0; sweep < 20; ++sweep) {
    for (std::size_t p = 0; p < n; ++p) {
      for (std::size_t q = p + 1; q < n; ++q) {
        if (std::abs(a[p * n + q]) < 1e-12) continue;
        const double theta = (a[q * n + q] - a[p * n + p]) / (2 * a[p * n + q]);
        const double t = (theta >= 0 ? 1 : -1) / (std::abs(theta) + std::sqrt(theta * theta + 1));
        const double c = 1 / std::sqrt(t * t + 1);
        const double s = t * c;
        for (std::size_t k = 0; k < n; ++k) {
          const double x = a[k * n + p];
          const double y = a[k * n + q];
          a[k * n + p] = c * x - s * y;
          a[k * n + q] = s * x + c * y;
        }
        for (std::size_t k = 0; k < n; ++k) {
          const double x = a[p * n + k];
          const double y = a[q * n + k];
          a[p * n + k] = c * x - s * y;
          a[q * n + k] = s * x + c * y;
        }
        for (std::size_t k = 0; k < n; ++k) {
          const double x = v[k * n + p];
          const double y = v[k * n + q];
          v[k * n + p] = c * x - s * y;
          v[k * n + q] = s * x + c * y;
        }
      }
    }
  }
  return v;
}

bool of_letters(const std::string& word) {
  return std::all_of(word.begin(), word.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
}

}  // namespace

std::vector<WordTable::Row> word_rows(const std::string& path, std::size_t most) {
  const WordVectors all = read_vectors(path, 2 * most);
  const std::size_t n = all.dimensions;
  std::vector<const float*> rows;
  std::vector<std::uint32_t> keys;
  for (std::size_t i = 0; i < all.words.size() && rows.size() < most; ++i) {
    if (!of_letters(all.words[i])) continue;
    rows.push_back(&all.values[i * n]);
    keys.push_back(word_key(all.words[i]));
  }
  if (rows.empty() || n < WordTable::kSize) return {};
  Square covariance(n * n, 0);
  for (const float* row : rows) {
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j)
        covariance[i * n + j] += static_cast<double>(row[i]) * static_cast<double>(row[j]);
  }
  for (double& x : covariance) x /= static_cast<double>(rows.size());
  const Square axes = eigenvectors(covariance, n);
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return covariance[a * n + a] > covariance[b * n + b];
  });
  std::vector<WordTable::Row> out;
  for (std::size_t w = 0; w < rows.size(); ++w) {
    std::array<float, WordTable::kSize> vector{};
    for (std::size_t k = 0; k < WordTable::kSize; ++k) {
      double sum = 0;
      for (std::size_t i = 0; i < n; ++i)
        sum += static_cast<double>(rows[w][i]) * axes[i * n + order[k]];
      vector[k] = static_cast<float>(sum);
    }
    out.push_back(WordTable::row(keys[w], vector));
  }
  return out;
}

}  // namespace dragoman::training
