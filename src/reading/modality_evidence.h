// Evidence on the standing of a statement, as hashes with names for those who ask.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dragoman {

/// One piece of evidence, hashed. `value` counts in quarters: a word anywhere in the sentence says
/// less than the word that governs the predicate.
struct Evidence {
  std::uint32_t key = 0;
  std::int32_t value = 4;
};

/// A text and its hash, so that words are hashed once an article and not once a feature.
struct Atom {
  std::uint32_t hash = 0;
  std::string_view text;
};

/// FNV-1a, 32 bits.
constexpr Atom atom(std::string_view text) {
  std::uint32_t h = 2166136261U;
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 16777619U;
  return {h, text};
}

/// An atom of a literal, hashed by the compiler.
consteval Atom operator""_a(const char* text, std::size_t size) {
  return atom(std::string_view(text, size));
}

/// Joins two hashes; the order matters.
constexpr std::uint32_t mix(std::uint32_t h, std::uint32_t with) {
  h ^= with + 0x9E3779B9U + (h << 6U) + (h >> 2U);
  h *= 0x85EBCA6BU;
  return h ^ (h >> 13U);
}

/// Two atoms as one; only the second keeps its name.
constexpr Atom mix(Atom a, Atom b) { return {mix(a.hash, b.hash), b.text}; }

/// Gathers evidence; with `names` also what each piece is called, for explanations.
class EvidenceBag {
 public:
  explicit EvidenceBag(std::vector<Evidence>& out, std::vector<std::string>* names = nullptr)
      : out_(out), names_(names) {}

  void add(Atom kind, Atom a = {}, Atom b = {}, Atom c = {}, std::int32_t value = 4) {
    const std::uint32_t h = mix(mix(mix(kind.hash, a.hash), b.hash), c.hash);
    out_.push_back({h == 0 ? 1 : h, value});
    if (names_ != nullptr) name(kind, a, b, c);
  }

 private:
  void name(Atom kind, Atom a, Atom b, Atom c);

  std::vector<Evidence>& out_;
  std::vector<std::string>* names_;
};

}  // namespace dragoman
