// Sections of a report's page about sources, topics, people and places.
#include <fmt/format.h>

#include <map>

#include "formats/report/charts.h"
#include "formats/report/escape.h"
#include "formats/report/page_parts.h"
#include "formats/report/wording.h"

namespace dragoman::page {

namespace {

std::string chart(const std::string& svg, const char* label) {
  return fmt::format(
      "<div class=\"chart scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{}\">\n{}</div>\n",
      label, svg);
}

std::string topics(const SituationView& view, bool context) {
  std::vector<std::vector<std::string>> rows;
  for (const AgendaItem& a : view.agenda) {
    if (a.context != context) continue;
    rows.push_back({evidence_link(view, a.example, escape_html(a.text)), std::to_string(a.found),
                    fmt::format("{} <span class=\"share\" style=\"width:{:.0f}px\"></span>",
                                percent(a.share), a.share * 80),
                    a.rest_share < 0 ? "" : percent(a.rest_share), fmt::format("{:.1f}", a.g2)});
  }
  if (rows.empty()) return {};
  return table(context ? "Contexts that mark the situation" : "Things its sentences tell of",
               {context ? "context" : "noun phrase", context ? "#reports" : "#sentences", "here",
                "#elsewhere", "#G²"},
               rows);
}

}  // namespace

std::string disagreements(const SituationView& view) {
  if (view.disagreements.empty()) return {};
  std::string body;
  std::size_t last = view.happenings.size();
  for (const ShownDisagreement& d : view.disagreements) {
    if (d.happening != last) body += "<h3>" + happening_link(view, d.happening) + "</h3>\n";
    last = d.happening;
    std::vector<std::vector<std::string>> rows;
    for (const ShownDisagreement::Value& v : d.values) {
      const StoredEvent& r = view.reports[v.report];
      rows.push_back({"<strong>" + escape_html(v.value) + "</strong>",
                      evidence_link(view, v.report,
                                    escape_html(r.publisher.empty() ? r.article_id : r.publisher)),
                      escape_html(r.published)});
    }
    body += table(escape_html(d.kind + (d.subject.empty() ? "" : ": " + d.subject)),
                  {"value", "source", "published"}, rows);
  }
  return section("disagreements", "Where sources disagree", body);
}

std::string open_claims(const SituationView& view) {
  if (view.open.empty()) return {};
  std::string body = "<ul>\n";
  for (const OpenClaim& o : view.open)
    body += fmt::format("<li>{}: {}</li>\n", happening_link(view, o.happening), escape_html(o.why));
  return section("open", "Open claims", body + "</ul>\n");
}

std::string agenda(const SituationView& view) {
  const std::string body = topics(view, true) + topics(view, false);
  if (body.empty()) return {};
  return section("agenda", "What it is about",
                 "<p class=\"soft\">What is found here more often than in the rest of the "
                 "database; G² of 2.71 or more comes by chance in 5 of 100 cases.</p>\n" +
                     body);
}

std::string actors(const SituationView& view) {
  if (view.actors.empty()) return {};
  std::vector<std::vector<std::string>> rows;
  for (const ShownActor& a : view.actors) {
    std::string roles;
    for (const ShownRole& r : a.roles)
      roles += (roles.empty() ? "" : "<br>") + escape_html(role_words_of(r));
    rows.push_back({evidence_link(view, a.example, escape_html(a.name)), escape_html(a.country),
                    std::to_string(a.happenings), std::to_string(a.acts),
                    std::to_string(a.acted_on), roles});
  }
  const std::string graph = graph_chart(view);
  return section(
      "actors", "Who takes part",
      (graph.empty() ? graph : chart(graph, "Graph of actors")) +
          table("Actors, with offices as sources state them",
                {"actor", "country", "#happenings", "#acts", "#acted on", "offices as stated"},
                rows));
}

std::string where(const SituationView& view, const std::vector<Outline>& outlines) {
  std::map<std::string, std::vector<std::size_t>> places;
  for (std::size_t i = 0; i < view.happenings.size(); ++i)
    if (const auto& p = view.happenings[i].place)
      places[p->name + (p->country.empty() ? "" : ", " + p->country)].push_back(i);
  if (places.empty()) return {};
  std::vector<std::vector<std::string>> rows;
  for (const auto& [name, happenings] : places) {
    std::string links;
    for (const std::size_t h : happenings) {
      if (!links.empty()) links += "<br>";
      links += happening_link(view, h);
    }
    rows.push_back({escape_html(name), std::to_string(happenings.size()), links});
  }
  const std::string map = place_map(view, outlines);
  std::string body = map.empty() ? map : chart(map, "Map");
  if (!map.empty())
    body +=
        "<p class=\"soft\">Outlines: Natural Earth (public domain); borders are those that are "
        "held, which says nothing of rights.</p>\n";
  return section("where", "Where", body + table("Places", {"place", "#happenings", "what"}, rows));
}

std::string quotes(const SituationView& view) {
  if (view.quotes.empty()) return {};
  std::string body;
  for (const ShownQuote& q : view.quotes) {
    const std::string_view url = web_address(q.url);
    const std::string source = escape_html((q.publisher.empty() ? q.title : q.publisher) +
                                           (q.published.empty() ? "" : ", " + q.published));
    body += fmt::format(
        "<figure class=\"card\" style=\"margin:.5rem "
        "0\">\n<blockquote>{}{}{}</blockquote>\n<figcaption>{} <span class=\"soft\">{} · "
        "{}</span></figcaption>\n</figure>\n",
        q.direct ? "“" : "", escape_html(q.content), q.direct ? "”" : "", escape_html(q.speaker),
        url.empty()
            ? source
            : fmt::format("<a href=\"{}\" rel=\"noreferrer\">{}</a>", escape_html(url), source),
        escape_html(q.title));
  }
  return section("quotes", "What they say", body);
}

}  // namespace dragoman::page
