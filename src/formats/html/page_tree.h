// A page as a flat tree: nodes in the order of the page, each with the end of what it holds.
#pragma once

#include <gumbo.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dragoman {

/// An element or a piece of text.
struct PageNode {
  GumboTag tag = GUMBO_TAG_LAST;  ///< GUMBO_TAG_LAST for text
  std::uint32_t parent = 0;       ///< the root is its own
  std::uint32_t end = 0;  ///< one past the last node inside; the first inside follows at once
  std::uint32_t first_attribute = 0;
  std::uint32_t attributes = 0;  ///< how many
  std::string_view text;         ///< of a piece of text, entities decoded

  [[nodiscard]] bool is_text() const { return tag == GUMBO_TAG_LAST; }
};

/// Owns what its views point into. Walks are loops over `nodes`: nothing here or in what uses it
/// recurses with the depth of the page.
class PageTree {
 public:
  /// Parses what `clean_markup` made, by the rules of HTML5 (gumbo). O(bytes) time and memory.
  explicit PageTree(const std::string& html);

  std::vector<PageNode> nodes;  ///< nodes[0] is the html element

  /// Value of an attribute (lower-case name), empty when absent.
  [[nodiscard]] std::string_view attribute(std::uint32_t node, std::string_view name) const;

  [[nodiscard]] bool has_attribute(std::uint32_t node, std::string_view name) const;

  /// All text inside a node, runs of white space as one space, none at the ends. Stops after
  /// `most` bytes or a little more.
  [[nodiscard]] std::string text_of(std::uint32_t node, std::size_t most = 2000) const;

 private:
  struct Attribute {
    std::string_view name;
    std::string_view value;
  };
  [[nodiscard]] const Attribute* find(std::uint32_t node, std::string_view name) const;

  std::vector<std::unique_ptr<char[]>> memory_;
  std::vector<Attribute> attributes_;
};

/// Appends `text` to `out` with runs of white space (also that without a break) as one space, none
/// at the start; marks without width go.
void append_spaced(std::string& out, std::string_view text);

}  // namespace dragoman
