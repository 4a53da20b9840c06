#include "cli/coding_crew.h"

#include <utility>

namespace dragoman::cli {

CodingCrew::CodingCrew(const Coder& coder, unsigned threads) : coder_(coder) {
  for (unsigned i = 0; i < threads; ++i)
    threads_.emplace_back([this](const std::stop_token& stop) { work(stop); });
}

void CodingCrew::give(Batch& batch) {
  batch.coded.resize(batch.articles.size());
  if (batch.articles.empty()) return;
  const std::scoped_lock lock(mutex_);
  batches_.push_back(&batch);
  given_.notify_all();
}

void CodingCrew::wait(const Batch& batch) {
  std::unique_lock lock(mutex_);
  coded_.wait(lock, [&batch] { return batch.done == batch.articles.size(); });
}

void CodingCrew::work(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (given_.wait(lock, stop, [this] { return !batches_.empty(); })) {
    if (stop.stop_requested()) return;
    Batch& batch = *batches_.front();
    const std::size_t i = batch.begun++;
    if (batch.begun == batch.articles.size()) batches_.pop_front();
    lock.unlock();
    batch.coded[i].emplace(coder_.code(std::move(batch.articles[i])));
    lock.lock();
    if (++batch.done == batch.articles.size()) coded_.notify_all();
  }
}

}  // namespace dragoman::cli
