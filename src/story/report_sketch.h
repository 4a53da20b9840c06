// A report as it is compared with others: hashes in place of words, and little memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "story/report.h"

namespace dragoman {

/// A party of a sketch. Hashes are of 32 bits, 0 for an empty text; two that differ are taken for
/// one in a case of four thousand million.
struct SketchParty {
  std::uint32_t name = 0;
  std::uint32_t country = 0;
  std::uint32_t sector = 0;
  std::uint32_t first_word = 0;  ///< of the words of its name, in ReportSketch::words
  std::uint16_t words = 0;       ///< of them, sorted, each once
  bool state = false;
  bool institution = false;  ///< speaks or acts for a state
};

struct SketchFigure {
  std::uint32_t kind = 0;
  double low = 0;
  double high = 0;
};

/// What pairs of reports are compared by. Immutable once made.
struct ReportSketch {
  ReportSketch() = default;
  explicit ReportSketch(const StoryReport& report);

  [[nodiscard]] std::span<const std::uint32_t> words_of(const SketchParty& p) const {
    return std::span(words).subspan(p.first_word, p.words);
  }
  [[nodiscard]] std::span<const std::uint32_t> sentence_words() const {
    return std::span(words).first(sentence);
  }
  [[nodiscard]] std::size_t recipients() const { return parties.size() - actors; }

  std::string id;
  std::int64_t row = 0;
  std::int64_t article = 0;
  std::int32_t published = kNoDay, day = kNoDay, day_end = kNoDay;
  std::uint32_t act = 0, mode = 0, trigger = 0, place = 0, place_country = 0;
  Stage stage = Stage::occurred;
  bool reciprocal = false;            ///< parties stand on equal terms, so that sides say nothing
  std::uint32_t actors = 0;           ///< of the parties; the others are recipients
  std::uint32_t sentence = 0;         ///< words of the sentence among `words`
  std::vector<SketchParty> parties;   ///< actors first
  std::vector<std::uint32_t> words;   ///< of the sentence, sorted, each once; then of the parties
  std::vector<SketchFigure> figures;  ///< those that name what is counted
};

}  // namespace dragoman
