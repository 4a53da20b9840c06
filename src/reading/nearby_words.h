// Means of the vectors of the words near a predicate: what the model of modality knows of words
// that it has not met in training.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "reading/modality_model.h"
#include "reading/tree.h"
#include "reading/word_table.h"

namespace dragoman {

/// Words of one article with their vectors. Refers to its arguments. Not for several threads.
class NearbyWords {
 public:
  NearbyWords(const Tree& tree, const WordTable& table);

  /// Looks up token `t` by the hashes of its lemma and of its folded form. Names, numbers,
  /// determiners and marks have no vector.
  void set(std::uint32_t t, std::uint32_t lemma, std::uint32_t form);

  /// The places, one after the other: the predicate; its governor; the governor's governor; what
  /// hangs from each of these three; the five words before; the five after; the sentence.
  /// O(words of the sentence) for the first predicate of a sentence, then O(children).
  void means(std::uint32_t predicate, std::span<float, kStandingDense> out);

 private:
  using Row = WordTable::Row;

  /// Sum of vectors of length one, and their number.
  struct Sum {
    std::array<float, WordTable::kSize> values{};
    std::uint32_t count = 0;

    void add(const Row* row, float sign = 1);
  };
  static void mean(const Sum& sum, std::span<float, kStandingDense> out, std::size_t slot);
  [[nodiscard]] Sum below(std::uint32_t t, std::int32_t but) const;

  const Tree& tree_;
  const WordTable& table_;
  std::vector<const Row*> lemmas_;  ///< by token, null for none
  std::vector<const Row*> forms_;
  Sum sentence_;
  std::int64_t sentence_at_ = -1;
};

}  // namespace dragoman
