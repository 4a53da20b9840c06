#include "wide_trainer.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <sstream>

#include "lists.h"
#include "random.h"

namespace dragoman::training {

namespace {

/// Each word's nearest of `count` centres, which are the means of what is nearest to them.
std::vector<std::uint32_t> clusters(const WordVectors& v, std::size_t count, std::size_t fitted,
                                    int rounds) {
  const std::size_t d = v.dimensions;
  const std::size_t n = v.words.size();
  fitted = std::min(fitted, n);
  std::vector<float> unit(v.values);
  for (std::size_t i = 0; i < n; ++i) {
    float sum = 0;
    for (std::size_t j = 0; j < d; ++j) sum += unit[i * d + j] * unit[i * d + j];
    const float by = 1 / std::sqrt(sum + 1e-12F);
    for (std::size_t j = 0; j < d; ++j) unit[i * d + j] *= by;
  }
  // Centres lie across: d x count.
  std::vector<float> centre(d * count);
  for (std::size_t c = 0; c < count; ++c) {
    for (std::size_t j = 0; j < d; ++j) centre[j * count + c] = unit[(c * fitted / count) * d + j];
  }
  std::vector<std::uint32_t> nearest(n);
  std::vector<float> closeness;
  const auto assign = [&](std::size_t to) {
    constexpr std::size_t kRows = 256;
    for (std::size_t from = 0; from < to; from += kRows) {
      const std::size_t rows = std::min(kRows, to - from);
      closeness.assign(rows * count, 0.0F);
      multiply_add(rows, count, d, unit.data() + from * d, d, 1, centre.data(), count,
                   closeness.data(), count);
      for (std::size_t i = 0; i < rows; ++i) {
        const auto row = closeness.begin() + static_cast<std::ptrdiff_t>(i * count);
        nearest[from + i] = static_cast<std::uint32_t>(
            std::max_element(row, row + static_cast<std::ptrdiff_t>(count)) - row);
      }
    }
  };
  for (int round = 0; round < rounds; ++round) {
    assign(fitted);
    std::vector<float> sum(d * count, 0.0F);
    for (std::size_t i = 0; i < fitted; ++i) {
      for (std::size_t j = 0; j < d; ++j) sum[j * count + nearest[i]] += unit[i * d + j];
    }
    for (std::size_t c = 0; c < count; ++c) {
      float size = 0;
      for (std::size_t j = 0; j < d; ++j) size += sum[j * count + c] * sum[j * count + c];
      if (size < 1e-9F) continue;  // nobody's nearest: stays
      const float by = 1 / std::sqrt(size);
      for (std::size_t j = 0; j < d; ++j) centre[j * count + c] = sum[j * count + c] * by;
    }
  }
  assign(n);
  return nearest;
}

void add_spans(const std::vector<std::string>& names, std::uint8_t kind, WideNames& wide) {
  for (const std::string& name : names) {
    std::istringstream in(name);
    std::uint64_t h = 0;
    std::size_t words = 0;
    for (std::string word; in >> word; ++words) h = span_hash(h, normal_form(word));
    if (words < 2 || words > 6) continue;
    std::uint8_t& kinds = wide.spans[h];
    kinds = static_cast<std::uint8_t>(kinds | kind);
  }
}

/// Losses and gradients of a chain of labels, with room that is used again.
class Chain {
 public:
  explicit Chain(std::size_t labels) : k_(labels) {}

