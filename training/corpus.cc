#include "corpus.h"

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <map>

#include "formats/conllu.h"

namespace dragoman::training {

std::vector<Example> read_treebank(const std::string& path, bool to_ship) {
  std::ifstream in(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  auto bank = read_conllu(bytes, path);
  std::vector<Example> out;
  if (!bank.ok()) {
    fmt::print(stderr, "{}\n", bank.error().message());
    return out;
  }
  const Annotated& a = bank.value().annotated;
  for (std::size_t i = 0; i < a.document.sentences.size(); ++i) {
    const std::string& id = bank.value().sentence_ids[i];
    if (to_ship &&
        (id.find("GUM_whow") != std::string::npos || id.find("GUM_fiction") != std::string::npos))
      continue;
    const Sentence& s = a.document.sentences[i];
    Example e;
    e.id = id;
    for (std::uint32_t t = s.first; t < s.last; ++t) {
      const Word& w = a.words[t];
      e.forms.emplace_back(a.document.form(t));
      e.lemmas.push_back(w.lemma);
      e.upos.emplace_back(w.upos);
      e.xpos.emplace_back(w.xpos);
      e.heads.push_back(w.head < 0 ? static_cast<std::int32_t>(s.last - s.first)
                                   : w.head - static_cast<std::int32_t>(s.first));
      e.relations.emplace_back(w.deprel);
    }
    out.push_back(std::move(e));
  }
  return out;
}

std::vector<Example> read_names(const std::string& path, std::size_t column) {
  static const std::map<std::string, std::string> kTypes = {
      {"PER", "PER"},      {"LOC", "LOC"},          {"ORG", "ORG"},
      {"person", "PER"},   {"politician", "PER"},   {"country", "LOC"},
      {"location", "LOC"}, {"organisation", "ORG"}, {"politicalparty", "ORG"},
      {"event", "MISC"},   {"election", "MISC"},    {"misc", "MISC"}};
  std::ifstream in(path);
  std::vector<Example> out;
  Example now;
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
    if (line.starts_with("# ")) {
      if (line.starts_with("# sent_id = ")) now.id = line.substr(12);
      continue;
    }
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
    now.names.push_back(label);
  }
  flush();
  return out;
}

std::vector<Example> join_names(std::vector<Example> from, std::vector<Example>& examples) {
  std::map<std::string, Example*> by_id;
  for (Example& e : examples) by_id[e.id] = &e;
  std::vector<Example> rest;
  for (Example& e : from) {
    const auto found = by_id.find(e.id);
    if (!e.id.empty() && found != by_id.end() && found->second->forms == e.forms)
      found->second->names = std::move(e.names);
    else
      rest.push_back(std::move(e));
  }
  return rest;
}

std::vector<Example> read_training(const std::string& data) {
  std::vector<Example> out = read_treebank(data + "/ud/en_ewt-train.conllu", true);
  std::vector<Example> rest = join_names(read_names(data + "/ner/uner_en_ewt-train.iob2", 1), out);
  for (Example& e : read_treebank(data + "/ud/en_gum-train.conllu", true))
    out.push_back(std::move(e));
  for (Example& e : rest) out.push_back(std::move(e));
  for (Example& e : read_names(data + "/ner/crossner_politics-train.txt", 0))
    out.push_back(std::move(e));
  return out;
}

}  // namespace dragoman::training
