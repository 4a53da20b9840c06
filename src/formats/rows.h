// Rows of a query as text: table, csv, tsv, json, jsonl, markdown.
#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "store/database.h"

namespace dragoman {

/// True for a format that write_rows knows.
bool is_row_format(std::string_view format);

/// Steps through a bound query and writes every row. csv: RFC 4180 with `\n`; tsv: tabs and breaks
/// in values become spaces; json: an array of objects; table: columns of at most 40 characters.
/// Streams, but for table, which looks at the first 1,000 rows to set its widths.
Result<std::size_t> write_rows(Query& query, std::string_view format, std::ostream& out);

/// The same for rows that are texts already, as csv, tsv, markdown or table.
void write_texts(const std::vector<std::string>& names,
                 const std::vector<std::vector<std::string>>& rows, std::string_view format,
                 std::ostream& out);

}  // namespace dragoman
