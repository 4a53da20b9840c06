// The shape of compiled knowledge in memory and on disk: plain structs that hold their strings by
// distance from themselves, so that a mapped file needs no parsing and no fixing of addresses.
// Little-endian, as every machine this is built for; the header refuses any other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace dragoman {

/// A string in the same block of memory. Cannot be copied: its address is part of its value.
struct PackedText {
  std::int32_t distance;  ///< bytes from this field to the first character
  std::uint32_t size;

  PackedText() = default;
  PackedText(const PackedText&) = delete;
  PackedText& operator=(const PackedText&) = delete;

  [[nodiscard]] std::string_view view() const {
    return {reinterpret_cast<const char*>(this) + distance, size};
  }
  operator std::string_view() const { return view(); }  // NOLINT(google-explicit-constructor)
  [[nodiscard]] bool empty() const { return size == 0; }
};

/// A key and what it maps to: a run of entries, or a small number held in `first`.
struct PackedKey {
  PackedText text;
  std::uint32_t first;
  std::uint32_t count;
};

/// Where one hash table lies, in bytes from the start of the file. `slots` are key index plus one,
/// 0 for free; open addressing with linear probing; capacity is a power of two.
struct PackedTable {
  std::uint64_t slots;
  std::uint64_t capacity;
  std::uint64_t keys;
  std::uint64_t key_count;
};

/// FNV-1a, 64 bits.
inline std::uint64_t packed_hash(std::string_view text) {
  std::uint64_t h = 14695981039346656037ULL;
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return h ^ (h >> 32);
}

/// Checksum of a block, eight bytes at a time. O(bytes).
inline std::uint64_t packed_checksum(std::string_view bytes) {
  std::uint64_t h = bytes.size();
  std::size_t i = 0;
  for (; i + 8 <= bytes.size(); i += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + i, 8);
    h = (h ^ word) * 0x9E3779B97F4A7C15ULL;
    h ^= h >> 29;
  }
  for (; i < bytes.size(); ++i) h = (h ^ static_cast<unsigned char>(bytes[i])) * 1099511628211ULL;
  return h;
}

inline constexpr char kPackedMagic[8] = {'D', 'R', 'G', 'K', 'N', 'O', 'W', '4'};

/// First bytes of the file.
struct PackedHeader {
  char magic[8];
  std::uint64_t size;      ///< of the whole file
  std::uint64_t checksum;  ///< of everything after this field
  std::uint64_t entries;   ///< offset of the entries
  std::uint64_t entry_count;
  PackedTable names;
  PackedTable places;
  PackedTable roles;
  PackedTable given_names;
  PackedTable countries;
  PackedTable phrase_lengths;
  PackedTable verb_classes;  ///< key -> run of class ids
  PackedTable noun_classes;
  std::uint64_t class_ids;  ///< offset of the ids, 32 bits each
};

/// What the checksum covers: the offsets in the header are followed too, so they count.
inline std::string_view packed_guarded(std::string_view file) {
  return file.substr(offsetof(PackedHeader, checksum) + sizeof(PackedHeader::checksum));
}

}  // namespace dragoman
