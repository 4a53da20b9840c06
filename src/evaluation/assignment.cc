#include "evaluation/assignment.h"

#include <algorithm>
#include <limits>

namespace dragoman {

std::vector<int> best_assignment(const std::vector<std::vector<int>>& weights) {
  const std::size_t rows = weights.size();
  const std::size_t columns = rows == 0 ? 0 : weights.front().size();
  const std::size_t n = std::max(rows, columns);
  std::vector<int> out(rows, -1);
  if (columns == 0) return out;
  const auto cost = [&](std::size_t i, std::size_t j) {  // 1-based; the square is filled with 0
    return i <= rows && j <= columns ? -weights[i - 1][j - 1] : 0;
  };
  // Potentials of rows and columns; row_of[j] is the row that column j holds, 0 for none.
  std::vector<int> u(n + 1, 0);
  std::vector<int> v(n + 1, 0);
  std::vector<std::size_t> row_of(n + 1, 0);
  for (std::size_t i = 1; i <= n; ++i) {
    std::vector<int> slack(n + 1, std::numeric_limits<int>::max());
    std::vector<std::size_t> from(n + 1, 0);
    std::vector<bool> seen(n + 1, false);
    std::size_t column = 0;
    row_of[0] = i;
    while (row_of[column] != 0) {
      seen[column] = true;
      const std::size_t row = row_of[column];
      int least = std::numeric_limits<int>::max();
      std::size_t next = 0;
      for (std::size_t j = 1; j <= n; ++j) {
        if (seen[j]) continue;
        const int reduced = cost(row, j) - u[row] - v[j];
        if (reduced < slack[j]) {
          slack[j] = reduced;
          from[j] = column;
        }
        if (slack[j] < least) {
          least = slack[j];
          next = j;
        }
      }
      for (std::size_t j = 0; j <= n; ++j) {
        if (seen[j]) {
          u[row_of[j]] += least;
          v[j] -= least;
        } else if (j > 0) {
          slack[j] -= least;
        }
      }
      column = next;
    }
    for (; column != 0; column = from[column]) row_of[column] = row_of[from[column]];
  }
  for (std::size_t j = 1; j <= columns; ++j) {
    const std::size_t i = row_of[j];
    if (i >= 1 && i <= rows && weights[i - 1][j - 1] > 0) out[i - 1] = static_cast<int>(j - 1);
  }
  return out;
}

}  // namespace dragoman
