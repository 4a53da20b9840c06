#include "formats/sections.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "formats/rows.h"

namespace dragoman {

namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Cell& cell) {
  struct Value {
    Json operator()(std::monostate) const { return nullptr; }
    Json operator()(std::int64_t n) const { return n; }
    Json operator()(double x) const { return x; }
    Json operator()(const std::string& s) const { return s; }
  };
  return std::visit(Value{}, cell);
}

/// "verbal_cooperation" is "verbal cooperation" to a reader.
std::string spoken(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

void as_json(const std::vector<std::pair<std::string, Cell>>& head,
             const std::vector<Section>& sections, std::ostream& out) {
  Json report = Json::object();
  for (const auto& [name, cell] : head) report[name] = json_of(cell);
  for (const Section& section : sections) {
    Json& rows = report[section.name] = Json::array();
    for (const auto& row : section.rows) {
      Json object = Json::object();
      for (std::size_t c = 0; c < row.size(); ++c) object[section.columns[c]] = json_of(row[c]);
      rows.push_back(std::move(object));
    }
  }
  out << report.dump(1, ' ', false, Json::error_handler_t::replace) << '\n';
}

void as_csv(const std::vector<Section>& sections, std::ostream& out) {
  std::vector<std::vector<std::string>> rows;
  for (const Section& section : sections) {
    const auto texts = texts_of(section);
    for (std::size_t r = 0; r < texts.size(); ++r)
      for (std::size_t c = 0; c < texts[r].size(); ++c)
        rows.push_back({section.name, std::to_string(r + 1), section.columns[c], texts[r][c]});
  }
  write_texts({"section", "row", "column", "value"}, rows, "csv", out);
}

}  // namespace

void write_sections(const std::string& title, const std::vector<std::pair<std::string, Cell>>& head,
                    const std::vector<Section>& sections, std::string_view format,
                    std::ostream& out) {
  if (format == "json") {
    as_json(head, sections, out);
    return;
  }
  if (format == "csv") {
    as_csv(sections, out);
    return;
  }
  const bool markdown = format == "markdown";
  out << (markdown ? "# " : "") << title << '\n';
  for (const Section& section : sections) {
    if (section.rows.empty()) continue;
    out << '\n' << (markdown ? "## " : "") << section.name << "\n\n";
    std::vector<std::string> columns;
    for (const std::string& c : section.columns) columns.push_back(spoken(c));
    write_texts(columns, texts_of(section), format, out);
  }
}

}  // namespace dragoman
