#include "coding/kinds.h"

#include <algorithm>
#include <charconv>

#include "knowledge/table.h"
#include "reading/tree.h"

namespace dragoman {

namespace {

/// How much less each further sentence says about what a text is about.
constexpr double kDecay = 0.6;

bool is_among(const std::vector<std::string>& sorted, std::string_view value) {
  return std::binary_search(sorted.begin(), sorted.end(), value, std::less<>());
}

/// `*` in a condition: any value but none.
bool meets(const std::vector<std::string>& values, std::string_view value) {
  return is_among(values, value) || (!value.empty() && is_among(values, "*"));
}

bool any_sector(const std::vector<std::string>& values, const std::vector<Party>& parties) {
  return std::any_of(parties.begin(), parties.end(),
                     [&](const Party& p) { return meets(values, p.sector); });
}

/// Lemmas of a sentence in lower case, and pairs of neighbours, sorted.
std::vector<std::string> words_of(const Annotated& annotated, std::uint32_t sentence) {
  const Sentence& s = annotated.document.sentences[sentence];
  std::vector<std::string> words;
  words.reserve(2 * (s.last - s.first));
  std::string before;
  for (std::uint32_t t = s.first; t < s.last; ++t) {
    std::string lemma(annotated.words[t].lemma);
    std::transform(lemma.begin(), lemma.end(), lemma.begin(), [](unsigned char c) {
      return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    });
    if (!before.empty()) {
      before += '_';
      words.push_back(before += lemma);
    }
    words.push_back(lemma);
    // A sentence's first noun is easily taken for a name: "Warplanes bombed".
    if (annotated.words[t].upos == "PROPN" && lemma.size() > 3 && lemma.back() == 's')
      words.push_back(lemma.substr(0, lemma.size() - 1));
    before = std::move(lemma);
  }
  std::sort(words.begin(), words.end());
  return words;
}

}  // namespace

Result<KindTable::Condition> KindTable::condition(std::string_view text, const std::string& where) {
  static constexpr std::pair<std::string_view, Field> kFields[] = {
      {"word", Field::word},         {"act", Field::act},
      {"type", Field::type},         {"mode", Field::mode},
      {"modality", Field::modality}, {"context", Field::context},
      {"actor", Field::actor},       {"recipient", Field::recipient}};
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos || equals == 0 || equals + 1 == text.size())
    return Error{where, "'" + std::string(text) + "' is no condition", "write field=value|value"};
  Condition c;
  c.negative = text[equals - 1] == '!';
  const std::string_view name = text.substr(0, c.negative ? equals - 1 : equals);
  const auto* const found = std::find_if(std::begin(kFields), std::end(kFields),
                                         [&](const auto& f) { return f.first == name; });
  if (found == std::end(kFields)) {
    return Error{where, "unknown field '" + std::string(name) + "'",
                 "use word, act, type, mode, modality, context, actor or recipient"};
  }
  c.field = found->second;
  for (const std::string_view value : split(text.substr(equals + 1), '|'))
    c.values.emplace_back(value == "-" ? std::string_view() : value);
  std::sort(c.values.begin(), c.values.end());
  return c;
}

Result<KindTable> KindTable::load(const std::string& path) {
  const auto table = read_table(path, 3);
  if (!table.ok()) return table.error();
  KindTable out;
  for (const auto& line : table.value().rows) {
    const std::string where = path + ":" + std::to_string(line.line);
    Row row;
    const std::string_view weight = line.at(1);
    if (std::from_chars(weight.data(), weight.data() + weight.size(), row.weight).ec != std::errc{})
      return Error{where, "'" + std::string(weight) + "' is no weight", "write a number"};
    const auto kind = std::find(out.kinds_.begin(), out.kinds_.end(), line.at(0));
    row.kind = static_cast<std::size_t>(kind - out.kinds_.begin());
    if (kind == out.kinds_.end()) out.kinds_.emplace_back(line.at(0));
    for (const std::string_view text : split(line.at(2), ' ')) {
      auto c = condition(text, where);
      if (!c.ok()) return c.error();
      (c.value().field == Field::word ? row.words : row.events).push_back(std::move(c.value()));
    }
    out.rows_.push_back(std::move(row));
  }
  return out;
}

bool KindTable::holds(const Condition& c, const std::vector<std::string>& words) {
  const bool found = std::any_of(c.values.begin(), c.values.end(),
                                 [&](const std::string& v) { return is_among(words, v); });
  return found != c.negative;
}

bool KindTable::holds(const Condition& c, const Event& e) {
  bool found = false;
  switch (c.field) {
    case Field::act:
      found = meets(c.values, e.act);
      break;
    case Field::type:
      found = meets(c.values, e.type);
      break;
    case Field::mode:
      found = meets(c.values, e.mode);
      break;
    case Field::modality:
      found = meets(c.values, to_string(e.modality));
      break;
    case Field::context:
      found = std::any_of(e.contexts.begin(), e.contexts.end(),
                          [&](const std::string& x) { return is_among(c.values, x); });
      break;
    case Field::actor:
      found = any_sector(c.values, e.actors);
      break;
    case Field::recipient:
      found = any_sector(c.values, e.recipients);
      break;
    case Field::word:
      break;
  }
  return found != c.negative;
}

bool KindTable::holds(const Row& row, const std::vector<std::string>& words,
                      const std::vector<const Event*>& events) {
  if (!std::all_of(row.words.begin(), row.words.end(),
                   [&](const Condition& c) { return holds(c, words); }))
    return false;
  return row.events.empty() || std::any_of(events.begin(), events.end(), [&](const Event* e) {
           return std::all_of(row.events.begin(), row.events.end(),
                              [&](const Condition& c) { return holds(c, *e); });
         });
}

std::vector<KindTable::Score> KindTable::scores(const CodedArticle& coded, std::uint32_t first,
                                                std::uint32_t last) const {
  std::vector<Score> sums;
  sums.reserve(kinds_.size());
  for (const std::string& kind : kinds_) sums.push_back({kind, 0});
  std::vector<bool> met(rows_.size());
  double share = 1;
  for (std::uint32_t s = first; s < last; ++s, share *= kDecay) {
    const std::vector<std::string> words = words_of(coded.annotated, s);
    std::vector<const Event*> events;
    for (const Event& e : coded.events)
      if (e.sentence == s) events.push_back(&e);
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      if (met[r] || !holds(rows_[r], words, events)) continue;
      met[r] = true;
      sums[rows_[r].kind].score += share * rows_[r].weight;
    }
  }
  return sums;
}

std::string_view KindTable::best(const CodedArticle& coded) const {
  const auto all =
      scores(coded, 0, static_cast<std::uint32_t>(coded.annotated.document.sentences.size()));
  const auto top = std::max_element(
      all.begin(), all.end(), [](const Score& a, const Score& b) { return a.score < b.score; });
  return top == all.end() || top->score <= 0 ? std::string_view() : top->kind;
}

}  // namespace dragoman
