// The text of a page as blocks: paragraphs, items, headings, rows.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "formats/html/page_tree.h"

namespace dragoman {

/// Text between two breaks of the page.
struct PageBlock {
  std::string text;           ///< white space normalised
  std::uint32_t first = 0;    ///< node of its first piece of text
  std::uint32_t inside = 0;   ///< innermost block element around its first piece of text
  std::uint32_t letters = 0;  ///< code points without spaces, ideographs twice
  std::uint32_t linked = 0;   ///< those of them in links
  bool row = false;           ///< a row of a table, cells joined by " | "

  /// Part of the letters that are in links, 0 to 1.
  [[nodiscard]] double link_density() const {
    return letters == 0 ? 0 : static_cast<double>(linked) / letters;
  }
};

/// Blocks in the order of the page. Nodes with `left_out` set are passed over with all they hold;
/// `left_out` runs parallel to the nodes, or is empty. O(nodes and bytes).
std::vector<PageBlock> page_blocks(const PageTree& page, const std::vector<char>& left_out);

}  // namespace dragoman
