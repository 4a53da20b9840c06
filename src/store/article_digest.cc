#include "store/article_digest.h"

#include <set>
#include <string_view>

#include "story/coded_report.h"
#include "story/topics.h"

namespace dragoman {

ArticleDigest digest_of(const CodedArticle& coded) {
  ArticleDigest out;
  out.reports.reserve(coded.events.size());
  std::set<std::uint32_t> sentences;
  for (const Event& e : coded.events) {
    out.reports.emplace_back(report_of(coded, e, 0));
    sentences.insert(e.sentence);
  }
  for (const std::uint32_t s : sentences) {
    out.topics.push_back({s, topics_of(coded, s)});
    out.topics.back().topics.emplace_back();
  }
  out.names = written_names(coded);
  const Article& article = coded.article;
  std::vector<std::string_view> words;
  for (const Sentence& s : coded.annotated.document.sentences)
    words.push_back(words_at(article.text, {s.begin, s.end}));
  out.card = make_article_card(article.id, article.title, article.published, words);
  out.card_bytes = article_card_bytes(out.card);
  out.card_keys = article_keys(out.card);
  return out;
}

CodedArticle kept_part(const CodedArticle& coded) {
  CodedArticle out;
  out.article = coded.article;
  out.annotated.document.tokens = coded.annotated.document.tokens;
  out.annotated.document.sentences = coded.annotated.document.sentences;
  out.reading.mentions = coded.reading.mentions;
  out.reading.times = coded.reading.times;
  out.reading.places = coded.reading.places;
  out.reading.quotes = coded.reading.quotes;
  out.reading.roles = coded.reading.roles;
  out.events = coded.events;
  return out;
}

}  // namespace dragoman
