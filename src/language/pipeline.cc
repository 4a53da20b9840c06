#include "language/pipeline.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "language/repair.h"
#include "text/dateline.h"

namespace dragoman {

std::string lemmatize(const Pipeline& pipeline, std::string_view form, const std::string& upos,
                      const std::string& xpos) {
  std::string low(form);
  for (char& c : low) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  if (const auto known = pipeline.lemmas.find(low + "\t" + upos); known != pipeline.lemmas.end())
    return known->second;
  if (upos == "PROPN") return std::string(form);
  for (std::size_t k = std::min<std::size_t>(5, low.size()); k > 0; --k) {
    const auto rule = pipeline.rules.find(low.substr(low.size() - k) + "\t" + xpos);
    if (rule == pipeline.rules.end()) continue;
    const auto cut = static_cast<std::size_t>(rule->second.front() - '0');
    if (cut >= low.size()) continue;
    return low.substr(0, low.size() - cut) + rule->second.substr(1);
  }
  return low;
}

Reader::Reader(const Pipeline& from)
    : pipeline(from),
      layout(from.network.shape),
      packed(from.network.shape, layout, from.network.weights.data()),
      names(from.names, from.network) {}

namespace {

/// Annotates tokens [first, last) as one tree.
void annotate_piece(const Reader& reader, std::uint32_t first, std::uint32_t last, Annotated& out,
                    Workspace& w) {
  const Pipeline& p = reader.pipeline;
  const NetworkLayout& at = reader.layout;
  w.forms.clear();
  for (std::uint32_t t = first; t < last; ++t) w.forms.push_back(out.document.form(t));
  const std::size_t n = w.forms.size();
  const float* weights = p.network.weights.data();
  Activations& a = w.activations;
  token_rows(p.vocabulary, w.forms, w.rows);
  embed(p.network, w.rows, a);
  forward(p.network.shape, at, weights, &reader.packed, nullptr, a);
  best_tree(a.arc.data(), n, padded(n + 1), w.heads);
  relation_scores(p.network.shape, at, weights, &reader.packed, w.heads, a, w.hidden, w.scores);
  find_names(reader.names, w.forms, w.rows, at.entity_columns, a.entity.data(), w.names, w.labels);

  const auto root = static_cast<std::size_t>(
      std::find(p.relations.begin(), p.relations.end(), "root") - p.relations.begin());
  for (std::size_t i = 0; i < n; ++i) {
    Word& word = out.words[first + i];
    const std::size_t tag = best_tag(p.network, at, a, i);
    const std::string& upos = p.upos[p.network.pair[2 * tag]];
    const std::string& xpos = p.xpos[p.network.pair[2 * tag + 1]];
    word.upos = upos;
    word.xpos = xpos;
    word.lemma = lemmatize(p, w.forms[i], upos, xpos);
    const auto head = static_cast<std::size_t>(w.heads[i]);
    if (head == n) {
      word.head = -1;
      word.deprel = p.relations[root];
    } else {
      word.head = static_cast<std::int32_t>(first + head);
      const float* scores = w.scores.data() + i * at.relation_columns;
      std::size_t best = root == 0 ? 1 : 0;
      for (std::size_t r = best + 1; r < p.relations.size(); ++r) {
        if (r != root && scores[r] > scores[best]) best = r;
      }
      word.deprel = p.relations[best];
    }

    const std::string_view label = p.entities[w.labels[i]];
    if (label.size() < 3) continue;
    const std::string_view type = label.substr(2);
    const auto here = first + static_cast<std::uint32_t>(i);
    const bool goes_on = label.front() == 'I' && i > 0 && !out.entities.empty() &&
                         out.entities.back().last == here && out.entities.back().type == type;
    if (goes_on)
      ++out.entities.back().last;
    else
      out.entities.push_back({here, here + 1, type});
  }
}

}  // namespace

void annotate_sentence(const Reader& reader, const Sentence& s, Annotated& out, Workspace& w) {
  const Pipeline& p = reader.pipeline;
  const auto parataxis = std::find(p.relations.begin(), p.relations.end(), "parataxis");
  const std::string_view joined = parataxis == p.relations.end() ? p.relations.front() : *parataxis;
  // Treebanks hardly know datelines: the story is read as if it began after it.
  const std::uint32_t story = after_dateline(out.document, s);
  std::int32_t root = -1;
  const auto piece = [&](std::uint32_t first, std::uint32_t last) {
    annotate_piece(reader, first, last, out, w);
    for (std::uint32_t t = first; t < last; ++t) {
      if (out.words[t].head >= 0) continue;
      if (root < 0) {
        root = static_cast<std::int32_t>(t);
      } else {
        out.words[t].head = root;
        out.words[t].deprel = joined;
      }
    }
  };
  // Entities are found in text order, the root in the story.
  if (story > s.first) {
    piece(s.first, story);
    root = -1;
  }
  for (std::uint32_t first = story; first < s.last; first += kLongestSentence)
    piece(first, std::min(s.last, first + kLongestSentence));
  for (std::uint32_t t = s.first; t < story; ++t) {
    if (out.words[t].head >= 0) continue;
    out.words[t].head = root;
    out.words[t].deprel = joined;
  }
  repair(s, out);
}

namespace {

constexpr std::string_view kMagic = "DRGMODL3";
/// Files from before there was help for names.
constexpr std::string_view kWithoutNames = "DRGMODL2";

void put(std::string& out, std::uint64_t value) {
  for (int i = 0; i < 8; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
}
void put(std::string& out, std::string_view text) {
  put(out, static_cast<std::uint64_t>(text.size()));
  out += text;
}

/// Bounds-checked reader.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : rest_(bytes) {}
  bool number(std::uint64_t* out) {
    if (rest_.size() < 8) return false;
    *out = 0;
    for (int i = 0; i < 8; ++i)
      *out |=
          static_cast<std::uint64_t>(static_cast<unsigned char>(rest_[static_cast<std::size_t>(i)]))
          << (8 * i);
    rest_.remove_prefix(8);
    return true;
  }
  bool number(std::uint32_t* out) {
    std::uint64_t wide = 0;
    if (!number(&wide) || wide > 0xFFFFFFFFU) return false;
    *out = static_cast<std::uint32_t>(wide);
    return true;
  }
  bool text(std::string_view* out) {
    std::uint64_t size = 0;
    if (!number(&size) || size > rest_.size()) return false;
    *out = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return true;
  }
  bool text(std::string* out) {
    std::string_view view;
    if (!text(&view)) return false;
    *out = view;
    return true;
  }
  [[nodiscard]] std::size_t left() const { return rest_.size(); }

 private:
  std::string_view rest_;
};

static_assert(std::endian::native == std::endian::little, "numbers are stored as they lie");

template <typename T>
void put_array(std::string& out, const std::vector<T>& array) {
  put(out, std::string_view(reinterpret_cast<const char*>(array.data()), array.size() * sizeof(T)));
}

/// Exactly `size` elements.
template <typename T>
bool read_array(Bytes& in, std::size_t size, std::vector<T>& array) {
  std::string_view bytes;
  if (!in.text(&bytes) || bytes.size() != size * sizeof(T)) return false;
  array.resize(size);
  if (size > 0) std::memcpy(array.data(), bytes.data(), bytes.size());
  return true;
}

bool all_finite(const std::vector<float>& array) {
  return std::all_of(array.begin(), array.end(), [](float x) { return std::isfinite(x); });
}

bool read_labels(Bytes& in, std::size_t size, std::vector<std::string>& labels) {
  std::uint64_t n = 0;
  if (!in.number(&n) || n != size || n > in.left()) return false;
  labels.resize(n);
  return std::all_of(labels.begin(), labels.end(),
                     [&](std::string& label) { return in.text(&label) && !label.empty(); });
}

bool read_map(Bytes& in, std::unordered_map<std::string, std::string>& map, bool counted) {
  std::uint64_t n = 0;
  if (!in.number(&n) || n > in.left()) return false;
  std::string key;
  std::string value;
  map.reserve(n);
  for (std::uint64_t i = 0; i < n; ++i) {
    if (!in.text(&key) || !in.text(&value)) return false;
    if (counted && (value.empty() || value.front() < '0' || value.front() > '9')) return false;
    map.emplace(key, value);
  }
  return true;
}

void write_map(std::string& out, const std::unordered_map<std::string, std::string>& map) {
  std::vector<std::pair<std::string, std::string>> sorted(map.begin(), map.end());
  std::sort(sorted.begin(), sorted.end());
  put(out, static_cast<std::uint64_t>(sorted.size()));
  for (const auto& [key, value] : sorted) {
    put(out, key);
    put(out, value);
  }
}

/// Hashes in order, then what each maps to.
template <typename Value>
void write_hashes(std::string& out, const std::unordered_map<std::uint64_t, Value>& map) {
  std::vector<std::pair<std::uint64_t, Value>> sorted(map.begin(), map.end());
  std::sort(sorted.begin(), sorted.end());
  std::vector<std::uint64_t> keys;
  std::vector<Value> values;
  for (const auto& [key, value] : sorted) {
    keys.push_back(key);
    values.push_back(value);
  }
  put(out, static_cast<std::uint64_t>(keys.size()));
  put_array(out, keys);
  put_array(out, values);
}

template <typename Value>
bool read_hashes(Bytes& in, std::unordered_map<std::uint64_t, Value>& map) {
  std::uint64_t n = 0;
  std::vector<std::uint64_t> keys;
  std::vector<Value> values;
  if (!in.number(&n) || n > in.left() || !read_array(in, n, keys) || !read_array(in, n, values))
    return false;
  map.reserve(n);
  for (std::size_t i = 0; i < n; ++i) map.emplace(keys[i], values[i]);
  return true;
}

auto sizes(NetworkShape& s) {
  return std::vector<std::uint32_t*>{&s.rows, &s.embedding, &s.width,   &s.layers,
                                     &s.arc,  &s.relation,  &s.upos,    &s.xpos,
                                     &s.tags, &s.relations, &s.entities};
}

void put_factor(std::string& out, float value) {
  put(out, std::uint64_t{std::bit_cast<std::uint32_t>(value)});
}
bool read_factor(Bytes& in, float* value) {
  std::uint32_t bits = 0;
  if (!in.number(&bits)) return false;
  *value = std::bit_cast<float>(bits);
  return std::isfinite(*value);
}

void write_names(std::string& out, const NameFinder& names) {
  put(out, static_cast<std::uint64_t>(names.networks.size()));
  for (const NameNetwork& one : names.networks) {
    NetworkShape shape = one.network.shape;
    for (const std::uint32_t* size : sizes(shape)) put(out, *size);
    put(out, one.vocabulary.rows);
    put(out, one.vocabulary.buckets);
    put_factor(out, one.weight);
    put_array(out, one.rows);
    put_array(out, one.network.table);
    put_array(out, one.network.scale);
    put_array(out, one.network.weights);
  }
  const WideNames& wide = names.wide;
  put(out, wide.bits);
  if (wide.bits == 0) return;
  put_factor(out, names.wide_weight);
  put_factor(out, wide.scale);
  put_array(out, wide.cells);
  put_array(out, wide.transition);
  put_array(out, wide.coarse);
  put_array(out, wide.fine);
  write_hashes(out, wide.spans);
}

bool read_name_network(Bytes& in, const Pipeline& p, NameNetwork& one) {
  NetworkShape& s = one.network.shape;
  for (std::uint32_t* size : sizes(s)) {
    if (!in.number(size)) return false;
  }
  Vocabulary& v = one.vocabulary;
  if (!s.valid() || s.entities != p.network.shape.entities || !in.number(&v.rows) ||
      !in.number(&v.buckets) || v.rows == 0 || v.rows > s.rows || v.buckets != s.rows - v.rows)
    return false;
  Network& net = one.network;
  return read_factor(in, &one.weight) && read_array(in, p.vocabulary.rows, one.rows) &&
         std::all_of(one.rows.begin(), one.rows.end(), [&](auto row) { return row < v.rows; }) &&
         read_array(in, static_cast<std::size_t>(s.rows) * s.embedding, net.table) &&
         read_array(in, s.rows, net.scale) && read_array(in, NetworkLayout(s).size, net.weights) &&
         all_finite(net.scale) && all_finite(net.weights);
}

bool read_names(Bytes& in, Pipeline& p) {
  NameFinder& names = p.names;
  std::uint64_t networks = 0;
  if (!in.number(&networks) || networks > kMostNameNetworks) return false;
  names.networks.resize(networks);
  for (NameNetwork& one : names.networks) {
    if (!read_name_network(in, p, one)) return false;
  }
  WideNames& wide = names.wide;
  if (!in.number(&wide.bits) || wide.bits > 24) return false;
  if (wide.bits == 0) return true;
  const std::size_t k = p.network.shape.entities;
  return k <= kWideLabels + 1 && read_factor(in, &names.wide_weight) &&
         read_factor(in, &wide.scale) && read_array(in, kWideLabels << wide.bits, wide.cells) &&
         read_array(in, (k + 1) * k, wide.transition) && all_finite(wide.transition) &&
         read_array(in, p.vocabulary.rows, wide.coarse) &&
         read_array(in, p.vocabulary.rows, wide.fine) && read_hashes(in, wide.spans);
}

}  // namespace

std::string serialize(const Pipeline& p) {
  std::string out(kMagic);
  put(out, p.card);
  NetworkShape shape = p.network.shape;
  for (const std::uint32_t* size : sizes(shape)) put(out, *size);
  for (const auto* labels : {&p.upos, &p.xpos, &p.relations, &p.entities}) {
    put(out, static_cast<std::uint64_t>(labels->size()));
    for (const std::string& label : *labels) put(out, label);
  }
  put(out, p.vocabulary.rows);
  put(out, p.vocabulary.buckets);
  write_hashes(out, p.vocabulary.words);
  write_hashes(out, p.vocabulary.names);
  put_array(out, p.network.pair);
  put_array(out, p.network.table);
  put_array(out, p.network.scale);
  put_array(out, p.network.weights);
  write_map(out, p.lemmas);
  write_map(out, p.rules);
  write_names(out, p.names);
  return out;
}

bool deserialize(std::string_view bytes, Pipeline& p) {
  const bool old = bytes.starts_with(kWithoutNames);
  if (!old && !bytes.starts_with(kMagic)) return false;
  Bytes in(bytes.substr(kMagic.size()));
  if (!in.text(&p.card)) return false;
  Network& net = p.network;
  NetworkShape& s = net.shape;
  for (std::uint32_t* size : sizes(s)) {
    if (!in.number(size)) return false;
  }
  if (!s.valid()) return false;
  if (!read_labels(in, s.upos, p.upos) || !read_labels(in, s.xpos, p.xpos) ||
      !read_labels(in, s.relations, p.relations) || !read_labels(in, s.entities, p.entities))
    return false;
  Vocabulary& v = p.vocabulary;
  if (!in.number(&v.rows) || !in.number(&v.buckets) || v.rows == 0 || v.rows > s.rows ||
      v.buckets != s.rows - v.rows)
    return false;
  if (!read_hashes(in, v.words) || !read_hashes(in, v.names)) return false;
  if (std::any_of(v.words.begin(), v.words.end(),
                  [&](const auto& word) { return word.second >= v.rows; }))
    return false;
  const std::size_t cells = static_cast<std::size_t>(s.rows) * s.embedding;
  if (!read_array(in, 2 * static_cast<std::size_t>(s.tags), net.pair) ||
      !read_array(in, cells, net.table) || !read_array(in, s.rows, net.scale) ||
      !read_array(in, NetworkLayout(s).size, net.weights))
    return false;
  if (!all_finite(net.scale) || !all_finite(net.weights)) return false;
  for (std::size_t k = 0; k < s.tags; ++k) {
    if (net.pair[2 * k] >= s.upos || net.pair[2 * k + 1] >= s.xpos) return false;
  }
  if (!read_map(in, p.lemmas, false) || !read_map(in, p.rules, true) ||
      (!old && !read_names(in, p)) || in.left() != 0)
    return false;
  const bool root = std::find(p.relations.begin(), p.relations.end(), "root") != p.relations.end();
  return root && p.relations.size() > 1 && p.entities.front() == "O";
}

}  // namespace dragoman
