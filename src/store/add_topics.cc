#include <set>

#include "store/store.h"
#include "story/topics.h"

namespace dragoman {

Result<Done> Store::add_topics(std::int64_t coding, const CodedArticle& coded) {
  auto topic = prepared(
      "INSERT INTO topics(text, sentences) VALUES(?, 1) ON CONFLICT(text) DO UPDATE SET sentences "
      "= sentences + 1 RETURNING topic");
  if (!topic.ok()) return topic.error();
  auto link = prepared("INSERT INTO sentence_topics(coding, sentence, topic) VALUES(?,?,?)");
  if (!link.ok()) return link.error();
  std::set<std::uint32_t> sentences;
  for (const Event& e : coded.events) sentences.insert(e.sentence);
  for (const std::uint32_t sentence : sentences) {
    std::vector<std::string> topics = topics_of(coded, sentence);
    topics.emplace_back();  // the sentence itself
    for (const std::string& text : topics) {
      const auto row = topic.value()->bind(text).first_integer();
      if (!row.ok()) return row.error();
      auto done = link.value()->bind(coding).bind(std::int64_t{sentence}).bind(row.value()).run();
      if (!done.ok()) return done;
    }
  }
  return Done{};
}

}  // namespace dragoman
