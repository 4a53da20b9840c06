#include "formats/export/annotated_article.h"

namespace dragoman {

Result<Done> ArticleWriter::event(const StoredEvent& event, std::ostream& out) {
  if (!events_.empty() && events_.front().article != event.article) {
    auto done = flush(out);
    if (!done.ok()) return done;
  }
  events_.push_back(event);
  return Done{};
}

Result<Done> ArticleWriter::end(std::ostream& out) {
  auto done = flush(out);
  if (done.ok()) finish(out);
  return done;
}

Result<Done> ArticleWriter::flush(std::ostream& out) {
  if (events_.empty()) return Done{};
  const auto text = texts_.of(events_.front().article);
  if (!text.ok()) return text.error();
  auto done = article(*text.value(), events_, out);
  events_.clear();
  return done;
}

}  // namespace dragoman
