#include "backward.h"

#include <algorithm>
#include <cmath>

namespace dragoman::training {

namespace {

void turn(const float* from, std::size_t rows, std::size_t columns, std::vector<float>& to) {
  to.resize(rows * columns);
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t j = 0; j < columns; ++j) to[j * rows + i] = from[i * columns + j];
  }
}

/// Gradient of y = x w + b: of w and b into `dw` and `db`, of x added to `dx` (which may be null).
/// x is n x in (rows x_row apart), y is n x out.
void back_linear(std::size_t n, std::size_t in, std::size_t out, const float* x, std::size_t x_row,
                 const float* dy, const std::vector<float>& turned, float* dw, float* db, float* dx,
                 std::size_t dx_row) {
  multiply_add(in, out, n, x, 1, x_row, dy, out, dw, out);
  if (db != nullptr) {
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < out; ++j) db[j] += dy[i * out + j];
    }
  }
  if (dx != nullptr) multiply_add(n, in, out, dy, out, 1, turned.data(), in, dx, dx_row);
}

/// Turns scores into probabilities less the gold one, times `factor`; returns the loss.
double back_softmax(float* scores, std::size_t n, std::size_t gold, float factor) {
  const float top = *std::max_element(scores, scores + n);
  double sum = 0;
  const float right = scores[gold];
  for (std::size_t k = 0; k < n; ++k) {
    scores[k] = exponential(scores[k] - top);
    sum += static_cast<double>(scores[k]);
  }
  const float by = factor / static_cast<float>(sum);
  for (std::size_t k = 0; k < n; ++k) scores[k] *= by;
  scores[gold] -= factor;
  return static_cast<double>(factor) * (std::log(sum) + static_cast<double>(top - right));
}

double log_sum(const std::vector<double>& values) {
  const double top = *std::max_element(values.begin(), values.end());
  double sum = 0;
  for (const double v : values) sum += std::exp(v - top);
  return top + std::log(sum);
}

/// Loss of a linear-chain CRF over the entity scores, by forward and backward sums.
double back_chain(const NetworkShape& s, const NetworkLayout& at, const float* weights,
                  const Activations& a, const std::vector<std::int32_t>& gold, float factor,
                  std::vector<float>& d, float* gradient) {
  const std::size_t n = a.n;
  const std::size_t k = s.entities;
  const float* move = weights + at.transition;
  float* dmove = gradient + at.transition;
  const auto score = [&](std::size_t i, std::size_t j) {
    return static_cast<double>(a.entity[i * at.entity_columns + j]);
  };
  std::vector<double> alpha(n * k);
  std::vector<double> beta(n * k, 0.0);
  std::vector<double> terms(k);
  for (std::size_t j = 0; j < k; ++j) alpha[j] = score(0, j) + static_cast<double>(move[k * k + j]);
  for (std::size_t i = 1; i < n; ++i) {
    for (std::size_t j = 0; j < k; ++j) {
      for (std::size_t p = 0; p < k; ++p)
        terms[p] = alpha[(i - 1) * k + p] + static_cast<double>(move[p * k + j]);
      alpha[i * k + j] = log_sum(terms) + score(i, j);
    }
  }
  for (std::size_t i = n - 1; i-- > 0;) {
    for (std::size_t p = 0; p < k; ++p) {
      for (std::size_t j = 0; j < k; ++j)
        terms[j] = static_cast<double>(move[p * k + j]) + score(i + 1, j) + beta[(i + 1) * k + j];
      beta[i * k + p] = log_sum(terms);
    }
  }
  for (std::size_t j = 0; j < k; ++j) terms[j] = alpha[(n - 1) * k + j];
  const double all = log_sum(terms);
  double path = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const auto right = static_cast<std::size_t>(gold[i]);
    const std::size_t row = i == 0 ? k : static_cast<std::size_t>(gold[i - 1]);
    path += score(i, right) + static_cast<double>(move[row * k + right]);
    dmove[row * k + right] -= factor;
    for (std::size_t j = 0; j < k; ++j) {
      const auto p = static_cast<float>(std::exp(alpha[i * k + j] + beta[i * k + j] - all));
      d[i * at.entity_columns + j] = factor * (p - (j == right ? 1.0F : 0.0F));
      if (i == 0) dmove[k * k + j] += factor * p;
    }
    if (i == 0) continue;
    for (std::size_t p = 0; p < k; ++p) {
      for (std::size_t j = 0; j < k; ++j)
        dmove[p * k + j] +=
            factor * static_cast<float>(std::exp(alpha[(i - 1) * k + p] +
                                                 static_cast<double>(move[p * k + j]) +
                                                 score(i, j) + beta[i * k + j] - all));
    }
  }
  return static_cast<double>(factor) * (all - path);
}

