// What becomes of each tag of HTML before a page is parsed.
#pragma once

#include <gumbo.h>

#include <cstdint>
#include <string_view>

namespace dragoman {

/// What becomes of a tag.
enum class TagFate : std::uint8_t {
  leave_out,  ///< the tag goes, its text stays
  skip,       ///< the tag goes with everything up to its end tag
  empty,      ///< it has no content
  loose,      ///< its end tag may be missing: p, li
  inside,     ///< part of a line of text
  block,
  table,
  row,
  cell,
};

struct TagRule {
  TagFate fate;
  std::string_view name;  ///< how the tag is written from here on
};

/// Formatting and unknown elements become `span`, forms `fieldset`: a parser treats the originals
/// in ways of their own, some without bounds, and text does not need them.
TagRule tag_rule(GumboTag tag);

}  // namespace dragoman
