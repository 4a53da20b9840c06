#include "evaluation/kind_scores.h"

#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "coding/contention.h"
#include "knowledge/table.h"

namespace dragoman {

namespace {

/// Sentences of one news story and their labels.
struct Story {
  std::string name;
  std::string text;
  std::vector<Span> sentences;
  std::vector<bool> reports;
};

void score_story(const Coder& coder, const KindTable& kinds, Story& story, ContentionScores& out) {
  Article article;
  article.text = std::move(story.text);
  const CodedArticle coded = coder.code(std::move(article));
  const auto& tokens = coded.annotated.document.tokens;
  const auto& sentences = coded.annotated.document.sentences;
  std::vector<SentenceRange> ranges;
  std::uint32_t at = 0;
  for (const Span span : story.sentences) {
    SentenceRange range{at, at};
    while (range.last < sentences.size() && tokens[sentences[range.last].first].begin < span.end)
      ++range.last;
    at = range.last;
    ranges.push_back(range);
  }
  const std::vector<double> sums = contention(coded, kinds, ranges);
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    const Span span = story.sentences[i];
    const bool mine = sums[i] >= kContention;
    const bool gold = story.reports[i];
    out.matches.gold += gold ? 1 : 0;
    out.matches.predicted += mine ? 1 : 0;
    out.matches.matched += gold && mine ? 1 : 0;
    if (gold != mine) {
      out.errors.push_back(
          fmt::format("{} {:.1f}: {}", gold ? "missed" : "alarm", sums[i],
                      coded.article.text.substr(span.begin, span.end - span.begin)));
    }
  }
}

}  // namespace

Result<SnippetScores> score_snippets(const Coder& coder, const KindTable& kinds,
                                     const std::string& path) {
  const auto table = read_table(path, 3);
  if (!table.ok()) return table.error();
  SnippetScores scores;
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const auto& row : table.value().rows) {
    if (row.at(2) == "SubType") continue;
    Article article;
    article.text = std::string(row.at(1));
    const CodedArticle coded = coder.code(std::move(article));
    std::string mine(kinds.best(coded));
    if (mine.empty()) mine = "OTHER";
    pairs.emplace_back(row.at(2), mine);
    if (mine != row.at(2)) {
      std::string told;
      for (const Event& e : coded.events) told += fmt::format(" {}.{}", e.act, e.mode);
      scores.errors.push_back(fmt::format("{} {}:{} | {}", row.at(2), mine, told, row.at(1)));
    } else {
      ++scores.accuracy;
    }
  }
  scores.snippets = pairs.size();
  scores.weighted = weighted_f1(pairs);
  scores.macro = macro_f1(pairs);
  if (!pairs.empty()) scores.accuracy *= 100.0 / static_cast<double>(pairs.size());
  return scores;
}

Result<ContentionScores> score_contention(const Coder& coder, const KindTable& kinds,
                                          const std::string& path) {
  std::ifstream in(path);
  if (!in) return Error{path, "cannot be read", "set DRAGOMAN_DATA to the public data sets"};
  ContentionScores scores;
  Story story;
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    const auto json = nlohmann::json::parse(line, nullptr, false);
    if (!json.is_object() || !json.contains("sentence") || !json.contains("label"))
      return Error{fmt::format("{}:{}", path, number), "no sentence with a label",
                   "one JSON object a line"};
    const std::string name = json.value("url", "");
    if (name != story.name && !story.sentences.empty()) {
      score_story(coder, kinds, story, scores);
      story = {};
    }
    story.name = name;
    Span span{static_cast<std::uint32_t>(story.text.size()), 0};
    story.text += json["sentence"].get<std::string>();
    span.end = static_cast<std::uint32_t>(story.text.size());
    story.text += "\n\n";
    story.sentences.push_back(span);
    story.reports.push_back(json["label"].is_number() && json["label"].get<int>() != 0);
  }
  if (!story.sentences.empty()) score_story(coder, kinds, story, scores);
  return scores;
}

}  // namespace dragoman
