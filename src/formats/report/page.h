// A situation as one page of HTML that needs nothing beside itself.
#pragma once

#include <string>
#include <vector>

#include "formats/report/outlines.h"
#include "store/situation_view.h"

namespace dragoman {

/// The page: no scripts, nothing from the network, which its own policy forbids too. Every text of
/// the database is escaped; every line about what happened links to the sentence it rests on, with
/// the words marked that made it, and to the article. The same view gives the same bytes.
std::string report_page(const SituationView& view, const std::vector<Outline>& outlines);

}  // namespace dragoman
