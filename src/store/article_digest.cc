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
  const Article& article = coded.article;
  std::vector<std::string_view> words;
  for (const Sentence& s : coded.annotated.document.sentences)
    words.push_back(std::string_view(article.text).substr(s.begin, s.end - s.begin));
  out.card = make_article_card(article.id, article.title, article.published, words);
  out.card_bytes = article_card_bytes(out.card);
  out.card_keys = article_keys(out.card);
  return out;
}

}  // namespace dragoman
