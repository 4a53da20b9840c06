#include "formats/event_json.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace dragoman {

namespace {

using Json = nlohmann::ordered_json;

void set(Json& object, const char* key, std::string_view value) {
  if (!value.empty()) object[key] = value;
}

Json party(const Party& p) {
  Json j;
  j["text"] = p.text;
  j["name"] = p.name;
  j["country"] = p.country;
  set(j, "sector", p.sector);
  if (!p.also.empty()) j["sectors"] = {p.sector, p.also};
  set(j, "role", p.role);
  j["begin"] = p.span.begin;
  j["end"] = p.span.end;
  return j;
}

std::string slice(const std::string& text, Span span) {
  return text.substr(span.begin, span.end - span.begin);
}

Json place_of(const Place& place, const std::string& text) {
  Json j;
  j["text"] = slice(text, place.span);
  j["name"] = place.entry->name;
  j["country"] = place.entry->country;
  set(j, "admin1", place.entry->admin1);
  j["lat"] = place.entry->latitude;
  j["lon"] = place.entry->longitude;
  if (place.entry->geonames > 0) j["geonames"] = place.entry->geonames;
  return j;
}

std::string line_of(const Json& j) {
  return j.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string events_as_jsonl(const CodedArticle& coded) {
  std::string out;
  const std::string& text = coded.article.text;
  for (const Event& e : coded.events) {
    Json j;
    j["id"] = e.id;
    j["article"] = coded.article.id;
    j["sentence"] = e.sentence;
    j["type"] = e.type;
    j["act"] = e.act;
    set(j, "mode", e.mode);
    j["modality"] = to_string(e.modality);
    if (!e.contexts.empty()) j["contexts"] = e.contexts;
    for (const Party& p : e.actors) j["actors"].push_back(party(p));
    for (const Party& p : e.recipients) j["recipients"].push_back(party(p));
    if (e.time >= 0) {
      const TimeSpan& t = coded.reading.times[static_cast<std::size_t>(e.time)];
      j["date"] = {{"start", t.first_day}, {"end", t.last_day}, {"text", slice(text, t.told)}};
      if (e.time_from != Source::clause) j["date"]["from"] = to_string(e.time_from);
    }
    if (e.place >= 0) {
      j["place"] = place_of(coded.reading.places[static_cast<std::size_t>(e.place)], text);
      if (e.place_from != Source::clause) j["place"]["from"] = to_string(e.place_from);
    }
    for (const auto& q : e.quantities) {
      Json item{{"kind", q.kind}, {"value", q.value}};
      if (q.low) item["low"] = *q.low;
      if (q.high) item["high"] = *q.high;
      set(item, "qualifier", q.qualifier);
      set(item, "unit", q.unit);
      item["text"] = slice(text, q.span);
      j["quantities"].push_back(item);
    }
    if (!e.speaker.empty()) j["attribution"] = {{"speaker", e.speaker}, {"quoted", e.quoted}};
    j["score"] = e.score;
    j["quad"] = e.quad;
    j["cameo"] = e.cameo;
    // More digits would promise more than the ranker knows.
    j["confidence"] = std::round(e.confidence * 1e4) / 1e4;
    const Sentence& s = coded.annotated.document.sentences[e.sentence];
    const Token& t = coded.annotated.document.tokens[e.trigger];
    j["evidence"] = {
        {"sentence", slice(text, {s.begin, s.end})},
        {"begin", s.begin},
        {"end", s.end},
        {"trigger", {{"text", slice(text, {t.begin, t.end})}, {"begin", t.begin}, {"end", t.end}}},
        {"because", e.because}};
    out += line_of(j);
  }
  return out;
}

}  // namespace dragoman
