// Cards of rows held in memory, up to a number.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

#include "store/row_pages.h"

namespace dragoman {

/// Holds about `most` cards; of more, those not used for long are let go. Addresses last until
/// `make_room`, `erase` or `clear`. Not thread-safe.
template <typename Card>
class RowCards {
 public:
  explicit RowCards(std::size_t most) : most_(most) {}

  /// The card of a row; null when it is not held.
  const Card* find(std::int64_t row) {
    const auto* const held = pages_.find(row);
    return held == nullptr ? nullptr : held->get();
  }

  const Card* keep(std::int64_t row, Card card) {
    auto& held = pages_.at(row);
    if (held == nullptr) ++held_;
    held = std::make_unique<const Card>(std::move(card));
    return held.get();
  }

  void erase(std::int64_t row) {
    auto* const held = pages_.find(row);
    if (held != nullptr && std::exchange(*held, nullptr) != nullptr) --held_;
  }

  void make_room() {
    pages_.tick();
    if (held_ <= most_) return;
    pages_.drop_oldest([this](std::int64_t, const std::unique_ptr<const Card>& card) {
      if (card != nullptr) --held_;
    });
  }

  void clear() {
    pages_.clear();
    held_ = 0;
  }

 private:
  RowPages<std::unique_ptr<const Card>> pages_;
  std::size_t held_ = 0;
  std::size_t most_;
};

}  // namespace dragoman
