// Losses of the network and their gradients.
#pragma once

#include <cstdint>
#include <vector>

#include "language/network.h"
#include "name_swap.h"

namespace dragoman::training {

/// A sentence as numbers. -1 marks what is not known.
struct Sample {
  TokenRows rows;
  std::vector<std::int32_t> vectors;    ///< index of each token's word vector; empty: none at all
  std::vector<std::int32_t> tags;       ///< joint tag of each token
  std::vector<std::int32_t> heads;      ///< n for the root; empty: no tree
  std::vector<std::int32_t> relations;  ///< as heads
  std::vector<std::int32_t> names;      ///< empty: names not known
  std::vector<NameSpan> swappable;
};

/// The weight matrices turned around, for going back through them.
struct Turned {
  std::vector<float> window, tag, entity, head, arc, relation;
  std::vector<std::vector<float>> layer;

  void update(const NetworkShape& shape, const NetworkLayout& layout, const float* weights);
};

/// Word vectors and the matrix that turns them into rows of the table: `dimensions` x embedding
/// cells that follow the weights of the network.
struct Turner {
  std::size_t dimensions = 0;
  const float* values = nullptr;  ///< of all words, `dimensions` each
};

struct Gradient {
  std::vector<float> weights;  ///< of the network, then of the turner
  std::vector<float> table;    ///< rows x embedding, zero but for the rows in `touched`
  std::vector<std::uint32_t> touched;
  std::vector<char> is_touched;

  void prepare(const NetworkShape& shape, std::size_t dense);
};

struct Losses {
  double tag = 0, arc = 0, relation = 0, name = 0;
  [[nodiscard]] double total() const { return tag + arc + relation + name; }
};

/// Factors of the losses.
struct LossWeights {
  float tag = 1, arc = 1, relation = 1, name = 1;
};

/// Buffers of one thread.
struct Scratch {
  Activations activations;
  std::vector<float> tag, entity, head, turned, arc, project, top, below, words, hidden, scores,
      heads, vectors;
};

/// Sums the rows of a float table into the activations' words.
void embed_float(const NetworkShape& shape, const std::vector<float>& table, const TokenRows& rows,
                 Activations& a);

/// Forward and backward through one sentence; adds to `gradient` and returns the losses (sums over
/// tokens).
Losses learn(const NetworkShape& shape, const NetworkLayout& layout,
             const std::vector<std::uint16_t>& pair, const std::vector<float>& table,
             const float* weights, const Turned& turned, const Turner& turner, const Sample& sample,
             const Masks* masks, const LossWeights& factors, Gradient& gradient, Scratch& scratch);

}  // namespace dragoman::training
