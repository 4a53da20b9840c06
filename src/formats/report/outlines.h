// Outlines of countries for maps, from data/map/outlines.tsv.
#pragma once

#include <string>
#include <vector>

#include "text/result.h"

namespace dragoman {

/// One ring of a country, closed: from the last point to the first. In degrees.
struct Outline {
  struct Point {
    double x = 0;  ///< east
    double y = 0;  ///< north
  };
  std::vector<Point> points;
  Point low, high;  ///< corners of the box around it
};

/// Reads the table under a data folder. Error when it cannot be read or a ring is no list of
/// points. O(bytes).
Result<std::vector<Outline>> read_outlines(const std::string& data_folder);

}  // namespace dragoman
