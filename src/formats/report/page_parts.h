// The parts of a report's page, each a section of HTML; empty where there is nothing to tell.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "formats/report/outlines.h"
#include "store/situation_view.h"

namespace dragoman::page {

/// A link to the sentence of a report, with these words or those of its source. HTML.
std::string evidence_link(const SituationView& view, std::size_t report,
                          std::string_view words = {});

/// A link to a happening: its day, type and parties. HTML.
std::string happening_link(const SituationView& view, std::size_t happening);

/// <section> with a heading that names it.
std::string section(std::string_view id, std::string_view heading, const std::string& body);

/// A table that scrolls by itself where it is wider than the page. `head` and cells are HTML; a
/// column whose name begins with # holds numbers.
std::string table(std::string_view caption, const std::vector<std::string>& head,
                  const std::vector<std::vector<std::string>>& rows);

std::string changes(const SituationView& view);
std::string turning_points(const SituationView& view);
std::string what_happened(const SituationView& view);
std::string disagreements(const SituationView& view);
std::string open_claims(const SituationView& view);
std::string agenda(const SituationView& view);
std::string actors(const SituationView& view);
std::string where(const SituationView& view, const std::vector<Outline>& outlines);
std::string quotes(const SituationView& view);
std::string evidence(const SituationView& view);

}  // namespace dragoman::page
