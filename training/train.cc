// Trains the fast model: averaged perceptrons for tags, entities and arc-hybrid parsing with a
// dynamic oracle (Goldberg and Nivre 2013). Deterministic: fixed seed, one thread.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <map>
#include <numeric>
#include <random>

#include "formats/conllu.h"
#include "language/pipeline.h"

namespace {

using namespace dragoman;

/// Averaged perceptron over the same overlapping rows as LinearModel.
class Perceptron {
 public:
  Perceptron(std::size_t labels, std::size_t cells)
      : labels_(labels), weights_(cells), sums_(cells) {}

  void score(const std::vector<std::uint64_t>& features, std::vector<float>& scores) const {
    scores.assign(labels_, 0.0F);
    for (const std::uint64_t f : features) {
      const float* row = weights_.data() + f % (weights_.size() - labels_);
      for (std::size_t i = 0; i < labels_; ++i) scores[i] += row[i];
    }
  }
  void update(const std::vector<std::uint64_t>& features, std::size_t right, std::size_t wrong) {
    for (const std::uint64_t f : features) {
      const std::size_t row = f % (weights_.size() - labels_);
      weights_[row + right] += 1;
      sums_[row + right] += step_;
      weights_[row + wrong] -= 1;
      sums_[row + wrong] -= step_;
    }
  }
  void tick() { step_ += 1e-5F * 1000; }

  /// Averaged and quantised to a byte: the scale leaves out the 0.02 % largest weights.
  [[nodiscard]] std::vector<std::int8_t> quantised() const {
    std::vector<float> average(weights_.size());
    std::vector<float> sizes;
    for (std::size_t i = 0; i < average.size(); ++i) {
      average[i] = weights_[i] - sums_[i] / step_;
      if (average[i] != 0) sizes.push_back(std::abs(average[i]));
    }
    float top = 1;
    if (!sizes.empty()) {
      const auto at = sizes.begin() +
                      static_cast<std::ptrdiff_t>(static_cast<double>(sizes.size() - 1) * 0.9998);
      std::nth_element(sizes.begin(), at, sizes.end());
      top = *at;
    }
    std::vector<std::int8_t> out(average.size());
    for (std::size_t i = 0; i < out.size(); ++i)
      out[i] =
          static_cast<std::int8_t>(std::clamp(std::round(average[i] / top * 127), -127.0F, 127.0F));
    return out;
  }

 private:
  std::size_t labels_;
  std::vector<float> weights_;
  std::vector<float> sums_;
  float step_ = 1;
};

struct Example {
  std::vector<std::string> forms;
  std::vector<std::string> lemmas;
  std::vector<std::string> tags;  ///< UPOS/XPOS
  std::vector<std::string> xpos;
  std::vector<std::int32_t> heads;  ///< n for root
  std::vector<std::string> relations;
};

std::string slurp(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<Example> treebank(const std::string& path) {
  auto bank = read_conllu(slurp(path), path);
  std::vector<Example> out;
  if (!bank.ok()) {
    fmt::print(stderr, "{}\n", bank.error().message());
    return out;
  }
  const Annotated& a = bank.value().annotated;
  for (std::size_t i = 0; i < a.document.sentences.size(); ++i) {
    const std::string& id = bank.value().sentence_ids[i];
    // The non-commercial genres of GUM stay out of weights that ship.
    if (id.find("GUM_whow") != std::string::npos || id.find("GUM_fiction") != std::string::npos)
      continue;
    const Sentence& s = a.document.sentences[i];
    Example e;
    for (std::uint32_t t = s.first; t < s.last; ++t) {
      const Word& w = a.words[t];
      e.forms.emplace_back(a.document.form(t));
      e.lemmas.push_back(w.lemma);
      e.tags.push_back(std::string(w.upos) + "/" + std::string(w.xpos));
      e.heads.push_back(w.head < 0 ? static_cast<std::int32_t>(s.last - s.first)
                                   : w.head - static_cast<std::int32_t>(s.first));
      e.relations.emplace_back(w.deprel);
    }
    out.push_back(std::move(e));
  }
  return out;
}

struct Tagged {
  std::vector<std::string> forms;
  std::vector<std::string> labels;
};

std::vector<Tagged> entities(const std::string& path, std::size_t column) {
  static const std::map<std::string, std::string> kTypes = {
      {"PER", "PER"},      {"LOC", "LOC"},          {"ORG", "ORG"},
      {"person", "PER"},   {"politician", "PER"},   {"country", "LOC"},
      {"location", "LOC"}, {"organisation", "ORG"}, {"politicalparty", "ORG"},
      {"event", "MISC"},   {"election", "MISC"},    {"misc", "MISC"}};
  std::ifstream in(path);
  std::vector<Tagged> out;
  Tagged now;
  std::string line;
  const auto flush = [&] {
    if (!now.forms.empty()) out.push_back(std::move(now));
    now = {};
  };
  while (std::getline(in, line)) {
    if (line.empty()) {
      flush();
      continue;
    }
    if (line.front() == '#' && line.size() > 1 && line[1] == ' ') continue;
    std::vector<std::string> f;
    std::size_t from = 0;
    for (std::size_t at = line.find('\t');; at = line.find('\t', from)) {
      f.push_back(line.substr(from, at == std::string::npos ? at : at - from));
      if (at == std::string::npos) break;
      from = at + 1;
    }
    if (f.size() <= column + 1) continue;
    std::string label = "O";
    if (f[column + 1].size() > 2) {
      const auto type = kTypes.find(f[column + 1].substr(2));
      if (type != kTypes.end()) label = f[column + 1].substr(0, 2) + type->second;
    }
    now.forms.push_back(f[column]);
    now.labels.push_back(label);
  }
  flush();
  return out;
}

template <typename Items>
std::vector<std::size_t> shuffled(const Items& items, std::mt19937& random) {
  std::vector<std::size_t> order(items.size());
  std::iota(order.begin(), order.end(), 0);
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
  return order;
}

std::size_t index_of(const std::vector<std::string>& labels, const std::string& label) {
  return static_cast<std::size_t>(std::find(labels.begin(), labels.end(), label) - labels.begin());
}

void train_tagger(const std::vector<Example>& examples, Pipeline& p, std::mt19937& random) {
  std::map<std::string, int> seen;
  for (const Example& e : examples) {
    for (const std::string& t : e.tags) ++seen[t];
  }
  for (const auto& [label, count] : seen) {
    if (count > 2) p.tagger.labels.push_back(label);
  }
  p.prepare();
  Perceptron perceptron(p.tagger.labels.size(), 7'000'000);
  std::vector<TokenView> views;
  std::vector<std::uint64_t> features;
  std::vector<float> scores;
  for (int epoch = 0; epoch < 6; ++epoch) {
    for (const std::size_t i : shuffled(examples, random)) {
      const Example& e = examples[i];
      view_tokens({e.forms.begin(), e.forms.end()}, views);
      for (std::size_t t = 0; t < views.size(); ++t) {
        tag_features(views, t, features);
        perceptron.score(features, scores);
        const auto best = static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) -
                                                   scores.begin());
        const std::size_t gold = index_of(p.tagger.labels, e.tags[t]);
        if (gold < scores.size() && best != gold) perceptron.update(features, gold, best);
        views[t].tag_hash = best + 1;
      }
      perceptron.tick();
    }
  }
  p.tagger.weights = perceptron.quantised();
}

