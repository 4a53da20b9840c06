// Days as pages write them.
#pragma once

#include <string>
#include <string_view>

#include "formats/html/page_words.h"

namespace dragoman {

/// How a date of numbers alone is read where both orders are possible.
enum class DayOrder { day_first, month_first };

/// The first day in a text as YYYY-MM-DD, empty when there is none: ISO 8601, "March 17, 2024", "17
/// de marzo de 2024", "17. März 2024", "17/03/2024", "17.03.24" is none, "2024年3月17日". Only
/// the years 1990 to 2099 count. O(bytes).
std::string day_in_text(std::string_view text, const PageWords& words, DayOrder order);

/// The day in a path like /2024/03/17/ or /2024-03-17- or /20240317/, empty when there is none.
std::string day_in_url(std::string_view url);

}  // namespace dragoman
