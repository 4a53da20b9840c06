// The unit of input: one news article and what is known about it.
#pragma once

#include <string>

namespace dragoman {

/// An article as read from a file. `text` is valid UTF-8 (readers repair it and say so);
/// every offset in this program is a byte offset into `text`, half-open.
struct Article {
  std::string id;         ///< stable identifier; readers derive one from the content if absent
  std::string title;      ///< headline, may be empty
  std::string text;       ///< body
  std::string published;  ///< ISO 8601 date (YYYY-MM-DD), empty when unknown
  std::string publisher;
  std::string url;
  std::string language;  ///< BCP 47 tag, empty when unknown
};

}  // namespace dragoman