/// Back through one direction of a recurrent layer.
struct BackStep {
  const float *candidate, *forget_peep, *output_peep, *input, *before, *forget, *output, *squashed,
      *result;
  float *carry, *candidate_d, *forget_d, *output_d, *input_d, *forget_peep_d, *output_peep_d;
};
#if defined(__GNUC__) && defined(__x86_64__)
__attribute__((target_clones("avx2", "default")))
#endif
void back_step(std::size_t n, const BackStep& s) {
  float* __restrict carry = s.carry;
  float* __restrict candidate_d = s.candidate_d;
  float* __restrict forget_d = s.forget_d;
  float* __restrict output_d = s.output_d;
  float* __restrict input_d = s.input_d;
  float* __restrict forget_peep_d = s.forget_peep_d;
  float* __restrict output_peep_d = s.output_peep_d;
  for (std::size_t i = 0; i < n; ++i) {
    const float d = s.result[i];
    const float h = s.squashed[i];
    const float o = s.output[i];
    const float f = s.forget[i];
    const float c = s.before[i];
    const float dc = carry[i] + d * o * (1.0F - h * h);
    const float df = dc * (c - s.candidate[i]) * f * (1.0F - f);
    const float dout = d * (h - s.input[i]) * o * (1.0F - o);
    input_d[i] = d * (1.0F - o);
    candidate_d[i] = dc * (1.0F - f);
    forget_d[i] = df;
    output_d[i] = dout;
    forget_peep_d[i] += df * c;
    output_peep_d[i] += dout * c;
    carry[i] = dc * f + df * s.forget_peep[i] + dout * s.output_peep[i];
  }
}

}  // namespace

void Turned::update(const NetworkShape& s, const NetworkLayout& at, const float* w) {
  turn(w + at.window, 3 * s.embedding, s.width, window);
  layer.resize(s.layers);
  for (std::size_t l = 0; l < s.layers; ++l)
    turn(w + at.layer[l].weight, s.width, 3 * s.width, layer[l]);
  turn(w + at.tag, s.width, at.tag_columns, tag);
  turn(w + at.entity, s.width, at.entity_columns, entity);
  turn(w + at.head, s.width, at.head_columns, head);
  turn(w + at.arc_matrix, s.arc, s.arc, arc);
  turn(w + at.relation_out, s.relation, at.relation_columns, relation);
}

void Gradient::prepare(const NetworkShape& shape, std::size_t dense) {
  weights.assign(dense, 0.0F);
  table.assign(static_cast<std::size_t>(shape.rows) * shape.embedding, 0.0F);
  is_touched.assign(shape.rows, 0);
  touched.clear();
}

void embed_float(const NetworkShape& s, const std::vector<float>& table, const TokenRows& rows,
                 Activations& a) {
  const std::size_t e = s.embedding;
  prepare_words(s, rows.start.size() - 1, a);
  for (std::size_t i = 0; i < a.n; ++i) {
    float* to = a.words.data() + (i + 1) * e;
    for (std::uint32_t k = rows.start[i]; k < rows.start[i + 1]; ++k) {
      const float* from = table.data() + rows.rows[k] * e;
      for (std::size_t j = 0; j < e; ++j) to[j] += from[j];
    }
  }
}

