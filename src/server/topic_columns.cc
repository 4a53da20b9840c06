#include "server/topic_columns.h"

#include <algorithm>

#include "store/rows.h"

namespace dragoman {

Result<TopicColumns> TopicColumns::load(
    const Database& database, const std::vector<std::pair<std::int64_t, std::int64_t>>& told_in) {
  TopicColumns out;
  auto done = for_each_row(database, "SELECT topic, text FROM topics", [&](const Query& q) {
    const auto row = static_cast<std::size_t>(q.integer(0));
    if (row >= out.words.size()) out.words.resize(row + 1);
    out.words[row] = q.text(1);
  });
  if (!done.ok()) return done.error();
  out.found.resize(out.words.size());
  auto sentences = told_in;
  std::sort(sentences.begin(), sentences.end());
  sentences.erase(std::unique(sentences.begin(), sentences.end()), sentences.end());
  out.sentence_of.reserve(told_in.size());
  for (const auto& key : told_in)
    out.sentence_of.push_back(static_cast<std::uint32_t>(
        std::lower_bound(sentences.begin(), sentences.end(), key) - sentences.begin()));
  // Both come in the order of codings and sentences.
  out.first.reserve(sentences.size() + 1);
  out.first.push_back(0);
  done = for_each_row(
      database,
      "SELECT coding, sentence, topic FROM sentence_topics ORDER BY coding, sentence, topic",
      [&](const Query& q) {
        const std::pair key(q.integer(0), q.integer(1));
        const auto next = [&] { return sentences[out.first.size() - 1]; };
        const auto end = static_cast<std::uint32_t>(out.topics.size());
        while (out.first.size() <= sentences.size() && next() < key) out.first.push_back(end);
        if (out.first.size() > sentences.size() || next() != key) return;
        const auto row = static_cast<std::size_t>(q.integer(2));
        if (row >= out.words.size() || out.words[row].empty()) return;
        out.topics.push_back(static_cast<std::uint32_t>(row));
        ++out.found[row];
      });
  if (!done.ok()) return done.error();
  out.first.resize(sentences.size() + 1, static_cast<std::uint32_t>(out.topics.size()));
  return out;
}

}  // namespace dragoman
