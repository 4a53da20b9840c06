#include "language/matrix.h"

namespace dragoman {

namespace {

#if defined(__GNUC__) && defined(__x86_64__)
#define DRAGOMAN_WIDE __attribute__((target("avx2")))
#define DRAGOMAN_INLINE inline __attribute__((always_inline))
bool wide() {
  static const bool yes = __builtin_cpu_supports("avx2") != 0;
  return yes;
}
#else
#define DRAGOMAN_WIDE
#define DRAGOMAN_INLINE inline
bool wide() { return false; }
#endif

// Floats side by side, wherever they lie in memory: eight for AVX2, four for any x86-64.
template <int kWidth>
struct Lanes {
  typedef float Vector __attribute__((vector_size(4 * kWidth), aligned(4), may_alias));
  typedef std::int32_t Whole __attribute__((vector_size(4 * kWidth), aligned(4), may_alias));
};

template <int kWidth, int kRows>
DRAGOMAN_INLINE void tile(std::size_t k, const float* a, std::size_t a_row, std::size_t a_column,
                          const float* b, std::size_t b_row, float* c, std::size_t c_row) {
  using Vector = typename Lanes<kWidth>::Vector;
  constexpr int kParts = static_cast<int>(kPad) / kWidth;
  Vector sum[kRows][kParts];
  for (int r = 0; r < kRows; ++r) {
    const float* from = c + static_cast<std::size_t>(r) * c_row;
    for (int p = 0; p < kParts; ++p)
      sum[r][p] = *reinterpret_cast<const Vector*>(from + p * kWidth);
  }
  for (std::size_t i = 0; i < k; ++i) {
    Vector row[kParts];
    for (int p = 0; p < kParts; ++p) row[p] = *reinterpret_cast<const Vector*>(b + p * kWidth);
    for (int r = 0; r < kRows; ++r) {
      const float x = a[static_cast<std::size_t>(r) * a_row];
      for (int p = 0; p < kParts; ++p) sum[r][p] += row[p] * x;
    }
    a += a_column;
    b += b_row;
  }
  for (int r = 0; r < kRows; ++r) {
    float* to = c + static_cast<std::size_t>(r) * c_row;
    for (int p = 0; p < kParts; ++p) *reinterpret_cast<Vector*>(to + p * kWidth) = sum[r][p];
  }
}

template <int kWidth, int kRows>
DRAGOMAN_INLINE void multiply_add_body(std::size_t m, std::size_t n, std::size_t k, const float* a,
                                       std::size_t a_row, std::size_t a_column, const float* b,
                                       std::size_t b_row, float* c, std::size_t c_row) {
  for (std::size_t j = 0; j < n; j += kPad) {
    std::size_t i = 0;
    for (; i + kRows <= m; i += kRows)
      tile<kWidth, kRows>(k, a + i * a_row, a_row, a_column, b + j, b_row, c + i * c_row + j,
                          c_row);
    if (kRows > 4 && i + 4 <= m) {
      tile<kWidth, 4>(k, a + i * a_row, a_row, a_column, b + j, b_row, c + i * c_row + j, c_row);
      i += 4;
    }
    if (i + 2 <= m) {
      tile<kWidth, 2>(k, a + i * a_row, a_row, a_column, b + j, b_row, c + i * c_row + j, c_row);
      i += 2;
    }
    if (i < m)
      tile<kWidth, 1>(k, a + i * a_row, a_row, a_column, b + j, b_row, c + i * c_row + j, c_row);
  }
}

DRAGOMAN_WIDE void multiply_add_wide(std::size_t m, std::size_t n, std::size_t k, const float* a,
                                     std::size_t a_row, std::size_t a_column, const float* b,
                                     std::size_t b_row, float* c, std::size_t c_row) {
  multiply_add_body<8, 6>(m, n, k, a, a_row, a_column, b, b_row, c, c_row);
}

/// exponential() of the header in lanes, in place.
template <int kWidth>
DRAGOMAN_INLINE void sigmoid_lanes(typename Lanes<kWidth>::Vector& value) {
  using Vector = typename Lanes<kWidth>::Vector;
  using Whole = typename Lanes<kWidth>::Whole;
  const Vector top = Vector{} + 87.0F;
  Vector x = -value;
  x = x < top ? x : top;
  x = x > -top ? x : -top;
  const Vector n = (x * 1.44269504088896341F + 12582912.0F) - 12582912.0F;
  const Vector r = (x - n * 0.693359375F) + n * 2.12194440e-4F;
  Vector p = Vector{} + 1.9875691500e-4F;
  p = p * r + 1.3981999507e-3F;
  p = p * r + 8.3334519073e-3F;
  p = p * r + 4.1665795894e-2F;
  p = p * r + 1.6666665459e-1F;
  p = p * r + 5.0000001201e-1F;
  p = p * r * r + r + 1.0F;
  const Whole power = (__builtin_convertvector(n, Whole) + 127) << 23;
  value = 1.0F / (1.0F + p * reinterpret_cast<Vector>(power));
}

/// `n` is a multiple of 8.
template <int kWidth>
DRAGOMAN_INLINE void recurrent_step_body(std::size_t n, const RecurrentStep& s) {
  using Vector = typename Lanes<kWidth>::Vector;
  for (std::size_t i = 0; i < n; i += kWidth) {
    const Vector c = *reinterpret_cast<const Vector*>(s.before + i);
    Vector f = *reinterpret_cast<const Vector*>(s.forget + i) +
               *reinterpret_cast<const Vector*>(s.forget_peep + i) * c;
    Vector o = *reinterpret_cast<const Vector*>(s.output + i) +
               *reinterpret_cast<const Vector*>(s.output_peep + i) * c;
    sigmoid_lanes<kWidth>(f);
    sigmoid_lanes<kWidth>(o);
    const Vector now = f * c + (1.0F - f) * *reinterpret_cast<const Vector*>(s.candidate + i);
    Vector h = 2.0F * now;
    sigmoid_lanes<kWidth>(h);
    h = 2.0F * h - 1.0F;
    *reinterpret_cast<Vector*>(s.forget_gate + i) = f;
    *reinterpret_cast<Vector*>(s.output_gate + i) = o;
    *reinterpret_cast<Vector*>(s.cell + i) = now;
    *reinterpret_cast<Vector*>(s.squashed + i) = h;
    *reinterpret_cast<Vector*>(s.result + i) =
        o * h + (1.0F - o) * *reinterpret_cast<const Vector*>(s.input + i);
  }
}

DRAGOMAN_WIDE void recurrent_step_wide(std::size_t n, const RecurrentStep& s) {
  recurrent_step_body<8>(n, s);
}

DRAGOMAN_INLINE void add_row_body(std::size_t n, float scale, const std::int8_t* __restrict row,
                                  float* __restrict out) {
  for (std::size_t i = 0; i < n; ++i) out[i] += scale * static_cast<float>(row[i]);
}

DRAGOMAN_WIDE void add_row_wide(std::size_t n, float scale, const std::int8_t* row, float* out) {
  add_row_body(n, scale, row, out);
}

}  // namespace

void multiply_add(std::size_t m, std::size_t n, std::size_t k, const float* a, std::size_t a_row,
                  std::size_t a_column, const float* b, std::size_t b_row, float* c,
                  std::size_t c_row) {
  if (wide())
    multiply_add_wide(m, n, k, a, a_row, a_column, b, b_row, c, c_row);
  else
    multiply_add_body<4, 2>(m, n, k, a, a_row, a_column, b, b_row, c, c_row);
}

void recurrent_step(std::size_t n, const RecurrentStep& step) {
  if (wide())
    recurrent_step_wide(n, step);
  else
    recurrent_step_body<4>(n, step);
}

void rectify(std::size_t n, float* x) {
  for (std::size_t i = 0; i < n; ++i) x[i] = std::max(x[i], 0.0F);
}

void add_row(std::size_t n, float scale, const std::int8_t* row, float* out) {
  if (wide())
    add_row_wide(n, scale, row, out);
  else
    add_row_body(n, scale, row, out);
}

}  // namespace dragoman
