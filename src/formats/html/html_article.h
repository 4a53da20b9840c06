// Articles from web pages.
#pragma once

#include <string>
#include <string_view>

#include "formats/article_reader.h"

namespace dragoman {

/// A longer page is refused: parsing one takes some twenty times its size of memory.
inline constexpr std::size_t kLongestPage = std::size_t{16} << 20;  ///< bytes

/// The article of a page without menus, comments, captions and the like; docs/web-pages.md tells
/// how it is found. Valid UTF-8, paragraphs with a blank line between and no headline among them;
/// empty where the page says nothing, and without an id. `url` is where the page was found, empty
/// when not known: what the page says of itself is taken then. O(bytes); reads no files, safe from
/// any thread.
Article extract_article(std::string_view utf8, const std::string& url = {});

/// One article, or one error where the page is too long or holds no text. The bytes are UTF-8;
/// others become the replacement character. The article has no id yet.
ReadReport parse_html(std::string_view bytes, const std::string& name, const std::string& url = {});

}  // namespace dragoman
