// The headline of a page.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace dragoman {

/// A heading of the first or second rank.
struct PageHeading {
  std::string text;
  std::uint32_t node = 0;
  bool first_rank = false;  ///< h1, or marked as a headline
};

/// Where a headline may stand; any may be empty.
struct TitleSources {
  std::string linked;  ///< in JSON-LD
  std::string meta;    ///< in OpenGraph and the like
  std::string page;    ///< in the title element
  std::vector<PageHeading> headings;
  std::string publisher;
  std::string url;
};

/// The heading that the other sources agree with, else the best of them without the name of the
/// publisher at its end. Sets `node` to that of the heading; leaves it as it is when none agrees.
std::string choose_title(const TitleSources& sources, std::uint32_t& node);

/// `title` without " | Publisher", " - Publisher" and the like at its end or, for a publisher that
/// is known, at its start.
std::string without_publisher(const std::string& title, const std::string& publisher,
                              const std::string& url);

}  // namespace dragoman
