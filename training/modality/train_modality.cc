// Trains the model of modality: models/modality.bin.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>

#include "coding/coder.h"
#include "examples.h"
#include "learner.h"
#include "word_rows.h"

namespace dragoman {

namespace {

struct Options {
  std::string folder = std::string(DRAGOMAN_SOURCE_DIR) + "/training/modality";
  std::string pairs = std::string(DRAGOMAN_SOURCE_DIR) + "/training/pairs";
  double pairs_weight = 0.04;
  std::string vectors;
  int folds = 6;
  bool cross = true;
  std::string validate;
  bool errors = false;
  std::string out;
  ModalityModel::Trust trust{0.5F, 0.5F};
  LearnerOptions learner;
};

struct Score {
  int rows = 0;
  int ruled = 0;
  int right = 0;
  int free = 0;    ///< right without any trust in the rules
  int fixed = 0;   ///< right where the rules are wrong
  int broken = 0;  ///< wrong where the rules are right
  std::array<std::array<int, kModalityCount>, kModalityCount> confusion{};
};

class Report {
 public:
  explicit Report(const Options& o) : o_(o) {}

  Score measure(const ModalityWeights& weights,
                const std::vector<const ModalityExample*>& examples) {
    Score s;
    for (const ModalityExample* e : examples) {
      ++s.rows;
      const bool by_rules = e->ruled == e->label;
      int best = -1;
      std::array<double, kModalityCount> p{};
      if (e->ruled >= 0) {
        p = weights.scores(e->input);
        s.free += std::max_element(p.begin(), p.end()) - p.begin() == e->label;
        const bool fact = e->ruled < 2 || e->ruled == 9;
        p[static_cast<std::size_t>(e->ruled)] +=
            static_cast<double>(fact ? o_.trust.fact : o_.trust.other);
        normalise(p);
        best = static_cast<int>(std::max_element(p.begin(), p.end()) - p.begin());
        ++s.confusion[static_cast<std::size_t>(e->label)][static_cast<std::size_t>(best)];
      }
      s.ruled += by_rules;
      s.right += best == e->label;
      s.fixed += best == e->label && !by_rules;
      s.broken += best != e->label && by_rules;
      if (o_.errors && best != e->label)
        fmt::print("  {} not {} {:.2f} (rules {}) {}\n", name(e->label), name(best),
                   best < 0 ? 0 : p[static_cast<std::size_t>(best)], name(e->ruled), e->shown);
    }
    return s;
  }

  static void print(const std::string& what, const Score& s) {
    const double n = std::max(s.rows, 1);
    fmt::print(
        "{:<12} {:4} rows  rules {:5.1f}  model {:5.1f}  without trust {:5.1f}  fixed {:3} "
        "broken {:3}\n",
        what, s.rows, 100 * s.ruled / n, 100 * s.right / n, 100 * s.free / n, s.fixed, s.broken);
  }

  static void table(const Score& s) {
    fmt::print("{:<12}", "gold");
    for (std::size_t k = 0; k < kModalityCount; ++k)
      fmt::print("{:>6.4}", name(static_cast<int>(k)));
    fmt::print("\n");
    for (std::size_t g = 0; g < kModalityCount; ++g) {
      fmt::print("{:<12}", name(static_cast<int>(g)));
      int sum = 0;
      for (const int n : s.confusion[g]) {
        fmt::print("{:>6}", n);
        sum += n;
      }
      fmt::print("  {:5.1f}\n", 100.0 * s.confusion[g][g] / std::max(sum, 1));
    }
  }

 private:
  static std::string_view name(int m) {
    return m < 0 ? std::string_view("-") : to_string(static_cast<Modality>(m));
  }

