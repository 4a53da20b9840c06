#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "formats/report/charts.h"
#include "formats/report/escape.h"
#include "formats/report/wording.h"

namespace dragoman {

namespace {

constexpr double kGraphWidth = 760, kGraphHeight = 460, kRadius = 165;
constexpr std::size_t kMostNodes = 14;
constexpr std::size_t kLongestLabel = 26;

std::string named(const StoredParty& p) {
  return p.country.empty() || p.country == p.name ? p.name : p.name + " [" + p.country + "]";
}

/// At most so many characters, the last of them an ellipsis where something is left out.
std::string shortened(const std::string& name) {
  std::size_t characters = 0;
  for (std::size_t p = 0; p < name.size(); ++p) {
    if ((static_cast<unsigned char>(name[p]) & 0xC0U) == 0x80U) continue;
    if (++characters == kLongestLabel) return name.substr(0, p) + "…";
  }
  return name;
}

const char* sign_of(const GraphEdge& e) {
  const std::int64_t other = e.positive + e.negative;
  if (e.positive * 3 >= other * 2 && e.positive > 0) return "pos";
  if (e.negative * 3 >= other * 2 && e.negative > 0) return "neg";
  return "mixed";
}

struct At {
  double x, y;
};

At place(const GraphNode& n) {
  return {kGraphWidth / 2 + n.x * kRadius, kGraphHeight / 2 + n.y * kRadius};
}

}  // namespace

std::vector<Tie> ties_of(const SituationView& view) {
  std::vector<Tie> out;
  for (std::size_t i = 0; i < view.happenings.size(); ++i) {
    const ShownHappening& h = view.happenings[i];
    if (h.stage == "denied" || h.stage == "cancelled") continue;
    const StoredEvent& lead = view.reports[h.told.front()];
    for (std::size_t a = 0; a < lead.actors.size(); ++a) {
      for (const StoredParty& r : lead.recipients)
        out.push_back({named(lead.actors[a]), named(r), h.score, i});
      if (!lead.recipients.empty()) continue;
      for (std::size_t b = a + 1; b < lead.actors.size(); ++b)
        out.push_back({named(lead.actors[a]), named(lead.actors[b]), h.score, i});
    }
  }
  return out;
}

std::string graph_chart(const SituationView& view) {
  const ActorGraph g = actor_graph(ties_of(view), kMostNodes);
  if (g.edges.empty()) return {};
  std::string out = fmt::format(
      "<svg viewBox=\"0 0 {:g} {:g}\" role=\"group\" aria-labelledby=\"graph-title graph-desc\">\n"
      "<title id=\"graph-title\">Who deals with whom: {}</title>\n<desc id=\"graph-desc\">Lines "
      "join "
      "those who take part in the same happenings: solid for cooperation, dashed for conflict, "
      "dotted for both; wider for more.</desc>\n",
      kGraphWidth, kGraphHeight, counted(static_cast<std::int64_t>(g.nodes.size()), "actor"));
  for (const GraphEdge& e : g.edges) {
    const At a = place(g.nodes[e.a]);
    const At b = place(g.nodes[e.b]);
    // Lines bend towards the middle, so that they do not run through the names between two.
    const double pull = 0.35;
    const double cx = (a.x + b.x) / 2 * (1 - pull) + kGraphWidth / 2 * pull;
    const double cy = (a.y + b.y) / 2 * (1 - pull) + kGraphHeight / 2 * pull;
    out += fmt::format(
        "<a href=\"#{}\"><title>{}</title><path class=\"edge {}\" stroke-width=\"{:.1f}\" "
        "d=\"M{:.1f} {:.1f}Q{:.1f} {:.1f} {:.1f} {:.1f}\"/></a>\n",
        happening_anchor(view, e.shown),
        escape_html(fmt::format("{} and {}: {}, {} cooperative, {} hostile, score {}",
                                g.nodes[e.a].name, g.nodes[e.b].name, counted(e.ties, "happening"),
                                e.positive, e.negative, score_words(e.score))),
        sign_of(e), std::min(8.0, 1 + 1.2 * std::sqrt(static_cast<double>(e.ties))), a.x, a.y, cx,
        cy, b.x, b.y);
  }
  for (const GraphNode& n : g.nodes) {
    const At at = place(n);
    const double r = std::min(13.0, 4 + std::sqrt(static_cast<double>(n.ties)));
    const char* const side = n.x > 0.2 ? "start" : n.x < -0.2 ? "end" : "middle";
    const double x = at.x + (n.x > 0.2 ? r + 5 : n.x < -0.2 ? -r - 5 : 0);
    const double y = std::abs(n.x) > 0.2 ? at.y + 4 : n.y < 0 ? at.y - r - 6 : at.y + r + 15;
    out += fmt::format(
        "<g><title>{}</title><circle class=\"node\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\"/>"
        "<text class=\"who {}\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text></g>\n",
        escape_html(n.name + ": " + counted(n.ties, "tie")), at.x, at.y, r, side, x, y,
        escape_html(shortened(n.name)));
  }
  return out + "</svg>\n";
}

}  // namespace dragoman
