#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <optional>

#include "formats/report/charts.h"
#include "formats/report/escape.h"
#include "formats/report/wording.h"
#include "reading/calendar.h"

namespace dragoman {

namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr double kTimelineWidth = 760, kLeft = 96, kRight = 12, kTop = 22;
constexpr double kLane = 58;   ///< height of a quad class
constexpr double kStrip = 46;  ///< height of a pair's scores
constexpr double kAxis = 26;
constexpr std::size_t kMostStrips = 3;
constexpr int kBeyond = 60;  ///< days shown before the first and after the last publication
constexpr std::size_t kMostTries = 24;
constexpr std::size_t kMostBesides = 400;  ///< earlier marks that one is held against

constexpr std::array<const char*, 4> kLanes = {"verbal\ncooperation", "material\ncooperation",
                                               "verbal\nconflict", "material\nconflict"};

/// Days from `first` to `last` on the line from kLeft to the right.
struct Scale {
  sys_days first, last;

  [[nodiscard]] double x(sys_days day) const {
    const sys_days in = std::clamp(day, first, last);
    const double whole = static_cast<double>((last - first).count()) + 1;
    return kLeft + (static_cast<double>((in - first).count()) + 0.5) *
                       (kTimelineWidth - kLeft - kRight) / whole;
  }
  [[nodiscard]] int length() const { return static_cast<int>((last - first).count()) + 1; }
};

std::optional<Scale> scale_of(const SituationView& view) {
  std::optional<sys_days> first, last, told_first, told_last;
  const auto widen = [](std::optional<sys_days>& low, std::optional<sys_days>& high, sys_days d) {
    low = low ? std::min(*low, d) : d;
    high = high ? std::max(*high, d) : d;
  };
  for (const ShownHappening& h : view.happenings) {
    if (const auto day = parse_day(h.when())) widen(first, last, *day);
    for (const std::string* told : {&h.first_seen, &h.last_seen})
      if (const auto day = parse_day(*told)) widen(told_first, told_last, *day);
  }
  if (!first) return std::nullopt;
  if (told_first) {
    first = std::clamp(*first, *told_first - days(kBeyond), *told_last);
    last = std::clamp(*last, *first, *told_last + days(kBeyond));
  }
  return Scale{*first, *last};
}

/// Where the next line of the time axis stands, and what is written there.
struct Tick {
  sys_days day;
  std::string label;
};

std::vector<Tick> ticks_of(const Scale& s) {
  std::vector<Tick> out;
  const int length = s.length();
  if (length <= 110) {
    const int step = length <= 12 ? 1 : length <= 30 ? 3 : length <= 60 ? 7 : 14;
    for (sys_days d = s.first; d <= s.last; d += days(step))
      out.push_back({d, iso_day(d).substr(out.empty() ? 0 : 5)});
    return out;
  }
  const int months = length <= 400 ? 1 : length <= 1100 ? 3 : length <= 2200 ? 6 : 12;
  int year = year_of(s.first);
  int month = 1;
  for (;;) {
    const sys_days d = make_day(year, month, 1);
    if (d > s.last) return out;
    if (d >= s.first) out.push_back({d, iso_day(d).substr(0, months == 12 ? 4 : 7)});
    month += months;
    year += (month - 1) / 12;
    month = (month - 1) % 12 + 1;
  }
}

double radius_of(const ShownHappening& h) {
  return std::min(
      11.0, 3.5 + 1.8 * std::sqrt(static_cast<double>(std::max<std::int64_t>(0, h.reports - 1))));
}

/// Marks of one lane so far, and places for more: in the middle, else above and below it.
class Lane {
 public:
  explicit Lane(double middle) : middle_(middle) {}

  double place(double x, double r) {
    double y = middle_;
    for (std::size_t i = 0; i < kMostTries; ++i) {
      const std::size_t away = (i + 1) / 2;
      const double off = static_cast<double>(away) * (i % 2 == 0 ? 5 : -5);
      if (std::abs(off) + r > kLane / 2 - 2) break;
      y = middle_ + off;
      if (free(x, y, r)) break;
    }
    marks_.push_back({x, y, r});
    return y;
  }

 private:
  struct Mark {
    double x, y, r;
  };

