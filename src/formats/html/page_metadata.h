// What a page says of its article: headline, day, publisher, address, language.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "formats/html/json_ld.h"
#include "formats/html/page_tree.h"
#include "formats/html/page_words.h"

namespace dragoman {

/// Empty where the page does not say.
struct PageMetadata {
  std::string title;
  std::string published;  ///< YYYY-MM-DD
  std::string publisher;
  std::string url;
  std::string language;        ///< BCP 47 tag as the page has it
  std::uint32_t headline = 0;  ///< node of the heading that is the title; 0 when none is
};

/// Reads what machines are told first and what readers see next; docs/web-pages.md has the order of
/// the sources of each field. `hints` are those of `page_hints`; `url` is where the page was found,
/// empty when not known.
PageMetadata page_metadata(const PageTree& page, const std::vector<std::uint8_t>& hints,
                           const LinkedData& linked, const PageWords& words,
                           const std::string& url);

}  // namespace dragoman
