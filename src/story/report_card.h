// A report as bytes, so that comparing it again costs one lookup.
#pragma once

#include <string>
#include <string_view>

#include "story/report.h"

namespace dragoman {

/// Little-endian, with a version in front. `row` is not part of it.
std::string report_card(const StoryReport& report);

/// Reads what `report_card` wrote; false for anything else. Bounded by the bytes given.
bool read_report_card(std::string_view bytes, StoryReport* out);

}  // namespace dragoman
