#include "language/matrix.h"

#include <cmath>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

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

/// What multiply_packed does for one strip of sixteen columns, results in whole numbers.
using Strip = void (*)(std::size_t m, std::size_t pairs, const std::int16_t* a, std::size_t a_row,
                       const std::int16_t* b, std::int32_t* out);

/// The same on any machine.
[[maybe_unused]] void strip_plain(std::size_t m, std::size_t pairs, const std::int16_t* a,
                                  std::size_t a_row, const std::int16_t* b, std::int32_t* out) {
  for (std::size_t i = 0; i < m; ++i) {
    std::int32_t sum[kPad] = {};
    for (std::size_t k = 0; k < pairs; ++k) {
      for (std::size_t j = 0; j < kPad; ++j)
        sum[j] += a[i * a_row + 2 * k] * b[2 * (k * kPad + j)] +
                  a[i * a_row + 2 * k + 1] * b[2 * (k * kPad + j) + 1];
    }
    std::memcpy(out + i * kPad, sum, sizeof sum);
  }
}

#if defined(__GNUC__) && defined(__x86_64__)
// Dot products of pairs of 16-bit numbers into 32 bits: the one integer multiplication that every
// x86-64 has in lanes. A macro, since templates cannot vary the target.
// NOLINTBEGIN(bugprone-macro-parentheses)
#define DRAGOMAN_STRIP(NAME, TARGET, VECTOR, LANES, ROWS, ZERO, LOAD, FILL, ADD, STORE)            \
  template <int kRows>                                                                             \
  TARGET inline __attribute__((always_inline)) void NAME##_tile(                                   \
      std::size_t pairs, const std::int16_t* a, std::size_t a_row, const std::int16_t* b,          \
      std::int32_t* out) {                                                                         \
    constexpr int kParts = static_cast<int>(kPad) / (LANES);                                       \
    VECTOR sum[kRows][kParts];                                                                     \
    for (int r = 0; r < kRows; ++r)                                                                \
      for (int p = 0; p < kParts; ++p) sum[r][p] = ZERO();                                         \
    for (std::size_t k = 0; k < pairs; ++k) {                                                      \
      VECTOR cells[kParts];                                                                        \
      for (int p = 0; p < kParts; ++p)                                                             \
        cells[p] = LOAD(reinterpret_cast<const VECTOR*>(b + 2 * kPad * k) + p);                    \
      for (int r = 0; r < kRows; ++r) {                                                            \
        std::int32_t pair = 0;                                                                     \
        std::memcpy(&pair, a + static_cast<std::size_t>(r) * a_row + 2 * k, sizeof pair);          \
        const VECTOR x = FILL(pair);                                                               \
        for (int p = 0; p < kParts; ++p) ADD(sum[r][p], x, cells[p]);                              \
      }                                                                                            \
    }                                                                                              \
    for (int r = 0; r < kRows; ++r)                                                                \
      for (int p = 0; p < kParts; ++p)                                                             \
        STORE(reinterpret_cast<VECTOR*>(out + static_cast<std::size_t>(r) * kPad) + p, sum[r][p]); \
  }                                                                                                \
  TARGET void NAME(std::size_t m, std::size_t pairs, const std::int16_t* a, std::size_t a_row,     \
                   const std::int16_t* b, std::int32_t* out) {                                     \
    std::size_t i = 0;                                                                             \
    for (; i + (ROWS) <= m; i += (ROWS))                                                           \
      NAME##_tile<ROWS>(pairs, a + i * a_row, a_row, b, out + i * kPad);                           \
    for (; i + 2 <= m; i += 2) NAME##_tile<2>(pairs, a + i * a_row, a_row, b, out + i * kPad);     \
    if (i < m) NAME##_tile<1>(pairs, a + i * a_row, a_row, b, out + i * kPad);                     \
  }

