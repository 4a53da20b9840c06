#include "knowledge/table.h"

#include <utility>

#include "text/file.h"

namespace dragoman {

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const std::size_t at = text.find(separator);
    if (at != 0) out.push_back(text.substr(0, at));
    if (at == std::string_view::npos) break;
    text.remove_prefix(at + 1);
  }
  return out;
}

namespace {

std::vector<std::string_view> fields_of(std::string_view line) {
  std::vector<std::string_view> out;
  for (;;) {
    const std::size_t at = line.find('\t');
    out.push_back(line.substr(0, at));
    if (at == std::string_view::npos) return out;
    line.remove_prefix(at + 1);
  }
}

}  // namespace

Result<Table> read_table(const std::string& path, std::size_t columns) {
  Result<std::string> bytes = read_file(path);
  if (!bytes.ok())
    return Error{path, bytes.error().what, "set DRAGOMAN_HOME to the folder that holds data/"};
  Table table;
  table.path = path;
  table.bytes = std::make_unique<std::string>(std::move(bytes.value()));
  std::string_view rest = *table.bytes;
  for (int number = 1; !rest.empty(); ++number) {
    const std::size_t at = rest.find('\n');
    std::string_view line = rest.substr(0, at);
    rest.remove_prefix(at == std::string_view::npos ? rest.size() : at + 1);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    Table::Row row{number, fields_of(line)};
    if (row.fields.size() < columns) {
      return Error{
          path + ":" + std::to_string(number),
          "has " + std::to_string(row.fields.size()) + " columns, wants " + std::to_string(columns),
          "separate columns by tabs and write - for an empty one"};
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace dragoman
