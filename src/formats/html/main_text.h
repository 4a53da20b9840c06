// The article of a page, without what stands around it.
#pragma once

#include <string>
#include <vector>

#include "formats/html/page_tree.h"
#include "formats/html/page_words.h"

namespace dragoman {

/// What was found of an article in a page.
struct MainText {
  std::string text;        ///< paragraphs with a blank line between
  std::uint32_t root = 0;  ///< the element that holds it; 0 when none
};

/// Finds the element that holds most prose and least else, and in it the paragraphs that are
/// prose: docs/web-pages.md tells how. `hints` are those of `page_hints`. `title` is the headline,
/// which is left out of the text, and `headline` the node it stands in, 0 when not known: sentences
/// between it and that element belong to the article.
MainText main_text(const PageTree& page, const std::vector<std::uint8_t>& hints,
                   const PageWords& words, const std::string& title, std::uint32_t headline);

}  // namespace dragoman
