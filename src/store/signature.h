// Near copies of a text: MinHash over shingles of words (Broder 1997), found through bands
// (Leskovec, Rajaraman, Ullman: Mining of Massive Datasets, chapter 3).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace dragoman {

/// What a text is compared by. Case, punctuation and white space do not count.
struct Signature {
  static constexpr std::size_t kHashes = 64;
  static constexpr std::size_t kBands = 16;  ///< of four hashes each

  std::array<std::uint32_t, kHashes> minhash{};
  /// Hash of the set of numbers in the text: a report with another death toll is an update, not a
  /// copy.
  std::uint64_t numbers = 0;

  /// Two texts that share four fifths of their shingles share a band in 99.9 of 100 cases.
  [[nodiscard]] std::array<std::int64_t, kBands> bands() const;
  /// Estimated share of common shingles, 0 to 1; standard error at most 0.06.
  [[nodiscard]] double similarity(const Signature& other) const;
  /// 256 bytes, little-endian.
  [[nodiscard]] std::string bytes() const;
  /// False when `bytes` has another length.
  bool read(std::string_view bytes);
};

/// From this similarity on a text is a near copy.
inline constexpr double kNearCopy = 0.8;

/// O(bytes). Shingles of three words; a text of fewer words is one shingle.
Signature signature_of(std::string_view text);

/// 128-bit hash as 32 hexadecimal digits (XXH3).
std::string content_hash(std::string_view bytes);

}  // namespace dragoman
