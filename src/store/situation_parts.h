// The parts of a situation's view. Until `view_situation` has read the reports, each `report` and
// `example` holds the row of an event, which it then replaces by an index.
#pragma once

#include "store/rows.h"
#include "store/situation_view.h"

namespace dragoman {

/// What the parts are asked of: JSON arrays of rows of happenings.
struct Chosen {
  std::string all;    ///< of the situation
  std::string shown;  ///< those that the view holds
};

/// Fills `agenda`.
Result<Done> gather_agenda(const Database& database, const Chosen& chosen, const ViewLimits& limits,
                           SituationView& view);

/// Fills `actors`, with their roles, and `quotes`.
Result<Done> gather_people(const Database& database, const Chosen& chosen, const ViewLimits& limits,
                           SituationView& view);

/// Fills `disagreements` and `open` of the happenings that the view holds.
Result<Done> gather_disputes(const Database& database, const Chosen& chosen, SituationView& view);

/// What is new about a happening, by its row.
struct ChangedRow {
  std::int64_t happening = 0;
  Change change;
};

/// All changes among `happenings` (a JSON array), the most reports first.
Result<std::vector<ChangedRow>> changes_of(const Database& database, const std::string& happenings,
                                           const NamedFilter& situation, const Since& since);

}  // namespace dragoman