  [[nodiscard]] bool free(double x, double y, double r) const {
    const std::size_t from = marks_.size() > kMostBesides ? marks_.size() - kMostBesides : 0;
    return std::none_of(marks_.begin() + static_cast<std::ptrdiff_t>(from), marks_.end(),
                        [&](const Mark& m) { return std::hypot(m.x - x, m.y - y) < m.r + r + 1; });
  }

  double middle_;
  std::vector<Mark> marks_;
};

std::string line(double x1, double y1, double x2, double y2, const char* classes) {
  return fmt::format(
      "<line class=\"{}\" x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\"/>\n", classes, x1,
      y1, x2, y2);
}

std::string text(double x, double y, const char* classes, std::string_view words) {
  return fmt::format("<text class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n", classes, x, y,
                     escape_html(words));
}

std::string axis(const Scale& s, double bottom) {
  std::string out;
  double free_from = 0;
  for (const Tick& t : ticks_of(s)) {
    const double x = s.x(t.day);
    out += line(x, kTop, x, bottom, "grid");
    const double half = static_cast<double>(t.label.size()) * 3.1;
    if (x - half < free_from || x + half > kTimelineWidth) continue;
    free_from = x + half + 6;
    out += text(x, bottom + 16, "tick", t.label);
  }
  return out;
}

std::string lanes_names() {
  std::string out;
  for (std::size_t i = 0; i < kLanes.size(); ++i) {
    const double y = kTop + kLane * static_cast<double>(i);
    out += line(0, y, kTimelineWidth, y, "rule");
    const std::string_view name = kLanes[i];
    const std::size_t cut = name.find('\n');
    out += text(20, y + kLane / 2 - 3, "lane", name.substr(0, cut));
    out += text(20, y + kLane / 2 + 11, "lane", name.substr(cut + 1));
    out += mark(static_cast<int>(i) + 1, 9, y + kLane / 2, 5, "key");
  }
  return out;
}

/// A happening of no quad class stands with the first.
std::size_t lane_of(const ShownHappening& h) {
  return static_cast<std::size_t>(std::max(1, quad_number(h.quad)) - 1);
}

std::string marks(const SituationView& view, const Scale& s) {
  std::vector<Lane> lanes;
  for (std::size_t i = 0; i < kLanes.size(); ++i)
    lanes.emplace_back(kTop + kLane * (static_cast<double>(i) + 0.5));
  std::string out;
  for (std::size_t i = 0; i < view.happenings.size(); ++i) {
    const ShownHappening& h = view.happenings[i];
    const auto day = parse_day(h.when());
    if (!day) continue;
    const double x = s.x(*day);
    const double r = radius_of(h);
    const double y = lanes[lane_of(h)].place(x, r);
    out +=
        fmt::format("<a href=\"#{}\"><title>{}</title>", happening_anchor(view, i),
                    escape_html(fmt::format("{} · {} · {} · {} · {}", when_words(h), event_words(h),
                                            h.stage, who_words(h, view), told_words(h))));
    out += mark(quad_number(h.quad), x, y, r, happened(h) ? "" : "hollow");
    if (h.stage == "denied" || h.stage == "cancelled")
      out += line(x - r - 2, y + r + 2, x + r + 2, y - r - 2, "strike");
    out += "</a>\n";
  }
  return out;
}

std::string strip(const DyadSeries& d, const Scale& s, double top) {
  const auto first = parse_day(d.first);
  if (!first) return {};
  double most = 1;
  const auto in_view = [&](std::size_t i) {
    const sys_days day = *first + days(i);
    return day >= s.first && day <= s.last;
  };
  for (std::size_t i = 0; i < d.values.size(); ++i)
    if (in_view(i)) most = std::max(most, std::abs(d.values[i]));
  const double middle = top + kStrip / 2;
  std::string up;
  std::string down;
  for (std::size_t i = 0; i < d.values.size(); ++i) {
    if (!in_view(i) || d.values[i] == 0) continue;
    (d.values[i] > 0 ? up : down) +=
        fmt::format("M{:.1f} {:.1f}V{:.1f}", s.x(*first + days(i)), middle,
                    middle - d.values[i] / most * (kStrip / 2 - 4));
  }
  std::string out = line(0, top, kTimelineWidth, top, "rule");
  out += text(4, middle - 2, "lane", d.a + "–" + d.b);
  out += text(4, middle + 11, "tick start", fmt::format("score ±{:g}", std::round(most * 10) / 10));
  out += line(kLeft, middle, kTimelineWidth - kRight, middle, "grid");
  if (!up.empty()) out += fmt::format("<path class=\"bar up\" d=\"{}\"/>\n", up);
  if (!down.empty()) out += fmt::format("<path class=\"bar down\" d=\"{}\"/>\n", down);
  return out;
}

std::string turns(const SituationView& view, const Scale& s, double bottom) {
  std::string out;
  double free_from = 0;
  for (std::size_t i = 0; i < view.turning_points.size(); ++i) {
    const TurningPoint& t = view.turning_points[i];
    const auto day = parse_day(t.day);
    if (!day || *day < s.first || *day > s.last) continue;
    const double x = s.x(*day);
    out += fmt::format("<a href=\"#turn-{}\"><title>{}</title>", i + 1,
                       escape_html(fmt::format("{} {}–{}: {}", t.day, t.a, t.b, turn_words(t))));
    out += line(x, 14, x, bottom, t.single ? "turn single" : "turn");
    const std::string label = fmt::format("{}{}", t.single ? "!" : "▾", i + 1);
    if (x > free_from) {
      out += text(x, 11, "turn-name", label);
      free_from = x + 20;
    }
    out += "</a>\n";
  }
  return out;
}

}  // namespace

