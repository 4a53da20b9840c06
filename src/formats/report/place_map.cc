#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

#include "formats/report/charts.h"
#include "formats/report/escape.h"
#include "formats/report/wording.h"

namespace dragoman {

namespace {

constexpr double kMapWidth = 760, kTallest = 460, kLowest = 240;
constexpr double kLeast = 14;    ///< degrees of latitude shown at least
constexpr double kMargin = 0.2;  ///< of the height of the places, on every side
constexpr std::size_t kMostNames = 14;

struct Spot {
  std::string name;
  double x = 0, y = 0;  ///< degrees
  std::vector<std::size_t> happenings;
};

/// Places of the happenings, the most happenings first.
std::vector<Spot> spots_of(const SituationView& view) {
  std::map<std::pair<double, double>, Spot> all;
  for (std::size_t i = 0; i < view.happenings.size(); ++i) {
    const auto& p = view.happenings[i].place;
    if (!p || !std::isfinite(p->latitude) || !std::isfinite(p->longitude) ||
        std::abs(p->latitude) > 90 || std::abs(p->longitude) > 180)
      continue;
    Spot& spot = all[{p->longitude, p->latitude}];
    if (spot.happenings.empty()) {
      spot.name = p->name + (p->country.empty() ? "" : ", " + p->country);
      spot.x = p->longitude;
      spot.y = p->latitude;
    }
    spot.happenings.push_back(i);
  }
  std::vector<Spot> out;
  for (auto& [where, spot] : all) out.push_back(std::move(spot));
  std::stable_sort(out.begin(), out.end(), [](const Spot& a, const Spot& b) {
    return a.happenings.size() > b.happenings.size();
  });
  return out;
}

/// Plate carree, true to scale in the middle of the part that is shown.
struct Frame {
  double west = 0, north = 0, height = 0;
  double across = 1;  ///< pixels of a degree of longitude
  double up = 1;      ///< and of latitude

  [[nodiscard]] double x(double east) const { return (east - west) * across; }
  [[nodiscard]] double y(double n) const { return (north - n) * up; }
};

Frame frame_of(const std::vector<Spot>& spots) {
  const auto [west, east] = std::minmax_element(
      spots.begin(), spots.end(), [](const Spot& a, const Spot& b) { return a.x < b.x; });
  const auto [south, north] = std::minmax_element(
      spots.begin(), spots.end(), [](const Spot& a, const Spot& b) { return a.y < b.y; });
  const double middle_x = (west->x + east->x) / 2;
  const double middle_y = (south->y + north->y) / 2;
  const double narrow = std::max(0.3, std::cos(middle_y * std::numbers::pi / 180));
  double tall = std::max(kLeast, (north->y - south->y) * (1 + 2 * kMargin) + 4);
  double wide = std::max(2 * kLeast / narrow, (east->x - west->x) * (1 + 2 * kMargin) + 8);
  wide = std::min(wide, 360.0);
  Frame f;
  f.across = kMapWidth / wide;
  f.up = f.across / narrow;
  f.height = std::clamp(tall * f.up, kLowest, kTallest);
  if (tall * f.up > kTallest) {
    f.up = kTallest / std::min(tall, 180.0);
    f.across = f.up * narrow;
    wide = std::min(360.0, kMapWidth / f.across);
    // The whole world across: stretched rather than shown twice.
    f.across = kMapWidth / wide;
  }
  tall = f.height / f.up;
  f.west = std::clamp(middle_x - wide / 2, -180.0, std::max(-180.0, 180 - wide));
  f.north = std::clamp(middle_y + tall / 2, std::min(90.0, -90 + tall), 90.0);
  return f;
}

std::string land(const std::vector<Outline>& outlines, const Frame& f) {
  std::string d;
  for (const Outline& ring : outlines) {
    if (f.x(ring.high.x) < 0 || f.x(ring.low.x) > kMapWidth || f.y(ring.low.y) < 0 ||
        f.y(ring.high.y) > f.height)
      continue;
    char letter = 'M';
    long last_x = 0;
    long last_y = 0;
    for (const Outline::Point& p : ring.points) {
      const long x = std::lround(f.x(p.x));
      const long y = std::lround(f.y(p.y));
      if (letter == 'L' && x == last_x && y == last_y) continue;
      d += fmt::format("{}{} {}", letter, x, y);
      letter = 'L';
      last_x = x;
      last_y = y;
    }
    d += 'Z';
  }
  return d.empty() ? d : fmt::format("<path class=\"land\" d=\"{}\"/>\n", d);
}

/// The quad class that most happenings of a place are of.
int main_quad(const SituationView& view, const Spot& spot) {
  std::map<int, std::size_t> counts;
  for (const std::size_t i : spot.happenings) ++counts[quad_number(view.happenings[i].quad)];
  return std::max_element(counts.begin(), counts.end(),
                          [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
}

}  // namespace

std::string place_map(const SituationView& view, const std::vector<Outline>& outlines) {
  const std::vector<Spot> spots = spots_of(view);
  if (spots.empty()) return {};
  const Frame f = frame_of(spots);
  std::string out = fmt::format(
      "<svg viewBox=\"0 0 {:g} {:.0f}\" role=\"group\" aria-labelledby=\"map-title map-desc\">\n"
      "<title id=\"map-title\">Map of {}</title>\n<desc id=\"map-desc\">One mark for each place, "
      "as "
      "large as its happenings are many, in the form of the quad class that most of them have. The "
      "table under the map says the same in words.</desc>\n<rect class=\"sea\" width=\"{:g}\" "
      "height=\"{:.0f}\"/>\n",
      kMapWidth, f.height, counted(static_cast<std::int64_t>(spots.size()), "place"), kMapWidth,
      f.height);
  out += land(outlines, f);
  std::string names;
  for (std::size_t i = 0; i < spots.size(); ++i) {
    const Spot& s = spots[i];
    const double x = f.x(s.x);
    const double y = f.y(s.y);
    const double r =
        std::min(18.0, 4 + 2 * std::sqrt(static_cast<double>(s.happenings.size() - 1)));
    out += fmt::format(
        "<a href=\"#{}\"><title>{}</title>{}</a>\n", happening_anchor(view, s.happenings.front()),
        escape_html(s.name + ": " +
                    counted(static_cast<std::int64_t>(s.happenings.size()), "happening")),
        mark(main_quad(view, s), x, y, r, "spot"));
    if (i < kMostNames) {
      const bool left = x > kMapWidth * 0.75;
      names += fmt::format("<text class=\"place{}\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n",
                           left ? " end" : "", left ? x - r - 4 : x + r + 4, y + 4,
                           escape_html(s.name.substr(0, s.name.find(", "))));
    }
  }
  return out + names + "</svg>\n";
}

}  // namespace dragoman
