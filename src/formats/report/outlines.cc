#include "formats/report/outlines.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "knowledge/table.h"

namespace dragoman {

namespace {

constexpr double kUnit = 10;  ///< steps of a degree

/// "x,y" as two whole numbers.
bool read_step(std::string_view text, int& x, int& y) {
  const std::size_t comma = text.find(',');
  if (comma == std::string_view::npos) return false;
  const auto number = [](std::string_view digits, int& into) {
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), into);
    return error == std::errc() && end == digits.data() + digits.size();
  };
  return number(text.substr(0, comma), x) && number(text.substr(comma + 1), y);
}

bool read_ring(std::string_view text, Outline& ring) {
  int x = 0;
  int y = 0;
  for (const std::string_view step : split(text, ' ')) {
    int dx = 0;
    int dy = 0;
    if (!read_step(step, dx, dy)) return false;
    x += dx;
    y += dy;
    const Outline::Point p{x / kUnit, y / kUnit};
    if (p.x < -180.5 || p.x > 180.5 || p.y < -90.5 || p.y > 90.5) return false;
    if (ring.points.empty()) ring.low = ring.high = p;
    ring.low = {std::min(ring.low.x, p.x), std::min(ring.low.y, p.y)};
    ring.high = {std::max(ring.high.x, p.x), std::max(ring.high.y, p.y)};
    ring.points.push_back(p);
  }
  return ring.points.size() > 2;
}

}  // namespace

Result<std::vector<Outline>> read_outlines(const std::string& data_folder) {
  const auto table = read_table(data_folder + "/map/outlines.tsv", 2);
  if (!table.ok()) return table.error();
  std::vector<Outline> out;
  for (const Table::Row& row : table.value().rows) {
    for (const std::string_view ring : split(row.at(1), ';')) {
      if (!read_ring(ring, out.emplace_back())) {
        return Error{fmt::format("{}:{}", table.value().path, row.line), "has a ring that is none",
                     "points are x,y in tenths of a degree, three or more"};
      }
    }
  }
  return out;
}

}  // namespace dragoman
