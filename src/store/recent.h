// Values read from tables, the recently used held in memory.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

namespace dragoman {

/// Holds about `most` values, those used last. Addresses of values last until `make_room`. Not
/// thread-safe.
template <typename Key, typename Value>
class Recent {
 public:
  explicit Recent(std::size_t most) : most_(most) {}

  /// The value of a key; null when it is not held. O(1).
  Value* find(const Key& key) {
    const auto here = held_.find(key);
    if (here == held_.end()) return nullptr;
    here->second.used = clock_;
    return &here->second.value;
  }

  /// The value of a key; an empty one where none is held. O(1).
  Value& at(const Key& key) {
    Held& held = held_[key];
    held.used = clock_;
    return held.value;
  }

  Value* keep(Key key, Value value) {
    Held& held = held_[std::move(key)];
    held = {std::move(value), clock_};
    return &held.value;
  }

  void erase(const Key& key) { held_.erase(key); }

  /// If there are too many, lets go of the eighth that was used longest ago: little at a time, so
  /// that memory stays where it is. A moment goes by. O(values), spread over an eighth of them.
  void make_room() {
    ++clock_;
    if (held_.size() <= most_) return;
    std::vector<typename Map::iterator> all;
    all.reserve(held_.size());
    for (auto i = held_.begin(); i != held_.end(); ++i) all.push_back(i);
    const auto last = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 8);
    std::nth_element(all.begin(), last, all.end(),
                     [](const auto& a, const auto& b) { return a->second.used < b->second.used; });
    for (auto i = all.begin(); i != last; ++i) held_.erase(*i);
  }

  void clear() { held_.clear(); }

 private:
  struct Held {
    Value value{};
    std::uint64_t used = 0;
  };
  using Map = std::unordered_map<Key, Held>;

  std::size_t most_;
  Map held_;
  std::uint64_t clock_ = 0;
};

}  // namespace dragoman
