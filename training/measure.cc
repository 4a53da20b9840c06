#include "measure.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <set>
#include <tuple>

namespace dragoman::training {

namespace {

std::string_view base(std::string_view relation) { return relation.substr(0, relation.find(':')); }

using Name = std::tuple<std::uint32_t, std::uint32_t, std::string>;

std::set<Name> gold_names(const Example& e) {
  std::set<Name> out;
  for (std::uint32_t i = 0; i < e.names.size(); ++i) {
    if (e.names[i].size() < 3 || e.names[i].front() != 'B') continue;
    const std::string type = e.names[i].substr(2);
    std::uint32_t end = i + 1;
    while (end < e.names.size() && e.names[end] == "I-" + type) ++end;
    if (type != "MISC") out.insert({i, end, type});
  }
  return out;
}

std::set<Name> found_names(const Annotated& a) {
  std::set<Name> out;
  for (const EntitySpan& s : a.entities) {
    if (s.type != "MISC") out.insert({s.first, s.last, std::string(s.type)});
  }
  return out;
}

}  // namespace

std::vector<Annotated> annotate(const Pipeline& pipeline, const std::vector<Example>& examples) {
  std::vector<Annotated> out;
  const Reader reader(pipeline);
  Workspace w;
  for (const Example& e : examples) {
    Annotated a;
    for (const std::string& form : e.forms) {
      const auto at = static_cast<std::uint32_t>(a.document.text.size());
      a.document.text += form;
      a.document.tokens.push_back({at, static_cast<std::uint32_t>(a.document.text.size())});
    }
    a.document.sentences.push_back({0, static_cast<std::uint32_t>(e.forms.size()), 0,
                                    static_cast<std::uint32_t>(a.document.text.size())});
    a.words.resize(e.forms.size());
    annotate_sentence(reader, a.document.sentences.front(), a, w);
    out.push_back(std::move(a));
  }
  return out;
}

std::string measure_trees(const Pipeline& pipeline, const std::vector<Example>& examples) {
  const std::vector<Annotated> mine = annotate(pipeline, examples);
  double n = 0;
  double upos = 0;
  double xpos = 0;
  double lemma = 0;
  double uas = 0;
  double las = 0;
  for (std::size_t k = 0; k < examples.size(); ++k) {
    const Example& e = examples[k];
    for (std::size_t i = 0; i < e.heads.size(); ++i) {
      const Word& w = mine[k].words[i];
      ++n;
      upos += w.upos == e.upos[i];
      xpos += w.xpos == e.xpos[i];
      lemma += w.lemma == e.lemmas[i];
      const std::int32_t head =
          e.heads[i] == static_cast<std::int32_t>(e.heads.size()) ? -1 : e.heads[i];
      uas += w.head == head;
      las += w.head == head && base(w.deprel) == base(e.relations[i]);
    }
  }
  return fmt::format("UPOS {:.2f}  XPOS {:.2f}  lemma {:.2f}  UAS {:.2f}  LAS {:.2f}",
                     100 * upos / n, 100 * xpos / n, 100 * lemma / n, 100 * uas / n, 100 * las / n);
}

std::string measure_names(const Pipeline& pipeline, const std::vector<Example>& examples) {
  const std::vector<Annotated> mine = annotate(pipeline, examples);
  std::map<std::string, std::array<double, 3>> count;
  for (std::size_t k = 0; k < examples.size(); ++k) {
    const auto gold = gold_names(examples[k]);
    const auto found = found_names(mine[k]);
    for (const Name& name : gold) {
      ++count[std::get<2>(name)][0];
      ++count["all"][0];
      if (!found.contains(name)) continue;
      ++count[std::get<2>(name)][2];
      ++count["all"][2];
    }
    for (const Name& name : found) {
      ++count[std::get<2>(name)][1];
      ++count["all"][1];
    }
  }
  std::string out;
  for (const auto& [type, c] : count) {
    if (type == "all")
      out = fmt::format("P {:.2f}  R {:.2f}  F1 {:.2f}", 100 * c[2] / c[1], 100 * c[2] / c[0],
                        200 * c[2] / (c[0] + c[1]));
  }
  for (const auto& [type, c] : count) {
    if (type != "all") out += fmt::format("  {} {:.2f}", type, 200 * c[2] / (c[0] + c[1]));
  }
  return out;
}

void measure_all(const Pipeline& pipeline, const std::string& data) {
  const std::vector<Example> ewt = read_treebank(data + "/ud/en_ewt-dev.conllu", false);
  fmt::print("EWT dev       {}\n", measure_trees(pipeline, ewt));
  fmt::print("GUM dev       {}\n",
             measure_trees(pipeline, read_treebank(data + "/ud/en_gum-dev.conllu", false)));
  fmt::print("UNER EWT dev  {}\n",
             measure_names(pipeline, read_names(data + "/ner/uner_en_ewt-dev.iob2", 1)));
  fmt::print("CrossNER dev  {}\n",
             measure_names(pipeline, read_names(data + "/ner/crossner_politics-dev.txt", 0)));
  const auto began = std::chrono::steady_clock::now();
  annotate(pipeline, ewt);
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  double tokens = 0;
  for (const Example& e : ewt) tokens += static_cast<double>(e.forms.size());
  fmt::print("speed         {:.0f} sentences of 25 tokens a second on one core\n",
             tokens / 25 / seconds);
}

void print_errors(const Pipeline& pipeline, const std::string& data, const std::string& show) {
  std::map<std::string, int> wrong;
  const auto note = [&](const std::string& what, const Example& e, std::size_t first,
                        std::size_t last) {
    ++wrong[what];
    if (show.empty() || !what.starts_with(show)) return;
    fmt::print("{}:", what);
    for (std::size_t i = first > 5 ? first - 5 : 0; i < std::min(e.forms.size(), last + 5); ++i)
      fmt::print("{}{}{}", i == first ? " [" : " ", e.forms[i], i + 1 == last ? "]" : "");
    fmt::print("\n");
  };
  const auto trees = read_treebank(data + "/ud/en_ewt-dev.conllu", false);
  const auto mine = annotate(pipeline, trees);
  for (std::size_t k = 0; k < trees.size(); ++k) {
    const Example& e = trees[k];
    for (std::size_t i = 0; i < e.heads.size(); ++i) {
      const Word& w = mine[k].words[i];
      if (w.upos != e.upos[i]) note("tag " + e.upos[i] + " as " + std::string(w.upos), e, i, i + 1);
      const std::int32_t head =
          e.heads[i] == static_cast<std::int32_t>(e.heads.size()) ? -1 : e.heads[i];
      const std::string gold(base(e.relations[i]));
      if (w.head != head)
        note("head of " + gold, e, i, i + 1);
      else if (base(w.deprel) != gold)
        note("relation " + gold + " as " + std::string(base(w.deprel)), e, i, i + 1);
    }
  }
  for (const auto& [file, column] :
       {std::pair{"uner_en_ewt-dev.iob2", 1}, std::pair{"crossner_politics-dev.txt", 0}}) {
    const auto examples = read_names(data + "/ner/" + file, static_cast<std::size_t>(column));
    const auto found = annotate(pipeline, examples);
    const std::string source = std::string(file).substr(0, 4);
    for (std::size_t k = 0; k < examples.size(); ++k) {
      const auto gold = gold_names(examples[k]);
      const auto names = found_names(found[k]);
      const auto touches = [](const Name& a, const Name& b) {
        return std::get<0>(a) < std::get<1>(b) && std::get<0>(b) < std::get<1>(a);
      };
      for (const Name& name : gold) {
        if (names.contains(name)) continue;
        std::string how = "missed";
        for (const Name& other : names) {
          if (!touches(name, other)) continue;
          const bool same =
              std::get<0>(name) == std::get<0>(other) && std::get<1>(name) == std::get<1>(other);
          how = (same ? "same span as " : "other span, as ") + std::get<2>(other);
        }
        note(fmt::format("{} name {} {}", source, std::get<2>(name), how), examples[k],
             std::get<0>(name), std::get<1>(name));
      }
      for (const Name& name : names) {
        if (std::none_of(gold.begin(), gold.end(),
                         [&](const Name& other) { return touches(name, other); }))
          note(source + " name " + std::get<2>(name) + " not there", examples[k], std::get<0>(name),
               std::get<1>(name));
      }
    }
  }
  std::vector<std::pair<int, std::string>> sorted;
  for (const auto& [what, count] : wrong) sorted.emplace_back(-count, what);
  std::sort(sorted.begin(), sorted.end());
  for (std::size_t i = 0; i < std::min<std::size_t>(60, sorted.size()); ++i)
    fmt::print("{:5}  {}\n", -sorted[i].first, sorted[i].second);
}

}  // namespace dragoman::training
