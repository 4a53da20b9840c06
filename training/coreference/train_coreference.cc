// Trains the model of coreference: models/coreference.bin.
//
// Every phrase of the training documents chooses among its earlier phrases and "new"; the
// likelihood of all right choices together is raised (mention ranking after Durrett and Klein,
// EMNLP 2013), with AdaGrad and the costs they give to wrong choices.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <memory>
#include <random>

#include "coding/coder.h"
#include "evaluation/coref_scores.h"
#include "reading/chains.h"
#include "reading/mentions.h"

namespace dragoman {

namespace {

/// One document with everything the features need.
struct Example {
  Annotated annotated;
  std::unique_ptr<Tree> tree;
  Reading reading;
  Phrases phrases;
  std::unique_ptr<ChainFeatures> features;
  std::vector<int> gold;  ///< by phrase: number of the gold chain, below 0 for none
};

struct Options {
  std::string data;
  std::string out = "models/coreference.bin";
  int epochs = 6;
  double rate = 0.05;
  double shrink = 0.001;    ///< L1
  double cost_new = 2.0;    ///< for a chain begun where one should go on
  double cost_link = 0.2;   ///< for a chain that goes on where one should begin
  double cost_wrong = 0.2;  ///< for the wrong chain
};

std::unique_ptr<Example> prepare(const Coder& coder, const CorefDocument& doc) {
  auto e = std::make_unique<Example>();
  e->annotated = coder.model().annotate(doc.document);
  e->tree = std::make_unique<Tree>(e->annotated);
  find_mentions(*e->tree, coder.knowledge(), "", e->reading);
  resolve_coreference(*e->tree, e->reading);
  e->phrases = find_phrases(*e->tree, coder.knowledge(), e->reading);
  e->features =
      std::make_unique<ChainFeatures>(*e->tree, coder.knowledge(), e->reading, e->phrases);
  std::map<TokenRun, int> chain;
  for (std::size_t c = 0; c < doc.gold.size(); ++c) {
    for (const TokenRun& m : doc.gold[c]) chain[m] = static_cast<int>(c);
  }
  int alone = -1;
  for (const Phrase& p : e->phrases.all) {
    const auto found = chain.find({p.first, p.last});
    e->gold.push_back(found == chain.end() ? alone-- : found->second);
    if (found != chain.end()) chain.erase(found);  // a second phrase of the same words is none
  }
  return e;
}

class Trainer {
 public:
  explicit Trainer(const Options& o)
      : o_(o),
        weights_(kChainWeights),
        squares_(kChainWeights),
        sums_(kChainWeights),
        gradient_(kChainWeights) {}

  double learn(const Example& e) {
    double loss = 0;
    std::map<int, ChainState> states;
    for (std::size_t i = 0; i < e.phrases.all.size(); ++i) {
      loss += choose(e, i, states);
      e.features->join(i, states[e.gold[i]]);
    }
    return loss;
  }

  /// Takes the weights as they are into the average that is kept.
  void keep() {
    for (std::uint32_t f = 0; f < kChainWeights; ++f) sums_[f] += weights_[f];
    ++passes_;
  }

  [[nodiscard]] std::string bytes() const {
    std::string out;
    for (const float sum : sums_) {
      const float w = sum / static_cast<float>(std::max(passes_, 1));
      out += static_cast<char>(static_cast<std::int8_t>(
          std::clamp(std::lround(static_cast<double>(w) * 16), -127L, 127L)));
    }
    return out;
  }

 private:
  struct Choice {
    std::size_t from;
    std::size_t to;
    double score;
    bool right;
  };

  double choose(const Example& e, std::size_t i, std::map<int, ChainState>& states) {
    flat_.clear();
    choices_.clear();
    const bool goes_on = states.contains(e.gold[i]);
    e.features->alone(i, active_);
    push(!goes_on, goes_on ? o_.cost_new : 0);
    const std::size_t oldest = i > ChainFeatures::kWindow ? i - ChainFeatures::kWindow : 0;
    bool possible = !goes_on;
    for (std::size_t j = i; j-- > oldest;) {
      if (!e.features->candidate(i, j)) continue;
      const bool right = goes_on && e.gold[i] == e.gold[j];
      possible |= right;
      e.features->pair(i, j, states[e.gold[j]], active_);
      push(right, right ? 0 : goes_on ? o_.cost_wrong : o_.cost_link);
    }
    if (!possible) choices_.front().right = true;
    return update();
  }

