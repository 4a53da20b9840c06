// A report with all that joining it asks for, made once from the report alone.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "story/candidate_keys.h"
#include "story/report.h"
#include "story/report_sketch.h"

namespace dragoman {

struct JoinableReport {
  explicit JoinableReport(StoryReport from)
      : report(std::move(from)), sketch(report), keys(candidate_keys(report)) {}

  /// Tells where it is kept: the row of its event, what tells its article from others, the row of
  /// its place or 0.
  void set_rows(std::int64_t row, std::int64_t article, std::int64_t place) {
    report.row = sketch.row = row;
    report.article = sketch.article = article;
    report.place_row = place;
  }

  StoryReport report;
  ReportSketch sketch;         ///< what it is compared by
  std::vector<BlockKey> keys;  ///< where others find it
};

}  // namespace dragoman
