// How often an article was printed, and how it is cited.
#pragma once

#include <optional>
#include <string>

#include "store/stored_events.h"

namespace dragoman {

struct CopyCount {
  std::int64_t articles = 1;    ///< the article and its copies
  std::int64_t publishers = 1;  ///< different ones among them; 1 where none is known
};

/// Counts the copies of articles, remembering the last.
class ArticleCopies {
 public:
  explicit ArticleCopies(const Database& database) : database_(database) {}
  Result<CopyCount> of(std::int64_t article);

 private:
  const Database& database_;
  std::optional<Query> query_;
  std::int64_t last_ = 0;
  CopyCount count_;
};

/// The URL, else "Publisher, day, title" as far as they are known.
std::string citation(const std::string& url, const std::string& publisher,
                     const std::string& published, const std::string& title);

/// The same for the article of an event; its id when nothing is known.
std::string source_of(const StoredEvent& event);

}  // namespace dragoman
