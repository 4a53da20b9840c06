// The bytes of a page made fit for parsing: what no reader sees is gone, and no nesting is without
// bounds.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dragoman {

/// Elements deeper than this lose their tags and keep their text.
inline constexpr std::size_t kDeepestElement = 250;
/// Tags after this many are left out; their text stays.
inline constexpr std::size_t kMostTags = 300'000;

/// A page without scripts, styles, comments and drawings.
struct Markup {
  /// Tags in one plain spelling, with the attributes that say something about text: everything that
  /// an HTML parser treats in a way of its own (formatting, forms, templates, unknown elements) has
  /// become `span` or `fieldset` or has gone, so that parsing takes time and memory in proportion
  /// to the bytes.
  std::string html;
  /// What stood in scripts of JSON-LD.
  std::vector<std::string> json_ld;
};

/// O(bytes). Takes any bytes; those that are not UTF-8 pass.
Markup clean_markup(std::string_view page);

/// The encoding that the page names for itself, in `<meta charset>`, in `<meta http-equiv>` or in
/// an XML declaration, as it is written; a view into `page`, empty when there is none. Looks at the
/// first 8 KiB.
std::string_view declared_charset(std::string_view page);

}  // namespace dragoman
