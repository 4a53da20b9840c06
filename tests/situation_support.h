// A small situation made by hand, which no change of the coder touches, and a look into HTML.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "store/situation_view.h"

namespace dragoman::testing_support {

/// Two countries: an attack told by two with different figures, talks planned and not held, a claim
/// denied.
SituationView small_view();

/// What a page says of itself, as a parser of HTML5 reads it.
struct PageFacts {
  std::size_t errors = 0;  ///< of the parser
  std::set<std::string> ids;
  std::vector<std::string> twice;  ///< ids given to more than one element
  std::vector<std::string> links;  ///< every href
  std::multiset<std::string> elements;
  std::vector<std::string> handlers;  ///< attributes that begin with "on"
  std::size_t tables_without_caption = 0;
  std::size_t charts_without_title = 0;  ///< svg of a group without a title as its first child
  std::vector<int> headings;             ///< levels in their order
  std::string text;                      ///< of all elements but style
};

PageFacts page_facts(const std::string& html);

}  // namespace dragoman::testing_support
