// Names found by several models together: the network of tags and trees, smaller networks that look
// for names only, and a wide linear model. Their scores are added; the best row of labels wins.
#pragma once

#include <vector>

#include "language/features.h"
#include "language/network.h"
#include "language/wide.h"

namespace dragoman {

/// A network that is asked for names only.
struct NameNetwork {
  Vocabulary vocabulary;            ///< without words and lists of its own
  std::vector<std::uint16_t> rows;  ///< for each word's row in the main network, its own
  Network network;
  float weight = 1;  ///< of its scores
};
inline constexpr std::size_t kMostNameNetworks = 4;

/// What helps the network of tags and trees find names. All parts label as that does.
struct NameFinder {
  std::vector<NameNetwork> networks;
  WideNames wide;
  float wide_weight = 1;
};

/// What annotation works out once. Refers to the finder.
struct NameReader {
  NameReader(const NameFinder& finder, const Network& network);

  const NameFinder& finder;
  std::size_t labels;
  std::vector<NetworkLayout> layout;
  std::vector<PackedNetwork> packed;
  std::vector<float> transition;  ///< of all together
};

/// Buffers of one thread.
struct NameWorkspace {
  std::vector<Stretch> possible;
  TokenRows rows;
  Activations activations;
  WideFeatures features;
};

/// Labels of a sentence. `scores` are those of the network of tags and trees, `stride` apart, and
/// become those of all; `words` are its rows. The other models are asked only about tokens near one
/// where the first does not rule a name out.
void find_names(const NameReader& reader, const std::vector<std::string_view>& forms,
                const TokenRows& words, std::size_t stride, float* scores, NameWorkspace& w,
                std::vector<std::uint32_t>& labels);

}  // namespace dragoman
