#include "language/network.h"

#include <algorithm>
#include <limits>

namespace dragoman {

bool NetworkShape::valid() const {
  const auto within = [](std::uint32_t value, std::uint32_t most, std::uint32_t step = 1) {
    return value > 0 && value <= most && value % step == 0;
  };
  return within(rows, 1U << 22) && within(embedding, 1024, kPad) && within(width, 2048, 2 * kPad) &&
         within(layers, 16) && within(arc, 1024, kPad) && within(relation, 1024, kPad) &&
         within(upos, 256) && within(xpos, 1024) && within(tags, 4096) && within(relations, 1024) &&
         within(entities, 64);
}

NetworkLayout::NetworkLayout(const NetworkShape& s)
    : head_columns(2 * s.arc + 2 * s.relation),
      tag_columns(padded(s.upos + s.xpos)),
      entity_columns(padded(s.entities)),
      relation_columns(padded(s.relations)) {
  std::size_t at = 0;
  const auto take = [&](std::size_t cells) {
    const std::size_t here = at;
    at += padded(cells);
    return here;
  };
  const std::size_t w = s.width;
  window = take(3 * s.embedding * w);
  window_bias = take(w);
  for (std::uint32_t l = 0; l < s.layers; ++l) {
    Layer one{};
    one.weight = take(w * 3 * w);
    one.bias = take(3 * w);
    one.peep = take(2 * w);
    layer.push_back(one);
  }
  tag = take(w * tag_columns);
  tag_bias = take(tag_columns);
  pair_bias = take(s.tags);
  entity = take(w * entity_columns);
  entity_bias = take(entity_columns);
  transition = take((s.entities + 1) * s.entities);
  head = take(w * head_columns);
  head_bias = take(head_columns);
  arc_root = take(s.arc);
  arc_matrix = take(s.arc * s.arc);
  arc_bias = take(s.arc);
  distance = take(kDistances);
  relation_root = take(s.relation);
  relation_out = take(s.relation * relation_columns);
  relation_bias = take(relation_columns);
  size = at;
}

void prepare_words(const NetworkShape& s, std::size_t n, Activations& a) {
  a.n = n;
  a.words.assign((n + 2) * s.embedding, 0.0F);
}

void embed(const Network& network, const TokenRows& rows, Activations& a) {
  const std::size_t e = network.shape.embedding;
  prepare_words(network.shape, rows.start.size() - 1, a);
  for (std::size_t i = 0; i < a.n; ++i) {
    sum_rows(e, rows.rows, rows.start[i], rows.start[i + 1], network.scale.data(),
             network.table.data(), a.words.data() + (i + 1) * e);
  }
}

namespace {

/// Each of n rows becomes `bias`.
void fill(std::vector<float>& to, std::size_t n, const float* bias, std::size_t columns) {
  to.resize(n * columns);
  for (std::size_t i = 0; i < n; ++i)
    std::copy(bias, bias + columns, to.begin() + static_cast<std::ptrdiff_t>(i * columns));
}

void scale_columns(std::vector<float>& x, std::size_t n, const std::vector<float>& factors) {
  const std::size_t columns = factors.size();
  for (std::size_t i = 0; i < n; ++i) {
    float* row = x.data() + i * columns;
    for (std::size_t j = 0; j < columns; ++j) row[j] *= factors[j];
  }
}

/// out (n x columns) = bias + x w, with x n x in and rows x_row apart.
void linear(std::size_t n, std::size_t in, std::size_t columns, const std::vector<float>& x,
            std::size_t x_row, const float* w, const PackedMatrix* packed, const float* bias,
            std::vector<std::int16_t>& whole, std::vector<float>& out) {
  if (packed == nullptr) {
    fill(out, n, bias, columns);
    multiply_add(n, columns, in, x.data(), x_row, 1, w, columns, out.data(), columns);
    return;
  }
  out.resize(n * columns);
  whole.resize(x.size() + 1);
  const float scale = quantise(x.size(), x.data(), whole.data());
  multiply_packed(n, whole.data(), x_row, scale, *packed, bias, out.data());
}

/// The same from rows already in bytes, where there is a matrix of bytes.
void linear(std::size_t n, std::size_t in, std::size_t columns, const std::vector<float>& x,
            const float* w, const ByteMatrix* packed, const float* bias, const ByteRows& bytes,
            std::vector<std::int16_t>& whole, std::vector<float>& out) {
  if (packed == nullptr) {
    linear(n, in, columns, x, in, w, static_cast<const PackedMatrix*>(nullptr), bias, whole, out);
    return;
  }
  out.resize(n * columns);
  multiply_bytes(bytes, *packed, bias, out.data());
}

}  // namespace

PackedNetwork::PackedNetwork(const NetworkShape& s, const NetworkLayout& at, const float* w)
    : window(pack(w + at.window, 3UL * s.embedding, s.width)),
      arc(pack(w + at.arc_matrix, s.arc, s.arc)),
      relation(pack(w + at.relation_out, s.relation, at.relation_columns)),
      tag(pack_bytes(w + at.tag, s.width, at.tag_columns)),
      entity(pack_bytes(w + at.entity, s.width, at.entity_columns)),
      head(pack_bytes(w + at.head, s.width, at.head_columns)) {
  for (const NetworkLayout::Layer& l : at.layer)
    layer.push_back(pack_bytes(w + l.weight, s.width, 3UL * s.width));
}

namespace {

/// Window and recurrent layers; the top is a.input[layers], with `packed` in a.bytes too.
void encode(const NetworkShape& s, const NetworkLayout& at, const float* weights,
            const PackedNetwork* packed, const Masks* masks, Activations& a) {
  const std::size_t n = a.n;
  const std::size_t e = s.embedding;
  const std::size_t w = s.width;
  const std::size_t half = w / 2;
  if (masks != nullptr) {
    for (std::size_t i = 0; i < n; ++i) {
      float* row = a.words.data() + (i + 1) * e;
      for (std::size_t j = 0; j < e; ++j) row[j] *= masks->embedding[j];
    }
  }
  a.input.resize(s.layers + 1);
  for (auto* part : {&a.project, &a.forget, &a.output, &a.cell, &a.squashed})
    part->resize(s.layers);

  linear(n, 3 * e, w, a.words, e, weights + at.window,
         packed == nullptr ? nullptr : &packed->window, weights + at.window_bias, a.whole,
         a.window);
  rectify(n * w, a.window.data());
  a.input[0] = a.window;
  if (masks != nullptr) scale_columns(a.input[0], n, masks->layer[0]);

  const std::vector<float> zero(w, 0.0F);
  for (std::size_t l = 0; l < s.layers; ++l) {
    const NetworkLayout::Layer& layer = at.layer[l];
    if (packed != nullptr) quantise_rows(n, w, a.input[l].data(), a.bytes);
    linear(n, w, 3 * w, a.input[l], weights + layer.weight,
           packed == nullptr ? nullptr : &packed->layer[l], weights + layer.bias, a.bytes, a.whole,
           a.project[l]);
    for (auto* part : {&a.forget[l], &a.output[l], &a.cell[l], &a.squashed[l], &a.input[l + 1]})
      part->resize(n * w);
    const float* peep = weights + layer.peep;
    for (std::size_t side = 0; side < 2; ++side) {
      const float* before = zero.data();
      for (std::size_t k = 0; k < n; ++k) {
        const std::size_t t = side == 0 ? k : n - 1 - k;
        const std::size_t cell = t * w + side * half;
        const float* project = a.project[l].data() + t * 3 * w + side * 3 * half;
        recurrent_step(
            half, {project, project + half, project + 2 * half, peep + side * half,
                   peep + w + side * half, a.input[l].data() + cell, before,
                   a.forget[l].data() + cell, a.output[l].data() + cell, a.cell[l].data() + cell,
                   a.squashed[l].data() + cell, a.input[l + 1].data() + cell});
        before = a.cell[l].data() + cell;
      }
    }
    if (masks != nullptr) scale_columns(a.input[l + 1], n, masks->layer[l + 1]);
  }
  if (packed != nullptr) quantise_rows(n, w, a.input[s.layers].data(), a.bytes);
}

}  // namespace

void forward_names(const NetworkShape& s, const NetworkLayout& at, const float* weights,
                   const PackedNetwork& packed, Activations& a) {
  encode(s, at, weights, &packed, nullptr, a);
  linear(a.n, s.width, at.entity_columns, a.input[s.layers], weights + at.entity, &packed.entity,
         weights + at.entity_bias, a.bytes, a.whole, a.entity);
}

void forward(const NetworkShape& s, const NetworkLayout& at, const float* weights,
             const PackedNetwork* packed, const Masks* masks, Activations& a) {
  encode(s, at, weights, packed, masks, a);
  const auto use = [&](auto PackedNetwork::*matrix) {
    return packed == nullptr ? nullptr : &(packed->*matrix);
  };
  const std::size_t n = a.n;
  const std::size_t w = s.width;
  const std::vector<float>& top = a.input[s.layers];
  linear(n, w, at.tag_columns, top, weights + at.tag, use(&PackedNetwork::tag),
         weights + at.tag_bias, a.bytes, a.whole, a.tag);
  linear(n, w, at.entity_columns, top, weights + at.entity, use(&PackedNetwork::entity),
         weights + at.entity_bias, a.bytes, a.whole, a.entity);
  linear(n, w, at.head_columns, top, weights + at.head, use(&PackedNetwork::head),
         weights + at.head_bias, a.bytes, a.whole, a.head);
  for (std::size_t i = 0; i < n; ++i) rectify(2 * s.arc, a.head.data() + i * at.head_columns);
  if (masks != nullptr) scale_columns(a.head, n, masks->head);

  // Arcs: dependent times matrix times head, plus how good a head it is, plus how far.
  const std::size_t columns = padded(n + 1);
  a.dependents.resize(n * s.arc);
  for (std::size_t i = 0; i < n; ++i)
    std::copy_n(a.head.data() + i * at.head_columns, s.arc, a.dependents.data() + i * s.arc);
  linear(n, s.arc, s.arc, a.dependents, s.arc, weights + at.arc_matrix, use(&PackedNetwork::arc),
         weights + at.arc_bias, a.whole, a.turned);
  a.heads_across.assign(s.arc * columns, 0.0F);
  for (std::size_t j = 0; j <= n; ++j) {
    const float* head =
        j == n ? weights + at.arc_root : a.head.data() + j * at.head_columns + s.arc;
    for (std::size_t k = 0; k < s.arc; ++k) a.heads_across[k * columns + j] = head[k];
  }
  a.arc.resize(n * columns);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      const auto d = static_cast<std::ptrdiff_t>(j) - static_cast<std::ptrdiff_t>(i);
      a.arc[i * columns + j] =
          weights[at.distance + static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(d, -15, 15)) +
                  15];
    }
    for (std::size_t j = n; j < columns; ++j)
      a.arc[i * columns + j] = j == n ? weights[at.distance + 31] : 0.0F;
  }
  multiply_add(n, columns, s.arc, a.turned.data(), s.arc, 1, a.heads_across.data(), columns,
               a.arc.data(), columns);
}

