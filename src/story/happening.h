// What happened, or was to happen, as its reports tell it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "story/report.h"

namespace dragoman {

/// A step in the life of a happening: that it came to this stage.
struct StageReached {
  Stage stage = Stage::occurred;
  std::int32_t day = kNoDay;  ///< of the publication that first told so
  std::size_t report = 0;     ///< index in Happening::reports
};

/// One of several values that contradict each other.
struct Disagreement {
  enum class Kind : std::uint8_t { figures, titles, dates, denial, places };
  Kind kind = Kind::figures;
  std::string subject;  ///< what is counted, who is titled; empty for the others
  std::string value;
  std::size_t report = 0;  ///< index in Happening::reports
};

/// Lower-case name as used in records.
std::string_view to_string(Disagreement::Kind kind);

/// One happening. `reports` point into the caller's list and are in the order of publication, then
/// article and place in the text.
struct Happening {
  std::vector<const StoryReport*> reports;
  Stage stage = Stage::occurred;  ///< after all of them
  std::int32_t day = kNoDay;      ///< of the happening
  std::int32_t day_end = kNoDay;
  std::size_t lead = 0;            ///< index of the report that tells it best
  std::vector<StageReached> life;  ///< in order
  std::vector<Disagreement> disagreements;
};

/// What follows from reports of one happening, at least one, in any order. O(reports^2).
Happening make_happening(std::vector<const StoryReport*> reports);

/// The stage after all of `reports`, which are in the order of publication, and how it was reached.
Stage final_stage(const std::vector<const StoryReport*>& reports, std::vector<StageReached>* life);

/// What `reports`, in the order of publication, contradict each other about.
std::vector<Disagreement> find_disagreements(const std::vector<const StoryReport*>& reports);

}  // namespace dragoman
