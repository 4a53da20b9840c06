// The files of the page as they are sent: with a name for their content, and packed once.
#pragma once

#include <string>
#include <unordered_map>

#include "server/assets.h"
#include "server/http_message.h"

namespace dragoman {

/// Immutable after it is made, which packs all files (some 50 ms).
class PageFiles {
 public:
  PageFiles();

  /// The answer to a request for a file, or 304 when the client has it as it is.
  [[nodiscard]] HttpResponse answer(const Asset& asset, const HttpRequest& request) const;

 private:
  struct File {
    std::string tag;       ///< hash of the bytes (XXH3, 128 bits)
    std::string gzip;      ///< empty: not smaller
    bool shrinks = false;  ///< the answer depends on what is accepted
  };
  std::unordered_map<std::string_view, File> files_;  ///< by path
};

/// True when a list of tags as in If-None-Match has one of a file: as it is, packed, or any.
bool names_tag(std::string_view list, std::string_view tag);

}  // namespace dragoman