#define DRAGOMAN_ADD_128(SUM, X, Y) SUM = _mm_add_epi32(SUM, _mm_madd_epi16(X, Y))
#define DRAGOMAN_ADD_256(SUM, X, Y) SUM = _mm256_add_epi32(SUM, _mm256_madd_epi16(X, Y))
#define DRAGOMAN_ADD_VNNI(SUM, X, Y) SUM = _mm256_dpwssd_epi32(SUM, X, Y)
DRAGOMAN_STRIP(strip_128, , __m128i, 4, 2, _mm_setzero_si128, _mm_loadu_si128, _mm_set1_epi32,
               DRAGOMAN_ADD_128, _mm_storeu_si128)
DRAGOMAN_STRIP(strip_256, __attribute__((target("avx2"))), __m256i, 8, 6, _mm256_setzero_si256,
               _mm256_loadu_si256, _mm256_set1_epi32, DRAGOMAN_ADD_256, _mm256_storeu_si256)
DRAGOMAN_STRIP(strip_vnni, __attribute__((target("avx2,avx512f,avx512vl,avx512vnni"))), __m256i, 8,
               6, _mm256_setzero_si256, _mm256_loadu_si256, _mm256_set1_epi32, DRAGOMAN_ADD_VNNI,
               _mm256_storeu_si256)

// NOLINTEND(bugprone-macro-parentheses)

// Dot products of four bytes, unsigned by signed, into 32 bits.
#define DRAGOMAN_BYTES __attribute__((target("avx512f,avx512bw,avx512vnni")))

template <int kRows>
DRAGOMAN_BYTES DRAGOMAN_INLINE void byte_tile(std::size_t quads, const std::uint8_t* a,
                                              std::size_t a_row, const std::int8_t* b,
                                              const std::int32_t* sums, const float* a_scale,
                                              const float* b_scale, const float* bias, float* c,
                                              std::size_t c_row) {
  __m512i sum[kRows];
  for (int r = 0; r < kRows; ++r) sum[r] = _mm512_setzero_si512();
  for (std::size_t k = 0; k < quads; ++k) {
    const __m512i cells = _mm512_loadu_si512(b + 4 * kPad * k);
    for (int r = 0; r < kRows; ++r) {
      std::int32_t four = 0;
      std::memcpy(&four, a + static_cast<std::size_t>(r) * a_row + 4 * k, sizeof four);
      sum[r] = _mm512_dpbusd_epi32(sum[r], _mm512_set1_epi32(four), cells);
    }
  }
  const __m512i less = _mm512_loadu_si512(sums);
  const __m512 by = _mm512_loadu_ps(b_scale);
  const __m512 start = _mm512_loadu_ps(bias);
  for (int r = 0; r < kRows; ++r) {
    const __m512 value = _mm512_cvtepi32_ps(_mm512_sub_epi32(sum[r], less));
    const __m512 scale = _mm512_mul_ps(_mm512_set1_ps(a_scale[r]), by);
    _mm512_storeu_ps(c + static_cast<std::size_t>(r) * c_row,
                     _mm512_add_ps(start, _mm512_mul_ps(scale, value)));
  }
}

DRAGOMAN_BYTES void multiply_bytes_wide(const ByteRows& a, const ByteMatrix& b, const float* bias,
                                        float* c) {
  const std::size_t quads = (b.rows + 3) / 4;
  const std::size_t a_row = 4 * quads;
  for (std::size_t j = 0; j < b.columns; j += kPad) {
    const auto strip = [&]<int kRows>(std::size_t i) DRAGOMAN_BYTES {
      byte_tile<kRows>(quads, a.bytes.data() + i * a_row, a_row, b.quads.data() + j * quads * 4,
                       b.sums.data() + j, a.scale.data() + i, b.scale.data() + j, bias + j,
                       c + i * b.columns + j, b.columns);
    };
    std::size_t i = 0;
    for (; i + 12 <= a.rows; i += 12) strip.template operator()<12>(i);
    for (; i + 4 <= a.rows; i += 4) strip.template operator()<4>(i);
    for (; i < a.rows; ++i) strip.template operator()<1>(i);
  }
}

