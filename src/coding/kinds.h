// Other classifications of the same events: a table of weighted conditions on events and words.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "coding/coder.h"
#include "text/result.h"

namespace dragoman {

/// Maps coded text to the kinds of another scheme, e.g. ACLED's sub-events
/// (data/ontology/subevents.tsv). Immutable after loading; safe to share by threads.
class KindTable {
 public:
  /// Reads `path`: a kind, a weight, conditions separated by spaces (docs/ontology.md). Errors name
  /// the line.
  static Result<KindTable> load(const std::string& path);

  struct Score {
    std::string_view kind;  ///< points into the table
    double score = 0;
  };

  /// Weights of all rows met in sentences [first, last), summed by kind, in the order of the table.
  /// A row counts once, in the first sentence that meets it; each further sentence counts less
  /// than the one before, since a report opens with what it is about. O(rows * sentences).
  [[nodiscard]] std::vector<Score> scores(const CodedArticle& coded, std::uint32_t first,
                                          std::uint32_t last) const;
  /// The kind with the highest sum over the whole article; the earlier in the table among equals.
  /// Empty when no row is met.
  [[nodiscard]] std::string_view best(const CodedArticle& coded) const;

 private:
  enum class Field : std::uint8_t { word, act, type, mode, modality, context, actor, recipient };
  struct Condition {
    Field field{};
    bool negative = false;
    std::vector<std::string> values;  ///< sorted
  };
  struct Row {
    std::size_t kind = 0;
    double weight = 0;
    std::vector<Condition> words;   ///< of the sentence
    std::vector<Condition> events;  ///< all met by one event of the sentence
  };
  static Result<Condition> condition(std::string_view text, const std::string& where);
  /// `words` sorted: lemmas, and pairs of neighbours joined by `_`.
  [[nodiscard]] static bool holds(const Condition& c, const std::vector<std::string>& words);
  [[nodiscard]] static bool holds(const Condition& c, const Event& e);
  [[nodiscard]] static bool holds(const Row& row, const std::vector<std::string>& words,
                                  const std::vector<const Event*>& events);

  std::vector<std::string> kinds_;
  std::vector<Row> rows_;
};

}  // namespace dragoman
