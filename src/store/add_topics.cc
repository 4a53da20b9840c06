#include "store/store.h"

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

Result<Done> Store::add_topics(std::int64_t coding, const std::vector<SentenceTopics>& all) {
  auto link = prepared("INSERT INTO sentence_topics(coding, sentence, topic) VALUES(?,?,?)");
  if (!link.ok()) return link.error();
  for (const SentenceTopics& s : all) {
    for (const std::string& topic : s.topics) {
      const auto row = topic_row(topic);
      if (!row.ok()) return row.error();
      ++topic_counts_[row.value()];
      auto done = link.value()->bind(coding).bind(std::int64_t{s.sentence}).bind(row.value()).run();
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
