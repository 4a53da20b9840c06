// Where sentences end: a linear model over the tokens and the white space around a gap.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "text/document.h"

namespace dragoman {

/// Weights lie in a table of this many cells; features fall into it by hash.
inline constexpr std::size_t kBoundaryCells = std::size_t{1} << 16;

/// What lies between two tokens.
enum class Gap : std::uint8_t {
  nothing,     ///< the tokens touch
  space,       ///< white space on one line
  full_line,   ///< a line break where the next word would not have fitted: a wrapped line
  short_line,  ///< a line break where it would have
  paragraph,   ///< a blank line, any line break of a text that is not wrapped, or the end
};

/// Whether a sentence ends in a gap.
enum class GapVerdict : std::uint8_t { goes_on, ends, open };

/// What a token looks like.
enum class Shape : std::uint8_t {
  none,  ///< past a paragraph
  small_letters,
  capitalised,
  capitals,
  one_capital,
  digits,
  mixed,
  abbreviation,  ///< a word with its period
  period,
  query,     ///< question and exclamation marks
  ellipsis,  ///< also of two periods
  opening,
  closing,
  quote,  ///< straight, and no white space tells whether it opens or closes
  comma,
  colon,
  dash,
  name,  ///< an address or a file
  other,
};

/// The gaps of one document in text order. Gap g lies after token g.
class Boundaries {
 public:
  /// `document` has its tokens; it must outlive this and not change. O(bytes).
  explicit Boundaries(const Document& document);

  /// What is plain about gap `g` without the model.
  [[nodiscard]] GapVerdict verdict(std::size_t g) const;

  /// Cells of the features of gap `g` in a sentence that began at token `first`.
  static constexpr std::size_t kFeatures = 34;
  void features(std::size_t g, std::size_t first, std::array<std::uint32_t, kFeatures>& out) const;

 private:
  struct View {
    std::uint32_t hash = 0;  ///< of the form in small letters
    Shape shape = Shape::none;
    Gap gap = Gap::paragraph;  ///< after the token
    bool quoted = false;       ///< a quote is open after the token
    bool speech = false;       ///< a verb of saying
    bool opener = false;       ///< a word with a capital that mostly opens a sentence: The, He
    bool title = false;        ///< Gen., Mr.
    std::uint8_t depth = 0;    ///< brackets that are open after the token
  };

  [[nodiscard]] bool speaker_follows(std::size_t g) const;
  [[nodiscard]] bool list_item(std::size_t g) const;
  [[nodiscard]] bool dateline(std::size_t g) const;
  static std::size_t widest_line(std::string_view text);
  void measure_gaps(std::string_view text);
  [[nodiscard]] const View& before(std::size_t g, std::size_t back) const;
  [[nodiscard]] const View& after(std::size_t g, std::size_t ahead) const;

  const Document& d_;
  std::vector<View> views_;
};

/// The trained weights, kBoundaryCells of them.
extern const std::int8_t kBoundaryWeights[];  // NOLINT: filled by the build from models/

/// Cuts the tokens of `document` into sentences; a paragraph always ends one. No sentence has more
/// than 500 tokens. O(bytes).
void find_sentences(Document& document);

}  // namespace dragoman
