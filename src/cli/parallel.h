// Runs independent pieces of work on several threads, results in order.
#pragma once

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace dragoman::cli {

/// Calls `work(i)` for every i in [0, count) on up to `threads` threads. `work` must not throw.
template <typename Work>
void parallel_for(std::size_t count, unsigned threads, const Work& work) {
  const std::size_t crew = std::min<std::size_t>(std::max(1U, threads), count);
  if (crew <= 1) {
    for (std::size_t i = 0; i < count; ++i) work(i);
    return;
  }
  std::atomic<std::size_t> next = 0;
  const auto take = [&] {
    for (std::size_t i = next++; i < count; i = next++) work(i);
  };
  std::vector<std::jthread> others;
  for (std::size_t t = 1; t < crew; ++t) others.emplace_back(take);
  take();
}

/// Threads to use when the user names none.
inline unsigned default_threads() { return std::max(1U, std::thread::hardware_concurrency()); }

}  // namespace dragoman::cli