/// Sixteen floats at a time as 12-bit whole numbers; returns how many of n were done.
DRAGOMAN_WIDE inline std::size_t quantise_pairs(std::size_t n, const float* x, float by,
                                                std::int16_t* out) {
  const __m256 times = _mm256_set1_ps(by);
  const __m256 top = _mm256_set1_ps(2047.0F);
  const __m256 bottom = _mm256_set1_ps(-2047.0F);
  const __m256 large = _mm256_set1_ps(12582912.0F);
  const auto whole = [&](const float* from) DRAGOMAN_WIDE {
    __m256 v = _mm256_mul_ps(_mm256_loadu_ps(from), times);
    v = _mm256_max_ps(_mm256_min_ps(v, top), bottom);
    return _mm256_cvttps_epi32(_mm256_sub_ps(_mm256_add_ps(v, large), large));
  };
  std::size_t i = 0;
  for (; i + 16 <= n; i += 16) {
    // Packing works within halves; the middle quarters change places.
    const __m256i packed = _mm256_packs_epi32(whole(x + i), whole(x + i + 8));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + i),
                        _mm256_permute4x64_epi64(packed, 0xD8));
  }
  return i;
}

/// Thirty-two floats at a time as bytes plus 128; returns how many of n were done.
DRAGOMAN_WIDE inline std::size_t quantise_bytes(std::size_t n, const float* x, float by,
                                                std::uint8_t* out) {
  const __m256 times = _mm256_set1_ps(by);
  const __m256 large = _mm256_set1_ps(12582912.0F);
  const __m256i order = _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7);
  const auto whole = [&](const float* from) DRAGOMAN_WIDE {
    const __m256 v = _mm256_mul_ps(_mm256_loadu_ps(from), times);
    return _mm256_cvttps_epi32(_mm256_sub_ps(_mm256_add_ps(v, large), large));
  };
  std::size_t i = 0;
  for (; i + 32 <= n; i += 32) {
    const __m256i low = _mm256_packs_epi32(whole(x + i), whole(x + i + 8));
    const __m256i high = _mm256_packs_epi32(whole(x + i + 16), whole(x + i + 24));
    const __m256i bytes = _mm256_permutevar8x32_epi32(_mm256_packs_epi16(low, high), order);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + i),
                        _mm256_xor_si256(bytes, _mm256_set1_epi8(-128)));
  }
  return i;
}

template <int kParts>
DRAGOMAN_WIDE DRAGOMAN_INLINE void sum_strip(std::size_t n, const std::uint32_t* rows,
                                             std::size_t count, const float* scale,
                                             const std::int8_t* table, float* out) {
  constexpr std::size_t kAhead = 4;  // rows lie far apart in memory
  __m256 sum[kParts];
  for (int p = 0; p < kParts; ++p) sum[p] = _mm256_setzero_ps();
  for (std::size_t k = 0; k < count; ++k) {
    if (k + kAhead < count) __builtin_prefetch(table + rows[k + kAhead] * n);
    const __m256 by = _mm256_set1_ps(scale[rows[k]]);
    const std::int8_t* row = table + rows[k] * n;
    for (int p = 0; p < kParts; ++p) {
      const __m128i cells = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(row + 8 * p));
      const __m256 value = _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(cells));
      sum[p] = _mm256_add_ps(sum[p], _mm256_mul_ps(by, value));
    }
  }
  for (int p = 0; p < kParts; ++p) _mm256_storeu_ps(out + 8 * p, sum[p]);
}

DRAGOMAN_WIDE void sum_rows_wide(std::size_t n, const std::uint32_t* rows, std::size_t count,
                                 const float* scale, const std::int8_t* table, float* out) {
  std::size_t i = 0;
  for (; i + 64 <= n; i += 64) sum_strip<8>(n, rows, count, scale, table + i, out + i);
  for (; i < n; i += 16) sum_strip<2>(n, rows, count, scale, table + i, out + i);
}

bool has_bytes() {
  return __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw");
}

