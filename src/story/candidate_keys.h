// Under which keys reports that may tell the same happening find each other.
#pragma once

#include <cstdint>
#include <vector>

#include "story/report.h"

namespace dragoman {

/// A key and the block of days in which it holds. Two things may belong together when they share a
/// key in the same block or in blocks next to each other.
struct BlockKey {
  std::int64_t key = 0;
  std::int32_t block = 0;
  friend bool operator==(const BlockKey& a, const BlockKey& b) {
    return a.key == b.key && a.block == b.block;
  }
  friend bool operator<(const BlockKey& a, const BlockKey& b) {
    return a.key != b.key ? a.key < b.key : a.block < b.block;
  }
};

/// Days of a block.
inline constexpr std::int32_t kBlockDays = 16;

/// The block of a day.
std::int32_t block_of(std::int32_t day);

/// At most 24 keys: of the act with each party and with each two of them, in the block of the day
/// told and in that of the publication. Sorted, each once.
std::vector<BlockKey> candidate_keys(const StoryReport& report);

/// An order of reports and articles that has nothing to do with arrival.
std::int64_t rank_of(std::string_view id);

}  // namespace dragoman
