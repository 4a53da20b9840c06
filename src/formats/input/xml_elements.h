// The records of an XML file, cut out one by one.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "formats/input/stream.h"

namespace dragoman {

/// Finds elements by their names (without prefix) in XML of any length, in the memory of the
/// largest. Comments, CDATA and processing instructions are understood; entities are left to the
/// parser of the element. Markup that is no XML never fails here: it is passed over.
class XmlElements {
 public:
  XmlElements(Buffered& in, std::initializer_list<std::string_view> names)
      : in_(in), names_(names) {}

  enum class Found : unsigned char { element, too_long, cut, none };
  /// The next element with one of the names that lies in no other of them, with its tags.
  Found next(std::string& element);

  /// Up to 256 KiB of what came before the first element.
  [[nodiscard]] const std::string& head() const { return head_; }
  /// Line on which the element last found begins.
  [[nodiscard]] std::size_t line() const { return found_line_; }

 private:
  int take();
  bool until(std::string_view end);
  bool declaration();
  bool tag(char first);
  void closing_tag();

  Buffered& in_;
  std::vector<std::string_view> names_;
  std::string_view view_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t tag_line_ = 1;
  std::size_t found_line_ = 1;
  std::string head_;
  bool in_head_ = true;
  std::string piece_;  ///< the tag being read
  bool in_tag_ = false;
  std::string element_;    ///< the element being read
  std::string name_;       ///< its name
  std::size_t depth_ = 0;  ///< elements of that name that are open
  bool too_long_ = false;
  bool done_ = false;  ///< the element is whole
};

/// The name of a tag without its prefix.
std::string_view local_name(std::string_view name);

}  // namespace dragoman
