#include "formats/report/page.h"

#include <fmt/format.h>

#include "formats/report/escape.h"
#include "formats/report/page_parts.h"
#include "formats/report/style.h"
#include "formats/report/wording.h"
#include "store/filter_json.h"

namespace dragoman {

namespace {

/// The page's own word that it loads and runs nothing.
constexpr const char* kPolicy =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

std::string header(const SituationView& view) {
  const std::string filter = filter_as_words(view.situation.filter);
  return fmt::format(
      "<header>\n<h1>{}</h1>\n<p>{} told by {} in {} of {}{}.</p>\n<p class=\"soft\">Filter: "
      "<code>{}</code></p>\n</header>\n",
      escape_html(view.situation.name), counted(view.happenings_in_all, "happening"),
      counted(view.reports_in_all, "report"), counted(view.articles_in_all, "article"),
      counted(view.publishers_in_all, "publisher"),
      view.as_of.empty() ? std::string() : ", as known on " + escape_html(view.as_of),
      filter.empty() ? "everything" : escape_html(filter));
}

/// Quad classes by what happened and what did not.
std::string at_a_glance(const SituationView& view) {
  constexpr const char* kQuads[] = {"verbal cooperation", "material cooperation", "verbal conflict",
                                    "material conflict"};
  std::vector<std::vector<std::string>> rows;
  for (int quad = 1; quad <= 4; ++quad) {
    std::int64_t took_place = 0;
    std::int64_t others = 0;
    for (const ShownHappening& h : view.happenings)
      if (quad_number(h.quad) == quad) ++(happened(h) ? took_place : others);
    rows.push_back({kQuads[quad - 1], std::to_string(took_place), std::to_string(others)});
  }
  return page::section("glance", "At a glance",
                       page::table("Happenings by quad class",
                                   {"quad class", "#happened", "#did not, or not yet"}, rows));
}

}  // namespace

std::string report_page(const SituationView& view, const std::vector<Outline>& outlines) {
  struct Part {
    const char *id, *name;
    std::string html;
  };
  const Part parts[] = {{"glance", "At a glance", at_a_glance(view)},
                        {"changes", "What changed", page::changes(view)},
                        {"turns", "Turning points", page::turning_points(view)},
                        {"happened", "What happened", page::what_happened(view)},
                        {"disagreements", "Disagreements", page::disagreements(view)},
                        {"open", "Open claims", page::open_claims(view)},
                        {"agenda", "Agenda", page::agenda(view)},
                        {"actors", "Actors", page::actors(view)},
                        {"where", "Map", page::where(view, outlines)},
                        {"quotes", "Quotes", page::quotes(view)},
                        {"evidence", "Evidence", page::evidence(view)}};
  const std::string name = escape_html(view.situation.name);
  std::string out = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
      "http-equiv=\"Content-Security-Policy\" content=\"{}\">\n<meta name=\"viewport\" "
      "content=\"width=device-width, initial-scale=1\">\n<title>{} - "
      "dragoman</title>\n<style>{}</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip "
      "to what happened</a>\n",
      kPolicy, name, kReportStyle);
  out += header(view) + "<nav aria-label=\"Sections\">\n<ul>\n";
  for (const Part& p : parts)
    if (!p.html.empty()) out += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", p.id, p.name);
  out += "</ul>\n</nav>\n<main id=\"main\">\n";
  for (const Part& p : parts) out += p.html;
  out += fmt::format(
      "</main>\n<footer>\n<p>Written by dragoman {}. What is told here is what the named sources "
      "say; nothing is averaged.</p>\n</footer>\n</body>\n</html>\n",
      DRAGOMAN_VERSION);
  return out;
}

}  // namespace dragoman
