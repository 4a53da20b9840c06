#include "evaluation/cluster_scores.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "story/article_card.h"
#include "story/words.h"

namespace dragoman {

namespace {

using nlohmann::json;

/// A document: its sentences as text, the group it belongs to, and its labelled events.
struct ClusterDocument {
  std::string id, group;
  std::vector<std::string> sentences;
  struct Trigger {
    std::string stem;
    std::string chain;
  };
  std::vector<Trigger> triggers;
};

ClusterDocument read_document_of(const json& line) {
  ClusterDocument d;
  d.id = line.at("doc");
  d.group = line.at("cluster");
  for (const json& sentence : line.at("sentences")) {
    std::string text;
    for (const json& word : sentence) text += (text.empty() ? "" : " ") + word.get<std::string>();
    d.sentences.push_back(std::move(text));
  }
  const auto validated = line.at("validated_sents").get<std::set<std::size_t>>();
  for (const json& m : line.at("mentions")) {
    const std::size_t s = m.at("s");
    if (m.at("type").get<std::string>().find("ACTION") == std::string::npos ||
        !m.contains("chain") || !validated.contains(s))
      continue;
    const std::string word = line.at("sentences").at(s).at(m.at("w").back().get<std::size_t>());
    const auto stems = stems_of(word);
    d.triggers.push_back({stems.empty() ? word : stems.back(), m.at("chain")});
  }
  return d;
}

/// B3 of items in predicted and gold groups.
template <typename Label>
void add_b3(const std::vector<Label>& predicted, const std::vector<std::string>& gold,
            CorefMetric* metric) {
  std::map<Label, double> sizes;
  std::map<std::string, double> gold_sizes;
  std::map<std::pair<Label, std::string>, double> common;
  for (std::size_t i = 0; i < gold.size(); ++i) {
    ++sizes[predicted[i]];
    ++gold_sizes[gold[i]];
    ++common[{predicted[i], gold[i]}];
  }
  for (const auto& [key, n] : common) {
    metric->precision_matched += n * n / sizes[key.first];
    metric->recall_matched += n * n / gold_sizes[key.second];
  }
  metric->predicted += static_cast<double>(gold.size());
  metric->gold += static_cast<double>(gold.size());
}

}  // namespace

Result<ClusterScores> score_clusters(const std::string& path) {
  std::ifstream file(path);
  if (!file) return Error{path, "cannot be opened", "set --data to the public data sets"};
  std::vector<ClusterDocument> documents;
  std::vector<ArticleCard> cards;
  for (std::string line; std::getline(file, line);) {
    const json parsed = json::parse(line, nullptr, false);
    if (parsed.is_discarded()) return Error{path, "has a line that is no JSON", ""};
    documents.push_back(read_document_of(parsed));
    const ClusterDocument& d = documents.back();
    cards.push_back(make_article_card(d.id, "", "", {d.sentences.begin(), d.sentences.end()}));
  }
  ClusterScores scores;
  scores.documents = documents.size();
  const auto groups = group_articles(cards);
  std::vector<std::size_t> group_of(documents.size());
  std::vector<std::string> gold;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    std::map<std::string, int> of;
    for (const std::size_t i : groups[g]) {
      group_of[i] = g;
      ++of[documents[i].group];
    }
    if (of.size() == 1) continue;
    std::string line = "joined:";
    for (const auto& [name, count] : of) line += fmt::format(" {} {}", count, name);
    scores.errors.push_back(std::move(line));
  }
  for (const ClusterDocument& d : documents) gold.push_back(d.group);
  add_b3(group_of, gold, &scores.articles);
  std::map<std::string, std::set<std::size_t>> split;
  for (std::size_t i = 0; i < documents.size(); ++i) split[gold[i]].insert(group_of[i]);
  for (const auto& [name, parts] : split)
    if (parts.size() > 1)
      scores.errors.push_back(fmt::format("split: {} into {}", name, parts.size()));
  // Every trigger is a mention of its own; events are scored over each topic, since no chain leaves
  // one.
  std::map<std::string, std::map<std::string, std::vector<TokenRun>>> gold_events;
  std::map<std::string, std::map<std::string, std::vector<TokenRun>>> found;
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const std::string topic = documents[i].group.substr(0, documents[i].group.find('_'));
    for (const auto& t : documents[i].triggers) {
      const TokenRun run{number, number + 1};
      ++number;
      gold_events[topic][t.chain].push_back(run);
      found[topic][fmt::format("{}\n{}", group_of[i], t.stem)].push_back(run);
    }
  }
  scores.triggers = number;
  const auto clusters = [](const std::map<std::string, std::vector<TokenRun>>& by) {
    Clusters out;
    for (const auto& [name, runs] : by) out.push_back(runs);
    return out;
  };
  for (const auto& [topic, by_chain] : gold_events)
    add_coreference(clusters(by_chain), clusters(found[topic]), &scores.events);
  return scores;
}

}  // namespace dragoman