void relation_scores(const NetworkShape& s, const NetworkLayout& at, const float* weights,
                     const PackedNetwork* packed, const std::vector<std::int32_t>& heads,
                     Activations& a, std::vector<float>& hidden, std::vector<float>& scores) {
  hidden.resize(a.n * s.relation);
  for (std::size_t i = 0; i < a.n; ++i) {
    const auto head = static_cast<std::size_t>(heads[i]);
    const float* mine = a.head.data() + i * at.head_columns + 2UL * s.arc;
    const float* theirs = head == a.n
                              ? weights + at.relation_root
                              : a.head.data() + head * at.head_columns + 2UL * s.arc + s.relation;
    float* to = hidden.data() + i * s.relation;
    for (std::size_t k = 0; k < s.relation; ++k) to[k] = std::max(mine[k] + theirs[k], 0.0F);
  }
  linear(a.n, s.relation, at.relation_columns, hidden, s.relation, weights + at.relation_out,
         packed == nullptr ? nullptr : &packed->relation, weights + at.relation_bias, a.whole,
         scores);
}

std::size_t best_tag(const Network& network, const NetworkLayout& at, const Activations& a,
                     std::size_t i) {
  const float* scores = a.tag.data() + i * at.tag_columns;
  const float* bias = network.weights.data() + at.pair_bias;
  std::size_t best = 0;
  float most = -std::numeric_limits<float>::infinity();
  for (std::size_t k = 0; k < network.shape.tags; ++k) {
    const float score = scores[network.pair[2 * k]] +
                        scores[network.shape.upos + network.pair[2 * k + 1]] + bias[k];
    if (score > most) {
      most = score;
      best = k;
    }
  }
  return best;
}

