// The arithmetic of the network. Every result is the same, bit for bit, on every x86-64 machine:
// sums run in one order whatever the vector width, nothing is fused, and exp is our own.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace dragoman {

/// Columns of every matrix are padded to a multiple of this.
inline constexpr std::size_t kPad = 16;
inline constexpr std::size_t padded(std::size_t n) { return (n + kPad - 1) / kPad * kPad; }

/// c (m x n) += a (m x k) * b (k x n). n is a multiple of kPad. Element (i, j) of `a` lies at
/// a[i * a_row + j * a_column]; rows of `b` and `c` are contiguous.
void multiply_add(std::size_t m, std::size_t n, std::size_t k, const float* a, std::size_t a_row,
                  std::size_t a_column, const float* b, std::size_t b_row, float* c,
                  std::size_t c_row);

/// A matrix in whole numbers for multiply_packed: 12 bits a cell, one scale a column. Holds to
/// within 1 in 4,000 of the largest cell of a column.
struct PackedMatrix {
  std::size_t rows = 0;
  std::size_t columns = 0;          ///< a multiple of kPad
  std::vector<std::int16_t> cells;  ///< sixteen columns by two rows at a time
  std::vector<float> scale;         ///< of each column
};
PackedMatrix pack(const float* matrix, std::size_t rows, std::size_t columns);

/// Turns n floats into 12-bit whole numbers; returns what one is worth.
float quantise(std::size_t n, const float* x, std::int16_t* out);

/// c (m x b.columns, dense) = bias + scale * a * b. Row i of `a` starts at a[i * a_row] and has
/// padded(b.rows) cells, those past b.rows zero or anything that b's zero padding blots out.
void multiply_packed(std::size_t m, const std::int16_t* a, std::size_t a_row, float scale,
                     const PackedMatrix& b, const float* bias, float* c);

/// True where the processor multiplies bytes in lanes (AVX-512 VNNI).
bool multiplies_bytes();

/// A matrix of 8-bit whole numbers for multiply_bytes, one scale a column. Holds to within 1 in 254
/// of the largest cell of a column. Laid out for the processor at hand; results do not depend on
/// it.
struct ByteMatrix {
  std::size_t rows = 0;
  std::size_t columns = 0;         ///< a multiple of kPad
  std::vector<std::int8_t> quads;  ///< sixteen columns by four rows at a time; or empty, and
  PackedMatrix pairs;              ///< the same numbers in 16 bits
  std::vector<std::int32_t> sums;  ///< of each column, times 128
  std::vector<float> scale;        ///< of each column
};
ByteMatrix pack_bytes(const float* matrix, std::size_t rows, std::size_t columns,
                      bool bytes = multiplies_bytes());

/// Rows of 8-bit whole numbers, one scale a row.
struct ByteRows {
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::vector<std::uint8_t> bytes;  ///< plus 128; or empty, and
  std::vector<std::int16_t> pairs;  ///< the same numbers as they are
  std::vector<float> scale;         ///< of each row
};
void quantise_rows(std::size_t rows, std::size_t columns, const float* x, ByteRows& out,
                   bool bytes = multiplies_bytes());

/// c (a.rows x b.columns, dense) = bias + a * b. Both must be laid out the same way.
void multiply_bytes(const ByteRows& a, const ByteMatrix& b, const float* bias, float* c);

/// e to the x, within 2e-7 of itself for |x| < 87.
inline float exponential(float x) {
  x = std::min(std::max(x, -87.0F), 87.0F);
  const float n = (x * 1.44269504088896341F + 12582912.0F) - 12582912.0F;
  const float r = (x - n * 0.693359375F) + n * 2.12194440e-4F;
  float p = 1.9875691500e-4F;
  p = p * r + 1.3981999507e-3F;
  p = p * r + 8.3334519073e-3F;
  p = p * r + 4.1665795894e-2F;
  p = p * r + 1.6666665459e-1F;
  p = p * r + 5.0000001201e-1F;
  p = p * r * r + r + 1.0F;
  return p * std::bit_cast<float>((static_cast<std::int32_t>(n) + 127) << 23);
}
inline float sigmoid(float x) { return 1.0F / (1.0F + exponential(-x)); }
inline float hyperbolic_tangent(float x) { return 2.0F * sigmoid(2.0F * x) - 1.0F; }

/// One step of a gated recurrent unit (SRU, Lei and others 2018) over `n` cells.
struct RecurrentStep {
  const float* candidate;  ///< input projections, n each
  const float* forget;
  const float* output;
  const float* forget_peep;  ///< weights of the last cell state in the two gates
  const float* output_peep;
  const float* input;   ///< what passes by when the output gate is closed
  const float* before;  ///< cell state of the step before
  float* forget_gate;   ///< results, n each
  float* output_gate;
  float* cell;
  float* squashed;
  float* result;
};
void recurrent_step(std::size_t n, const RecurrentStep& step);

/// x = max(x, 0)
void rectify(std::size_t n, float* x);

/// out (n, a multiple of kPad) = the sum, in order, of rows of a table of bytes (n a row), each
/// times its scale.
void sum_rows(std::size_t n, const std::vector<std::uint32_t>& rows, std::size_t first,
              std::size_t last, const float* scale, const std::int8_t* table, float* out);

}  // namespace dragoman
