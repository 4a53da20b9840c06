// Learns a pipeline from examples. Same examples, same settings: same bytes.
#pragma once

#include <cstdint>
#include <functional>
#include <unordered_map>
#include <vector>

#include "corpus.h"
#include "language/pipeline.h"
#include "name_swap.h"
#include "vectors.h"

namespace dragoman::training {

struct Settings {
  std::uint32_t embedding = 128;
  std::uint32_t width = 256;
  std::uint32_t layers = 3;
  std::uint32_t arc = 96;
  std::uint32_t relation = 96;
  std::uint32_t buckets = 40000;
  int epochs = 22;
  std::size_t batch = 700;  ///< tokens
  float rate = 2e-3F;
  float drop_embedding = 0.25F;
  float drop_layer = 0.25F;
  float drop_head = 0.25F;
  float drop_word = 0.6F;     ///< a word seen c times is hidden with this / (this + c)
  float drop_part = 0.0F;     ///< any other row
  float drop_vector = 0.02F;  ///< a word's vector
  float swap_name = 0.2F;     ///< a name for another of its kind
  float lower_case = 0.02F;   ///< a whole sentence, as the careless write
  float average = 0.007F;     ///< share of the newest weights in those that are shipped
  float tag_loss = 1.0F;
  float name_loss = 2.0F;
  int few = 2;           ///< words seen less often share a row
  int name_repeats = 2;  ///< times that sentences with names and no tree are seen in an epoch
  unsigned seed = 20260115;
  unsigned threads = 2;  ///< does not change the result
};

/// Called after each epoch.
using Watch = std::function<void(int epoch, const Pipeline& pipeline)>;

/// What the trainer knows beside its examples; any of it may be empty.
struct Sources {
  std::unordered_map<std::uint64_t, std::uint8_t> listed;  ///< names in lists (see Vocabulary)
  /// A word's vector, turned by a matrix that is learned, is added to the row of the word.
  WordVectors vectors;
  /// Names that take the place of names in the examples, beside the examples' own.
  NameStock stock;
};

/// Learns all of a pipeline but its card.
Pipeline train(const std::vector<Example>& examples, const Sources& sources,
               const Settings& settings, const Watch& watch);

}  // namespace dragoman::training
