// The way through the tree from one party to the other.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "reading/tree.h"

namespace dragoman {

/// Tokens from the actor up to where the ways meet, and from there down to the recipient. Ways of
/// more than twelve edges on a side count as no way.
class PairPath {
 public:
  /// O(12 * 12).
  PairPath(const Tree& tree, std::uint32_t actor, std::uint32_t recipient);

  [[nodiscard]] bool found() const { return meet_ < kLongest; }
  /// Where both ways meet; only when found().
  [[nodiscard]] std::uint32_t top() const { return up_[meet_]; }
  /// From the actor to just below the top, actor first.
  [[nodiscard]] std::span<const std::uint32_t> from_actor() const {
    return {up_.data(), found() ? meet_ : 0};
  }
  /// From the recipient to just below the top, recipient first.
  [[nodiscard]] std::span<const std::uint32_t> from_recipient() const {
    return {down_.data(), found() ? below_ : 0};
  }
  /// True for a token of the way, ends included.
  [[nodiscard]] bool holds(std::uint32_t token) const;

 private:
  static constexpr std::size_t kLongest = 12;

  std::array<std::uint32_t, kLongest> up_{};
  std::array<std::uint32_t, kLongest> down_{};
  std::size_t meet_ = kLongest;
  std::size_t below_ = 0;
};

}  // namespace dragoman