  const Options& o_;
};

constexpr std::size_t kWords = 16000;

/// Vectors of length one: from the file, else those that the program has.
std::vector<WordTable::Row> words_of(const Options& o) {
  if (o.vectors.empty()) {
    const auto model = ModalityModel::parse(ModalityModel::built_in());
    return model.ok() ? model.value().words().rows() : std::vector<WordTable::Row>();
  }
  std::vector<WordTable::Row> words = training::word_rows(o.vectors, kWords);
  for (WordTable::Row& row : words) {
    float squares = 1e-6F;
    for (const std::int8_t v : row.values) squares += static_cast<float>(v * v);
    row.scale = 1 / std::sqrt(squares);
  }
  return words;
}

int train(const Options& o) {
  const std::string root = DRAGOMAN_SOURCE_DIR;
  CoderOptions where;
  where.data = root + "/data";
  where.model = root + "/models/en-fast.drg";
  auto coder = Coder::open(where);
  if (!coder.ok()) {
    fmt::print(stderr, "{}\n", coder.error().message());
    return 1;
  }
  const std::vector<WordTable::Row> words = words_of(o);
  const WordTable table(words);
  std::vector<ModalityExample> examples;
  std::vector<std::string> files;
  for (const auto& file : std::filesystem::directory_iterator(o.folder)) {
    if (file.path().extension() == ".tsv") files.push_back(file.path().string());
  }
  std::sort(files.begin(), files.end());
  const int blocks = static_cast<int>(files.size());
  for (int b = 0; b < blocks; ++b) {
    for (auto& e : read_labelled(coder.value(), table, files[static_cast<std::size_t>(b)], b))
      examples.push_back(std::move(e));
  }
  if (o.pairs_weight > 0) {
    std::size_t pairs = examples.size();
    std::vector<std::string> pair_files;
    for (const auto& file : std::filesystem::directory_iterator(o.pairs)) {
      if (file.path().extension() == ".tsv") pair_files.push_back(file.path().string());
    }
    std::sort(pair_files.begin(), pair_files.end());
    for (const std::string& file : pair_files) {
      for (auto& e : read_pairs(coder.value(), table, file, static_cast<float>(o.pairs_weight)))
        examples.push_back(std::move(e));
    }
    Score of_pairs;
    for (pairs = examples.size() - pairs; pairs > 0; --pairs) {
      const ModalityExample& e = examples[examples.size() - pairs];
      ++of_pairs.rows;
      of_pairs.ruled += e.ruled == e.label;
    }
    fmt::print("{} pairs, rules {:.1f}\n", of_pairs.rows, 100.0 * of_pairs.ruled / of_pairs.rows);
  }
  Report report(o);
  Score total;
  const int folds = std::clamp(o.folds, 2, std::max(blocks, 2));
  for (int fold = 0; o.cross && fold < folds; ++fold) {
    std::vector<const ModalityExample*> learn;
    std::vector<const ModalityExample*> test;
    for (const auto& e : examples)
      (e.block >= 0 && e.block % folds == fold ? test : learn).push_back(&e);
    const ModalityWeights weights = learn_modality(learn, o.learner);
    const Score s = report.measure(weights, test);
    Report::print(fmt::format("fold {}", fold + 1), s);
    std::fflush(stdout);
    total.free += s.free;
    total.rows += s.rows;
    total.ruled += s.ruled;
    total.right += s.right;
    total.fixed += s.fixed;
    total.broken += s.broken;
    for (std::size_t g = 0; g < kModalityCount; ++g) {
      for (std::size_t k = 0; k < kModalityCount; ++k) total.confusion[g][k] += s.confusion[g][k];
    }
  }
  Report::print("together", total);
  Report::table(total);
  std::vector<const ModalityExample*> all;
  for (const auto& e : examples) all.push_back(&e);
  const ModalityWeights weights = learn_modality(all, o.learner);
  fmt::print("{} pieces of evidence\n", weights.rows.size());
  if (!o.out.empty())
    std::ofstream(o.out, std::ios::binary) << modality_bytes(weights, o.trust, words);
  if (!o.validate.empty()) {
    const auto dev = read_labelled(coder.value(), table, o.validate, -1);
    std::vector<const ModalityExample*> test;
    for (const auto& e : dev) test.push_back(&e);
    Report::print("validation", report.measure(weights, test));
  }
  return 0;
}

}  // namespace

}  // namespace dragoman

// A training run that cannot go on ends with what the exception says.
// NOLINTNEXTLINE(bugprone-exception-escape)
int main(int argc, char** argv) {
  CLI::App app("Trains the model of modality");
  dragoman::Options o;
  app.add_option("--folder", o.folder, "folder of the labelled blocks");
  app.add_option("--validate", o.validate, "further labelled rows, for measuring");
  app.add_option("--out", o.out, "file to write");
  app.add_option("--trust", o.trust.fact,
                 "lead over the rules' answer where they say that it is so");
  app.add_option("--trust-other", o.trust.other, "lead over any other answer of the rules");
  app.add_option("--pairs-weight", o.pairs_weight, "of an example from training/pairs");
  app.add_flag("--cross,!--no-cross", o.cross, "measure by cross-validation first");
  app.add_flag("--errors", o.errors, "print errors");
  app.add_option("--vectors", o.vectors, "word vectors; else those of the model at hand");
  app.add_option("--folds", o.folds, "files are dealt into so many folds; many: one file each");
  app.add_option("--l2", o.learner.l2, "regularisation");
  app.add_option("--unit-l2", o.learner.unit_l2, "regularisation of the network");
  app.add_option("--rate", o.learner.rate, "rate of learning");
  app.add_option("--seed", o.learner.seed, "seed of the random numbers");
  app.add_option("--least", o.learner.least, "examples that evidence must occur in");
  app.add_option("--steps", o.learner.steps, "steps of learning");
  CLI11_PARSE(app, argc, argv);
  return dragoman::train(o);
}
