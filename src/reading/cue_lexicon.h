// Phrases that tell how sure something near them is: "no sign of", "come to nothing", "as a rule".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "reading/modality.h"
#include "text/result.h"

namespace dragoman {

/// What a cue speaks of.
enum class Reach : std::uint8_t {
  ahead,   ///< what follows it ("no sign of yielding")
  behind,  ///< what comes before it ("the talks came to nothing")
  clause   ///< the clause that holds it ("in the eighties")
};

/// A cue found in a text: tokens [first, last).
struct Cue {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  Reach reach = Reach::clause;
  Modality says = Modality::occurred;
};

class Tree;

/// The phrases of data/reading/cues.tsv as a tree of words. Immutable once loaded.
class CueLexicon {
 public:
  static constexpr std::size_t kLongest = 8;  ///< words of a cue

  /// Reads reading/cues.tsv under `directory`; no such file is an empty lexicon.
  static Result<CueLexicon> load(const std::string& directory);

  /// Every cue among tokens [first, last), each word matched by lemma or by folded form; appended
  /// to `out` by first token. O(tokens * cues that begin alike).
  void find(const Tree& tree, std::uint32_t first, std::uint32_t last, std::vector<Cue>& out) const;

 private:
  /// What ends at a node: one bit for each pair of reach and modality.
  using Endings = std::uint32_t;

  [[nodiscard]] std::uint32_t next(std::uint32_t node, std::uint32_t word) const;
  void follow(const Tree& tree, std::uint32_t node, std::uint32_t first, std::uint32_t t,
              std::uint32_t last, std::vector<Cue>& out) const;
  void add(std::string_view words, Reach reach, Modality says);

  std::unordered_map<std::uint64_t, std::uint32_t> edges_;  ///< node and word -> node
  std::vector<Endings> endings_{0};                         ///< by node; 0 is the root
};

}  // namespace dragoman
