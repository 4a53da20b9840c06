// Trains the model of modality: models/modality.bin.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>

#include "coding/coder.h"
#include "examples.h"
#include "learner.h"

namespace dragoman {

namespace {

struct Options {
  std::string folder = std::string(DRAGOMAN_SOURCE_DIR) + "/training/modality";
  std::string pairs = std::string(DRAGOMAN_SOURCE_DIR) + "/training/pairs";
  double pairs_weight = 0.08;
  bool cross = true;
  std::string validate;
  bool errors = false;
  std::string out;
  double trust = 1.5;        ///< where the rules say that something is so
  double trust_other = 1.5;  ///< where they say anything else
  LearnerOptions learner;
};

struct Score {
  int rows = 0;
  int ruled = 0;
  int right = 0;
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
        p = weights.scores(e->evidence);
        const bool fact = e->ruled < 2 || e->ruled == 9;
        p[static_cast<std::size_t>(e->ruled)] += fact ? o_.trust : o_.trust_other;
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
    fmt::print("{:<12} {:4} rows  rules {:5.1f}  model {:5.1f}  fixed {:3} broken {:3}\n", what,
               s.rows, 100 * s.ruled / n, 100 * s.right / n, s.fixed, s.broken);
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
  std::vector<ModalityExample> examples;
  std::vector<std::string> files;
  for (const auto& file : std::filesystem::directory_iterator(o.folder)) {
    if (file.path().extension() == ".tsv") files.push_back(file.path().string());
  }
  std::sort(files.begin(), files.end());
  const int blocks = static_cast<int>(files.size());
  for (int b = 0; b < blocks; ++b) {
    for (auto& e : read_labelled(coder.value(), files[static_cast<std::size_t>(b)], b))
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
      for (auto& e : read_pairs(coder.value(), file, static_cast<float>(o.pairs_weight)))
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
  for (int b = 0; o.cross && b < blocks; ++b) {
    std::vector<const ModalityExample*> learn;
    std::vector<const ModalityExample*> test;
    for (const auto& e : examples) (e.block == b ? test : learn).push_back(&e);
    const ModalityWeights weights = learn_modality(learn, o.learner);
    const Score s = report.measure(weights, test);
    Report::print(std::filesystem::path(files[static_cast<std::size_t>(b)]).stem().string(), s);
    std::fflush(stdout);
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
    std::ofstream(o.out, std::ios::binary) << modality_bytes(weights, o.trust, o.trust_other);
  if (!o.validate.empty()) {
    const auto dev = read_labelled(coder.value(), o.validate, -1);
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
  app.add_option("--trust", o.trust, "lead over the rules' answer where they say that it is so");
  app.add_option("--trust-other", o.trust_other, "lead over any other answer of the rules");
  app.add_option("--pairs-weight", o.pairs_weight, "of an example from training/pairs");
  app.add_flag("--cross,!--no-cross", o.cross, "measure by cross-validation first");
  app.add_flag("--errors", o.errors, "print errors");
  app.add_option("--l2", o.learner.l2, "regularisation");
  app.add_option("--least", o.learner.least, "examples that evidence must occur in");
  app.add_option("--steps", o.learner.steps, "steps at most");
  CLI11_PARSE(app, argc, argv);
  return dragoman::train(o);
}
