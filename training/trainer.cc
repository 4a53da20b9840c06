#include "trainer.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <numeric>
#include <thread>

#include "backward.h"
#include "random.h"

namespace dragoman::training {

namespace {

constexpr std::uint64_t kAverageEvery = 8;  ///< steps
constexpr std::size_t kShards = 2;  ///< gradients are summed shard by shard, whatever the threads

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
    for (std::size_t t = 0; t < e.lemmas.size(); ++t) {
      const std::string form = lower(e.forms[t]);
      ++words[form + "\t" + e.upos[t]][e.lemmas[t]];
      const std::string lemma = lower(e.lemmas[t]);
      std::size_t same = 0;
      while (same < form.size() && same < lemma.size() && form[same] == lemma[same]) ++same;
      const std::size_t cut = form.size() - same;
      if (cut > 5 || same == 0) continue;
      const std::string rule = std::to_string(cut) + lemma.substr(same);
      for (std::size_t k = std::max<std::size_t>(1, cut); k <= 5 && k <= form.size(); ++k)
        ++rules[form.substr(form.size() - k) + "\t" + e.xpos[t]][rule];
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

template <typename Key>
std::int32_t index_of(const std::map<Key, std::int32_t>& index, const Key& key) {
  const auto found = index.find(key);
  return found == index.end() ? -1 : found->second;
}

class Trainer {
 public:
  Trainer(const std::vector<Example>& examples, const Sources& sources, const Settings& settings,
          Pipeline& p)
      : settings_(settings), p_(p), vectors_(sources.vectors), layout_(prepare_shape(examples)) {
    turner_ = {vectors_.dimensions, vectors_.values.data()};
    for (const Example& e : examples) {
      samples_.push_back(sample_of(e));
      std::vector<std::string> low;
      for (const std::string& form : e.forms) low.push_back(lower(form));
      lowered_.push_back(tokens_of(low));
      const bool again = e.upos.empty() && !e.names.empty();
      for (int k = 0; k < (again ? settings.name_repeats : 1); ++k)
        order_.push_back(samples_.size() - 1);
    }
    stocks_ = {stock_of(names_of(examples)), stock_of(sources.stock)};
    start_weights();
  }

  void run(const Watch& watch) {
    const auto began = std::chrono::steady_clock::now();
    Random random(settings_.seed + 1);
    std::size_t tokens = 0;
    for (const std::size_t i : order_) tokens += samples_[i].rows.start.size() - 1;
    const std::size_t batches = tokens / settings_.batch + 1;
    const double steps = static_cast<double>(settings_.epochs) * static_cast<double>(batches);
    for (int epoch = 0; epoch < settings_.epochs; ++epoch) {
      for (std::size_t i = order_.size(); i > 1; --i)
        std::swap(order_[i - 1], order_[random.below(i)]);
      Losses sum;
      for (std::size_t at = 0; at < order_.size();) {
        std::size_t end = at;
        std::size_t size = 0;
        while (end < order_.size() && size < settings_.batch)
          size += samples_[order_[end++]].rows.start.size() - 1;
        const double done = static_cast<double>(step_) / steps;
        const double warm = std::min(1.0, static_cast<double>(step_ + 1) / 300);
        const auto rate = static_cast<float>(static_cast<double>(settings_.rate) * warm *
                                             std::max(0.005, 1 - done));
        const Losses now = step(at, end, size, rate);
        sum.tag += now.tag;
        sum.arc += now.arc;
        sum.relation += now.relation;
        sum.name += now.name;
        at = end;
      }
      const double n = static_cast<double>(tokens);
      fmt::print(
          stderr,
          "epoch {:2}  loss: tags {:.4f}  arcs {:.4f}  relations {:.4f}  names {:.4f}  {:.0f} s\n",
          epoch + 1, sum.tag / n, sum.arc / n, sum.relation / n, sum.name / n,
          std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
      if (watch) {
        store();
        watch(epoch + 1, p_);
      }
    }
    store();
  }

 private:
  NetworkShape prepare_shape(const std::vector<Example>& examples) {
    std::map<std::string, int> words;
    std::map<std::string, int> relations;
    std::map<std::pair<std::string, std::string>, int> tags;
    std::map<std::string, int> names;
    for (const Example& e : examples) {
      for (const std::string& form : e.forms) ++words[normal_form(form)];
      for (std::size_t t = 0; t < e.upos.size(); ++t) ++tags[{e.upos[t], e.xpos[t]}];
      for (const std::string& r : e.relations) ++relations[r];
      for (const std::string& label : e.names) ++names[label];
    }
    for (const auto& [word, count] : words) {
      if (count < settings_.few) continue;
      if (p_.vocabulary.words.emplace(text_hash(word), p_.vocabulary.rows).second) {
        ++p_.vocabulary.rows;
        counts_.push_back(count);
      }
    }
    own_rows_ = p_.vocabulary.rows;
    vector_of_.assign(own_rows_, -1);
    for (std::size_t i = 0; i < vectors_.words.size(); ++i) {
      // Of words with digits the most frequent stands for all of one form.
      const auto [known, added] = p_.vocabulary.words.emplace(
          text_hash(normal_form(vectors_.words[i])), p_.vocabulary.rows);
      if (added) {
        ++p_.vocabulary.rows;
        vector_of_.push_back(static_cast<std::int32_t>(i));
      } else if (vector_of_[known->second] < 0) {
        vector_of_[known->second] = static_cast<std::int32_t>(i);
      }
    }
    p_.vocabulary.buckets = settings_.buckets;
    std::map<std::string, std::uint16_t> upos;
    std::map<std::string, std::uint16_t> xpos;
    for (const auto& [tag, count] : tags) {
      if (count < 3) continue;
      upos.emplace(tag.first, 0);
      xpos.emplace(tag.second, 0);
    }
    for (auto& [label, index] : upos) {
      index = static_cast<std::uint16_t>(p_.upos.size());
      p_.upos.push_back(label);
    }
    for (auto& [label, index] : xpos) {
      index = static_cast<std::uint16_t>(p_.xpos.size());
      p_.xpos.push_back(label);
    }
    for (const auto& [tag, count] : tags) {
      if (count < 3) continue;
      tags_[tag] = static_cast<std::int32_t>(tags_.size());
      p_.network.pair.push_back(upos[tag.first]);
      p_.network.pair.push_back(xpos[tag.second]);
    }
    for (const auto& [label, count] : relations) {
      if (count < 3) continue;
      relations_[label] = static_cast<std::int32_t>(p_.relations.size());
      p_.relations.push_back(label);
    }
    p_.entities = {"O"};
    for (const auto& [label, count] : names) {
      if (label != "O") p_.entities.push_back(label);
    }
    for (std::size_t i = 0; i < p_.entities.size(); ++i)
      names_[p_.entities[i]] = static_cast<std::int32_t>(i);
    NetworkShape& s = p_.network.shape;
    s.rows = p_.vocabulary.rows + settings_.buckets;
    s.embedding = settings_.embedding;
    s.width = settings_.width;
    s.layers = settings_.layers;
    s.arc = settings_.arc;
    s.relation = settings_.relation;
    s.upos = static_cast<std::uint32_t>(p_.upos.size());
    s.xpos = static_cast<std::uint32_t>(p_.xpos.size());
    s.tags = static_cast<std::uint32_t>(tags_.size());
    s.relations = static_cast<std::uint32_t>(p_.relations.size());
    s.entities = static_cast<std::uint32_t>(p_.entities.size());
    return s;
  }

  /// Rows and vectors of a row of tokens.
  struct Tokens {
    TokenRows rows;
    std::vector<std::int32_t> vectors;
  };
  Tokens tokens_of(const std::vector<std::string>& forms) const {
    Tokens t;
    token_rows(p_.vocabulary, {forms.begin(), forms.end()}, t.rows);
    for (std::size_t i = 0; i < forms.size(); ++i) {
      std::uint32_t& row = t.rows.rows[t.rows.start[i]];
      if (turner_.dimensions > 0) t.vectors.push_back(vector_of_[row]);
      if (row >= own_rows_) row = 0;
    }
    t.rows.hashes = {};  // many, and not needed here
    return t;
  }

  using Stock = std::array<std::array<std::vector<Tokens>, kLongestSwapped>, kSwapped.size()>;
  Stock stock_of(const NameStock& names) const {
    Stock out;
    for (std::size_t type = 0; type < names.size(); ++type) {
      for (std::size_t k = 0; k < kLongestSwapped; ++k) {
        for (const auto& name : names[type][k]) out[type][k].push_back(tokens_of(name));
      }
    }
    return out;
  }

  Sample sample_of(const Example& e) const {
    Sample s;
    Tokens tokens = tokens_of(e.forms);
    s.rows = std::move(tokens.rows);
    s.vectors = std::move(tokens.vectors);
    s.swappable = swappable_names(e);
    for (std::size_t t = 0; t < e.upos.size(); ++t)
      s.tags.push_back(index_of(tags_, {e.upos[t], e.xpos[t]}));
    s.heads = e.heads;
    for (const std::string& r : e.relations) s.relations.push_back(index_of(relations_, r));
    for (const std::string& label : e.names) s.names.push_back(names_.at(label));
    return s;
  }

  void start_weights() {
    const NetworkShape& s = p_.network.shape;
    Random random(settings_.seed);
    const std::size_t dense = layout_.size + turner_.dimensions * s.embedding;
    weights_.assign(dense, 0.0F);
    const auto fill = [&](std::size_t at, std::size_t in, std::size_t out, double gain = 1) {
      const auto range = static_cast<float>(gain * std::sqrt(6.0 / static_cast<double>(in + out)));
      for (std::size_t i = 0; i < in * out; ++i)
        weights_[at + i] = (2 * random.uniform() - 1) * range;
    };
    fill(layout_.window, 3 * s.embedding, s.width, 1.4);
    for (const NetworkLayout::Layer& l : layout_.layer) {
      const auto range = static_cast<float>(std::sqrt(3.0 / s.width));
      for (std::size_t i = 0; i < 3UL * s.width * s.width; ++i)
        weights_[l.weight + i] = (2 * random.uniform() - 1) * range;
      // Cells forget at different rates.
      for (std::size_t side = 0; side < 2; ++side) {
        for (std::size_t i = 0; i < s.width / 2; ++i)
          weights_[l.bias + side * 3 * (s.width / 2) + s.width / 2 + i] = 3 * random.uniform() - 1;
      }
    }
    fill(layout_.tag, s.width, layout_.tag_columns);
    fill(layout_.entity, s.width, layout_.entity_columns);
    fill(layout_.head, s.width, layout_.head_columns, 1.2);
    fill(layout_.arc_root, 1, s.arc, 0.3);
    fill(layout_.arc_matrix, s.arc, s.arc);
    fill(layout_.relation_root, 1, s.relation, 0.3);
    fill(layout_.relation_out, s.relation, layout_.relation_columns);
    table_.resize(static_cast<std::size_t>(s.rows) * s.embedding);
    for (float& x : table_) x = (2 * random.uniform() - 1) * 0.08F;
    fill(layout_.size, turner_.dimensions, s.embedding, 0.3);
    for (auto* v : {&first_, &second_}) v->assign(dense, 0.0F);
    for (auto* v : {&table_first_, &table_second_}) v->assign(table_.size(), 0.0F);
    for (Gradient& g : gradients_) g.prepare(s, dense);
  }

  Masks masks(Random& random) const {
    const NetworkShape& s = p_.network.shape;
    Masks m;
    for (std::size_t i = 0; i < s.embedding; ++i)
      m.embedding.push_back(random.dropout(settings_.drop_embedding));
    m.layer.resize(s.layers + 1);
    for (auto& layer : m.layer) {
      for (std::size_t i = 0; i < s.width; ++i)
        layer.push_back(random.dropout(settings_.drop_layer));
    }
    for (std::size_t i = 0; i < layout_.head_columns; ++i)
      m.head.push_back(random.dropout(settings_.drop_head));
    return m;
  }

  /// A copy with some names swapped, or all in lower case, and some words and parts hidden.
  Sample disguised(std::size_t index, Random& random) const {
    const Sample& from = samples_[index];
    Sample s = from;
    const std::size_t n = from.rows.start.size() - 1;
    const bool low = random.uniform() < settings_.lower_case;
    const TokenRows& plain = low ? lowered_[index].rows : from.rows;
    // Where the rows of each token come from.
    std::vector<std::pair<const TokenRows*, std::size_t>> source(n);
    for (std::size_t i = 0; i < n; ++i) source[i] = {&plain, i};
    for (const NameSpan& span : from.swappable) {
      if (low || random.uniform() >= settings_.swap_name) continue;
      const auto& names = stocks_[random.below(2)][span.type][span.length - 1];
      if (names.empty()) continue;
      const Tokens& name = names[random.below(names.size())];
      for (std::size_t k = 0; k < span.length; ++k) {
        source[span.begin + k] = {&name.rows, k};
        if (!s.vectors.empty()) s.vectors[span.begin + k] = name.vectors[k];
      }
    }
    s.rows.rows.clear();
    s.rows.start.clear();
    for (const auto& [rows, i] : source) {
      s.rows.start.push_back(static_cast<std::uint32_t>(s.rows.rows.size()));
      for (std::uint32_t k = rows->start[i]; k < rows->start[i + 1]; ++k) {
        const std::uint32_t row = rows->rows[k];
        if (k == rows->start[i]) {
          const float seen = row == 0 ? 0.0F : static_cast<float>(counts_[row - 1]);
          const bool hide =
              row != 0 && random.uniform() < settings_.drop_word / (settings_.drop_word + seen);
          s.rows.rows.push_back(hide ? 0 : row);
        } else if (settings_.drop_part == 0 || random.uniform() >= settings_.drop_part) {
          s.rows.rows.push_back(row);
        }
      }
    }
    s.rows.start.push_back(static_cast<std::uint32_t>(s.rows.rows.size()));
    for (std::int32_t& vector : s.vectors) {
      if (random.uniform() < settings_.drop_vector) vector = -1;
    }
    return s;
  }

  Losses step(std::size_t begin, std::size_t end, std::size_t tokens, float rate) {
    const NetworkShape& s = p_.network.shape;
    turned_.update(s, layout_, weights_.data());
    Losses losses[kShards];
    const auto work = [&](std::size_t shard) {
      LossWeights factors;
      const float scale = 1.0F / static_cast<float>(tokens);
      factors = {settings_.tag_loss * scale, scale, scale, settings_.name_loss * scale};
      for (std::size_t k = begin + shard; k < end; k += kShards) {
        Random random((static_cast<std::uint64_t>(settings_.seed) << 32) + step_ * 4099 + k);
        const Masks m = masks(random);
        const Sample sample = disguised(order_[k], random);
        const Losses now = learn(s, layout_, p_.network.pair, table_, weights_.data(), turned_,
                                 turner_, sample, &m, factors, gradients_[shard], scratch_[shard]);
        losses[shard].tag += now.tag;
        losses[shard].arc += now.arc;
        losses[shard].relation += now.relation;
        losses[shard].name += now.name;
      }
    };
    const auto both = [&](const auto& job) {
      if (settings_.threads > 1) {
        std::thread other([&] { job(std::size_t{1}); });
        job(std::size_t{0});
        other.join();
      } else {
        for (std::size_t k = 0; k < kShards; ++k) job(k);
      }
    };
    both(work);
    update(rate, both);
    ++step_;
    if (step_ % kAverageEvery == 0 && settings_.average > 0) average(both);
    const double n = static_cast<double>(tokens);
    return {n * (losses[0].tag + losses[1].tag), n * (losses[0].arc + losses[1].arc),
            n * (losses[0].relation + losses[1].relation), n * (losses[0].name + losses[1].name)};
  }

  /// Adam (Kingma and Ba 2015); rows of the table move only when touched.
  template <typename Both>
  void update(float rate, const Both& both) {
    const std::size_t e = p_.network.shape.embedding;
    for (const std::uint32_t row : gradients_[1].touched) {
      if (gradients_[0].is_touched[row] == 0) {
        gradients_[0].is_touched[row] = 1;
        gradients_[0].touched.push_back(row);
      }
    }
    const std::vector<std::uint32_t>& rows = gradients_[0].touched;
    double squares = 0;
    const std::size_t dense = weights_.size();
    for (std::size_t i = 0; i < dense; ++i) {
      gradients_[0].weights[i] += gradients_[1].weights[i];
      squares += static_cast<double>(gradients_[0].weights[i] * gradients_[0].weights[i]);
    }
    // Only the dense weights count for the norm: the table's rows are many and rare.
    const auto clip = static_cast<float>(std::min(1.0, 2.0 / (std::sqrt(squares) + 1e-12)));
    const float one = 0.9F;
    const float two = 0.99F;
    const double t = static_cast<double>(step_ + 1);
    const float correct_one = 1 / static_cast<float>(1 - std::pow(0.9, t));
    const float correct_two = 1 / static_cast<float>(1 - std::pow(0.99, t));
    const auto adam = [&](std::size_t n, float* x, float* m, float* v, const float* g) {
      for (std::size_t i = 0; i < n; ++i) {
        const float d = g[i] * clip;
        m[i] = one * m[i] + (1 - one) * d;
        v[i] = two * v[i] + (1 - two) * d * d;
        x[i] -= rate * m[i] * correct_one / (std::sqrt(v[i] * correct_two) + 1e-8F);
      }
    };
    both([&](std::size_t shard) {
      const std::size_t middle = dense / 2;
      const std::size_t from = shard == 0 ? 0 : middle;
      const std::size_t size = shard == 0 ? middle : dense - middle;
      adam(size, weights_.data() + from, first_.data() + from, second_.data() + from,
           gradients_[0].weights.data() + from);
      std::fill_n(gradients_[0].weights.data() + from, size, 0.0F);
      std::fill_n(gradients_[1].weights.data() + from, size, 0.0F);
      for (std::size_t k = shard; k < rows.size(); k += kShards) {
        const std::size_t at = rows[k] * e;
        float* g = gradients_[0].table.data() + at;
        float* other = gradients_[1].table.data() + at;
        for (std::size_t j = 0; j < e; ++j) g[j] += other[j];
        adam(e, table_.data() + at, table_first_.data() + at, table_second_.data() + at, g);
        std::fill_n(g, e, 0.0F);
        std::fill_n(other, e, 0.0F);
      }
    });
    for (Gradient& g : gradients_) {
      for (const std::uint32_t row : g.touched) g.is_touched[row] = 0;
      g.touched.clear();
    }
  }

  /// Moves the averages towards the weights (Polyak and Juditsky 1992): what is shipped is steadier
  /// than any one step.
  template <typename Both>
  void average(const Both& both) {
    if (average_weights_.empty()) {
      average_weights_ = weights_;
      average_table_ = table_;
      return;
    }
    const auto move = [](std::size_t n, float by, const float* from, float* to) {
      for (std::size_t i = 0; i < n; ++i) to[i] += by * (from[i] - to[i]);
    };
    both([&](std::size_t shard) {
      for (const auto& [from, to] :
           {std::pair{&weights_, &average_weights_}, std::pair{&table_, &average_table_}}) {
        const std::size_t middle = from->size() / 2;
        const std::size_t begin = shard == 0 ? 0 : middle;
        move(shard == 0 ? middle : from->size() - middle, settings_.average, from->data() + begin,
             to->data() + begin);
      }
    });
  }

  /// The weights as annotation uses them: averaged, rows of the table in bytes.
  void store() {
    if (average_weights_.empty()) {
      store(weights_, table_);
    } else {
      store(average_weights_, average_table_);
    }
  }
  void store(const std::vector<float>& weights, const std::vector<float>& table) {
    const NetworkShape& s = p_.network.shape;
    p_.network.weights.assign(weights.begin(),
                              weights.begin() + static_cast<std::ptrdiff_t>(layout_.size));
    p_.network.table.resize(table.size());
    p_.network.scale.resize(s.rows);
    std::vector<float> row(s.embedding);
    for (std::size_t r = 0; r < s.rows; ++r) {
      // A word without a row of its own has that of any other word; to either its vector is added.
      const bool word = r < p_.vocabulary.rows;
      const std::size_t own = word && r >= own_rows_ ? 0 : r;
      std::copy_n(table.begin() + static_cast<std::ptrdiff_t>(own * s.embedding), s.embedding,
                  row.begin());
      if (word && turner_.dimensions > 0 && vector_of_[r] >= 0)
        multiply_add(1, s.embedding, turner_.dimensions,
                     turner_.values + static_cast<std::size_t>(vector_of_[r]) * turner_.dimensions,
                     turner_.dimensions, 1, weights.data() + layout_.size, s.embedding, row.data(),
                     s.embedding);
      float most = 1e-6F;
      for (std::size_t j = 0; j < s.embedding; ++j) most = std::max(most, std::abs(row[j]));
      p_.network.scale[r] = most / 127;
      for (std::size_t j = 0; j < s.embedding; ++j)
        p_.network.table[r * s.embedding + j] =
            static_cast<std::int8_t>(std::lround(row[j] / most * 127));
    }
  }

  Settings settings_;
  Pipeline& p_;
  std::map<std::pair<std::string, std::string>, std::int32_t> tags_;
  std::map<std::string, std::int32_t> relations_;
  std::map<std::string, std::int32_t> names_;
  std::vector<int> counts_;  ///< of the words with a row of their own, from row 1
  const WordVectors& vectors_;
  Turner turner_;
  std::uint32_t own_rows_ = 1;           ///< rows of words seen in training; those after have none
  std::vector<std::int32_t> vector_of_;  ///< of each row of a word; -1: none
  NetworkLayout layout_;
  std::vector<Sample> samples_;
  std::vector<Tokens> lowered_;  ///< the tokens of each sample in lower case
  std::array<Stock, 2> stocks_;  ///< names to swap: of the examples, of the tables
  std::vector<std::size_t> order_;
  std::vector<float> weights_, first_, second_;
  std::vector<float> table_, table_first_, table_second_;
  std::vector<float> average_weights_, average_table_;
  Turned turned_;
  Gradient gradients_[kShards];
  Scratch scratch_[kShards];
  std::uint64_t step_ = 0;
};

}  // namespace

Pipeline train(const std::vector<Example>& examples, const Sources& sources,
               const Settings& settings, const Watch& watch) {
  Pipeline p;
  p.vocabulary.names = sources.listed;
  train_lemmas(examples, p);
  Trainer trainer(examples, sources, settings, p);
  trainer.run(watch);
  return p;
}

}  // namespace dragoman::training
