// The network behind the fast model: embeddings of words and their parts, a window of three, gated
// recurrent layers in both directions (SRU, Lei and others 2018), and heads for tags, entities and
// arcs (biaffine, Dozat and Manning 2017).
#pragma once

#include <cstdint>
#include <vector>

#include "language/features.h"
#include "language/matrix.h"

namespace dragoman {

/// Sizes of a network. Multiples of kPad: embedding, arc, relation; of twice kPad: width.
struct NetworkShape {
  std::uint32_t rows = 0;       ///< of the embedding table
  std::uint32_t embedding = 0;  ///< columns of the embedding table
  std::uint32_t width = 0;      ///< of the encoder, both directions together
  std::uint32_t layers = 0;     ///< recurrent layers
  std::uint32_t arc = 0;        ///< width of the arc head
  std::uint32_t relation = 0;   ///< width of the relation head
  std::uint32_t upos = 0;       ///< number of labels
  std::uint32_t xpos = 0;
  std::uint32_t tags = 0;  ///< pairs of UPOS and XPOS that occur
  std::uint32_t relations = 0;
  std::uint32_t entities = 0;  ///< BIO labels; 0 is O

  /// All sizes within what this program can hold.
  [[nodiscard]] bool valid() const;
};

/// Arcs know how far apart their words are: from -15 to 15, and the root.
inline constexpr std::size_t kDistances = 32;

/// Where each matrix lies in the one array of dense weights.
struct NetworkLayout {
  explicit NetworkLayout(const NetworkShape& shape);

  struct Layer {
    std::size_t weight, bias, peep;  ///< width x 3 width; 3 width; 2 width
  };
  std::size_t window, window_bias;  ///< 3 embedding x width
  std::vector<Layer> layer;
  std::size_t tag, tag_bias, pair_bias;  ///< width x padded(upos + xpos)
  std::size_t entity, entity_bias;       ///< width x padded(entities)
  std::size_t transition;                ///< (entities + 1) x entities; the last row is the start
  std::size_t head, head_bias;           ///< width x (2 arc + 2 relation)
  std::size_t arc_root, arc_matrix, arc_bias, distance;
  std::size_t relation_root, relation_out, relation_bias;
  std::size_t size;  ///< of the whole array

  std::size_t head_columns, tag_columns, entity_columns, relation_columns;
};

/// The encoder and the linear heads in whole numbers, for annotation.
struct PackedNetwork {
  PackedNetwork(const NetworkShape& shape, const NetworkLayout& layout, const float* weights);

  PackedMatrix window, arc, relation;
  ByteMatrix tag, entity, head;
  std::vector<ByteMatrix> layer;
};

/// Trained weights. `pair` maps a joint tag to its UPOS and XPOS.
struct Network {
  NetworkShape shape;
  std::vector<std::int8_t> table;   ///< rows x embedding
  std::vector<float> scale;         ///< of each row
  std::vector<float> weights;       ///< as NetworkLayout says
  std::vector<std::uint16_t> pair;  ///< tags x 2
};

/// Factors on activations (dropout); empty means none. One factor for a column, for all tokens.
struct Masks {
  std::vector<float> embedding;           ///< embedding
  std::vector<std::vector<float>> layer;  ///< layers + 1, width each: input of each layer, and top
  std::vector<float> head;                ///< 2 arc + 2 relation
};

/// Everything computed for one sentence of n tokens. Buffers are reused from sentence to sentence.
struct Activations {
  std::size_t n = 0;
  std::vector<float> words;                 ///< (n + 2) x embedding; first and last row are zero
  std::vector<float> window;                ///< n x width
  std::vector<std::vector<float>> input;    ///< layers + 1: n x width, after dropout
  std::vector<std::vector<float>> project;  ///< layers: n x 3 width
  std::vector<std::vector<float>> forget, output, cell, squashed;  ///< layers: n x width
  std::vector<float> tag;                                          ///< n x tag_columns
  std::vector<float> entity;                                       ///< n x entity_columns
  std::vector<float> head;          ///< n x head_columns, after rectifying the arc part
  std::vector<float> dependents;    ///< n x arc: the first part of `head`
  std::vector<float> turned;        ///< n x arc: dependents times the arc matrix
  std::vector<float> heads_across;  ///< arc x padded(n + 1): heads, transposed
  std::vector<std::int16_t> whole;  ///< input of a packed matrix
  ByteRows bytes;                   ///< input of a matrix of bytes
  std::vector<float> arc;           ///< n x padded(n + 1): score of token i under head j
};

/// Encoder and heads, from the embedded words already in `a.words` (see embed). With `packed`,
/// products are taken in whole numbers: faster, and within a thousandth of the same.
void forward(const NetworkShape& shape, const NetworkLayout& layout, const float* weights,
             const PackedNetwork* packed, const Masks* masks, Activations& a);

/// The encoder and the scores of entities only.
void forward_names(const NetworkShape& shape, const NetworkLayout& layout, const float* weights,
                   const PackedNetwork& packed, Activations& a);

/// Sizes `a` for n tokens and zeroes `a.words`.
void prepare_words(const NetworkShape& shape, std::size_t n, Activations& a);

/// Sums the quantised rows of each token into `a.words`.
void embed(const Network& network, const TokenRows& rows, Activations& a);

/// Scores of the relations between each token and its head (n for the root): n x relation_columns.
/// `hidden` gets the rectified hidden layer.
void relation_scores(const NetworkShape& shape, const NetworkLayout& layout, const float* weights,
                     const PackedNetwork* packed, const std::vector<std::int32_t>& heads,
                     Activations& a, std::vector<float>& hidden, std::vector<float>& scores);

/// Best joint tag of token i.
std::size_t best_tag(const Network& network, const NetworkLayout& layout, const Activations& a,
                     std::size_t i);

/// Heads of the best tree with one root (Chu and Liu, Edmonds) for n rows of scores, `stride`
/// apart; column n is the root. `heads` gets n for the root's child.
void best_tree(const float* scores, std::size_t n, std::size_t stride,
               std::vector<std::int32_t>& heads);

/// Best sequence of k labels (Viterbi) for n rows of scores, `stride` apart, with the scores of
/// moves between labels ((k + 1) x k; the last row is the start).
void best_labels(const float* scores, std::size_t n, std::size_t stride, const float* transition,
                 std::size_t k, std::vector<std::uint32_t>& labels);

}  // namespace dragoman
