#include "evaluation/coref_scores.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

namespace dragoman {

namespace {

using ClusterOf = std::map<TokenRun, std::size_t>;

ClusterOf index_of(const Clusters& clusters) {
  ClusterOf out;
  for (std::size_t c = 0; c < clusters.size(); ++c) {
    for (const TokenRun& m : clusters[c]) out[m] = c;
  }
  return out;
}

/// MUC and B3 of `key` against `other`: the recall side.
void add_recall(const Clusters& key, const ClusterOf& other, double* muc, double* muc_total,
                double* b3, double* b3_total) {
  for (const auto& cluster : key) {
    std::map<std::size_t, double> parts;
    double alone = 0;
    for (const TokenRun& m : cluster) {
      const auto found = other.find(m);
      if (found == other.end())
        ++alone;
      else
        ++parts[found->second];
    }
    const auto size = static_cast<double>(cluster.size());
    *muc += size - alone - static_cast<double>(parts.size());
    *muc_total += size - 1;
    for (const auto& [part, count] : parts) *b3 += count * count / size;
    *b3_total += size;
  }
}

/// Largest sum of similarities over one-to-one pairings (Kuhn and Munkres). Rows <= columns.
double best_pairing(const std::vector<std::vector<double>>& value) {
  const std::size_t rows = value.size();
  if (rows == 0) return 0;
  const std::size_t columns = value.front().size();
  std::vector<double> u(rows + 1);
  std::vector<double> v(columns + 1);
  std::vector<std::size_t> row_of(columns + 1);
  std::vector<std::size_t> way(columns + 1);
  for (std::size_t i = 1; i <= rows; ++i) {
    row_of[0] = i;
    std::size_t column = 0;
    std::vector<double> least(columns + 1, std::numeric_limits<double>::infinity());
    std::vector<bool> used(columns + 1);
    do {
      used[column] = true;
      const std::size_t row = row_of[column];
      double delta = std::numeric_limits<double>::infinity();
      std::size_t next = 0;
      for (std::size_t j = 1; j <= columns; ++j) {
        if (used[j]) continue;
        const double cost = -value[row - 1][j - 1] - u[row] - v[j];
        if (cost < least[j]) {
          least[j] = cost;
          way[j] = column;
        }
        if (least[j] < delta) {
          delta = least[j];
          next = j;
        }
      }
      for (std::size_t j = 0; j <= columns; ++j) {
        if (used[j]) {
          u[row_of[j]] += delta;
          v[j] -= delta;
        } else {
          least[j] -= delta;
        }
      }
      column = next;
    } while (row_of[column] != 0);
    while (column != 0) {
      const std::size_t before = way[column];
      row_of[column] = row_of[before];
      column = before;
    }
  }
  double total = 0;
  for (std::size_t j = 1; j <= columns; ++j) {
    if (row_of[j] != 0) total += value[row_of[j] - 1][j - 1];
  }
  return total;
}

double ceafe(const Clusters& gold, const Clusters& predicted) {
  const bool swap = gold.size() > predicted.size();
  const Clusters& rows = swap ? predicted : gold;
  const Clusters& columns = swap ? gold : predicted;
  const ClusterOf at = index_of(columns);
  std::vector<std::vector<double>> value(rows.size(), std::vector<double>(columns.size()));
  for (std::size_t r = 0; r < rows.size(); ++r) {
    for (const TokenRun& m : rows[r]) {
      const auto found = at.find(m);
      if (found == at.end()) continue;
      const std::size_t c = found->second;
      value[r][c] += 2.0 / static_cast<double>(rows[r].size() + columns[c].size());
    }
  }
  return best_pairing(value);
}

std::string words(const Document& d, const TokenRun& m) {
  return d.text.substr(d.tokens[m.first].begin,
                       d.tokens[m.second - 1].end - d.tokens[m.first].begin);
}

/// One line for each mention whose nearest link back is wrong.
void list_errors(const CorefDocument& doc, const Clusters& predicted, CorefScores* scores) {
  const ClusterOf gold_of = index_of(doc.gold);
  const ClusterOf mine_of = index_of(predicted);
  std::set<TokenRun> all;
  for (const auto& [m, c] : gold_of) all.insert(m);
  for (const auto& [m, c] : mine_of) all.insert(m);
  const auto before = [&](const Clusters& clusters, const ClusterOf& at, const TokenRun& m) {
    const auto found = at.find(m);
    if (found == at.end()) return std::string("-");
    std::string last = "new";
    for (const TokenRun& x : clusters[found->second]) {
      if (x == m) break;
      last = words(doc.document, x);
    }
    return last;
  };
  for (const TokenRun& m : all) {
    const std::string gold = before(doc.gold, gold_of, m);
    const std::string mine = before(predicted, mine_of, m);
    if (gold == mine) continue;
    scores->errors.push_back(fmt::format("{} @{}: [{}] gold [{}] mine [{}]", doc.id, m.first,
                                         words(doc.document, m), gold, mine));
  }
}

}  // namespace

void add_coreference(const Clusters& gold, const Clusters& predicted, CorefScores* s) {
  const ClusterOf gold_of = index_of(gold);
  const ClusterOf mine_of = index_of(predicted);
  s->mentions.gold += static_cast<double>(gold_of.size());
  s->mentions.predicted += static_cast<double>(mine_of.size());
  for (const auto& [m, c] : mine_of) s->mentions.matched += static_cast<double>(gold_of.count(m));
  add_recall(gold, mine_of, &s->muc.recall_matched, &s->muc.gold, &s->b3.recall_matched,
             &s->b3.gold);
  add_recall(predicted, gold_of, &s->muc.precision_matched, &s->muc.predicted,
             &s->b3.precision_matched, &s->b3.predicted);
  const double similar = ceafe(gold, predicted);
  s->ceafe.recall_matched += similar;
  s->ceafe.precision_matched += similar;
  s->ceafe.gold += static_cast<double>(gold.size());
  s->ceafe.predicted += static_cast<double>(predicted.size());
  ++s->documents;
}

Result<std::vector<CorefDocument>> read_coreference(const std::string& path) {
  std::ifstream in(path);
  if (!in) return Error{path, "cannot be read", "set DRAGOMAN_DATA to the public data sets"};
  std::vector<CorefDocument> out;
  for (std::string line; std::getline(in, line);) {
    const auto json = nlohmann::json::parse(line, nullptr, false);
    if (!json.is_object() || !json.contains("sentences") || !json.contains("mentions"))
      return Error{path, "holds a line that is no document", ""};
    CorefDocument& doc = out.emplace_back();
    doc.id = json.value("doc", "");
    Document& d = doc.document;
    for (const auto& sentence : json["sentences"]) {
      const auto first = static_cast<std::uint32_t>(d.tokens.size());
      for (const auto& word : sentence) {
        if (!d.text.empty()) d.text += ' ';
        const auto begin = static_cast<std::uint32_t>(d.text.size());
        d.text += word.get<std::string>();
        d.tokens.push_back({begin, static_cast<std::uint32_t>(d.text.size())});
      }
      const auto last = static_cast<std::uint32_t>(d.tokens.size());
      d.sentences.push_back({first, last, d.tokens[first].begin, d.tokens[last - 1].end});
    }
    std::map<std::string, std::set<TokenRun>> by_id;
    for (const auto& m : json["mentions"]) {
      const std::uint32_t start = d.sentences.at(m["s"].get<std::size_t>()).first;
      by_id[m["id"].get<std::string>()].insert(
          {start + m["b"].get<std::uint32_t>(), start + m["e"].get<std::uint32_t>() + 1});
    }
    for (const auto& [id, runs] : by_id) {
      if (runs.size() > 1) doc.gold.emplace_back(runs.begin(), runs.end());
    }
  }
  return out;
}

Result<CorefScores> score_coreference(const Coder& coder, const std::string& path) {
  auto documents = read_coreference(path);
  if (!documents.ok()) return documents.error();
  CorefScores scores;
  for (const CorefDocument& doc : documents.value()) {
    const Annotated annotated = coder.model().annotate(doc.document);
    const Tree tree(annotated);
    const Reading reading = read_document(tree, "", coder.knowledge(), coder.reading_lexicon());
    std::map<int, std::vector<TokenRun>> by_chain;
    std::set<TokenRun> seen;
    for (const Mention& m : reading.mentions) {
      const TokenRun run{m.phrase_first, m.phrase_last};
      if (seen.insert(run).second) by_chain[m.chain].push_back(run);
    }
    Clusters predicted;
    for (auto& [chain, cluster] : by_chain) {
      if (cluster.size() > 1) predicted.push_back(std::move(cluster));
    }
    add_coreference(doc.gold, predicted, &scores);
    list_errors(doc, predicted, &scores);
  }
  return scores;
}

}  // namespace dragoman