  void push(bool right, double cost) {
    Choice c{flat_.size(), 0, cost, right};
    for (const std::uint32_t f : active_) c.score += static_cast<double>(weights_[f]);
    flat_.insert(flat_.end(), active_.begin(), active_.end());
    c.to = flat_.size();
    choices_.push_back(c);
  }

  double update() {
    double top = choices_.front().score;
    for (const Choice& c : choices_) top = std::max(top, c.score);
    double all = 0;
    double good = 0;
    for (Choice& c : choices_) {
      c.score = std::exp(c.score - top);
      all += c.score;
      if (c.right) good += c.score;
    }
    good = std::max(good, 1e-30);
    touched_.clear();
    for (const Choice& c : choices_) {
      const double g = (c.right ? c.score / good : 0) - c.score / all;
      if (std::abs(g) < 1e-4) continue;
      for (std::size_t k = c.from; k < c.to; ++k) {
        if (gradient_[flat_[k]] == 0) touched_.push_back(flat_[k]);
        gradient_[flat_[k]] += static_cast<float>(g);
      }
    }
    for (const std::uint32_t f : touched_) {
      const float g = gradient_[f];
      gradient_[f] = 0;
      if (g == 0) continue;
      squares_[f] += g * g;
      const float step = static_cast<float>(o_.rate) / (std::sqrt(squares_[f]) + 0.01F);
      const float w = weights_[f] + step * g;
      const float cut = step * static_cast<float>(o_.shrink);
      weights_[f] = w > cut ? w - cut : w < -cut ? w + cut : 0;
    }
    return std::log(all / good);
  }

  const Options& o_;
  std::vector<float> weights_;
  std::vector<float> squares_;
  std::vector<float> sums_;
  int passes_ = 0;
  std::vector<float> gradient_;
  std::vector<std::uint32_t> active_;
  std::vector<std::uint32_t> flat_;
  std::vector<std::uint32_t> touched_;
  std::vector<Choice> choices_;
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
  auto documents = read_coreference(o.data + "/coref/gum-train.jsonl");
  if (!documents.ok()) {
    fmt::print(stderr, "{}\n", documents.error().message());
    return 1;
  }
  std::vector<std::unique_ptr<Example>> examples;
  std::size_t covered = 0;
  std::size_t gold = 0;
  for (const CorefDocument& doc : documents.value()) {
    // These two genres may not be used for weights that anyone may use.
    if (doc.id.find("_whow_") != std::string::npos || doc.id.find("_fiction_") != std::string::npos)
      continue;
    examples.push_back(prepare(coder.value(), doc));
    for (const int g : examples.back()->gold) covered += g >= 0;
    for (const auto& c : doc.gold) gold += c.size();
  }
  fmt::print("{} documents, {} of {} gold mentions are phrases\n", examples.size(), covered, gold);
  Trainer trainer(o);
  std::mt19937 random(7);
  for (int epoch = 0; epoch < o.epochs; ++epoch) {
    for (std::size_t i = examples.size(); i > 1; --i)
      std::swap(examples[i - 1], examples[random() % i]);
    double loss = 0;
    for (const auto& e : examples) loss += trainer.learn(*e);
    if (epoch >= o.epochs / 3) trainer.keep();
    fmt::print("epoch {} loss {:.0f}\n", epoch, loss);
    std::fflush(stdout);
  }
  std::ofstream(o.out, std::ios::binary) << trainer.bytes();
  return 0;
}

}  // namespace

}  // namespace dragoman

// A training run that cannot go on ends with what the exception says.
// NOLINTNEXTLINE(bugprone-exception-escape)
int main(int argc, char** argv) {
  CLI::App app("Trains the model of coreference");
  dragoman::Options o;
  const char* data = std::getenv("DRAGOMAN_DATA");
  o.data = data == nullptr ? "shared/data" : data;
  app.add_option("--data", o.data, "folder of the public data sets");
  app.add_option("--out", o.out, "file to write");
  app.add_option("--epochs", o.epochs, "passes over the documents");
  app.add_option("--rate", o.rate, "AdaGrad step");
  app.add_option("--shrink", o.shrink, "L1");
  app.add_option("--cost-new", o.cost_new, "cost of a chain begun wrongly");
  app.add_option("--cost-link", o.cost_link, "cost of a chain continued wrongly");
  app.add_option("--cost-wrong", o.cost_wrong, "cost of the wrong chain");
  CLI11_PARSE(app, argc, argv);
  return dragoman::train(o);
}
