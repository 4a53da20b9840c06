// Pictures of a situation as SVG that stands in a page: inline, with titles for every mark,
// coloured by the page's classes q1 to q4 (quad classes), links to the anchors of happenings.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "formats/report/outlines.h"
#include "store/situation_view.h"
#include "story/actor_graph.h"

namespace dragoman {

/// The anchor of a happening of a view.
std::string happening_anchor(const SituationView& view, std::size_t happening);

/// The form of a quad class around a point: circle, square, triangle, diamond. `classes` go into
/// the class attribute.
std::string mark(int quad, double x, double y, double r, std::string_view classes);

/// A lane for each quad class with a mark for each happening: its form and colour tell the quad
/// class, hollow what did not happen (planned, threatened, denied ...), struck through what was
/// denied or cancelled, its size how many reports tell it. Below, the scores of the pairs of
/// countries day by day. Lines stand where relations turned. Happenings far outside the days of
/// publication stand at the edge; a circle for each of the densest days is drawn over another.
/// Empty when nothing has a day. O(happenings * marks of a lane that are near).
std::string timeline_chart(const SituationView& view);

/// A part of the world with the places of the happenings, by how many. Empty when none has a place.
/// O(points of the outlines + places).
std::string place_map(const SituationView& view, const std::vector<Outline>& outlines);

/// The ties between the parties of the happenings.
std::vector<Tie> ties_of(const SituationView& view);

/// Who deals with whom: green and solid where ties are mostly cooperation, red and dashed where
/// they are mostly conflict, grey where they are both; as wide as they are many. Empty without a
/// tie.
std::string graph_chart(const SituationView& view);

}  // namespace dragoman
