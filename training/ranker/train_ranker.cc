// Trains the ranker on the labelled pairs under training/pairs. Deterministic: same input, same
// bytes out.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <random>
#include <unordered_map>

#include "coding/coder.h"
#include "coding/pair_features.h"
#include "evaluation/scores.h"
#include "knowledge/table.h"

namespace dragoman {

namespace {

struct Example {
  std::vector<Feature> features;
  std::size_t type = 0;
  bool event = true;
};

/// "[A Turkish police] detained [R twelve people]." -> text and spans. False when malformed.
bool unmark(std::string_view marked, PairQuestion* out) {
  Span* open = nullptr;
  for (std::size_t i = 0; i < marked.size(); ++i) {
    const std::string_view rest = marked.substr(i);
    if (open == nullptr && (rest.starts_with("[A ") || rest.starts_with("[R "))) {
      open = rest[1] == 'A' ? &out->actor : &out->recipient;
      open->begin = static_cast<std::uint32_t>(out->text.size());
      i += 2;
    } else if (open != nullptr && marked[i] == ']') {
      open->end = static_cast<std::uint32_t>(out->text.size());
      open = nullptr;
    } else {
      out->text += marked[i];
    }
  }
  return out->actor.end > out->actor.begin && out->recipient.end > out->recipient.begin;
}

constexpr std::size_t kOutputs = Ranker::kOutputs;
using Row = std::array<float, kOutputs>;

struct Settings {
  int epochs = 15;
  double rate = 0.02;
  double l2 = 2e-3;
};

/// AdaGrad on the log loss of both decisions.
class Trainer {
 public:
  explicit Trainer(Settings settings) : settings_(settings) {}

  void train(const std::vector<const Example*>& examples) {
    std::vector<std::size_t> order(examples.size());
    std::iota(order.begin(), order.end(), 0);
    std::mt19937_64 random(20260115);
    for (int epoch = 0; epoch < settings_.epochs; ++epoch) {
      for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
      for (const std::size_t i : order) step(*examples[i]);
    }
  }

  [[nodiscard]] std::array<double, kOutputs> sums(const Example& e) const {
    std::array<double, kOutputs> out{};
    for (const Feature& f : e.features) {
      const auto found = weights_.find(f.key);
      if (found == weights_.end()) continue;
      for (std::size_t o = 0; o < kOutputs; ++o)
        out[o] += static_cast<double>(f.value) * static_cast<double>(found->second.w[o]);
    }
    return out;
  }

  static std::array<double, kOutputs> probabilities(std::array<double, kOutputs> s,
                                                    double temperature) {
    double top = s[0];
    for (std::size_t t = 1; t < Ranker::kTypes; ++t) top = std::max(top, s[t]);
    double total = 0;
    for (std::size_t t = 0; t < Ranker::kTypes; ++t)
      total += s[t] = std::exp((s[t] - top) / temperature);
    for (std::size_t t = 0; t < Ranker::kTypes; ++t) s[t] /= total;
    s[Ranker::kTypes] = 1 / (1 + std::exp(-s[Ranker::kTypes]));
    return s;
  }

