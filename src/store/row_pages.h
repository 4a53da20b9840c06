// Values held in memory by the number of a row. Rows of one time lie side by side, so that what
// belongs together is found without a search, and what was not used for long goes together.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

namespace dragoman {

/// Pages of 64 neighbouring rows. A value is `T()` until it is set. Addresses last until
/// `drop_oldest` or `clear`. Not thread-safe.
template <typename T>
class RowPages {
 public:
  static constexpr std::int64_t kRows = 64;

  /// The value of a row, or null where its page is not held. O(1).
  T* find(std::int64_t row) {
    Page* const page = page_of(number_of(row));
    return page == nullptr ? nullptr : &page->values[offset_of(row)];
  }

  /// The value of a row; makes its page where there is none. O(1).
  T& at(std::int64_t row) {
    const std::int64_t number = number_of(row);
    Page* page = page_of(number);
    if (page == nullptr) {
      page = pages_.emplace(number, std::make_unique<Page>()).first->second.get();
      page->number = number;
      page->used = clock_;
      last_[slot_of(number)] = page;
    }
    return page->values[offset_of(row)];
  }

  [[nodiscard]] std::size_t pages() const { return pages_.size(); }

  /// A moment goes by: pages used from now on are younger.
  void tick() { ++clock_; }

  /// Lets go of the eighth of the pages that was used longest ago, at least one: little at a time,
  /// so that memory stays where it is. `drop(row, value)` is called for each value first. O(pages).
  template <typename Drop>
  void drop_oldest(const Drop& drop) {
    std::vector<std::pair<std::uint64_t, std::int64_t>> ages;
    for (const auto& [number, page] : pages_) ages.emplace_back(page->used, number);
    const auto last = ages.begin() + static_cast<std::ptrdiff_t>((ages.size() + 7) / 8);
    std::nth_element(ages.begin(), last, ages.end());
    last_ = {};
    for (auto i = ages.begin(); i != last; ++i) {
      const auto found = pages_.find(i->second);
      for (std::int64_t k = 0; k < kRows; ++k)
        drop(i->second * kRows + k, found->second->values[static_cast<std::size_t>(k)]);
      pages_.erase(found);
    }
  }

  void clear() {
    pages_.clear();
    last_ = {};
  }

 private:
  struct Page {
    std::int64_t number = 0;
    std::uint64_t used = 0;
    std::array<T, kRows> values{};
  };

  static std::int64_t number_of(std::int64_t row) { return row >> 6; }
  static std::size_t offset_of(std::int64_t row) { return static_cast<std::size_t>(row & 63); }
  static std::size_t slot_of(std::int64_t number) {
    return static_cast<std::size_t>(number) % kSlots;
  }

  Page* page_of(std::int64_t number) {
    Page*& slot = last_[slot_of(number)];
    if (slot == nullptr || slot->number != number) {
      const auto found = pages_.find(number);
      if (found == pages_.end()) return nullptr;
      slot = found->second.get();
    }
    slot->used = clock_;
    return slot;
  }

  static constexpr std::size_t kSlots = 4096;

  std::unordered_map<std::int64_t, std::unique_ptr<Page>> pages_;
  std::array<Page*, kSlots> last_{};  ///< pages found last, by number
  std::uint64_t clock_ = 0;
};

}  // namespace dragoman