Strip best_strip() {
  if (__builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512vl")) return strip_vnni;
  return __builtin_cpu_supports("avx2") ? strip_256 : strip_128;
}
#else
void sum_rows_wide(std::size_t, const std::uint32_t*, std::size_t, const float*, const std::int8_t*,
                   float*) {}
void multiply_bytes_wide(const ByteRows&, const ByteMatrix&, const float*, float*) {}
bool has_bytes() { return false; }
Strip best_strip() { return strip_plain; }
#endif

/// The largest size of n floats.
template <int kWidth>
DRAGOMAN_INLINE float largest(std::size_t n, const float* x) {
  using Vector = typename Lanes<kWidth>::Vector;
  Vector lanes = {};
  std::size_t i = 0;
  for (; i + kWidth <= n; i += kWidth) {
    const Vector v = *reinterpret_cast<const Vector*>(x + i);
    const Vector size = v < 0 ? -v : v;
    lanes = size > lanes ? size : lanes;
  }
  float most = 0;
  for (int k = 0; k < kWidth; ++k) most = lanes[k] > most ? lanes[k] : most;
  for (; i < n; ++i) {
    const float size = x[i] < 0 ? -x[i] : x[i];
    most = size > most ? size : most;
  }
  return most;
}

/// Rounded to the nearest whole number by the last bits of a large one.
DRAGOMAN_INLINE std::int32_t rounded(float x) {
  return static_cast<std::int32_t>((x + 12582912.0F) - 12582912.0F);
}

template <int kWidth>
DRAGOMAN_INLINE float quantise_body(std::size_t n, const float* __restrict x,
                                    std::int16_t* __restrict out) {
  const float most = largest<kWidth>(n, x);
  if (!(most > 1e-30F && most < 1e30F)) {
    std::fill_n(out, n, std::int16_t{0});
    return 0;
  }
  const float by = 2047.0F / most;
  std::size_t i = 0;
#if defined(__GNUC__) && defined(__x86_64__)
  if constexpr (kWidth == 8) i = quantise_pairs(n, x, by, out);
#endif
  for (; i < n; ++i) {
    float v = x[i] * by;
    v = v < 2047.0F ? v : 2047.0F;
    v = v > -2047.0F ? v : -2047.0F;
    out[i] = static_cast<std::int16_t>(rounded(v));
  }
  return most / 2047.0F;
}

DRAGOMAN_WIDE float quantise_wide(std::size_t n, const float* x, std::int16_t* out) {
  return quantise_body<8>(n, x, out);
}

/// One row in 8 bits, into whichever of the two is not null; returns what one is worth.
template <int kWidth>
DRAGOMAN_INLINE float quantise_row_body(std::size_t n, const float* __restrict x,
                                        std::uint8_t* __restrict bytes,
                                        std::int16_t* __restrict pairs) {
  const float most = largest<kWidth>(n, x);
  if (!(most > 1e-30F && most < 1e30F)) return 0;  // left as they are: zero
  const float by = 127.0F / most;
  std::size_t i = 0;
  if (bytes != nullptr) {
#if defined(__GNUC__) && defined(__x86_64__)
    if constexpr (kWidth == 8) i = quantise_bytes(n, x, by, bytes);
#endif
    for (; i < n; ++i) bytes[i] = static_cast<std::uint8_t>(rounded(x[i] * by) + 128);
  } else {
    for (; i < n; ++i) pairs[i] = static_cast<std::int16_t>(rounded(x[i] * by));
  }
  return most / 127.0F;
}

DRAGOMAN_WIDE float quantise_row_wide(std::size_t n, const float* x, std::uint8_t* bytes,
                                      std::int16_t* pairs) {
  return quantise_row_body<8>(n, x, bytes, pairs);
}

float quantise_row(std::size_t n, const float* x, std::uint8_t* bytes, std::int16_t* pairs) {
  return wide() ? quantise_row_wide(n, x, bytes, pairs) : quantise_row_body<4>(n, x, bytes, pairs);
}

void sum_rows_body(std::size_t n, const std::uint32_t* rows, std::size_t count, const float* scale,
                   const std::int8_t* table, float* __restrict out) {
  std::fill_n(out, n, 0.0F);
  for (std::size_t k = 0; k < count; ++k) {
    const std::int8_t* __restrict row = table + rows[k] * n;
    const float by = scale[rows[k]];
    for (std::size_t i = 0; i < n; ++i) out[i] += by * static_cast<float>(row[i]);
  }
}

template <int kWidth>
DRAGOMAN_INLINE void rectify_body(std::size_t n, float* x) {
  using Vector = typename Lanes<kWidth>::Vector;
  std::size_t i = 0;
  for (; i + kWidth <= n; i += kWidth) {
    const Vector v = *reinterpret_cast<const Vector*>(x + i);
    *reinterpret_cast<Vector*>(x + i) = v < 0 ? Vector{} : v;
  }
  for (; i < n; ++i) x[i] = x[i] < 0 ? 0.0F : x[i];
}

DRAGOMAN_WIDE void rectify_wide(std::size_t n, float* x) { rectify_body<8>(n, x); }

}  // namespace

