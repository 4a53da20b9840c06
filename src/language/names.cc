#include "language/names.h"

#include <algorithm>

namespace dragoman {

NameReader::NameReader(const NameFinder& f, const Network& network)
    : finder(f), labels(network.shape.entities) {
  const NetworkLayout at(network.shape);
  const auto from = network.weights.begin() + static_cast<std::ptrdiff_t>(at.transition);
  transition.assign(from, from + static_cast<std::ptrdiff_t>((labels + 1) * labels));
  layout.reserve(finder.networks.size());
  for (const NameNetwork& one : finder.networks) {
    layout.emplace_back(one.network.shape);
    const float* weights = one.network.weights.data();
    packed.emplace_back(one.network.shape, layout.back(), weights);
    for (std::size_t j = 0; j < transition.size(); ++j)
      transition[j] += one.weight * weights[layout.back().transition + j];
  }
  if (finder.wide.bits == 0) return;
  for (std::size_t j = 0; j < transition.size(); ++j)
    transition[j] += finder.wide_weight * finder.wide.transition[j];
}

namespace {

/// How far below "no name" the best label of a token may be for a name to be possible there.
constexpr float kPossible = 2.5F;
/// Tokens read on either side of a possible name.
constexpr std::size_t kAround = 4;

/// Stretches of tokens that can hold names, with what stands around them: the first network does
/// not rule a name out, or the word has a capital that does not begin the sentence.
void possible_names(const std::vector<std::string_view>& forms, const float* scores,
                    std::size_t stride, std::size_t labels, std::vector<Stretch>& out) {
  const std::size_t n = forms.size();
  out.clear();
  for (std::size_t i = 0; i < n; ++i) {
    const float* here = scores + i * stride;
    const bool capital = i > 0 && !forms[i].empty() && forms[i][0] >= 'A' && forms[i][0] <= 'Z';
    if (!capital && *std::max_element(here + 1, here + labels) < here[0] - kPossible) continue;
    const std::size_t first = i < kAround ? 0 : i - kAround;
    const std::size_t last = std::min(n, i + 1 + kAround);
    if (!out.empty() && first <= out.back().last)
      out.back().last = last;
    else
      out.push_back({first, last});
  }
}

/// Rows in a network for names of the tokens in a stretch.
void rows_of(const NameNetwork& one, const TokenRows& words, Stretch s, TokenRows& out) {
  const Vocabulary& v = one.vocabulary;
  out.rows.clear();
  out.start.clear();
  for (std::size_t i = s.first; i < s.last; ++i) {
    out.start.push_back(static_cast<std::uint32_t>(out.rows.size()));
    std::uint32_t k = words.start[i];
    out.rows.push_back(one.rows[words.rows[k]]);
    if (v.buckets == 0) continue;
    for (++k; k < words.start[i + 1]; ++k)
      out.rows.push_back(v.rows + static_cast<std::uint32_t>(words.hashes[k] % v.buckets));
  }
  out.start.push_back(static_cast<std::uint32_t>(out.rows.size()));
}

}  // namespace

void find_names(const NameReader& reader, const std::vector<std::string_view>& forms,
                const TokenRows& words, std::size_t stride, float* scores, NameWorkspace& w,
                std::vector<std::uint32_t>& labels) {
  const NameFinder& finder = reader.finder;
  const std::size_t n = forms.size();
  const std::size_t k = reader.labels;
  const bool helped = !finder.networks.empty() || finder.wide.bits > 0;
  if (helped) {
    possible_names(forms, scores, stride, k, w.possible);
    if (w.possible.empty()) {
      labels.assign(n, 0);
      return;
    }
  }
  for (std::size_t m = 0; m < finder.networks.size(); ++m) {
    const NameNetwork& one = finder.networks[m];
    const NetworkLayout& at = reader.layout[m];
    for (const Stretch s : w.possible) {
      rows_of(one, words, s, w.rows);
      embed(one.network, w.rows, w.activations);
      forward_names(one.network.shape, at, one.network.weights.data(), reader.packed[m],
                    w.activations);
      for (std::size_t i = s.first; i < s.last; ++i) {
        const float* more = w.activations.entity.data() + (i - s.first) * at.entity_columns;
        for (std::size_t j = 0; j < k; ++j) scores[i * stride + j] += one.weight * more[j];
      }
    }
  }
  if (finder.wide.bits > 0) {
    wide_features(finder.wide, forms, words, w.possible, w.features);
    add_wide_scores(finder.wide, w.features, finder.wide_weight, stride, scores);
  }
  best_labels(scores, n, stride, reader.transition.data(), k, labels);
}

}  // namespace dragoman