/// Cost of an action under the dynamic oracle of arc-hybrid: gold arcs that it makes unreachable.
int cost(const ParseState& st, const Example& e, char kind) {
  const auto gold = [&](std::int32_t t) { return e.heads[static_cast<std::size_t>(t)]; };
  int lost = 0;
  if (kind == 'S') {
    const std::int32_t b = st.next;
    for (std::size_t k = 0; k < st.stack.size(); ++k) {
      if (gold(st.stack[k]) == b) ++lost;
      if (gold(b) == st.stack[k] && k + 1 < st.stack.size()) ++lost;
    }
    return lost;
  }
  const std::int32_t s0 = st.stack.back();
  for (std::int32_t b = st.next; b < st.n; ++b) lost += gold(b) == s0;
  if (kind == 'L') {
    if (gold(s0) != st.next &&
        (gold(s0) > st.next || (st.stack.size() > 1 && gold(s0) == st.stack[st.stack.size() - 2])))
      ++lost;
  } else if (gold(s0) >= st.next) {
    ++lost;
  }
  return lost;
}

void train_parser(const std::vector<Example>& examples, Pipeline& p, std::mt19937& random) {
  std::map<std::string, int> seen;
  for (const Example& e : examples) {
    for (std::size_t t = 0; t < e.heads.size(); ++t)
      ++seen[(e.heads[t] > static_cast<std::int32_t>(t) ? "L:" : "R:") + e.relations[t]];
  }
  p.parser.labels = {"S"};
  for (const auto& [label, count] : seen) {
    if (count > 5 && label != "R:root") p.parser.labels.push_back(label);
  }
  p.prepare();
  Perceptron perceptron(p.parser.labels.size(), 15'000'000);
  Workspace w;
  std::vector<float> scores;
  for (int epoch = 0; epoch < 7; ++epoch) {
    for (const std::size_t i : shuffled(examples, random)) {
      const Example& e = examples[i];
      w.forms.assign(e.forms.begin(), e.forms.end());
      tag_sentence(p, w);
      w.state.start(e.forms.size());
      while (!w.state.done()) {
        parse_features(w.views, w.state, w.features);
        perceptron.score(w.features, scores);
        const std::size_t best = best_action(p, w.state, scores);
        // The best-scoring action among those that lose nothing (and name the gold relation).
        std::vector<float> right = scores;
        int least = 1000;
        int costs[3] = {1000, 1000, 1000};
        if (w.state.can_shift()) costs[0] = cost(w.state, e, 'S');
        if (w.state.can_left()) costs[1] = cost(w.state, e, 'L');
        if (w.state.can_right()) costs[2] = cost(w.state, e, 'R');
        for (const int c : costs) least = std::min(least, c);
        for (std::size_t a = 0; a < right.size(); ++a) {
          const char kind = p.parser.labels[a].front();
          bool good = costs[kind == 'S' ? 0 : kind == 'L' ? 1 : 2] == least;
          if (good && kind != 'S') {
            const auto s0 = static_cast<std::size_t>(w.state.stack.back());
            const std::int32_t head =
                kind == 'L' ? w.state.next : w.state.stack[w.state.stack.size() - 2];
            if (e.heads[s0] == head) good = p.relation[a] == e.relations[s0];
          }
          if (!good) right[a] = -1e9F;
        }
        const std::size_t oracle = best_action(p, w.state, right);
        if (right[best] < -1e8F && oracle != best) perceptron.update(w.features, oracle, best);
        const bool explore = epoch > 0 && random() % 10 != 0;
        apply_action(p, explore ? best : oracle, w.state);
      }
      perceptron.tick();
    }
    fmt::print(stderr, "parser epoch {} done\n", epoch + 1);
  }
  p.parser.weights = perceptron.quantised();
}

