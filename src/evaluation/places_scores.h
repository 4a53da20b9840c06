// How well names of places are found and what they stand for.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "coding/coder.h"
#include "evaluation/scores.h"
#include "text/result.h"

namespace dragoman {

/// Places whose confidence lies in one tenth.
struct ConfidenceBin {
  std::size_t places = 0;
  std::size_t near = 0;   ///< within 161 km
  double confidence = 0;  ///< sum
};

/// Places of an annotated set, in per cent. `near` and `country` are given the gold spans.
struct PlaceScores {
  Matches tagging;             ///< toponyms by exact span
  double near = 0;             ///< within 161 km (100 miles) of the gold point
  double country = 0;          ///< in the gold country
  double exact = 0;            ///< the same GeoNames id
  bool has_countries = false;  ///< whether the set gives countries and ids at all
  std::size_t articles = 0;
  std::size_t resolved = 0;  ///< toponyms with a gold point
  std::array<ConfidenceBin, 10> bins{};
  double confidence_error = 0;  ///< mean distance of confidence and share within 161 km, by tenth
  std::vector<std::string> errors;
};

/// Reads the format of LGL (Lieberman et al. 2010) or of GeoVirus (Gritta et al. 2018, which has no
/// countries and no ids): offsets are characters of the text. O(bytes).
Result<PlaceScores> score_places(const Coder& coder, const std::string& path);

}  // namespace dragoman
