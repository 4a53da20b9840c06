// A report of several tables as text.
#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/section.h"

namespace dragoman {

/// Writes sections under a title. table and markdown: each under its name, empty ones left out;
/// json: one object, with `head` first and an array of objects for each section; csv: a row for
/// each value, as section, row (from 1), column, value.
void write_sections(const std::string& title, const std::vector<std::pair<std::string, Cell>>& head,
                    const std::vector<Section>& sections, std::string_view format,
                    std::ostream& out);

}  // namespace dragoman