  /// `scores` (n x labels) become gradients; adds to `move_gradient` ((labels + 1) x labels).
  double learn(std::size_t n, const std::vector<std::uint32_t>& gold,
               const std::vector<float>& move, std::vector<double>& scores,
               std::vector<double>& move_gradient) {
    factor_.resize((k_ + 1) * k_);
    for (std::size_t i = 0; i < factor_.size(); ++i)
      factor_[i] = std::exp(static_cast<double>(move[i]));
    alpha_.assign(n * k_, 0.0);
    beta_.assign(n * k_, 1.0);
    total_.assign(n, 0.0);
    double path = 0;
    double all = 0;
    for (std::size_t i = 0; i < n; ++i) {
      double* s = scores.data() + i * k_;
      const std::size_t row = i == 0 ? k_ : gold[i - 1];
      path += s[gold[i]] + static_cast<double>(move[row * k_ + gold[i]]);
      const double top = *std::max_element(s, s + k_);
      all += top;
      for (std::size_t j = 0; j < k_; ++j) s[j] = std::exp(s[j] - top);
    }
    for (std::size_t i = 0; i < n; ++i) {
      double* a = alpha_.data() + i * k_;
      for (std::size_t j = 0; j < k_; ++j) {
        double sum = 0;
        if (i == 0) {
          sum = factor_[k_ * k_ + j];
        } else {
          for (std::size_t p = 0; p < k_; ++p)
            sum += alpha_[(i - 1) * k_ + p] * factor_[p * k_ + j];
        }
        a[j] = sum * scores[i * k_ + j];
        total_[i] += a[j];
      }
      for (std::size_t j = 0; j < k_; ++j) a[j] /= total_[i];
      all += std::log(total_[i]);
    }
    for (std::size_t i = n - 1; i-- > 0;) {
      for (std::size_t p = 0; p < k_; ++p) {
        double sum = 0;
        for (std::size_t j = 0; j < k_; ++j)
          sum += factor_[p * k_ + j] * scores[(i + 1) * k_ + j] * beta_[(i + 1) * k_ + j];
        beta_[i * k_ + p] = sum / total_[i + 1];
      }
    }
    for (std::size_t i = 0; i < n; ++i) {
      const std::size_t row = i == 0 ? k_ : gold[i - 1];
      move_gradient[row * k_ + gold[i]] -= 1;
      for (std::size_t j = 0; j < k_; ++j) {
        const double here = scores[i * k_ + j] * beta_[i * k_ + j] / total_[i];
        if (i == 0) {
          move_gradient[k_ * k_ + j] += factor_[k_ * k_ + j] * here;
          continue;
        }
        for (std::size_t p = 0; p < k_; ++p)
          move_gradient[p * k_ + j] += alpha_[(i - 1) * k_ + p] * factor_[p * k_ + j] * here;
      }
    }
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < k_; ++j)
        scores[i * k_ + j] = alpha_[i * k_ + j] * beta_[i * k_ + j] - (j == gold[i] ? 1 : 0);
    }
    return all - path;
  }

 private:
  std::size_t k_;
  std::vector<double> factor_, alpha_, beta_, total_;
};

std::string small(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return text;
}

/// The forms with some names swapped, or all in small letters.
std::vector<std::string> disguised(const Example& e, const std::vector<NameSpan>& spans,
                                   const NameStock* stocks, const WideSettings& settings,
                                   Random& random) {
  std::vector<std::string> forms = e.forms;
  if (random.uniform() < settings.lower_case) {
    for (std::string& form : forms) form = small(form);
    return forms;
  }
  for (const NameSpan& span : spans) {
    if (random.uniform() >= settings.swap_name) continue;
    const auto& names = stocks[random.below(2)][span.type][span.length - 1];
    if (names.empty()) continue;
    const auto& name = names[random.below(names.size())];
    std::copy(name.begin(), name.end(), forms.begin() + static_cast<std::ptrdiff_t>(span.begin));
  }
  return forms;
}

}  // namespace

void prepare_wide(const WordVectors& vectors, const std::string& knowledge, const Pipeline& p,
                  WideNames& wide) {
  wide.coarse.assign(p.vocabulary.rows, 0);
  wide.fine.assign(p.vocabulary.rows, 0);
  const auto coarse = clusters(vectors, 96, 20000, 8);
  const auto fine = clusters(vectors, 1024, 40000, 6);
  for (std::size_t i = vectors.words.size(); i-- > 0;) {
    const auto known = p.vocabulary.words.find(text_hash(normal_form(vectors.words[i])));
    if (known == p.vocabulary.words.end()) continue;
    wide.coarse[known->second] = static_cast<std::uint8_t>(1 + coarse[i]);
    wide.fine[known->second] = static_cast<std::uint16_t>(1 + fine[i]);
  }
  add_spans(table_column(knowledge + "/people.tsv", 0), kSpanPerson, wide);
  add_spans(table_column(knowledge + "/places.tsv", 0), kSpanPlace, wide);
  add_spans(table_column(knowledge + "/countries.tsv", 1), kSpanPlace, wide);
  add_spans(table_column(knowledge + "/countries.tsv", 2), kSpanPlace, wide);
  add_spans(table_column(knowledge + "/organisations.tsv", 0), kSpanOrganisation, wide);
  add_spans(table_column(knowledge + "/organisations.tsv", 1), kSpanOrganisation, wide);
}

