// Blocks that were empty when they were first asked for: what they hold is known without asking.
#pragma once

#include <bitset>
#include <cstdint>
#include <map>
#include <memory>
#include <utility>

namespace dragoman {

/// Tells of most keys that are not in a block that they are not. Bounded: of many blocks those of
/// the earliest days are let go, and nothing is known of them from then on. Not thread-safe.
class FreshBlocks {
 public:
  /// Whether it was asked already if the block is empty.
  [[nodiscard]] bool asked(std::int32_t block) const { return blocks_.contains(block); }

  /// What the answer was.
  void tell(std::int32_t block, bool empty) { blocks_[block] = empty ? cleared() : nullptr; }

  /// A key comes into a block.
  void add(std::int32_t block, std::int64_t key) {
    const auto found = blocks_.find(block);
    if (found != blocks_.end() && found->second != nullptr) found->second->set(bit_of(key));
  }

  /// True only where the block holds nothing under the key.
  [[nodiscard]] bool lacks(std::int32_t block, std::int64_t key) const {
    const auto found = blocks_.find(block);
    return found != blocks_.end() && found->second != nullptr && !found->second->test(bit_of(key));
  }

  void clear() {
    blocks_.clear();
    filters_ = 0;
  }

 private:
  static constexpr std::size_t kBits = std::size_t{1} << 21;  // a quarter of a MiB
  static constexpr std::size_t kMostFilters = 32;
  using Filter = std::bitset<kBits>;

  /// Keys are hashes already.
  static std::size_t bit_of(std::int64_t key) { return static_cast<std::uint64_t>(key) % kBits; }

  /// An empty filter: a new one, or that of the earliest days where there are enough.
  std::unique_ptr<Filter> cleared() {
    if (filters_ == kMostFilters) {
      for (auto& [earliest, filter] : blocks_) {
        if (filter == nullptr) continue;
        filter->reset();
        return std::move(filter);
      }
    }
    ++filters_;
    return std::make_unique<Filter>();
  }

  std::map<std::int32_t, std::unique_ptr<Filter>> blocks_;
  std::size_t filters_ = 0;
};

}  // namespace dragoman
