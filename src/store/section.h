// A named table of values: what a report is made of before it is written in some format.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "store/database.h"

namespace dragoman {

using Cell = std::variant<std::monostate, std::int64_t, double, std::string>;

/// Every row has a cell for each column.
struct Section {
  std::string name;
  std::vector<std::string> columns;
  std::vector<std::vector<Cell>> rows;
};

/// All rows of a bound query.
Result<Section> section_of(Query& query, std::string name);

/// A cell as text; empty for none. Whole numbers have no point.
std::string text_of(const Cell& cell);

/// The rows as text.
std::vector<std::vector<std::string>> texts_of(const Section& section);

}  // namespace dragoman
