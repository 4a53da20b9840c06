// Scores of every stage on the public data sets, one table.
#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "cli/verbs.h"
#include "formats/conllu.h"
#include "knowledge/table.h"
#include "text/segmenter.h"

namespace dragoman::cli {

namespace {

std::string slurp(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

double f1(double matched, double predicted, double gold) {
  return predicted + gold == 0 ? 0 : 200 * matched / (predicted + gold);
}

/// Tags and trees on gold tokens: words aligned one to one.
void treebank(const Coder& coder, const std::string& path, const std::string& name) {
  auto gold = read_conllu(slurp(path), path);
  if (!gold.ok()) {
    fmt::print(stderr, "dragoman: {}\n", gold.error().message());
    return;
  }
  const Annotated& g = gold.value().annotated;
  const Annotated p = coder.model().annotate(g.document);
  double upos = 0;
  double xpos = 0;
  double lemma = 0;
  double uas = 0;
  double las = 0;
  const double n = static_cast<double>(g.words.size());
  for (std::size_t i = 0; i < g.words.size(); ++i) {
    upos += g.words[i].upos == p.words[i].upos;
    xpos += g.words[i].xpos == p.words[i].xpos;
    lemma += g.words[i].lemma == p.words[i].lemma;
    const bool head = g.words[i].head == p.words[i].head;
    uas += head;
    const auto base = [](std::string_view r) { return r.substr(0, r.find(':')); };
    las += head && base(g.words[i].deprel) == base(p.words[i].deprel);
  }
  fmt::print("{:28} UPOS {:.2f}  XPOS {:.2f}  lemma {:.2f}  UAS {:.2f}  LAS {:.2f}\n",
             name + " gold tokens", 100 * upos / n, 100 * xpos / n, 100 * lemma / n, 100 * uas / n,
             100 * las / n);

  // From raw text: words align when their byte spans are the same (CoNLL 2018).
  const Annotated r = coder.annotate(g.document.text);
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> at;
  for (std::size_t i = 0; i < r.words.size(); ++i)
    at[{r.document.tokens[i].begin, r.document.tokens[i].end}] = i;
  double tokens = 0;
  double raw_upos = 0;
  double raw_uas = 0;
  double raw_las = 0;
  const auto span = [](const Annotated& a, std::int32_t i) {
    return i < 0 ? std::pair<std::uint32_t, std::uint32_t>{~0U, ~0U}
                 : std::pair{a.document.tokens[static_cast<std::size_t>(i)].begin,
                             a.document.tokens[static_cast<std::size_t>(i)].end};
  };
  for (std::size_t i = 0; i < g.words.size(); ++i) {
    const auto found = at.find(span(g, static_cast<std::int32_t>(i)));
    if (found == at.end()) continue;
    const Word& mine = r.words[found->second];
    ++tokens;
    raw_upos += mine.upos == g.words[i].upos;
    const bool head = span(r, mine.head) == span(g, g.words[i].head);
    const auto base = [](std::string_view x) { return x.substr(0, x.find(':')); };
    raw_uas += head;
    raw_las += head && base(mine.deprel) == base(g.words[i].deprel);
  }
  std::set<std::pair<std::uint32_t, std::uint32_t>> sentences;
  for (const Sentence& s : r.document.sentences) sentences.insert({s.begin, s.end});
  double same = 0;
  for (const Sentence& s : g.document.sentences)
    same += static_cast<double>(sentences.count({s.begin, s.end}));
  const double m = static_cast<double>(r.words.size());
  fmt::print("{:28} tokens {:.2f}  sentences {:.2f}  UPOS {:.2f}  UAS {:.2f}  LAS {:.2f}\n",
             name + " raw text", f1(tokens, m, n),
             f1(same, static_cast<double>(r.document.sentences.size()),
                static_cast<double>(g.document.sentences.size())),
             f1(raw_upos, m, n), f1(raw_uas, m, n), f1(raw_las, m, n));
}

/// Byte span of `part` in `text` between optional markers.
Span marked(const std::string& text, const std::string& part) {
  const std::size_t at = text.find(part);
  if (at == std::string::npos) return {0, 0};
  return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + part.size())};
}

std::string root_of(const std::string& type) {
  return type == "CONCEDE" || type == "RETREAT" ? "YIELD" : type;
}

std::string quad_of(const std::string& type) {
  static const std::set<std::string> kVerbalCooperation = {"AGREE", "CONSULT", "SUPPORT", "YIELD"};
  static const std::set<std::string> kMaterialCooperation = {"COOPERATE", "AID"};
  static const std::set<std::string> kVerbalConflict = {"REQUEST", "ACCUSE", "REJECT", "THREATEN"};
  if (kVerbalCooperation.contains(type)) return "1";
  if (kMaterialCooperation.contains(type)) return "2";
  return kVerbalConflict.contains(type) ? "3" : "4";
}

double macro(const std::vector<std::pair<std::string, std::string>>& pairs) {
  std::set<std::string> labels;
  for (const auto& [gold, mine] : pairs) labels.insert(gold);
  double sum = 0;
  for (const std::string& label : labels) {
    double tp = 0;
    double g = 0;
    double p = 0;
    for (const auto& [gold, mine] : pairs) {
      tp += gold == label && mine == label;
      g += gold == label;
      p += mine == label;
    }
    sum += f1(tp, p, g);
  }
  return sum / static_cast<double>(labels.size());
}

void pairs(const Coder& coder, const std::string& path, const std::string& name) {
  auto table = read_table(path, 6);
  if (!table.ok() || table.value().rows.empty()) {
    fmt::print(stderr, "dragoman: {}: cannot be read\n", path);
    return;
  }
  const auto& header = table.value().rows.front();
  std::map<std::string, std::size_t, std::less<>> column;
  for (std::size_t i = 0; i < header.fields.size(); ++i) column[std::string(header.fields[i])] = i;
  std::vector<std::pair<std::string, std::string>> roots;
  std::vector<std::pair<std::string, std::string>> quads;
  for (std::size_t i = 1; i < table.value().rows.size(); ++i) {
    const auto& row = table.value().rows[i];
    PairQuestion q;
    q.text = std::string(row.at(column["sentence"]));
    q.actor = marked(q.text, std::string(row.at(column["source"])));
    q.recipient = marked(q.text, std::string(row.at(column["target"])));
    const std::string gold = root_of(std::string(row.at(column["gold_root"])));
    const std::string mine = root_of(coder.relate(q).type);
    roots.emplace_back(gold, mine);
    quads.emplace_back(quad_of(gold), quad_of(mine));
  }
  fmt::print("{:28} root macro-F1 {:.2f}  quad macro-F1 {:.2f}  ({} pairs)\n", name, macro(roots),
             macro(quads), roots.size());
}

}  // namespace

