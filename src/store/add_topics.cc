#include <set>

#include "store/store.h"
#include "story/topics.h"

namespace dragoman {

Result<std::int64_t> Store::topic_row(const std::string& text) {
  topics_.make_room();
  if (const std::int64_t* const held = topics_.find(text)) return *held;
  auto row = find("SELECT topic FROM topics WHERE text = ?", text);
  if (!row.ok()) return row;
  if (row.value() == 0) {
    auto insert = prepared("INSERT INTO topics(text, sentences) VALUES(?, 0)");
    if (!insert.ok()) return insert.error();
    const auto done = insert.value()->bind(text).run();
    if (!done.ok()) return done.error();
    row = database_.last_row();
  }
  topics_.keep(text, row.value());
  return row;
}

Result<Done> Store::add_topics(std::int64_t coding, const CodedArticle& coded) {
  auto link = prepared("INSERT INTO sentence_topics(coding, sentence, topic) VALUES(?,?,?)");
  if (!link.ok()) return link.error();
  std::set<std::uint32_t> sentences;
  for (const Event& e : coded.events) sentences.insert(e.sentence);
  for (const std::uint32_t sentence : sentences) {
    std::vector<std::string> topics = topics_of(coded, sentence);
    topics.emplace_back();  // the sentence itself
    for (const std::string& text : topics) {
      const auto row = topic_row(text);
      if (!row.ok()) return row.error();
      ++topic_counts_[row.value()];
      auto done = link.value()->bind(coding).bind(std::int64_t{sentence}).bind(row.value()).run();
      if (!done.ok()) return done;
    }
  }
  return Done{};
}

Result<Done> Store::count_topics() {
  auto count = prepared("UPDATE topics SET sentences = sentences + ? WHERE topic = ?");
  if (!count.ok()) return count.error();
  for (const auto& [topic, sentences] : topic_counts_) {
    auto done = count.value()->bind(sentences).bind(topic).run();
    if (!done.ok()) return done;
  }
  topic_counts_.clear();
  return Done{};
}

}  // namespace dragoman
