// The text of a piece of HTML, as feeds carry it.
#pragma once

#include <string>
#include <string_view>

namespace dragoman {

/// Tags become nothing, or line ends where they end paragraphs; character references become
/// characters; scripts, styles and comments go. Text without tags comes back as it is but for
/// references. O(bytes), any bytes. For whole pages see html_article.h.
std::string text_of_markup(std::string_view markup);

}  // namespace dragoman