int evaluate(const Options& o) {
  auto coder = open_coder(o);
  if (!coder) return 1;
  if (!std::filesystem::exists(o.data)) {
    fmt::print(stderr, "dragoman: {}: no such folder (set DRAGOMAN_DATA to the public data sets)\n",
               o.data);
    return 1;
  }
  treebank(*coder, o.data + "/ud/en_ewt-dev.conllu", "EWT dev");
  treebank(*coder, o.data + "/ud/en_gum-dev.conllu", "GUM dev");
  pairs(*coder, o.data + "/event/PLV_train.tsv", "PLV_train relate");
  pairs(*coder, o.data + "/event/PLV_test_manual.tsv", "PLV_test_manual relate");
  return 0;
}

int benchmark(const Options& o) {
  auto coder = open_coder(o);
  if (!coder) return 1;
  const std::string path = o.data + "/ud/en_ewt-dev.conllu";
  auto bank = read_conllu(slurp(path), path);
  if (!bank.ok()) {
    fmt::print(stderr, "dragoman: {}\n", bank.error().message());
    return 1;
  }
  const std::string text = bank.value().annotated.document.text;
  const auto timed = [&](const char* name, const auto& work) {
    const auto start = std::chrono::steady_clock::now();
    const std::size_t tokens = work();
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    fmt::print("{:24} {:10.0f} sentences of 25 tokens a second\n", name,
               static_cast<double>(tokens) / 25 / seconds);
  };
  timed("segment", [&] { return segment(text).tokens.size(); });
  timed("segment, tags, tree, names", [&] { return coder->annotate(text).words.size(); });
  timed("code, end to end", [&] {
    Article a;
    a.id = "bench";
    a.text = text;
    a.published = "2026-01-15";
    return coder->code(std::move(a)).annotated.words.size();
  });
  return 0;
}

}  // namespace dragoman::cli
