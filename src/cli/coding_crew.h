// Threads that stay and code batches of articles, while others write what was coded before.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

#include "coding/coder.h"
#include "store/article_digest.h"

namespace dragoman::cli {

/// A coded article as the store wants it. Many wait in memory: what only the coder needs is gone.
struct Coded {
  explicit Coded(const CodedArticle& from) : digest(digest_of(from)), article(kept_part(from)) {}
  ArticleDigest digest;
  CodedArticle article;
};

/// Articles on their way through the coder, and their rows. A crew that was given it must wait for
/// it, or end, before the batch does.
struct Batch {
  std::vector<Article> articles;
  std::vector<std::int64_t> rows;
  std::vector<std::optional<Coded>> coded;  ///< one for each article, when waited for
  std::size_t begun = 0;                    ///< of the articles
  std::size_t done = 0;
};

/// Codes what it is given in order, on as many threads as it has: the last articles of a batch
/// beside the first of the next. The threads stay, since what the memory allocator keeps for a
/// thread is kept again for each new one.
class CodingCrew {
 public:
  CodingCrew(const Coder& coder, unsigned threads);
  CodingCrew(const CodingCrew&) = delete;
  CodingCrew& operator=(const CodingCrew&) = delete;
  /// Finishes the articles under way and leaves the others.
  ~CodingCrew() = default;

  void give(Batch& batch);
  /// Returns when all of a batch that was given is coded.
  void wait(const Batch& batch);

 private:
  void work(const std::stop_token& stop);

  const Coder& coder_;
  std::mutex mutex_;  ///< of the batches' counts and of `batches_`
  std::condition_variable_any given_;
  std::condition_variable coded_;
  std::deque<Batch*> batches_;  ///< with articles that are not yet begun
  std::vector<std::jthread> threads_;
};

}  // namespace dragoman::cli
