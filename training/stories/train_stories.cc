// Learns what speaks for two reports telling the same happening: logistic regression over the pairs
// of reports of the dev part of evaluation/situations.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cmath>
#include <fstream>

#include "evaluation/story_scores.h"

namespace {

using namespace dragoman;

struct Pair {
  PairEvidence evidence{};
  double same = 0;
  std::size_t situation = 0;
};

struct Settings {
  double decay = 0.5;  ///< L2
  double coded = 0.5;  ///< weight of pairs of reports as coded, beside those as labelled
  int rounds = 3000;
};

/// Weights that must not change their sign, so that what speaks for a pair never speaks against it.
int sign_of(Clue clue) {
  switch (clue) {
    case Clue::same_type:
    case Clue::same_mode:
    case Clue::actors:
    case Clue::recipients:
    case Clue::parties:
    case Clue::same_day:
    case Clue::day_of_publication:
    case Clue::same_trigger:
    case Clue::words:
    case Clue::words_alone:
    case Clue::same_figure:
    case Clue::same_place:
      return 1;
    case Clue::other_mode:
    case Clue::actors_differ:
    case Clue::recipients_differ:
    case Clue::answer:
    case Clue::days_apart:
    case Clue::day_after_other:
    case Clue::other_place:
    case Clue::plan_after_act:
    case Clue::other_figure:
    case Clue::publication_gap:
      return -1;
    default:
      return 0;
  }
}

std::array<double, kClues> fit(const std::vector<std::pair<Pair, double>>& pairs,
                               std::size_t left_out, std::size_t folds, const Settings& o) {
  std::array<double, kClues> w{};
  std::array<double, kClues> square{};
  for (int round = 0; round < o.rounds; ++round) {
    std::array<double, kClues> gradient{};
    double total = 0;
    for (const auto& [p, weight] : pairs) {
      if (folds > 0 && p.situation % folds == left_out) continue;
      double sum = 0;
      for (std::size_t i = 0; i < kClues; ++i) sum += w[i] * double{p.evidence[i]};
      const double off = weight * (1 / (1 + std::exp(-sum)) - p.same);
      for (std::size_t i = 0; i < kClues; ++i) gradient[i] += off * double{p.evidence[i]};
      total += weight;
    }
    for (std::size_t i = 0; i < kClues; ++i) {
      gradient[i] = (gradient[i] + o.decay * w[i]) / total;
      square[i] += gradient[i] * gradient[i];
      if (square[i] > 0) w[i] -= 0.2 * gradient[i] / std::sqrt(square[i]);
      const int sign = sign_of(static_cast<Clue>(i));
      if (sign != 0 && w[i] * sign < 0) w[i] = 0;
    }
  }
  return w;
}

int train(int argc, char** argv) {
  Settings o;
  CoderOptions files;
  const std::string source = DRAGOMAN_SOURCE_DIR;
  files.data = source + "/data";
  files.model = source + "/models/en-fast.drg";
  files.ranker = source + "/models/ranker.drg";
  std::string out = source + "/data/story/weights.tsv";
  std::string from = source + "/evaluation/situations";
  CLI::App app{"Learns data/story/weights.tsv"};
  app.add_option("--decay", o.decay, "L2");
  app.add_option("--coded", o.coded, "weight of pairs as coded");
  app.add_option("--rounds", o.rounds, "steps");
  app.add_option("--knowledge", files.knowledge, "compiled knowledge");
  app.add_option("--from", from, "labelled situations");
  app.add_option("--out", out, "file to write");
  CLI11_PARSE(app, argc, argv);
  auto coder = Coder::open(files);
  if (!coder.ok()) return fmt::print(stderr, "{}\n", coder.error().message()), 1;
  auto read = read_situations(coder.value(), from);
  if (!read.ok()) return fmt::print(stderr, "{}\n", read.error().message()), 1;
  std::vector<Situation> dev;
  for (Situation& s : read.value())
    if (s.dev) dev.push_back(std::move(s));
  std::vector<std::pair<Pair, double>> pairs;
  for (const bool as_coded : {false, true}) {
    for (std::size_t n = 0; n < dev.size(); ++n) {
      const ScoredReports r = reports_of(dev[n], coder.value(), as_coded);
      for (std::size_t i = 0; i < r.reports.size(); ++i)
        for (std::size_t j = i + 1; j < r.reports.size(); ++j)
          pairs.push_back({{pair_evidence(r.reports[i], r.reports[j]),
                            r.labels[i]->event == r.labels[j]->event ? 1.0 : 0.0, n},
                           as_coded ? o.coded : 1.0});
    }
  }
  constexpr std::size_t kFolds = 5;
  for (const bool as_coded : {false, true}) {
    Matches all;
    for (std::size_t fold = 0; fold < kFolds; ++fold) {
      const Joiner joiner(fit(pairs, fold, kFolds, o));
      for (std::size_t n = fold; n < dev.size(); n += kFolds) {
        const ScoredReports r = reports_of(dev[n], coder.value(), as_coded);
        std::vector<std::string> labels;
        for (const LabelledReport* l : r.labels) labels.push_back(l->event);
        add_pairs(joiner.cluster(r.reports, {}), labels, &all);
      }
    }
    fmt::print("{} folds, {}: P {:.2f} R {:.2f} F1 {:.2f}\n", kFolds,
               as_coded ? "as coded" : "as labelled", all.precision(), all.recall(), all.f1());
  }
  const auto weights = fit(pairs, 0, 0, o);
  std::ofstream file(out);
  file << "# clue\tweight\n# What speaks for two reports telling the same happening, in log odds "
          "(src/story/pair_evidence.h). Learned by\n# dragoman-train-stories from the pairs of the "
          "dev part of evaluation/situations.\n";
  for (std::size_t i = 0; i < kClues; ++i)
    file << fmt::format("{}\t{:.3f}\n", name_of(static_cast<Clue>(i)), weights[i]);
  return file.flush() ? 0 : 1;
}

}  // namespace

// A training run that cannot go on ends with what the exception says.
// NOLINTNEXTLINE(bugprone-exception-escape)
int main(int argc, char** argv) { return train(argc, argv); }
