#include "store/signature.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <vector>

namespace dragoman {

namespace {

constexpr std::size_t kShingle = 3;
constexpr std::size_t kRows = Signature::kHashes / Signature::kBands;

/// Letters and digits, and every byte of a character beyond ASCII.
bool is_word(unsigned char c) {
  return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Hashes of the words of a text, ASCII letters in lower case; numbers apart.
struct Words {
  std::vector<std::uint64_t> all;
  std::vector<std::uint64_t> numbers;
};

Words words_of(std::string_view text) {
  Words out;
  std::string word;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const auto c =
        i < text.size() ? static_cast<unsigned char>(text[i]) : static_cast<unsigned char>(' ');
    if (is_word(c)) {
      word += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
      continue;
    }
    if (word.empty()) continue;
    const std::uint64_t h = XXH3_64bits(word.data(), word.size());
    out.all.push_back(h);
    if (word[0] >= '0' && word[0] <= '9') out.numbers.push_back(h);
    word.clear();
  }
  return out;
}

/// One of a family of hash functions: multiply, then mix (the finalizer of SplitMix64).
std::uint32_t permuted(std::uint64_t value, std::uint64_t which) {
  std::uint64_t z = value + (which + 1) * 0x9e3779b97f4a7c15ULL;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return static_cast<std::uint32_t>((z ^ (z >> 31)) >> 32);
}

}  // namespace

Signature signature_of(std::string_view text) {
  Words words = words_of(text);
  Signature s;
  s.minhash.fill(std::numeric_limits<std::uint32_t>::max());
  const std::size_t length = std::min(kShingle, words.all.size());
  for (std::size_t i = 0; length > 0 && i + length <= words.all.size(); ++i) {
    const std::uint64_t shingle = XXH3_64bits(words.all.data() + i, length * sizeof(std::uint64_t));
    for (std::size_t h = 0; h < Signature::kHashes; ++h)
      s.minhash[h] = std::min(s.minhash[h], permuted(shingle, h));
  }
  std::sort(words.numbers.begin(), words.numbers.end());
  words.numbers.erase(std::unique(words.numbers.begin(), words.numbers.end()), words.numbers.end());
  s.numbers = XXH3_64bits(words.numbers.data(), words.numbers.size() * sizeof(std::uint64_t));
  return s;
}

std::array<std::int64_t, Signature::kBands> Signature::bands() const {
  std::array<std::int64_t, kBands> out{};
  for (std::size_t b = 0; b < kBands; ++b) {
    // The band's number is part of it, so that one index serves all.
    out[b] = static_cast<std::int64_t>(
        XXH3_64bits_withSeed(minhash.data() + b * kRows, kRows * sizeof(std::uint32_t), b));
  }
  return out;
}

double Signature::similarity(const Signature& other) const {
  std::size_t same = 0;
  for (std::size_t h = 0; h < kHashes; ++h) same += minhash[h] == other.minhash[h] ? 1 : 0;
  return static_cast<double>(same) / kHashes;
}

std::string Signature::bytes() const {
  std::string out(sizeof(minhash), '\0');
  std::memcpy(out.data(), minhash.data(), sizeof(minhash));
  return out;
}

bool Signature::read(std::string_view bytes) {
  if (bytes.size() != sizeof(minhash)) return false;
  std::memcpy(minhash.data(), bytes.data(), sizeof(minhash));
  return true;
}

std::string content_hash(std::string_view bytes) {
  const XXH128_hash_t h = XXH3_128bits(bytes.data(), bytes.size());
  return fmt::format("{:016x}{:016x}", h.high64, h.low64);
}

}  // namespace dragoman
