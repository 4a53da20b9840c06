#include "formats/report/page_parts.h"

#include <fmt/format.h>

#include <algorithm>

#include "formats/report/charts.h"
#include "formats/report/escape.h"
#include "formats/report/evidence.h"
#include "formats/report/wording.h"

namespace dragoman::page {

namespace {

std::string key_of(int quad) {
  return fmt::format("<svg class=\"key\" viewBox=\"0 0 16 16\" aria-hidden=\"true\">{}</svg>",
                     mark(quad, 8, 8, 6, ""));
}

std::string stage_of(const ShownHappening& h) {
  return fmt::format("<span class=\"stage{}\">{}</span>", happened(h) ? "" : " not",
                     escape_html(h.stage));
}

std::string card(const SituationView& view, std::size_t i) {
  const ShownHappening& h = view.happenings[i];
  std::string out = fmt::format(
      "<li class=\"card q{}\" id=\"{}\">\n<p>{} <strong>{}</strong> {} <span class=\"soft\">{} · "
      "{} sure · {}{}</span></p>\n<p>{}</p>\n",
      quad_number(h.quad), happening_anchor(view, i), key_of(quad_number(h.quad)),
      escape_html(event_words(h)), stage_of(h), escape_html(when_words(h)), percent(h.confidence),
      told_words(h), h.place ? " · " + escape_html(h.place->name) : std::string(),
      escape_html(who_words(h, view)));
  out += "<blockquote>" + escape_html(view.reports[h.told.front()].evidence) + "</blockquote>\n";
  if (const std::string life = life_words(h); !life.empty())
    out += "<p class=\"soft\">Its life: " + escape_html(life) + "</p>\n";
  out += "<p class=\"soft\">Told by ";
  for (std::size_t t = 0; t < h.told.size(); ++t)
    out += (t > 0 ? "; " : "") + evidence_link(view, h.told[t]);
  if (static_cast<std::int64_t>(h.told.size()) < h.reports)
    out += fmt::format("; and {} more", h.reports - static_cast<std::int64_t>(h.told.size()));
  return out + "</p>\n</li>\n";
}

}  // namespace

std::string evidence_link(const SituationView& view, std::size_t report, std::string_view words) {
  const StoredEvent& r = view.reports[report];
  return fmt::format("<a href=\"#r-{}\">{}</a>", r.row,
                     words.empty() ? escape_html(source_words(r)) : std::string(words));
}

std::string happening_link(const SituationView& view, std::size_t i) {
  const ShownHappening& h = view.happenings[i];
  return fmt::format("<a href=\"#{}\">{} · {} · {}</a>", happening_anchor(view, i),
                     escape_html(when_words(h)), escape_html(event_words(h)),
                     escape_html(who_words(h, view)));
}

std::string section(std::string_view id, std::string_view heading, const std::string& body) {
  return fmt::format(
      "<section id=\"{0}\" aria-labelledby=\"{0}-heading\">\n<h2 "
      "id=\"{0}-heading\">{1}</h2>\n{2}</section>\n",
      id, heading, body);
}

std::string table(std::string_view caption, const std::vector<std::string>& head,
                  const std::vector<std::vector<std::string>>& rows) {
  std::string out = fmt::format(
      "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
      "aria-label=\"{0}\">\n<table>\n<caption>{0}</caption>\n<thead><tr>",
      caption);
  std::vector<bool> number;
  for (const std::string& h : head) {
    number.push_back(h.starts_with('#'));
    out += fmt::format("<th scope=\"col\"{}>{}</th>", number.back() ? " class=\"n\"" : "",
                       number.back() ? h.substr(1) : h);
  }
  out += "</tr></thead>\n<tbody>\n";
  for (const auto& row : rows) {
    out += "<tr>";
    for (std::size_t c = 0; c < row.size(); ++c)
      out += (number[c] ? "<td class=\"n\">" : "<td>") + row[c] + "</td>";
    out += "</tr>\n";
  }
  return out + "</tbody>\n</table>\n</div>\n";
}

std::string changes(const SituationView& view) {
  if (view.new_since.empty()) return {};
  std::string body = fmt::format("<p class=\"soft\">{}</p>\n", escape_html(view.new_since));
  if (view.changes.empty()) return section("changes", "What changed", body + "<p>Nothing.</p>\n");
  body += "<ul>\n";
  for (const Change& c : view.changes)
    body += fmt::format("<li>{}: {}</li>\n", happening_link(view, c.happening),
                        escape_html(change_words(c, view)));
  return section("changes", "What changed", body + "</ul>\n");
}

std::string turning_points(const SituationView& view) {
  if (view.turning_points.empty()) return {};
  std::string body =
      "<p class=\"soft\">Days from which on the scores of two countries differ from those before "
      "(of series without a change 5 in 100 would show one), and single days that stand out from "
      "their history (1 in 100 by chance).</p>\n<ol class=\"plain\">\n";
  for (std::size_t i = 0; i < view.turning_points.size(); ++i) {
    const TurningPoint& t = view.turning_points[i];
    body += fmt::format(
        "<li class=\"card\" id=\"turn-{}\">\n<p><strong>{}{} {}</strong> {} and {}: "
        "{}</p>\n",
        i + 1, t.single ? "!" : "▾", i + 1, escape_html(t.day), escape_html(t.a), escape_html(t.b),
        escape_html(turn_words(t)));
    std::string carried;
    for (const std::int64_t row : t.carried) {
      const std::size_t h = view.index_of(row);
      if (h < view.happenings.size()) carried += "<li>" + happening_link(view, h) + "</li>\n";
    }
    if (!carried.empty()) body += "<p>Carried by</p>\n<ul>\n" + carried + "</ul>\n";
    body += "</li>\n";
  }
  return section("turns", "Turning points", body + "</ol>\n");
}

std::string what_happened(const SituationView& view) {
  std::string body;
  const std::string chart = timeline_chart(view);
  if (!chart.empty()) {
    body +=
        "<div class=\"chart scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Timeline "
        "chart\">\n" +
        chart +
        "</div>\n<p class=\"soft\">Form and colour: quad class. Hollow: threatened, demanded, "
        "planned, agreed, cancelled or denied; struck through: cancelled or denied. Larger: more "
        "reports. ▾ a change that lasts, ! a day that stands out.</p>\n";
  }
  std::string day;
  bool open = false;
  for (std::size_t i = 0; i < view.happenings.size(); ++i) {
    const std::string& when = view.happenings[i].when();
    if (!open || when != day) {
      if (open) body += "</ol>\n";
      day = when;
      open = true;
      body += fmt::format("<h3>{}</h3>\n<ol class=\"plain\">\n",
                          day.empty() ? std::string("No day") : escape_html(day));
    }
    body += card(view, i);
  }
  if (open) body += "</ol>\n";
  if (view.happenings.empty()) body += "<p>Nothing matches this situation yet.</p>\n";
  const std::int64_t left =
      view.happenings_in_all - static_cast<std::int64_t>(view.happenings.size());
  if (left > 0)
    body += fmt::format("<p class=\"soft\">{} told by fewer are left out.</p>\n",
                        counted(left, "happening"));
  return section("happened", "What happened", body);
}

std::string evidence(const SituationView& view) {
  if (view.reports.empty()) return {};
  std::string body =
      "<p class=\"soft\">Each sentence with the <mark class=\"t\">words that tell the "
      "event</mark>, "
      "<mark class=\"a\">who acts</mark> and <mark class=\"r\">who is acted on</mark>.</p>\n";
  std::vector<std::string> back(view.reports.size());
  for (std::size_t h = 0; h < view.happenings.size(); ++h)
    for (const std::size_t r : view.happenings[h].told)
      back[r] = fmt::format(" · <a href=\"#{}\">what happened</a>", happening_anchor(view, h));
  std::int64_t article = -1;
  for (std::size_t i = 0; i < view.reports.size(); ++i) {
    const StoredEvent& r = view.reports[i];
    if (r.article != article) {
      if (article >= 0) body += "</ul>\n";
      article = r.article;
      const std::string_view url = web_address(r.url);
      body += fmt::format(
          "<h3>{}</h3>\n<p class=\"soft\">{}{}</p>\n<ul class=\"plain\">\n",
          escape_html(r.title.empty() ? r.article_id : r.title), escape_html(source_words(r)),
          url.empty()
              ? std::string()
              : fmt::format(" · <a href=\"{0}\" rel=\"noreferrer\">{0}</a>", escape_html(url)));
    }
    const std::string elsewhere = named_elsewhere(r);
    body += fmt::format(
        "<li class=\"card\" id=\"r-{}\"><blockquote>{}</blockquote>\n<p class=\"soft\">{} {} · {} "
        "sure{}{}{}<br><code>{}</code></p></li>\n",
        r.row, marked_sentence(r), escape_html(r.type + (r.mode.empty() ? "" : "-" + r.mode)),
        escape_html(r.modality), percent(r.confidence),
        r.speaker.empty() ? std::string() : " · says " + escape_html(r.speaker),
        elsewhere.empty() ? std::string()
                          : " · named elsewhere in the article: " + escape_html(elsewhere),
        back[i], escape_html(r.because));
  }
  return section("evidence", "Evidence", body + "</ul>\n");
}

}  // namespace dragoman::page
