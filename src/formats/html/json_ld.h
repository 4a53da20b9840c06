// What a page says of its article in JSON-LD (schema.org).
#pragma once

#include <string>
#include <vector>

namespace dragoman {

/// Empty where nothing is said. Strings are plain text.
struct LinkedData {
  std::string headline;
  std::string published;  ///< as written
  std::string modified;   ///< as written
  std::string publisher;
  std::string url;
  std::string language;
  std::string body;  ///< articleBody
};

/// Joins what the scripts say. An article (NewsArticle, BlogPosting and their kin) goes before a
/// WebPage, and the first before later ones. Looks into arrays and @graph to any depth. JSON with
/// line ends in strings, trailing commas or comments around it is mended; of worse the headline and
/// the day are still searched. O(bytes).
LinkedData read_linked_data(const std::vector<std::string>& scripts);

}  // namespace dragoman
