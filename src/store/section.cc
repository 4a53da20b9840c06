#include "store/section.h"

#include <fmt/format.h>
#include <sqlite3.h>

namespace dragoman {

Result<Section> section_of(Query& query, std::string name) {
  Section section{std::move(name), {}, {}};
  for (int c = 0; c < query.columns(); ++c) section.columns.emplace_back(query.name(c));
  for (;;) {
    const auto more = query.step();
    if (!more.ok()) return more.error();
    if (!more.value()) return section;
    std::vector<Cell>& row = section.rows.emplace_back();
    for (int c = 0; c < query.columns(); ++c) {
      switch (query.kind(c)) {
        case SQLITE_NULL:
          row.emplace_back();
          break;
        case SQLITE_INTEGER:
          row.emplace_back(query.integer(c));
          break;
        case SQLITE_FLOAT:
          row.emplace_back(query.real(c));
          break;
        default:
          row.emplace_back(std::string(query.text(c)));
      }
    }
  }
}

std::string text_of(const Cell& cell) {
  struct Text {
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(std::int64_t n) const { return std::to_string(n); }
    std::string operator()(double x) const { return fmt::format("{:g}", x); }
    std::string operator()(const std::string& s) const { return s; }
  };
  return std::visit(Text{}, cell);
}

std::vector<std::vector<std::string>> texts_of(const Section& section) {
  std::vector<std::vector<std::string>> out;
  for (const auto& row : section.rows) {
    auto& texts = out.emplace_back();
    for (const Cell& cell : row) texts.push_back(text_of(cell));
  }
  return out;
}

}  // namespace dragoman
