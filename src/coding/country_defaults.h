// Countries for parties that the text leaves without one: "police", "protesters".
#pragma once

#include <string>
#include <vector>

#include "knowledge/knowledge.h"
#include "reading/reading.h"
#include "reading/tree.h"

namespace dragoman {

/// Where the action of an article lies, by sentence and as a whole.
class CountryDefaults {
 public:
  /// O(mentions + places).
  CountryDefaults(const Tree& tree, const Reading& reading);

  /// The country an unnamed domestic party of `sentence` most likely belongs to: that of a place
  /// in the sentence, else the only country named in it, else the one the article is about.
  /// Empty when the article names none.
  [[nodiscard]] const std::string& of(std::uint32_t sentence) const;

 private:
  std::vector<std::string> by_sentence_;
  std::string focus_;
};

}  // namespace dragoman
