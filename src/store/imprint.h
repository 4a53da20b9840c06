// What tells an article from those that are kept, and its text as it is kept.
#pragma once

#include <string>

#include "store/signature.h"
#include "text/article.h"

namespace dragoman {

/// All that admitting an article takes, and that asks nothing of the database.
struct Imprint {
  std::string record;   ///< hash of every field
  std::string content;  ///< hash of the text alone
  Signature signature;
  std::string packed;  ///< the text, compressed
};

/// O(bytes). Thread-safe.
Imprint imprint_of(const Article& article);

}  // namespace dragoman
