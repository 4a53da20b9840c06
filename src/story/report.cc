#include "story/report.h"

#include <algorithm>
#include <array>
#include <limits>

#include "reading/calendar.h"
#include "story/words.h"
#include "text/one_of.h"

namespace dragoman {

std::int32_t parsed_day(std::string_view iso) {
  const auto day = parse_day(iso);
  return day ? static_cast<std::int32_t>(day->time_since_epoch().count()) : kNoDay;
}

std::string told_day(std::int32_t day) {
  if (day == kNoDay) return {};
  return iso_day(std::chrono::sys_days(std::chrono::days(day)));
}

StoryParty make_party(std::string name, std::string country, std::string sector, std::string role,
                      bool state) {
  StoryParty party;
  if (!state) {
    party.words = stems_of(name);
    std::sort(party.words.begin(), party.words.end());
    party.words.erase(std::unique(party.words.begin(), party.words.end()), party.words.end());
  }
  party.name = std::move(name);
  party.country = std::move(country);
  party.sector = std::move(sector);
  party.role = std::move(role);
  party.state = state;
  return party;
}

StoryFigure make_figure(std::string kind, double value, std::string_view qualifier,
                        std::string text) {
  StoryFigure figure{std::move(kind), value, value, std::move(text)};
  constexpr double kAny = std::numeric_limits<double>::infinity();
  // What "about" leaves open.
  constexpr double kAbout = 0.15;
  if (one_of(qualifier, {"over", "more than", "at least", "or more", "no fewer than"})) {
    figure.high = kAny;
  } else if (one_of(qualifier, {"nearly", "almost"})) {
    figure.low = value * (1 - kAbout);
  } else if (one_of(qualifier, {"under", "less than", "fewer than", "at most", "up to"})) {
    figure.low = 0;
  } else if (!qualifier.empty()) {
    figure.low = value * (1 - kAbout);
    figure.high = value * (1 + kAbout);
  }
  return figure;
}

}  // namespace dragoman