void train_entities(const std::vector<Tagged>& data, Pipeline& p, std::mt19937& random) {
  p.entities.labels = {"O",     "B-PER", "I-PER",  "B-LOC", "I-LOC",
                       "B-ORG", "I-ORG", "B-MISC", "I-MISC"};
  Perceptron perceptron(p.entities.labels.size(), 4'000'000);
  Workspace w;
  std::vector<float> scores;
  for (int epoch = 0; epoch < 8; ++epoch) {
    for (const std::size_t i : shuffled(data, random)) {
      w.forms.assign(data[i].forms.begin(), data[i].forms.end());
      tag_sentence(p, w);
      std::uint32_t previous = 0;
      std::uint32_t before = 0;
      for (std::size_t t = 0; t < w.forms.size(); ++t) {
        entity_features(w.views, t, previous, before, w.features);
        perceptron.score(w.features, scores);
        const auto best = static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) -
                                                   scores.begin());
        const std::size_t gold = index_of(p.entities.labels, data[i].labels[t]);
        if (best != gold) perceptron.update(w.features, gold, best);
        before = previous;
        previous = static_cast<std::uint32_t>(best);
      }
      perceptron.tick();
    }
  }
  p.entities.weights = perceptron.quantised();
}

std::string lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return text;
}

void train_lemmas(const std::vector<Example>& examples, Pipeline& p) {
  std::map<std::string, std::map<std::string, int>> words;
  std::map<std::string, std::map<std::string, int>> rules;
  for (const Example& e : examples) {
    for (std::size_t t = 0; t < e.forms.size(); ++t) {
      const std::string form = lower(e.forms[t]);
      const std::size_t slash = e.tags[t].find('/');
      ++words[form + "\t" + e.tags[t].substr(0, slash)][e.lemmas[t]];
      const std::string lemma = lower(e.lemmas[t]);
      std::size_t same = 0;
      while (same < form.size() && same < lemma.size() && form[same] == lemma[same]) ++same;
      const std::size_t cut = form.size() - same;
      if (cut > 5 || same == 0) continue;
      const std::string rule = std::to_string(cut) + lemma.substr(same);
      for (std::size_t k = std::max<std::size_t>(1, cut); k <= 5 && k <= form.size(); ++k)
        ++rules[form.substr(form.size() - k) + "\t" + e.tags[t].substr(slash + 1)][rule];
    }
  }
  const auto best = [](const std::map<std::string, int>& counts) {
    return std::max_element(counts.begin(), counts.end(),
                            [](const auto& a, const auto& b) { return a.second < b.second; });
  };
  for (const auto& [key, counts] : words) p.lemmas[key] = best(counts)->first;
  for (const auto& [key, counts] : rules) {
    if (best(counts)->second > 1) p.rules[key] = best(counts)->first;
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::string data = "../shared/data";
  std::string out = "models/en-fast.drg";
  for (int i = 1; i + 1 < argc; i += 2) {
    if (std::string_view(argv[i]) == "--data") data = argv[i + 1];
    if (std::string_view(argv[i]) == "--out") out = argv[i + 1];
  }
  std::vector<Example> examples = treebank(data + "/ud/en_ewt-train.conllu");
  for (Example& e : treebank(data + "/ud/en_gum-train.conllu")) examples.push_back(std::move(e));
  if (examples.empty()) return 1;
  std::mt19937 random(20260115);
  Pipeline p;
  p.card = "en-fast 0.1";
  train_lemmas(examples, p);
  train_tagger(examples, p, random);
  fmt::print(stderr, "tagger done\n");
  std::vector<Tagged> names = entities(data + "/ner/uner_en_ewt-train.iob2", 1);
  for (Tagged& t : entities(data + "/ner/crossner_politics-train.txt", 0))
    names.push_back(std::move(t));
  train_entities(names, p, random);
  fmt::print(stderr, "entities done\n");
  train_parser(examples, p, random);
  std::ofstream file(out, std::ios::binary);
  const std::string bytes = serialize(p);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return file ? 0 : 1;
}