void multiply_add(std::size_t m, std::size_t n, std::size_t k, const float* a, std::size_t a_row,
                  std::size_t a_column, const float* b, std::size_t b_row, float* c,
                  std::size_t c_row) {
  if (wide())
    multiply_add_wide(m, n, k, a, a_row, a_column, b, b_row, c, c_row);
  else
    multiply_add_body<4, 2>(m, n, k, a, a_row, a_column, b, b_row, c, c_row);
}

PackedMatrix pack(const float* matrix, std::size_t rows, std::size_t columns) {
  PackedMatrix p;
  p.rows = rows;
  p.columns = columns;
  p.scale.resize(columns);
  const std::size_t pairs = (rows + 1) / 2;
  p.cells.assign(pairs * 2 * columns, 0);
  // Sums must fit 32 bits.
  const float range = std::min(
      2047.0F, 2147483000.0F / (2047.0F * static_cast<float>(std::max<std::size_t>(rows, 1))));
  for (std::size_t j = 0; j < columns; ++j) {
    float most = 0;
    for (std::size_t i = 0; i < rows; ++i) most = std::max(most, std::abs(matrix[i * columns + j]));
    if (!(most > 1e-30F && most < 1e30F)) continue;
    p.scale[j] = most / range;
    for (std::size_t i = 0; i < rows; ++i)
      p.cells[((j / kPad * pairs + i / 2) * kPad + j % kPad) * 2 + i % 2] =
          static_cast<std::int16_t>(matrix[i * columns + j] / most * range +
                                    (matrix[i * columns + j] < 0 ? -0.5F : 0.5F));
  }
  return p;
}

float quantise(std::size_t n, const float* x, std::int16_t* out) {
  return wide() ? quantise_wide(n, x, out) : quantise_body<4>(n, x, out);
}

void multiply_packed(std::size_t m, const std::int16_t* a, std::size_t a_row, float scale,
                     const PackedMatrix& b, const float* bias, float* c) {
  static const Strip strip = best_strip();
  const std::size_t pairs = (b.rows + 1) / 2;
  constexpr std::size_t kRows = 96;
  std::int32_t sums[kRows * kPad];
  for (std::size_t from = 0; from < m; from += kRows) {
    const std::size_t rows = std::min(kRows, m - from);
    for (std::size_t j = 0; j < b.columns; j += kPad) {
      strip(rows, pairs, a + from * a_row, a_row, b.cells.data() + j * pairs * 2, sums);
      float by[kPad];
      for (std::size_t k = 0; k < kPad; ++k) by[k] = scale * b.scale[j + k];
      for (std::size_t i = 0; i < rows; ++i) {
        float* to = c + (from + i) * b.columns + j;
        for (std::size_t k = 0; k < kPad; ++k)
          to[k] = bias[j + k] + by[k] * static_cast<float>(sums[i * kPad + k]);
      }
    }
  }
}

bool multiplies_bytes() {
  static const bool yes = has_bytes();
  return yes;
}

