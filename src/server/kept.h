// Results that cost more to make than to keep, for whoever asks next.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

namespace dragoman {

/// The values last asked for, up to a sum of weights, by a key that says everything they depend on:
/// a value is never old. Thread-safe; two who ask for the same at once may both make it.
template <typename Value>
class Kept {
 public:
  explicit Kept(std::size_t most) : most_(most) {}

  /// The value of a key; `make()` when it is not here, kept with a weight (no more than half of all
  /// that is kept).
  template <typename Make>
  std::shared_ptr<const Value> get(const std::string& key, std::size_t weight, const Make& make) {
    {
      const std::lock_guard lock(mutex_);
      const auto found = places_.find(key);
      if (found != places_.end()) {
        entries_.splice(entries_.begin(), entries_, found->second);
        return entries_.front().value;
      }
    }
    auto value = std::make_shared<const Value>(make());
    if (weight <= most_ / 2) put(key, weight, value);
    return value;
  }

  [[nodiscard]] std::size_t size() const {
    const std::lock_guard lock(mutex_);
    return entries_.size();
  }

 private:
  struct Entry {
    std::string key;
    std::size_t weight;
    std::shared_ptr<const Value> value;
  };

  void put(const std::string& key, std::size_t weight, std::shared_ptr<const Value> value) {
    const std::lock_guard lock(mutex_);
    if (places_.contains(key)) return;
    entries_.push_front({key, weight, std::move(value)});
    places_.emplace(key, entries_.begin());
    sum_ += weight;
    while (sum_ > most_) {
      sum_ -= entries_.back().weight;
      places_.erase(entries_.back().key);
      entries_.pop_back();
    }
  }

  std::size_t most_;
  mutable std::mutex mutex_;  ///< over all below
  std::size_t sum_ = 0;
  std::list<Entry> entries_;  ///< the last asked for first
  std::unordered_map<std::string, typename std::list<Entry>::iterator> places_;
};

}  // namespace dragoman