namespace {

/// Maximum spanning arborescence by contraction, O(n^3) at worst. `score[d * (n + 1) + h]`; node n
/// is the root.
void arborescence(std::vector<double> score, std::size_t n, std::vector<std::int32_t>& head) {
  const std::size_t m = n + 1;
  // from[d][h]: the original arc that stands for h -> d after contractions.
  struct Arc {
    std::int32_t child, parent;
  };
  std::vector<Arc> arc(n * m);
  for (std::size_t d = 0; d < n; ++d) {
    for (std::size_t h = 0; h < m; ++h)
      arc[d * m + h] = {static_cast<std::int32_t>(d), static_cast<std::int32_t>(h)};
  }
  std::vector<char> live(m, 1);
  std::vector<std::int32_t> best(n, -1);
  struct Contraction {
    std::vector<Arc> inner;  ///< into each node of the cycle, from the cycle
    std::vector<std::vector<std::int32_t>> members;  ///< words in each node of the cycle
  };
  std::vector<Contraction> done;
  std::vector<std::vector<std::int32_t>> members(n);
  for (std::size_t d = 0; d < n; ++d) members[d] = {static_cast<std::int32_t>(d)};
  const auto choose = [&](std::size_t d) {
    std::int32_t top = -1;
    for (std::size_t h = 0; h < m; ++h) {
      if (live[h] == 0 || h == d) continue;
      if (top < 0 || score[d * m + h] > score[d * m + static_cast<std::size_t>(top)])
        top = static_cast<std::int32_t>(h);
    }
    best[d] = top;
  };
  for (std::size_t d = 0; d < n; ++d) choose(d);
  for (;;) {
    // Look for a cycle among the best heads.
    std::vector<std::int32_t> mark(m, -1);
    std::vector<std::int32_t> cycle;
    for (std::size_t start = 0; start < n && cycle.empty(); ++start) {
      if (live[start] == 0) continue;
      std::size_t v = start;
      while (v != n && mark[v] < 0) {
        mark[v] = static_cast<std::int32_t>(start);
        v = static_cast<std::size_t>(best[v]);
      }
      if (v == n || mark[v] != static_cast<std::int32_t>(start)) continue;
      const std::size_t first = v;
      do {
        cycle.push_back(static_cast<std::int32_t>(v));
        v = static_cast<std::size_t>(best[v]);
      } while (v != first);
    }
    if (cycle.empty()) break;
    // Contract the cycle into its first node.
    Contraction c;
    const auto keep = static_cast<std::size_t>(cycle[0]);
    double sum = 0;
    for (const std::int32_t v : cycle) {
      const auto u = static_cast<std::size_t>(v);
      const auto b = static_cast<std::size_t>(best[u]);
      c.inner.push_back(arc[u * m + b]);
      c.members.push_back(members[u]);
      sum += score[u * m + b];
    }
    std::vector<char> inside(m, 0);
    for (const std::int32_t v : cycle) inside[static_cast<std::size_t>(v)] = 1;
    std::vector<double> into(m);
    std::vector<Arc> into_arc(m);
    for (std::size_t h = 0; h < m; ++h) {
      if (live[h] == 0 || inside[h] != 0) continue;
      bool found = false;
      for (std::size_t k = 0; k < cycle.size(); ++k) {
        const auto u = static_cast<std::size_t>(cycle[k]);
        const double value = score[u * m + h] - score[u * m + static_cast<std::size_t>(best[u])];
        if (!found || value > into[h]) {
          into[h] = value;
          into_arc[h] = arc[u * m + h];
          found = true;
        }
      }
    }
    for (std::size_t d = 0; d < n; ++d) {
      if (live[d] == 0 || inside[d] != 0) continue;
      std::size_t top = keep;
      for (const std::int32_t v : cycle) {
        if (score[d * m + static_cast<std::size_t>(v)] > score[d * m + top])
          top = static_cast<std::size_t>(v);
      }
      score[d * m + keep] = score[d * m + top];
      arc[d * m + keep] = arc[d * m + top];
      if (best[d] >= 0 && inside[static_cast<std::size_t>(best[d])] != 0)
        best[d] = static_cast<std::int32_t>(keep);
    }
    for (std::size_t h = 0; h < m; ++h) {
      if (live[h] == 0 || inside[h] != 0) continue;
      score[keep * m + h] = into[h] + sum;
      arc[keep * m + h] = into_arc[h];
    }
    for (const std::int32_t v : cycle) {
      const auto u = static_cast<std::size_t>(v);
      if (u == keep) continue;
      live[u] = 0;
      members[keep].insert(members[keep].end(), members[u].begin(), members[u].end());
    }
    done.push_back(std::move(c));
    choose(keep);
  }
  // Arcs of the contracted graph, then open the cycles, last first: the arc that enters a cycle
  // replaces one of its own.
  head.assign(n, static_cast<std::int32_t>(n));
  std::vector<char> set(n, 0);
  const auto take = [&](const Arc& one) {
    head[static_cast<std::size_t>(one.child)] = one.parent;
    set[static_cast<std::size_t>(one.child)] = 1;
  };
  for (std::size_t d = 0; d < n; ++d) {
    if (live[d] != 0) take(arc[d * m + static_cast<std::size_t>(best[d])]);
  }
  for (std::size_t k = done.size(); k-- > 0;) {
    std::vector<char> entered;  // first, since the arcs taken below enter nodes too
    for (const auto& node : done[k].members)
      entered.push_back(std::any_of(node.begin(), node.end(), [&](std::int32_t v) {
        return set[static_cast<std::size_t>(v)] != 0;
      }));
    for (std::size_t i = 0; i < entered.size(); ++i) {
      if (entered[i] == 0) take(done[k].inner[i]);
    }
  }
}

}  // namespace