void train_wide(const std::vector<Example>& examples, const NameStock& listed,
                const WideSettings& settings, const Pipeline& p, WideNames& wide) {
  const NameStock stocks[2] = {names_of(examples), listed};
  const std::size_t k = p.entities.size();
  std::vector<std::vector<std::uint32_t>> gold(examples.size());
  std::vector<std::vector<NameSpan>> spans(examples.size());
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < examples.size(); ++i) {
    const Example& e = examples[i];
    for (const std::string& label : e.names)
      gold[i].push_back(static_cast<std::uint32_t>(
          std::find(p.entities.begin(), p.entities.end(), label) - p.entities.begin()));
    if (e.names.empty()) continue;
    spans[i] = swappable_names(e);
    for (int r = 0; r < (e.upos.empty() ? settings.repeats : 1); ++r) order.push_back(i);
  }
  wide.bits = settings.bits;
  const std::size_t cells = kWideLabels << settings.bits;
  const std::uint64_t mask = (std::uint64_t{1} << settings.bits) - 1;
  std::vector<float> weight(cells, 0.0F);
  std::vector<float> square(cells, 1e-4F);
  std::vector<float> sum(cells, 0.0F);
  std::vector<float> move((k + 1) * k, 0.0F);
  std::vector<float> move_square(move.size(), 1.0F);
  std::vector<float> move_sum(move.size(), 0.0F);
  int summed = 0;

  // Features seen once in all texts have nothing to teach, and would share rows with those that do.
  std::vector<std::uint8_t> seen(std::size_t{1} << 24, 0);
  const auto times_seen = [&](std::uint64_t hash) -> std::uint8_t& { return seen[hash >> 40]; };

  Random random(settings.seed);
  Chain chain(k);
  TokenRows rows;
  WideFeatures features;
  std::vector<double> scores;
  std::vector<double> move_gradient;
  std::vector<char> kept;
  Vocabulary words = p.vocabulary;
  words.buckets = 0;  // only the words' own rows
  for (const Example& e : examples) {
    if (e.names.empty()) continue;
    const std::vector<std::string_view> views(e.forms.begin(), e.forms.end());
    token_rows(words, views, rows);
    wide_features(wide, views, rows, {{0, views.size()}}, features);
    for (const std::uint64_t hash : features.hashes) {
      std::uint8_t& count = times_seen(hash);
      count = static_cast<std::uint8_t>(std::min(count + 1, 255));
    }
  }
  const auto began = std::chrono::steady_clock::now();
  for (int epoch = 0; epoch < settings.epochs; ++epoch) {
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
    double loss = 0;
    double tokens = 0;
    for (const std::size_t at : order) {
      const Example& e = examples[at];
      const std::size_t n = e.forms.size();
      const std::vector<std::string> forms = disguised(e, spans[at], stocks, settings, random);
      const std::vector<std::string_view> views(forms.begin(), forms.end());
      token_rows(words, views, rows);
      wide_features(wide, views, rows, {{0, views.size()}}, features);
      kept.resize(features.hashes.size());
      for (std::size_t f = 0; f < kept.size(); ++f) {
        const bool drop = random.uniform() < settings.drop;
        kept[f] = !drop && times_seen(features.hashes[f]) >= settings.few ? 1 : 0;
      }
      scores.assign(n * k, 0.0);
      for (std::size_t i = 0; i < n; ++i) {
        for (std::uint32_t f = features.start[i]; f < features.start[i + 1]; ++f) {
          if (kept[f] == 0) continue;
          const float* row = weight.data() + (features.hashes[f] & mask) * kWideLabels;
          for (std::size_t j = 0; j + 1 < k; ++j)
            scores[i * k + 1 + j] += static_cast<double>(row[j]);
        }
      }
      move_gradient.assign(move.size(), 0.0);
      loss += chain.learn(n, gold[at], move, scores, move_gradient);
      tokens += static_cast<double>(n);
      for (std::size_t i = 0; i < n; ++i) {
        float g[kWideLabels] = {};
        bool any = false;
        for (std::size_t j = 0; j + 1 < k; ++j) {
          g[j] = static_cast<float>(scores[i * k + 1 + j]);
          any = any || std::abs(g[j]) > 1e-4F;
        }
        if (!any) continue;
        for (std::uint32_t f = features.start[i]; f < features.start[i + 1]; ++f) {
          if (kept[f] == 0) continue;
          const std::size_t row = (features.hashes[f] & mask) * kWideLabels;
          for (std::size_t j = 0; j < kWideLabels; ++j) {
            float& s = square[row + j];
            s += g[j] * g[j];
            weight[row + j] -= settings.rate * g[j] / std::sqrt(s);
          }
        }
      }
      for (std::size_t j = 0; j < move.size(); ++j) {
        const auto g = static_cast<float>(move_gradient[j]);
        move_square[j] += g * g;
        move[j] -= settings.rate * g / std::sqrt(move_square[j]);
      }
    }
    if (2 * (epoch + 1) > settings.epochs) {
      for (std::size_t j = 0; j < cells; ++j) sum[j] += weight[j];
      for (std::size_t j = 0; j < move.size(); ++j) move_sum[j] += move[j];
      ++summed;
    }
    fmt::print(stderr, "epoch {:2}  loss {:.4f}  {:.0f} s\n", epoch + 1, loss / tokens,
               std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
  }
  const float by = (1 - settings.drop) / static_cast<float>(summed);
  std::vector<float> sizes;
  for (float& x : sum) {
    x *= by;
    if (x != 0) sizes.push_back(std::abs(x));
  }
  // The few largest are cut, so that the many are told apart.
  const std::size_t most = sizes.size() - 1 - sizes.size() / 20000;
  std::nth_element(sizes.begin(), sizes.begin() + static_cast<std::ptrdiff_t>(most), sizes.end());
  wide.scale = sizes[most] / 127;
  wide.cells.resize(cells);
  for (std::size_t j = 0; j < cells; ++j)
    wide.cells[j] =
        static_cast<std::int8_t>(std::lround(std::clamp(sum[j] / wide.scale, -127.0F, 127.0F)));
  wide.transition.resize(move.size());
  for (std::size_t j = 0; j < move.size(); ++j)
    wide.transition[j] = move_sum[j] / static_cast<float>(summed);
  fmt::print(stderr, "{} weights of {} are zero, scale {:.5f}\n",
             std::count(wide.cells.begin(), wide.cells.end(), 0), cells, wide.scale);
}

