// Pairs of quotation marks: curly, straight, doubled apostrophes and back quotes, single marks.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "text/document.h"

namespace dragoman {

/// A quotation: tokens of its marks. A mark left open ends with its paragraph, and then `close` is
/// the last token of the paragraph.
struct QuotationMarks {
  std::uint32_t open = 0;
  std::uint32_t close = 0;
};

/// True for a token that is a double quotation mark of any style.
bool is_quotation_mark(std::string_view form);

/// True when a blank line lies between tokens `a` < `b`.
bool paragraph_between(const Document& document, std::uint32_t a, std::uint32_t b);

/// Outermost quotations in text order; they do not overlap. O(text).
std::vector<QuotationMarks> find_quotation_marks(const Document& document);

}  // namespace dragoman
