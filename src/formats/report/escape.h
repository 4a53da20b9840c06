// Text of articles inside HTML and Markdown: nothing of it is ever taken for markup.
#pragma once

#include <string>
#include <string_view>

namespace dragoman {

/// Text for HTML and XML, inside elements and quoted attributes: & < > " ' are written as
/// references, bytes that are no UTF-8 and control characters as U+FFFD, line ends as spaces.
std::string escape_html(std::string_view text);

/// Text for a line or a table cell of Markdown (CommonMark, GFM): every ASCII punctuation character
/// that may begin markup is escaped by a backslash, < > & are references, line ends are spaces.
std::string escape_markdown(std::string_view text);

/// The address when it is one of http or https, else empty: no other scheme is ever linked.
std::string_view web_address(std::string_view url);

}  // namespace dragoman
