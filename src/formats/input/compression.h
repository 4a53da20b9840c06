// Compressed streams, read as what they hold.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "formats/input/stream.h"

namespace dragoman {

enum class Compression : std::uint8_t { none, gzip, zstd, other };

/// By the first bytes: gzip, Zstandard, or bzip2, xz and lzip (`other`).
Compression compression_of(std::string_view first);

/// How far compressed bytes may grow. Text grows three to twenty times; what grows more is a trap,
/// or no text.
class GrowthLimit {
 public:
  /// False when so many bytes out of so many are too many.
  [[nodiscard]] static bool allows(std::uint64_t in, std::uint64_t out) {
    return out <= kFree || (out / kTimes <= in && out <= kMost);
  }
  /// For messages.
  static Trouble trouble();

 private:
  static constexpr std::uint64_t kFree = std::uint64_t{16} << 20;  ///< bytes out, however small
  static constexpr std::uint64_t kTimes = 200;
  static constexpr std::uint64_t kMost = std::uint64_t{1} << 40;
};

/// The stream unpacked, as often as it is packed (two times at most); as it is when it is not.
/// gzip and Zstandard may be of many members, as in web archives; after damage, `recover` goes on
/// with the next member of gzip.
std::unique_ptr<Buffered> unpacked(std::unique_ptr<ByteStream> from);

}  // namespace dragoman
