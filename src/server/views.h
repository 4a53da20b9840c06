// The questions of the page, one function each; src/server/openapi.json says what they answer.
#pragma once

#include "server/answer.h"

namespace dragoman {

/// What the situation shows (schemas Timeline, Map, Graph, Agenda, Disagreements, Changed).
Reply timeline_view(const Asked& asked);
Reply map_view(const Asked& asked);
Reply graph_view(const Asked& asked);
Reply agenda_view(const Asked& asked);
Reply disagreements_view(const Asked& asked);
Reply changed_view(const Asked& asked);

/// One report, article or actor (schemas EventPage, ArticlePage, Dossier).
Reply event_view(const Asked& asked);
Reply article_view(const Asked& asked);
Reply actor_view(const Asked& asked);

/// Lists (schemas Ranking, Search, Panel, Reviews, Preview).
Reply actors_view(const Asked& asked);
Reply search_view(const Asked& asked);
Reply panel_view(const Asked& asked);
Reply reviews_view(const Asked& asked);
Reply preview_view(const Asked& asked);

/// A text or file coded at once (schema ArticlePage, without what only a database has).
Json coded_page(const CodedArticle& coded, bool utf16);

/// Disagreements (schema Disagreement) of the happenings in `of`, a SELECT of their rows; at most
/// `limit`.
Result<Json> disagreements_json(const Asked& asked, const std::string& of, std::size_t limit);

}  // namespace dragoman
