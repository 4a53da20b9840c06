#include "evaluation/language_scores.h"

#include <fstream>
#include <map>
#include <set>

#include "formats/conllu.h"
#include "knowledge/table.h"
#include "text/file.h"

namespace dragoman {

namespace {

using Bytes = std::pair<std::uint32_t, std::uint32_t>;

/// Owns the labels that its annotation points to.
Result<Treebank> gold_of(const std::string& path) {
  auto bytes = read_file(path);
  if (!bytes.ok()) return bytes.error();
  return read_conllu(bytes.value(), path);
}

Bytes bytes_of(const Annotated& a, std::int32_t word) {
  if (word < 0) return {~0U, ~0U};
  const Token& t = a.document.tokens[static_cast<std::size_t>(word)];
  return {t.begin, t.end};
}

std::string_view base(std::string_view relation) { return relation.substr(0, relation.find(':')); }

/// Aligns by byte span and divides by the given counts.
TreebankScores compare(const Annotated& gold, const Annotated& mine) {
  std::map<Bytes, std::size_t> at;
  for (std::size_t i = 0; i < mine.words.size(); ++i)
    at[bytes_of(mine, static_cast<std::int32_t>(i))] = i;
  TreebankScores s;
  for (std::size_t i = 0; i < gold.words.size(); ++i) {
    const auto found = at.find(bytes_of(gold, static_cast<std::int32_t>(i)));
    if (found == at.end()) continue;
    const Word& m = mine.words[found->second];
    const Word& g = gold.words[i];
    ++s.tokens;
    s.upos += m.upos == g.upos;
    s.xpos += m.xpos == g.xpos;
    s.lemma += m.lemma == g.lemma;
    const bool head = bytes_of(mine, m.head) == bytes_of(gold, g.head);
    s.uas += head;
    s.las += head && base(m.deprel) == base(g.deprel);
  }
  const auto scale = [&](double matched) {
    return Matches{matched, static_cast<double>(mine.words.size()),
                   static_cast<double>(gold.words.size())}
        .f1();
  };
  for (double* score : {&s.tokens, &s.upos, &s.xpos, &s.lemma, &s.uas, &s.las})
    *score = scale(*score);
  std::set<Bytes> sentences;
  for (const Sentence& x : mine.document.sentences) sentences.insert({x.begin, x.end});
  Matches m;
  m.predicted = static_cast<double>(mine.document.sentences.size());
  m.gold = static_cast<double>(gold.document.sentences.size());
  for (const Sentence& x : gold.document.sentences)
    m.matched += static_cast<double>(sentences.count({x.begin, x.end}));
  s.sentences = m.f1();
  return s;
}

/// PER, LOC or ORG for a label's type; empty for the types that have no counterpart.
std::string_view plain_type(std::string_view type) {
  if (type == "PER" || type == "person" || type == "politician") return "PER";
  if (type == "LOC" || type == "location" || type == "country") return "LOC";
  if (type == "ORG" || type == "organisation" || type == "politicalparty") return "ORG";
  return {};
}

struct Labelled {
  Annotated input;
  std::set<std::tuple<std::uint32_t, std::uint32_t, std::string>> entities;  ///< tokens, type
};

void read_line(std::string_view line, bool numbered, Labelled& out, std::string* open,
               std::uint32_t* start) {
  const char separator = line.find('\t') == std::string_view::npos ? ' ' : '\t';
  const auto fields = split(line, separator);
  if (fields.size() < 2) return;
  Document& d = out.input.document;
  const auto t = static_cast<std::uint32_t>(d.tokens.size());
  // Two columns: word, label. Three or more: number, word, label.
  const std::string_view word = numbered ? fields[1] : fields[0];
  const std::string_view label = numbered && fields.size() > 2 ? fields[2] : fields[1];
  if (!open->empty() && !label.starts_with("I-")) {
    out.entities.insert({*start, t, *open});
    open->clear();
  }
  if (label.starts_with("B-")) {
    *open = plain_type(label.substr(2));
    *start = t;
  }
  if (!d.text.empty()) d.text += ' ';
  const auto begin = static_cast<std::uint32_t>(d.text.size());
  d.text += word;
  d.tokens.push_back({begin, static_cast<std::uint32_t>(d.text.size())});
}

}  // namespace

Result<TreebankScores> score_gold_tokens(const Coder& coder, const std::string& path) {
  auto gold = gold_of(path);
  if (!gold.ok()) return gold.error();
  const Annotated& annotated = gold.value().annotated;
  return compare(annotated, coder.model().annotate(annotated.document));
}

Result<TreebankScores> score_raw_text(const Coder& coder, const std::string& path) {
  auto gold = gold_of(path);
  if (!gold.ok()) return gold.error();
  const Annotated& annotated = gold.value().annotated;
  return compare(annotated, coder.annotate(annotated.document.text));
}

Result<Matches> score_entities(const Coder& coder, const std::string& path) {
  std::ifstream in(path);
  if (!in) return Error{path, "cannot be read", "set DRAGOMAN_DATA to the public data sets"};
  const bool numbered = path.ends_with(".iob2");
  Labelled all;
  std::string open;
  std::uint32_t start = 0;
  std::uint32_t first = 0;
  const auto close = [&] {
    Document& d = all.input.document;
    const auto last = static_cast<std::uint32_t>(d.tokens.size());
    if (!open.empty()) all.entities.insert({start, last, open});
    open.clear();
    if (last > first)
      d.sentences.push_back({first, last, d.tokens[first].begin, d.tokens[last - 1].end});
    first = last;
  };
  for (std::string line; std::getline(in, line);) {
    if (line.empty())
      close();
    else if (line.front() != '#' || !numbered)
      read_line(line, numbered, all, &open, &start);
  }
  close();
  const Annotated mine = coder.model().annotate(all.input.document);
  Matches m;
  m.gold = static_cast<double>(all.entities.size());
  for (const EntitySpan& e : mine.entities) {
    if (plain_type(e.type).empty()) continue;
    ++m.predicted;
    m.matched += static_cast<double>(all.entities.count({e.first, e.last, std::string(e.type)}));
  }
  return m;
}

}  // namespace dragoman