ByteMatrix pack_bytes(const float* matrix, std::size_t rows, std::size_t columns, bool bytes) {
  ByteMatrix p;
  p.rows = rows;
  p.columns = columns;
  p.scale.resize(columns);
  p.sums.resize(columns);
  const std::size_t quads = (rows + 3) / 4;
  const std::size_t pairs = (rows + 1) / 2;
  if (bytes) {
    p.quads.assign(quads * 4 * columns, 0);
  } else {
    p.pairs.rows = rows;
    p.pairs.columns = columns;
    p.pairs.cells.assign(pairs * 2 * columns, 0);
  }
  for (std::size_t j = 0; j < columns; ++j) {
    float most = 0;
    for (std::size_t i = 0; i < rows; ++i) most = std::max(most, std::abs(matrix[i * columns + j]));
    if (!(most > 1e-30F && most < 1e30F)) continue;
    p.scale[j] = most / 127.0F;
    std::int32_t sum = 0;
    for (std::size_t i = 0; i < rows; ++i) {
      const auto cell = static_cast<std::int32_t>(matrix[i * columns + j] / most * 127.0F +
                                                  (matrix[i * columns + j] < 0 ? -0.5F : 0.5F));
      sum += cell;
      if (bytes)
        p.quads[((j / kPad * quads + i / 4) * kPad + j % kPad) * 4 + i % 4] =
            static_cast<std::int8_t>(cell);
      else
        p.pairs.cells[((j / kPad * pairs + i / 2) * kPad + j % kPad) * 2 + i % 2] =
            static_cast<std::int16_t>(cell);
    }
    p.sums[j] = 128 * sum;
  }
  return p;
}

void quantise_rows(std::size_t rows, std::size_t columns, const float* x, ByteRows& out,
                   bool bytes) {
  out.rows = rows;
  out.columns = columns;
  out.scale.resize(rows);
  const std::size_t row = bytes ? (columns + 3) / 4 * 4 : (columns + 1) / 2 * 2;
  // What pads a row is met by cells that are zero.
  if (bytes)
    out.bytes.assign(rows * row, 128);
  else
    out.pairs.assign(rows * row, 0);
  for (std::size_t i = 0; i < rows; ++i)
    out.scale[i] =
        quantise_row(columns, x + i * columns, bytes ? out.bytes.data() + i * row : nullptr,
                     bytes ? nullptr : out.pairs.data() + i * row);
}

void multiply_bytes(const ByteRows& a, const ByteMatrix& b, const float* bias, float* c) {
  if (!b.quads.empty()) {
    multiply_bytes_wide(a, b, bias, c);
    return;
  }
  static const Strip strip = best_strip();
  const std::size_t pairs = (b.rows + 1) / 2;
  std::vector<std::int32_t> sums(a.rows * kPad);
  for (std::size_t j = 0; j < b.columns; j += kPad) {
    strip(a.rows, pairs, a.pairs.data(), 2 * pairs, b.pairs.cells.data() + j * pairs * 2,
          sums.data());
    for (std::size_t i = 0; i < a.rows; ++i) {
      for (std::size_t k = 0; k < kPad; ++k)
        c[i * b.columns + j + k] =
            bias[j + k] + a.scale[i] * b.scale[j + k] * static_cast<float>(sums[i * kPad + k]);
    }
  }
}

void recurrent_step(std::size_t n, const RecurrentStep& step) {
  if (wide())
    recurrent_step_wide(n, step);
  else
    recurrent_step_body<4>(n, step);
}

void rectify(std::size_t n, float* x) {
  if (wide())
    rectify_wide(n, x);
  else
    rectify_body<4>(n, x);
}

void sum_rows(std::size_t n, const std::vector<std::uint32_t>& rows, std::size_t first,
              std::size_t last, const float* scale, const std::int8_t* table, float* out) {
  if (wide())
    sum_rows_wide(n, rows.data() + first, last - first, scale, table, out);
  else
    sum_rows_body(n, rows.data() + first, last - first, scale, table, out);
}

}  // namespace dragoman