NameNetwork name_network(const Pipeline& other, const Pipeline& p, std::uint32_t most) {
  NameNetwork out;
  const Vocabulary& v = other.vocabulary;
  const std::uint32_t kept = std::min(v.rows, most);
  const std::uint32_t cut = v.rows - kept;
  const std::size_t e = other.network.shape.embedding;
  out.network.shape = other.network.shape;
  out.network.shape.rows -= cut;
  out.network.weights = other.network.weights;
  out.network.table = other.network.table;
  out.network.scale = other.network.scale;
  const auto drop = [&](auto& array, std::size_t columns) {
    array.erase(array.begin() + static_cast<std::ptrdiff_t>(kept * columns),
                array.begin() + static_cast<std::ptrdiff_t>(v.rows * columns));
  };
  drop(out.network.table, e);
  drop(out.network.scale, 1);
  out.vocabulary.rows = kept;
  out.vocabulary.buckets = v.buckets;
  out.rows.assign(p.vocabulary.rows, 0);
  for (const auto& [word, row] : v.words) {
    const auto known = p.vocabulary.words.find(word);
    if (known != p.vocabulary.words.end() && row < kept)
      out.rows[known->second] = static_cast<std::uint16_t>(row);
  }
  return out;
}

}  // namespace dragoman::training