std::string happening_anchor(const SituationView& view, std::size_t happening) {
  return fmt::format("h-{}", view.happenings[happening].row);
}

std::string mark(int quad, double x, double y, double r, std::string_view classes) {
  const std::string c =
      fmt::format("class=\"m q{}{}{}\"", quad, classes.empty() ? "" : " ", classes);
  switch (quad) {
    case 2:
      return fmt::format("<rect {} x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\"/>",
                         c, x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8);
    case 3:
      return fmt::format("<path {} d=\"M{:.1f} {:.1f}L{:.1f} {:.1f}H{:.1f}Z\"/>", c, x, y - r * 1.1,
                         x + r * 1.05, y + r * 0.8, x - r * 1.05);
    case 4:
      return fmt::format(
          "<path {} d=\"M{:.1f} {:.1f}L{:.1f} {:.1f}L{:.1f} {:.1f}L{:.1f} {:.1f}Z\"/>", c, x,
          y - r * 1.2, x + r * 1.2, y, x, y + r * 1.2, x - r * 1.2, y);
    default:
      return fmt::format("<circle {} cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\"/>", c, x, y, r);
  }
}

std::string timeline_chart(const SituationView& view) {
  const auto scale = scale_of(view);
  if (!scale) return {};
  std::vector<const DyadSeries*> strips;
  for (const DyadSeries& d : view.series)
    if (strips.size() < kMostStrips && d.happenings > 0) strips.push_back(&d);
  const double bottom = kTop + kLane * static_cast<double>(kLanes.size()) +
                        kStrip * static_cast<double>(strips.size());
  std::string out = fmt::format(
      "<svg viewBox=\"0 0 {:g} {:g}\" role=\"group\" aria-labelledby=\"time-title time-desc\">\n"
      "<title id=\"time-title\">Timeline from {} to {}</title>\n<desc id=\"time-desc\">One mark "
      "for "
      "each of {} in four lanes by quad class; below, the daily scores of pairs of countries. The "
      "list under the chart says the same in words.</desc>\n",
      kTimelineWidth, bottom + kAxis, iso_day(scale->first), iso_day(scale->last),
      counted(static_cast<std::int64_t>(view.happenings.size()), "happening"));
  out += axis(*scale, bottom) + lanes_names();
  for (std::size_t i = 0; i < strips.size(); ++i)
    out +=
        strip(*strips[i], *scale,
              kTop + kLane * static_cast<double>(kLanes.size()) + kStrip * static_cast<double>(i));
  out += line(0, bottom, kTimelineWidth, bottom, "rule");
  out += turns(view, *scale, bottom) + marks(view, *scale);
  return out + "</svg>\n";
}

}  // namespace dragoman
