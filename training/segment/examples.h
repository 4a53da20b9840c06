// Gaps between tokens of a treebank with the features and the answer of each.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "formats/conllu.h"
#include "text/boundaries.h"

namespace dragoman::training {

/// One open gap: may a sentence end here, and does it?
struct GapExample {
  std::array<std::uint32_t, Boundaries::kFeatures> cells{};
  float weight = 1;
  bool ends = false;
};

/// How the text of a treebank is laid out on lines. Bytes keep their places in each.
enum class Layout : std::uint8_t {
  paragraphs,     ///< a blank line between paragraphs, each on one line
  wrapped,        ///< the same, wrapped at some 72 columns
  one_line_each,  ///< one line break between paragraphs, each on one line
  wrapped_tight,  ///< one line break between paragraphs, each wrapped
  joined,         ///< a space alone between paragraphs where marks show that a sentence ends
};

/// `text`, laid out as paragraphs, in another layout.
std::string laid_out(std::string text, Layout layout);

/// Appends the open gaps of `gold` in `layout`, cut by the program's own tokenizer. Sentences of
/// genres that are not free for every use are left out.
void add_examples(const Treebank& gold, Layout layout, float weight, std::vector<GapExample>& out);

}  // namespace dragoman::training
