#include <cmath>
#include <nlohmann/json.hpp>

#include "formats/report/situation_text.h"
#include "store/filter_json.h"

namespace dragoman {

namespace {

using Json = nlohmann::ordered_json;

double rounded(double x) { return std::round(x * 1e6) / 1e6; }

Json or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json parties(const std::vector<StoredParty>& all, bool spans) {
  Json out = Json::array();
  for (const StoredParty& p : all) {
    Json one = {{"name", p.name},
                {"country", or_null(p.country)},
                {"sector", or_null(p.sector)},
                {"role", or_null(p.role)}};
    if (spans) {
      one["begin"] = p.first;
      one["end"] = p.last;
    }
    out.push_back(std::move(one));
  }
  return out;
}

Json happening(const ShownHappening& h, const SituationView& view) {
  const StoredEvent& lead = view.reports[h.told.front()];
  Json out = {{"id", h.id},
              {"type", h.type},
              {"mode", or_null(h.mode)},
              {"act", h.act},
              {"stage", h.stage},
              {"quad", h.quad},
              {"score", h.score},
              {"confidence", h.confidence},
              {"day", or_null(h.day)},
              {"day_end", or_null(h.day_end)},
              {"first_seen", or_null(h.first_seen)},
              {"last_seen", or_null(h.last_seen)},
              {"actors", parties(lead.actors, false)},
              {"recipients", parties(lead.recipients, false)}};
  if (h.place) {
    out["place"] = {{"name", h.place->name},
                    {"country", or_null(h.place->country)},
                    {"latitude", h.place->latitude},
                    {"longitude", h.place->longitude}};
  } else {
    out["place"] = nullptr;
  }
  out["reports"] = h.reports;
  out["articles"] = h.articles;
  out["publishers"] = h.publishers;
  out["told"] = h.told;
  Json& life = out["life"] = Json::array();
  for (const ShownStage& s : h.life)
    life.push_back({{"stage", s.stage}, {"day", or_null(s.day)}, {"report", s.report}});
  return out;
}

Json report(const StoredEvent& r) {
  return {{"id", r.id},
          {"type", r.type},
          {"mode", or_null(r.mode)},
          {"modality", r.modality},
          {"confidence", r.confidence},
          {"article", r.article_id},
          {"title", or_null(r.title)},
          {"publisher", or_null(r.publisher)},
          {"published", or_null(r.published)},
          {"url", or_null(r.url)},
          {"evidence", r.evidence},
          {"begin", r.evidence_begin},
          {"end", r.evidence_end},
          {"trigger", {{"text", r.trigger}, {"begin", r.trigger_begin}, {"end", r.trigger_end}}},
          {"actors", parties(r.actors, true)},
          {"recipients", parties(r.recipients, true)},
          {"speaker", or_null(r.speaker)},
          {"because", r.because}};
}

void add_claims(const SituationView& view, Json& out) {
  Json& disagreements = out["disagreements"] = Json::array();
  for (const ShownDisagreement& d : view.disagreements) {
    Json values = Json::array();
    for (const auto& v : d.values) values.push_back({{"value", v.value}, {"report", v.report}});
    disagreements.push_back({{"happening", d.happening},
                             {"kind", d.kind},
                             {"subject", or_null(d.subject)},
                             {"values", std::move(values)}});
  }
  Json& open = out["open_claims"] = Json::array();
  for (const OpenClaim& o : view.open) open.push_back({{"happening", o.happening}, {"why", o.why}});
  Json& changes = out["changes"] = Json::array();
  for (const Change& c : view.changes)
    changes.push_back({{"happening", c.happening},
                       {"appeared", c.appeared},
                       {"stage_before", or_null(c.stage_before)},
                       {"new_reports", c.reports},
                       {"disagrees", c.disagrees}});
  Json& turns = out["turning_points"] = Json::array();
  for (const TurningPoint& t : view.turning_points) {
    Json carried = Json::array();
    for (const std::int64_t row : t.carried) {
      const std::size_t i = view.index_of(row);
      if (i < view.happenings.size()) carried.push_back(i);
    }
    turns.push_back({{"dyad", {t.a, t.b}},
                     {"day", t.day},
                     {"kind", t.single ? "day" : "change"},
                     {"before", rounded(t.before)},
                     {"after", rounded(t.after)},
                     {"p_value", rounded(t.p_value)},
                     {"history", t.history},
                     {"carried_by", std::move(carried)}});
  }
}

void add_people(const SituationView& view, Json& out) {
  Json& agenda = out["agenda"] = Json::array();
  for (const AgendaItem& a : view.agenda)
    agenda.push_back({{"text", a.text},
                      {"kind", a.context ? "context" : "noun phrase"},
                      {"found", a.found},
                      {"share", rounded(a.share)},
                      {"share_elsewhere", a.rest_share < 0 ? Json() : Json(rounded(a.rest_share))},
                      {"g2", rounded(a.g2)},
                      {"report", a.example}});
  Json& actors = out["actors"] = Json::array();
  for (const ShownActor& a : view.actors) {
    Json roles = Json::array();
    for (const ShownRole& r : a.roles)
      roles.push_back({{"role", r.role},
                       {"organisation", or_null(r.organisation)},
                       {"country", or_null(r.country)},
                       {"valid", r.valid},
                       {"first", or_null(r.first)},
                       {"last", or_null(r.last)},
                       {"publishers", or_null(r.publishers)}});
    actors.push_back({{"name", a.name},
                      {"country", or_null(a.country)},
                      {"happenings", a.happenings},
                      {"acts", a.acts},
                      {"acted_on", a.acted_on},
                      {"first", or_null(a.first)},
                      {"last", or_null(a.last)},
                      {"roles", std::move(roles)},
                      {"report", a.example}});
  }
  Json& quotes = out["quotes"] = Json::array();
  for (const ShownQuote& q : view.quotes)
    quotes.push_back({{"speaker", q.speaker},
                      {"content", q.content},
                      {"direct", q.direct},
                      {"publisher", or_null(q.publisher)},
                      {"published", or_null(q.published)},
                      {"title", or_null(q.title)},
                      {"url", or_null(q.url)}});
}

}  // namespace

std::string situation_as_json(const SituationView& view) {
  Json out = {{"name", view.situation.name},
              {"filter", Json::parse(filter_as_json(view.situation.filter), nullptr, false)},
              {"as_of", or_null(view.as_of)},
              {"new_since", or_null(view.new_since)},
              {"happenings_in_all", view.happenings_in_all},
              {"reports_in_all", view.reports_in_all},
              {"articles_in_all", view.articles_in_all},
              {"publishers_in_all", view.publishers_in_all}};
  Json& happenings = out["happenings"] = Json::array();
  for (const ShownHappening& h : view.happenings) happenings.push_back(happening(h, view));
  add_claims(view, out);
  add_people(view, out);
  Json& reports = out["reports"] = Json::array();
  for (const StoredEvent& r : view.reports) reports.push_back(report(r));
  return out.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace dragoman
