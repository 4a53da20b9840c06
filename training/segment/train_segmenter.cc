// Trains the model of sentence ends, or lists where the segmenter and a treebank differ.
// Deterministic: one order of the examples for each pass, sums in that order.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <fstream>
#include <random>

#include "segment/differences.h"
#include "segment/examples.h"
#include "text/file.h"

namespace {

using dragoman::kBoundaryCells;
using dragoman::training::GapExample;

struct Settings {
  int passes = 25;
  float rate = 0.1F;
  float decay = 3e-6F;  ///< how much of a weight each pass takes away, by example
  int few = 3;          ///< features seen less often count for nothing
};

/// Logistic regression with a rate for each weight that falls as its gradients add up.
std::vector<float> train(const std::vector<GapExample>& examples, const Settings& s) {
  std::vector<std::uint32_t> seen(kBoundaryCells);
  for (const GapExample& e : examples) {
    for (const std::uint32_t c : e.cells) ++seen[c];
  }
  std::vector<float> weight(kBoundaryCells);
  std::vector<float> mean(kBoundaryCells);
  std::vector<float> squares(kBoundaryCells, 1e-2F);
  std::vector<std::size_t> order(examples.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::mt19937 random(11);
  for (int pass = 0; pass < s.passes; ++pass) {
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
    for (const std::size_t i : order) {
      const GapExample& e = examples[i];
      float sum = 0;
      for (const std::uint32_t c : e.cells) sum += weight[c];
      const float gradient = e.weight * (1 / (1 + std::exp(-sum)) - (e.ends ? 1.0F : 0.0F));
      for (const std::uint32_t c : e.cells) {
        if (seen[c] < static_cast<std::uint32_t>(s.few)) continue;
        const float g = gradient + s.decay * static_cast<float>(examples.size()) /
                                       static_cast<float>(seen[c]) * weight[c];
        squares[c] += g * g;
        weight[c] -= s.rate * g / std::sqrt(squares[c]);
      }
    }
    for (std::size_t c = 0; c < kBoundaryCells; ++c) mean[c] += weight[c];
  }
  for (float& w : mean) w /= static_cast<float>(s.passes);
  return mean;
}

/// Eight bits a weight, on one scale.
std::string packed(const std::vector<float>& weights) {
  float most = 0;
  for (const float w : weights) most = std::max(most, std::abs(w));
  std::string out;
  for (const float w : weights)
    out += static_cast<char>(static_cast<std::int8_t>(std::lround(w / most * 127)));
  return out;
}

}  // namespace

// A training run that cannot go on ends with what the exception says.
// NOLINTNEXTLINE(bugprone-exception-escape)
int main(int argc, char** argv) {
  using namespace dragoman;
  using namespace dragoman::training;
  CLI::App app{"Trains the model of sentence ends, or lists where segmenter and treebank differ"};
  std::string data = "../shared/data";
  std::string out = "models/boundaries.bin";
  std::string errors;
  int most = 40;
  float other_layouts = 0.2F;
  Settings s;
  app.add_option("--data", data, "folder of the public data sets");
  app.add_option("--out", out, "file to write the weights to");
  app.add_option("--errors", errors, "list differences from this CoNLL-U file instead of training");
  app.add_option("--most", most, "kinds of differences to list");
  app.add_option("--passes", s.passes);
  app.add_option("--rate", s.rate);
  app.add_option("--decay", s.decay);
  app.add_option("--few", s.few);
  app.add_option("--other-layouts", other_layouts, "weight of texts with other line breaks");
  CLI11_PARSE(app, argc, argv);

  const auto read = [](const std::string& path) {
    const auto bytes = read_file(path);
    return bytes.ok() ? read_conllu(bytes.value(), path) : Result<Treebank>(bytes.error());
  };
  if (!errors.empty()) {
    const auto gold = read(errors);
    if (!gold.ok()) {
      fmt::print(stderr, "{}\n", gold.error().message());
      return 1;
    }
    fmt::print("{}", list_differences(gold.value().annotated.document, most));
    return 0;
  }
  std::vector<GapExample> examples;
  for (const char* file : {"/ud/en_ewt-train.conllu", "/ud/en_gum-train.conllu"}) {
    const auto gold = read(data + file);
    if (!gold.ok()) {
      fmt::print(stderr, "{}\n", gold.error().message());
      return 1;
    }
    add_examples(gold.value(), Layout::paragraphs, 1, examples);
    for (const Layout l :
         {Layout::wrapped, Layout::one_line_each, Layout::wrapped_tight, Layout::joined})
      add_examples(gold.value(), l, other_layouts, examples);
  }
  const std::string weights = packed(train(examples, s));
  std::ofstream(out, std::ios::binary).write(weights.data(), static_cast<long>(weights.size()));
  fmt::print("{} gaps\n", examples.size());
  return 0;
}