Losses learn(const NetworkShape& s, const NetworkLayout& at, const std::vector<std::uint16_t>& pair,
             const std::vector<float>& table, const float* weights, const Turned& turned,
             const Turner& turner, const Sample& sample, const Masks* masks,
             const LossWeights& factors, Gradient& g, Scratch& x) {
  Activations& a = x.activations;
  embed_float(s, table, sample.rows, a);
  const bool with_vectors = !sample.vectors.empty();
  if (with_vectors) {
    const std::size_t d = turner.dimensions;
    x.vectors.assign(sample.vectors.size() * d, 0.0F);
    for (std::size_t i = 0; i < sample.vectors.size(); ++i) {
      if (sample.vectors[i] < 0) continue;
      std::copy_n(turner.values + static_cast<std::size_t>(sample.vectors[i]) * d, d,
                  x.vectors.begin() + static_cast<std::ptrdiff_t>(i * d));
    }
    multiply_add(a.n, s.embedding, d, x.vectors.data(), d, 1, weights + at.size, s.embedding,
                 a.words.data() + s.embedding, s.embedding);
  }
  forward(s, at, weights, nullptr, masks, a);
  const std::size_t n = a.n;
  const std::size_t w = s.width;
  const std::size_t half = w / 2;
  const std::size_t e = s.embedding;
  float* dw = g.weights.data();
  const float* top = a.input[s.layers].data();
  Losses losses;
  x.top.assign(n * w, 0.0F);

  if (!sample.tags.empty()) {
    x.tag.assign(n * at.tag_columns, 0.0F);
    x.scores.resize(s.tags);
    for (std::size_t i = 0; i < n; ++i) {
      if (sample.tags[i] < 0) continue;
      const float* scores = a.tag.data() + i * at.tag_columns;
      for (std::size_t k = 0; k < s.tags; ++k)
        x.scores[k] =
            scores[pair[2 * k]] + scores[s.upos + pair[2 * k + 1]] + weights[at.pair_bias + k];
      losses.tag += back_softmax(x.scores.data(), s.tags, static_cast<std::size_t>(sample.tags[i]),
                                 factors.tag);
      float* d = x.tag.data() + i * at.tag_columns;
      for (std::size_t k = 0; k < s.tags; ++k) {
        d[pair[2 * k]] += x.scores[k];
        d[s.upos + pair[2 * k + 1]] += x.scores[k];
        dw[at.pair_bias + k] += x.scores[k];
      }
    }
    back_linear(n, w, at.tag_columns, top, w, x.tag.data(), turned.tag, dw + at.tag,
                dw + at.tag_bias, x.top.data(), w);
  }
  if (!sample.names.empty()) {
    x.entity.assign(n * at.entity_columns, 0.0F);
    losses.name += back_chain(s, at, weights, a, sample.names, factors.name, x.entity, dw);
    back_linear(n, w, at.entity_columns, top, w, x.entity.data(), turned.entity, dw + at.entity,
                dw + at.entity_bias, x.top.data(), w);
  }
  if (!sample.heads.empty()) {
    x.head.assign(n * at.head_columns, 0.0F);
    // Relations under the gold heads.
    const std::size_t r = s.relation;
    const std::size_t rc = at.relation_columns;
    x.hidden.resize(n * r);
    x.scores.resize(n * rc);
    for (std::size_t i = 0; i < n; ++i) {
      const auto h = static_cast<std::size_t>(sample.heads[i]);
      const float* mine = a.head.data() + i * at.head_columns + 2 * s.arc;
      const float* theirs =
          h == n ? weights + at.relation_root : a.head.data() + h * at.head_columns + 2 * s.arc + r;
      for (std::size_t k = 0; k < r; ++k) x.hidden[i * r + k] = std::max(mine[k] + theirs[k], 0.0F);
      std::copy(weights + at.relation_bias, weights + at.relation_bias + rc,
                x.scores.begin() + static_cast<std::ptrdiff_t>(i * rc));
    }
    multiply_add(n, rc, r, x.hidden.data(), r, 1, weights + at.relation_out, rc, x.scores.data(),
                 rc);
    for (std::size_t i = 0; i < n; ++i) {
      float* d = x.scores.data() + i * rc;
      if (sample.relations[i] >= 0)
        losses.relation += back_softmax(
            d, s.relations, static_cast<std::size_t>(sample.relations[i]), factors.relation);
      else
        std::fill(d, d + s.relations, 0.0F);
      std::fill(d + s.relations, d + rc, 0.0F);
    }
    x.below.assign(n * r, 0.0F);
    back_linear(n, r, rc, x.hidden.data(), r, x.scores.data(), turned.relation,
                dw + at.relation_out, dw + at.relation_bias, x.below.data(), r);
    for (std::size_t i = 0; i < n; ++i) {
      const auto h = static_cast<std::size_t>(sample.heads[i]);
      float* mine = x.head.data() + i * at.head_columns + 2 * s.arc;
      float* theirs =
          h == n ? dw + at.relation_root : x.head.data() + h * at.head_columns + 2 * s.arc + r;
      for (std::size_t k = 0; k < r; ++k) {
        if (x.hidden[i * r + k] <= 0) continue;
        mine[k] += x.below[i * r + k];
        theirs[k] += x.below[i * r + k];
      }
    }
    // Arcs: each token chooses its head.
    const std::size_t columns = padded(n + 1);
    x.arc = a.arc;
    for (std::size_t i = 0; i < n; ++i) {
      float* d = x.arc.data() + i * columns;
      d[i] = -1e9F;
      losses.arc += back_softmax(d, n + 1, static_cast<std::size_t>(sample.heads[i]), factors.arc);
      std::fill(d + n + 1, d + columns, 0.0F);
      for (std::size_t j = 0; j < n; ++j) {
        const auto far = std::clamp<std::ptrdiff_t>(
            static_cast<std::ptrdiff_t>(j) - static_cast<std::ptrdiff_t>(i), -15, 15);
        dw[at.distance + static_cast<std::size_t>(far + 15)] += d[j];
      }
      dw[at.distance + 31] += d[n];
    }
    x.heads.resize((n + 1) * s.arc);
    for (std::size_t j = 0; j <= n; ++j) {
      const float* from =
          j == n ? weights + at.arc_root : a.head.data() + j * at.head_columns + s.arc;
      std::copy(from, from + s.arc, x.heads.begin() + static_cast<std::ptrdiff_t>(j * s.arc));
    }
    x.turned.assign(n * s.arc, 0.0F);
    multiply_add(n, s.arc, n + 1, x.arc.data(), columns, 1, x.heads.data(), s.arc, x.turned.data(),
                 s.arc);
    std::fill(x.heads.begin(), x.heads.end(), 0.0F);
    multiply_add(n + 1, s.arc, n, x.arc.data(), 1, columns, a.turned.data(), s.arc, x.heads.data(),
                 s.arc);
    for (std::size_t j = 0; j <= n; ++j) {
      float* to = j == n ? dw + at.arc_root : x.head.data() + j * at.head_columns + s.arc;
      for (std::size_t k = 0; k < s.arc; ++k) to[k] += x.heads[j * s.arc + k];
    }
    // a.turned = dependents * matrix + bias
    multiply_add(s.arc, s.arc, n, a.head.data(), 1, at.head_columns, x.turned.data(), s.arc,
                 dw + at.arc_matrix, s.arc);
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t k = 0; k < s.arc; ++k) dw[at.arc_bias + k] += x.turned[i * s.arc + k];
    }
    multiply_add(n, s.arc, s.arc, x.turned.data(), s.arc, 1, turned.arc.data(), s.arc,
                 x.head.data(), at.head_columns);
    for (std::size_t i = 0; i < n; ++i) {
      float* d = x.head.data() + i * at.head_columns;
      const float* value = a.head.data() + i * at.head_columns;
      if (masks != nullptr) {
        for (std::size_t k = 0; k < at.head_columns; ++k) d[k] *= masks->head[k];
      }
      for (std::size_t k = 0; k < 2 * s.arc; ++k) {
        if (value[k] <= 0) d[k] = 0;
      }
    }
    back_linear(n, w, at.head_columns, top, w, x.head.data(), turned.head, dw + at.head,
                dw + at.head_bias, x.top.data(), w);
  }

  const std::vector<float> zero(w, 0.0F);
  for (std::size_t l = s.layers; l-- > 0;) {
    const NetworkLayout::Layer& layer = at.layer[l];
    if (masks != nullptr) {
      for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < w; ++j) x.top[i * w + j] *= masks->layer[l + 1][j];
      }
    }
    x.project.resize(n * 3 * w);
    x.below.resize(n * w);
    std::vector<float> carry(w, 0.0F);
    for (std::size_t side = 0; side < 2; ++side) {
      const float* peep = weights + layer.peep + side * half;
      float* dpeep = dw + layer.peep + side * half;
      for (std::size_t k = n; k-- > 0;) {
        const std::size_t t = side == 0 ? k : n - 1 - k;
        const std::size_t cell = t * w + side * half;
        const std::size_t last = side == 0 ? t - 1 : t + 1;
        const float* before = k == 0 ? zero.data() : a.cell[l].data() + last * w + side * half;
        const std::size_t project = t * 3 * w + side * 3 * half;
        back_step(half,
                  {a.project[l].data() + project, peep, peep + w, a.input[l].data() + cell, before,
                   a.forget[l].data() + cell, a.output[l].data() + cell,
                   a.squashed[l].data() + cell, x.top.data() + cell, carry.data() + side * half,
                   x.project.data() + project, x.project.data() + project + half,
                   x.project.data() + project + 2 * half, x.below.data() + cell, dpeep, dpeep + w});
      }
    }
    back_linear(n, w, 3 * w, a.input[l].data(), w, x.project.data(), turned.layer[l],
                dw + layer.weight, dw + layer.bias, x.below.data(), w);
    x.top.swap(x.below);
  }

  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < w; ++j) {
      if (masks != nullptr) x.top[i * w + j] *= masks->layer[0][j];
      if (a.window[i * w + j] <= 0) x.top[i * w + j] = 0;
    }
  }
  x.below.assign(n * 3 * e, 0.0F);
  back_linear(n, 3 * e, w, a.words.data(), e, x.top.data(), turned.window, dw + at.window,
              dw + at.window_bias, x.below.data(), 3 * e);
  x.words.assign((n + 2) * e, 0.0F);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < 3 * e; ++j) x.words[i * e + j] += x.below[i * 3 * e + j];
  }
  for (std::size_t i = 0; i < n; ++i) {
    float* d = x.words.data() + (i + 1) * e;
    if (masks != nullptr) {
      for (std::size_t j = 0; j < e; ++j) d[j] *= masks->embedding[j];
    }
    for (std::uint32_t k = sample.rows.start[i]; k < sample.rows.start[i + 1]; ++k) {
      const std::uint32_t row = sample.rows.rows[k];
      if (g.is_touched[row] == 0) {
        g.is_touched[row] = 1;
        g.touched.push_back(row);
      }
      float* to = g.table.data() + row * e;
      for (std::size_t j = 0; j < e; ++j) to[j] += d[j];
    }
  }
  if (with_vectors)
    multiply_add(turner.dimensions, e, n, x.vectors.data(), 1, turner.dimensions,
                 x.words.data() + e, e, dw + at.size, e);
  return losses;
}

}  // namespace dragoman::training
