// The wide half of the name finder: a linear model over hashed conjunctions of what stands around a
// token (words, shapes, clusters of words, lists of names). It knows rare words and fixed patterns
// better than the network, and the network knows the rest of the sentence better.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "language/features.h"

namespace dragoman {

inline constexpr std::size_t kWideLabels = 8;  ///< B and I of four types; O is always 0

/// Kinds of listed names of several words, in `WideNames::spans`.
enum SpanKind : std::uint8_t { kSpanPerson = 1, kSpanPlace = 2, kSpanOrganisation = 4 };

struct WideNames {
  std::uint32_t bits = 0;            ///< 2^bits rows of weights; 0: no wide half
  float scale = 0;                   ///< what a weight of one is worth
  std::vector<std::int8_t> cells;    ///< rows x kWideLabels
  std::vector<float> transition;     ///< (labels + 1) x labels with O; the last row is the start
  std::vector<std::uint8_t> coarse;  ///< cluster of each row of the vocabulary's words
  std::vector<std::uint16_t> fine;
  /// Hash of a listed name of two words or more (normal forms, see span_hash) -> SpanKinds.
  std::unordered_map<std::uint64_t, std::uint8_t> spans;
};

/// Hash of a name that goes on with one more word. Start from 0.
std::uint64_t span_hash(std::uint64_t before, std::string_view normal_word);

/// Everything asked of one token, as numbers.
struct WideToken {
  std::uint64_t word = 0;   ///< normal form
  std::uint64_t cased = 0;  ///< as written
  std::uint64_t shape = 0;
  std::uint64_t coarse = 0;  ///< clusters
  std::uint64_t fine = 0;
  std::uint64_t kinds = 0;  ///< of lists, one word alone
  std::uint64_t spans = 0;  ///< of lists, names of several words: where in which
};

/// Tokens [first, last) of a sentence.
struct Stretch {
  std::size_t first = 0;
  std::size_t last = 0;
};

/// What the wide half sees in one sentence: hashes of features, from `start[i]` to `start[i + 1]`
/// those of token i.
struct WideFeatures {
  std::vector<std::uint64_t> hashes;
  std::vector<std::uint32_t> start;
  std::vector<WideToken> seen;      ///< of each token, with two of nothing on either side
  std::vector<std::string> normal;  ///< forms
};

/// Features of the tokens in `where`, stretches in text order that do not overlap; other tokens get
/// none. `words` are the vocabulary's rows of the forms. O(tokens).
void wide_features(const WideNames& wide, const std::vector<std::string_view>& forms,
                   const TokenRows& words, const std::vector<Stretch>& where, WideFeatures& out);

/// Adds `factor` times the weights of each token's features to its scores, `stride` apart, O first.
void add_wide_scores(const WideNames& wide, const WideFeatures& features, float factor,
                     std::size_t stride, float* scores);

}  // namespace dragoman
