// A situation as text for a terminal, as Markdown, and as JSON.
#pragma once

#include <string>

#include "store/situation_view.h"

namespace dragoman {

/// Lines of text: a heading for each part that has something to tell, an item a line. A number in
/// brackets is that of a source, listed at the end with the sentence it gives.
std::string situation_as_text(const SituationView& view);

/// The same as Markdown (CommonMark with footnotes); every text of the database is escaped.
std::string situation_as_markdown(const SituationView& view);

/// One object: `name`, `filter`, `as_of`, counts, and an array for each part; `report` numbers are
/// indices into `reports`, `happening` numbers into `happenings`. docs/situations.md has the
/// fields.
std::string situation_as_json(const SituationView& view);

}  // namespace dragoman
