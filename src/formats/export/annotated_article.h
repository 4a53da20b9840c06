// The events of one article together, for formats of annotation tools.
#pragma once

#include <string>
#include <vector>

#include "formats/export/article_texts.h"
#include "formats/export/writer.h"

namespace dragoman {

/// Collects the events of an article and hands them over when the next article begins. Wants events
/// in the order of articles.
class ArticleWriter : public EventWriter {
 public:
  explicit ArticleWriter(const ExportContext& context) : texts_(*context.database) {}

  Result<Done> event(const StoredEvent& event, std::ostream& out) final;
  Result<Done> end(std::ostream& out) final;

 protected:
  /// All events of one article, at least one.
  virtual Result<Done> article(const ArticleText& text, const std::vector<StoredEvent>& events,
                               std::ostream& out) = 0;
  virtual void finish(std::ostream& /*out*/) {}

 private:
  Result<Done> flush(std::ostream& out);

  ArticleTexts texts_;
  std::vector<StoredEvent> events_;
};

}  // namespace dragoman
