// How an article writes the names of those it tells of.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "coding/coder.h"

namespace dragoman {

/// One way in which an article writes the name of an actor.
struct WrittenName {
  std::string name;     ///< canonical
  std::string country;  ///< ISO 3166-1 alpha-3, an international code, or empty
  std::string written;
  std::int64_t mentions = 0;  ///< with these words
};

/// Those of parties, speakers and holders of a role. Sorted by name, country and words.
/// O(mentions log mentions).
std::vector<WrittenName> written_names(const CodedArticle& coded);

}  // namespace dragoman