void best_tree(const float* scores, std::size_t n, std::size_t stride,
               std::vector<std::int32_t>& heads) {
  heads.assign(n, static_cast<std::int32_t>(n));
  std::size_t roots = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const float* row = scores + i * stride;
    std::size_t best = n;
    for (std::size_t j = 0; j < n; ++j) {
      if (j != i && row[j] > row[best]) best = j;
    }
    heads[i] = static_cast<std::int32_t>(best);
    roots += best == n;
  }
  bool tree = roots == 1;
  std::vector<std::uint32_t> seen(n, 0);
  for (std::size_t i = 0; i < n && tree; ++i) {
    std::size_t v = i;
    while (v != n && seen[v] == 0) {
      seen[v] = static_cast<std::uint32_t>(i + 1);
      v = static_cast<std::size_t>(heads[v]);
    }
    tree = v == n || seen[v] != i + 1;
  }
  if (tree || n == 0) return;
  // Root arcs cost so much that the best tree has one.
  std::vector<double> dense(n * (n + 1));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= n; ++j)
      dense[i * (n + 1) + j] = scores[i * stride + j] - (j == n ? 1e6 : 0.0);
  }
  arborescence(std::move(dense), n, heads);
}

void best_labels(const float* scores, std::size_t n, std::size_t stride, const float* transition,
                 std::size_t k, std::vector<std::uint32_t>& labels) {
  labels.assign(n, 0);
  if (n == 0) return;
  std::vector<float> score(k);
  std::vector<float> next(k);
  std::vector<std::uint32_t> from(n * k);
  for (std::size_t j = 0; j < k; ++j) score[j] = scores[j] + transition[k * k + j];
  for (std::size_t i = 1; i < n; ++i) {
    for (std::size_t j = 0; j < k; ++j) {
      std::size_t best = 0;
      float most = score[0] + transition[j];
      for (std::size_t p = 1; p < k; ++p) {
        const float value = score[p] + transition[p * k + j];
        if (value > most) {
          most = value;
          best = p;
        }
      }
      next[j] = most + scores[i * stride + j];
      from[i * k + j] = static_cast<std::uint32_t>(best);
    }
    score.swap(next);
  }
  auto label =
      static_cast<std::uint32_t>(std::max_element(score.begin(), score.end()) - score.begin());
  for (std::size_t i = n; i-- > 0;) {
    labels[i] = label;
    if (i > 0) label = from[i * k + label];
  }
}

}  // namespace dragoman
