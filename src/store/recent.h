// Values read from tables, the recently used held in memory.
#pragma once

#include <cstddef>
#include <unordered_map>
#include <utility>

namespace dragoman {

/// Holds at most `most` values: those used last, in two generations. Addresses of values last until
/// `make_room`. Not thread-safe.
template <typename Key, typename Value>
class Recent {
 public:
  explicit Recent(std::size_t most) : half_(most / 2) {}

  /// The value of a key; null when it is not held.
  Value* find(const Key& key) {
    const auto here = young_.find(key);
    if (here != young_.end()) return &here->second;
    auto node = old_.extract(key);
    return node ? &young_.insert(std::move(node)).position->second : nullptr;
  }

  /// The value of a key; an empty one where none is held.
  Value& at(const Key& key) {
    const auto [here, fresh] = young_.try_emplace(key);
    if (fresh && !old_.empty()) {
      if (auto node = old_.extract(key)) here->second = std::move(node.mapped());
    }
    return here->second;
  }

  Value* keep(Key key, Value value) {
    old_.erase(key);
    return &young_.insert_or_assign(std::move(key), std::move(value)).first->second;
  }

  void erase(const Key& key) {
    young_.erase(key);
    old_.erase(key);
  }

  /// Lets go of values that were not used for long, if there are many.
  void make_room() {
    if (young_.size() <= half_) return;
    old_ = std::move(young_);
    young_.clear();
  }

  void clear() {
    young_.clear();
    old_.clear();
  }

 private:
  std::size_t half_;
  std::unordered_map<Key, Value> young_, old_;
};

}  // namespace dragoman
