#include "formats/export/copies.h"

#include <algorithm>

namespace dragoman {

Result<CopyCount> ArticleCopies::of(std::int64_t article) {
  if (article == last_) return count_;
  if (!query_) {
    auto query = database_.prepare(
        "SELECT count(*), count(DISTINCT publisher) FROM (SELECT publisher FROM articles WHERE "
        "article = ?1 UNION ALL SELECT publisher FROM articles WHERE duplicate_of = ?1)");
    if (!query.ok()) return query.error();
    query_ = std::move(query.value());
  }
  const auto row = query_->bind(article).step();
  if (!row.ok()) return row.error();
  count_ = {query_->integer(0), std::max<std::int64_t>(1, query_->integer(1))};
  last_ = article;
  const auto end = query_->run();
  if (!end.ok()) return end.error();
  return count_;
}

std::string citation(const std::string& url, const std::string& publisher,
                     const std::string& published, const std::string& title) {
  if (!url.empty()) return url;
  std::string out;
  for (const std::string* part : {&publisher, &published, &title}) {
    if (part->empty()) continue;
    if (!out.empty()) out += ", ";
    out += *part;
  }
  return out;
}

std::string source_of(const StoredEvent& e) {
  const std::string out = citation(e.url, e.publisher, e.published, e.title);
  return out.empty() ? e.article_id : out;
}

}  // namespace dragoman
