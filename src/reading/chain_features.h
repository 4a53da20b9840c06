// What speaks for and against two phrases denoting one entity.
#pragma once

#include <cstdint>
#include <vector>

#include "reading/phrases.h"

namespace dragoman {

/// Weights live in one table that features are hashed into.
inline constexpr std::uint32_t kChainWeights = 1U << 17U;

/// What is known of a chain so far.
struct ChainState {
  char gender = '-';
  char number = '-';
  std::uint32_t size = 0;
  int name = -1;  ///< phrase that names it, -1 for none
};

/// Features of one document. Refers to its arguments. Each call is O(1) save for the words of the
/// phrases; nothing is allocated once the buffers have grown.
class ChainFeatures {
 public:
  ChainFeatures(const Tree& tree, const Knowledge& knowledge, const Reading& reading,
                const Phrases& phrases);

  /// Whether phrase `j` may be an antecedent of a later phrase `i`.
  [[nodiscard]] bool candidate(std::size_t i, std::size_t j) const;
  /// How many phrases to look back at most.
  static constexpr std::size_t kWindow = 400;

  /// Features of phrase `i` starting an entity; replaces `out`.
  void alone(std::size_t i, std::vector<std::uint32_t>& out) const;
  /// Features of `j`, of chain `state`, as the antecedent of `i`; replaces `out`.
  void pair(std::size_t i, std::size_t j, const ChainState& state,
            std::vector<std::uint32_t>& out) const;
  /// Adds phrase `i` to a chain.
  void join(std::size_t i, ChainState& state) const;

 private:
  [[nodiscard]] bool shares_word(const Phrase& a, const Phrase& b) const;
  [[nodiscard]] std::uint32_t word_match(const Phrase& i, const Phrase& j) const;
  [[nodiscard]] std::uint32_t name_match(const Phrase& i, const Phrase& j) const;
  [[nodiscard]] std::uint32_t structure(const Phrase& i, const Phrase& j) const;
  [[nodiscard]] std::uint32_t relation(std::uint32_t token) const;
  [[nodiscard]] std::uint32_t governor_key(std::uint32_t token) const;
  [[nodiscard]] std::uint32_t shared_classes(const Phrase& i, const Phrase& j) const;

  const Tree& tree_;
  const Knowledge& knowledge_;
  const Reading& reading_;
  const Phrases& phrases_;
  std::vector<std::uint32_t> earlier_heads_;  ///< earlier phrases with the same head
  std::vector<std::uint32_t> earlier_texts_;  ///< earlier phrases with the same words
  std::vector<bool> inside_;                  ///< nested in an earlier phrase
  std::vector<std::uint32_t> classes_at_;     ///< by phrase, into classes_; one more at the end
  std::vector<std::uint32_t> classes_;        ///< WordNet classes of heads
};

}  // namespace dragoman
