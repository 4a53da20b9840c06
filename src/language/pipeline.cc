#include "language/pipeline.h"

#include <algorithm>
#include <cstring>

namespace dragoman {

void Pipeline::prepare() {
  upos.clear();
  xpos.clear();
  relation.clear();
  for (const std::string& label : tagger.labels) {
    const std::size_t slash = label.find('/');
    upos.push_back(label.substr(0, slash));
    xpos.push_back(slash == std::string::npos ? "" : label.substr(slash + 1));
  }
  for (const std::string& label : parser.labels)
    relation.push_back(label.size() > 2 ? label.substr(2) : "");
}

void tag_sentence(const Pipeline& pipeline, Workspace& w) {
  view_tokens(w.forms, w.views);
  for (std::size_t i = 0; i < w.views.size(); ++i) {
    tag_features(w.views, i, w.features);
    pipeline.tagger.score(w.features, w.scores);
    const auto best = static_cast<std::size_t>(std::max_element(w.scores.begin(), w.scores.end()) -
                                               w.scores.begin());
    w.views[i].tag = static_cast<std::uint16_t>(best);
    w.views[i].tag_hash = best + 1;
    w.views[i].upos_hash = text_hash(pipeline.upos[best]);
  }
}

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

void annotate_sentence(const Pipeline& p, const Sentence& s, Annotated& out, Workspace& w) {
  w.forms.clear();
  for (std::uint32_t t = s.first; t < s.last; ++t) w.forms.push_back(out.document.form(t));
  tag_sentence(p, w);
  const std::size_t n = w.forms.size();
  w.state.start(n);
  while (!w.state.done()) {
    parse_features(w.views, w.state, w.features);
    p.parser.score(w.features, w.scores);
    apply_action(p, best_action(p, w.state, w.scores), w.state);
  }
  std::uint32_t previous = 0;
  std::uint32_t before = 0;
  for (std::size_t i = 0; i < n; ++i) {
    Word& word = out.words[s.first + i];
    const std::size_t tag = w.views[i].tag;
    word.upos = p.upos[tag];
    word.xpos = p.xpos[tag];
    word.lemma = lemmatize(p, w.forms[i], p.upos[tag], p.xpos[tag]);
    const std::int32_t head = w.state.head[i];
    word.head = head == w.state.n ? -1 : head + static_cast<std::int32_t>(s.first);
    word.deprel = p.relation[w.state.label[i]];
    entity_features(w.views, i, previous, before, w.features);
    p.entities.score(w.features, w.scores);
    const auto best = static_cast<std::uint32_t>(
        std::max_element(w.scores.begin(), w.scores.end()) - w.scores.begin());
    const std::string_view label = p.entities.labels[best];
    if (label.size() > 2) {
      const std::string_view type = label.substr(2);
      const auto at = s.first + static_cast<std::uint32_t>(i);
      const bool goes_on = label.front() == 'I' && !out.entities.empty() &&
                           out.entities.back().last == at && out.entities.back().type == type &&
                           at > s.first;
      if (goes_on)
        ++out.entities.back().last;
      else
        out.entities.push_back({at, at + 1, type});
    }
    before = previous;
    previous = best;
  }
}

namespace {

constexpr std::string_view kMagic = "DRGMODL1";

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
  [[nodiscard]] bool empty() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

bool read_model(Bytes& in, LinearModel& m) {
  std::uint64_t n = 0;
  if (!in.number(&n) || n == 0 || n > 10000) return false;
  m.labels.resize(n);
  for (std::string& label : m.labels) {
    if (!in.text(&label) || label.empty()) return false;
  }
  std::string_view weights;
  if (!in.text(&weights) || weights.size() <= n) return false;
  m.weights.resize(weights.size());
  std::memcpy(m.weights.data(), weights.data(), weights.size());
  return true;
}

bool read_map(Bytes& in, std::unordered_map<std::string, std::string>& map, bool counted) {
  std::uint64_t n = 0;
  if (!in.number(&n)) return false;
  std::string key;
  std::string value;
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

}  // namespace

std::string serialize(const Pipeline& p) {
  std::string out(kMagic);
  put(out, p.card);
  for (const LinearModel* m : {&p.tagger, &p.parser, &p.entities}) {
    put(out, static_cast<std::uint64_t>(m->labels.size()));
    for (const std::string& label : m->labels) put(out, label);
    put(out, std::string_view(reinterpret_cast<const char*>(m->weights.data()), m->weights.size()));
  }
  write_map(out, p.lemmas);
  write_map(out, p.rules);
  return out;
}

bool deserialize(std::string_view bytes, Pipeline& p) {
  if (!bytes.starts_with(kMagic)) return false;
  Bytes in(bytes.substr(kMagic.size()));
  if (!in.text(&p.card)) return false;
  for (LinearModel* m : {&p.tagger, &p.parser, &p.entities}) {
    if (!read_model(in, *m)) return false;
  }
  if (!read_map(in, p.lemmas, false) || !read_map(in, p.rules, true) || !in.empty()) return false;
  p.prepare();
  // The parser must know shift, a root relation and a reduction, or it could not finish a sentence.
  const auto has = [&](std::string_view label) {
    return std::find(p.parser.labels.begin(), p.parser.labels.end(), label) !=
           p.parser.labels.end();
  };
  const bool right = std::any_of(p.parser.labels.begin(), p.parser.labels.end(),
                                 [](const std::string& l) { return l.starts_with("R:"); });
  const bool known = std::all_of(
      p.parser.labels.begin(), p.parser.labels.end(),
      [](const std::string& l) { return l == "S" || l.starts_with("L:") || l.starts_with("R:"); });
  return has("S") && has("L:root") && right && known;
}

}  // namespace dragoman