  [[nodiscard]] std::vector<std::pair<std::uint64_t, Row>> weights() const {
    std::vector<std::pair<std::uint64_t, Row>> out;
    for (const auto& [key, cell] : weights_) {
      const bool used = std::any_of(cell.w.begin(), cell.w.end(),
                                    [](float w) { return std::abs(w) > 1.0F / 1024; });
      if (used) out.emplace_back(key, cell.w);
    }
    std::sort(out.begin(), out.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    return out;
  }

 private:
  struct Cell {
    Row w{};
    Row g{};
  };

  void step(const Example& e) {
    const auto p = probabilities(sums(e), 1);
    std::array<double, kOutputs> gradient{};
    for (std::size_t t = 0; t < Ranker::kTypes; ++t) {
      gradient[t] = p[t] - (t == e.type ? 1 : 0);
      // The type of a pair with no event is only the most tempting one: it counts for less.
      if (!e.event) gradient[t] *= 0.3;
    }
    gradient[Ranker::kTypes] = p[Ranker::kTypes] - (e.event ? 1 : 0);
    for (const Feature& f : e.features) {
      Cell& cell = weights_[f.key];
      for (std::size_t o = 0; o < kOutputs; ++o) {
        const double g = gradient[o] * static_cast<double>(f.value) +
                         settings_.l2 * static_cast<double>(cell.w[o]);
        cell.g[o] += static_cast<float>(g * g);
        cell.w[o] -= static_cast<float>(settings_.rate * g /
                                        std::sqrt(1e-6 + static_cast<double>(cell.g[o])));
      }
    }
  }

  Settings settings_;
  std::unordered_map<std::uint64_t, Cell> weights_;
};

std::vector<Example> read_examples(const Coder& coder, const std::string& folder,
                                   const std::vector<std::string>& types) {
  std::vector<std::string> files;
  for (const auto& file : std::filesystem::directory_iterator(folder))
    if (file.path().extension() == ".tsv") files.push_back(file.path().string());
  std::sort(files.begin(), files.end());
  std::vector<Example> out;
  for (const std::string& path : files) {
    auto table = read_table(path, 5);
    if (!table.ok()) {
      fmt::print(stderr, "{}\n", table.error().message());
      continue;
    }
    for (const auto& row : table.value().rows) {
      PairQuestion q;
      const auto type = std::find(types.begin(), types.end(), row.at(1));
      if (!unmark(row.at(0), &q) || type == types.end()) {
        fmt::print(stderr, "{}:{}: left out\n", path, row.line);
        continue;
      }
      Example e;
      e.features = coder.features_of(q);
      e.type = static_cast<std::size_t>(type - types.begin());
      e.event = row.at(4) != "no";
      out.push_back(std::move(e));
    }
  }
  return out;
}

std::string root_of(const std::string& type) {
  return type == "CONCEDE" || type == "RETREAT" ? "YIELD" : type;
}

struct Held {
  std::array<double, kOutputs> sums{};
  const Example* example = nullptr;
};

double log_loss(const std::vector<Held>& held, double temperature) {
  double loss = 0;
  for (const Held& h : held)
    if (h.example->event)
      loss -= std::log(1e-12 + Trainer::probabilities(h.sums, temperature)[h.example->type]);
  return loss;
}

}  // namespace

int run(int argc, char** argv) {
  CLI::App app("trains the ranker");
  std::string home = DRAGOMAN_SOURCE_DIR;
  std::string out = home + "/models/ranker.drg";
  std::string data = home + "/data";
  Settings settings;
  app.add_option("--out", out);
  app.add_option("--data-folder", data);
  app.add_option("--epochs", settings.epochs);
  app.add_option("--rate", settings.rate);
  app.add_option("--l2", settings.l2);
  CLI11_PARSE(app, argc, argv);

  CoderOptions options;
  options.data = data;
  options.model = home + "/models/en-fast.drg";
  auto coder = Coder::open(options);
  if (!coder.ok()) {
    fmt::print(stderr, "{}\n", coder.error().message());
    return 1;
  }
  std::vector<std::string> types;
  for (const EventType& t : coder.value().ontology().types()) types.push_back(t.name);
  const std::vector<Example> examples =
      read_examples(coder.value(), home + "/training/pairs", types);

  // Five folds, interleaved in blocks of ten: neighbours in a file share words.
  constexpr std::size_t kFolds = 5;
  std::vector<Held> held;
  for (std::size_t fold = 0; fold < kFolds; ++fold) {
    std::vector<const Example*> rest;
    std::vector<const Example*> test;
    for (std::size_t i = 0; i < examples.size(); ++i)
      (i / 10 % kFolds == fold ? test : rest).push_back(&examples[i]);
    Trainer trainer(settings);
    trainer.train(rest);
    for (const Example* e : test) held.push_back({trainer.sums(*e), e});
  }
  double temperature = 1;
  for (double t = 0.5; t <= 4; t += 0.05)
    if (log_loss(held, t) < log_loss(held, temperature)) temperature = t;
  std::vector<std::pair<std::string, std::string>> pairs;
  Matches event;
  double error = 0;
  std::array<std::array<double, 3>, 10> bins{};
  for (const Held& h : held) {
    const auto p = Trainer::probabilities(h.sums, temperature);
    const bool told = p[Ranker::kTypes] >= 0.5;
    event.predicted += !told;
    event.gold += !h.example->event;
    event.matched += !told && !h.example->event;
    if (!h.example->event) continue;
    const auto top = static_cast<std::size_t>(
        std::max_element(p.begin(), p.begin() + Ranker::kTypes) - p.begin());
    pairs.emplace_back(root_of(types[h.example->type]), root_of(types[top]));
    auto& bin = bins[std::min<std::size_t>(9, static_cast<std::size_t>(p[top] * 10))];
    bin[0] += 1;
    bin[1] += p[top];
    bin[2] += top == h.example->type ? 1 : 0;
  }
  for (const auto& bin : bins) error += std::abs(bin[1] - bin[2]);
  const std::string card = fmt::format(
      "{} pairs; five-fold root macro-F1 {:.1f}; expected calibration error {:.3f}; no-event F1 "
      "{:.1f}; temperature {:.2f}",
      examples.size(), macro_f1(pairs), error / static_cast<double>(pairs.size()), event.f1(),
      temperature);
  fmt::print("{}\n", card);
  for (std::size_t b = 0; b < bins.size(); ++b) {
    if (bins[b][0] > 0)
      fmt::print("  said {:.2f}  right {:.2f}  of {:.0f}\n", bins[b][1] / bins[b][0],
                 bins[b][2] / bins[b][0], bins[b][0]);
  }
  Trainer trainer(settings);
  std::vector<const Example*> all;
  for (const Example& e : examples) all.push_back(&e);
  trainer.train(all);
  std::ofstream file(out, std::ios::binary);
  file << Ranker::serialize(types, temperature, card, trainer.weights());
  return file.flush() ? 0 : 1;
}

}  // namespace dragoman

// A training run that cannot go on ends with what the exception says.
// NOLINTNEXTLINE(bugprone-exception-escape)
int main(int argc, char** argv) { return dragoman::run(argc, argv); }
