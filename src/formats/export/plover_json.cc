// PLOVER's JSON Lines: one event a line, with the field names of its manual.
#include <nlohmann/json.hpp>

#include "formats/export/article_texts.h"
#include "formats/export/formats.h"
#include "formats/export/geography.h"

namespace dragoman {

namespace {

using Json = nlohmann::ordered_json;

void set(Json& object, const char* key, const std::string& value) {
  if (!value.empty()) object[key] = value;
}

Json entities(const std::vector<StoredParty>& parties) {
  Json list = Json::array();
  for (const StoredParty& p : parties) {
    Json j;
    set(j, "code", p.country);
    set(j, "sector", p.sector);
    set(j, "entity_text", p.text);
    set(j, "identifier_text", p.name);
    set(j, "office", p.role);
    list.push_back(std::move(j));
  }
  return list;
}

/// 5 is below a town, 1 a country.
int resolution(PlaceKind kind) {
  switch (kind) {
    case PlaceKind::town:
      return 4;
    case PlaceKind::county:
      return 3;
    case PlaceKind::division:
      return 2;
    default:
      return 1;
  }
}

class PloverWriter : public EventWriter {
 public:
  explicit PloverWriter(const ExportContext& context)
      : tables_(*context.tables), texts_(*context.database) {}

  Result<Done> event(const StoredEvent& e, std::ostream& out) override {
    if (e.day.empty()) {
      ++left_out_;
      return Done{};
    }
    const auto text = texts_.of(e.article);
    if (!text.ok()) return text.error();
    Json j;
    j["id"] = e.id;
    j["date"] = e.day;
    if (e.date_end > e.day) j["enddate"] = e.date_end;
    j["has_event"] = true;
    j["actor"] = entities(e.actors);
    if (!e.recipients.empty()) j["recipient"] = entities(e.recipients);
    j["event"] = {e.type};
    if (!e.mode.empty()) j["mode"] = {e.mode};
    if (!e.contexts.empty()) j["context"] = e.contexts;
    j["quad_code"] = quad_code(e.quad);
    j["event_scale"] = e.score;
    set(j, "event_text", e.trigger);
    if (e.place) j["event_loc"] = location(*e.place);
    const Json size = sizes(e);
    if (!size.empty()) j["size"] = size;
    j["text"] = e.evidence;
    const OffsetMap& offsets = text.value()->offsets;
    j["text_info"] = {{"sequence", e.sentence + 1},
                      {"start", offsets.code_points(e.evidence_begin)},
                      {"end", offsets.code_points(e.evidence_end)}};
    Json cite;
    set(cite, "url", e.url);
    set(cite, "title", e.title);
    set(cite, "publication", e.publisher);
    cite["language"] = e.language.empty() ? "en" : e.language;
    cite["coder"] = "dragoman";
    cite["version"] = e.version;
    j["cite_info"] = std::move(cite);
    j["coder"] = "dragoman " + e.version;
    // What the manual has no field for.
    j["act"] = e.act;
    j["modality"] = e.modality;
    j["confidence"] = e.confidence;
    out << j.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
    return Done{};
  }

 private:
  static int quad_code(const std::string& quad) {
    return (quad.ends_with("conflict") ? 3 : 1) + (quad.starts_with("material") ? 1 : 0);
  }

  Json location(const StoredPlace& p) const {
    const PlaceParts parts = parts_of(p, tables_);
    const PlaceKind kind = tables_.kind_of(p);
    Json j;
    set(j, "extracted_place", p.text);
    set(j, "resolved_place", p.name);
    if (p.geonames != 0) j["geonameid"] = p.geonames;
    j["lat"] = p.latitude;
    j["lon"] = p.longitude;
    set(j, "city", parts.city);
    set(j, "district", parts.district);
    set(j, "province", parts.province);
    set(j, "country", parts.country);
    set(j, "country_code", p.country);
    j["feature_class"] = kind == PlaceKind::town ? "P" : kind == PlaceKind::region ? "L" : "A";
    j["feature_code"] = feature_code(kind);
    if (kind != PlaceKind::region) j["resolution"] = resolution(kind);
    return j;
  }

  static Json sizes(const StoredEvent& e) {
    Json j = Json::object();
    for (const StoredQuantity& q : e.quantities) {
      const char* const key = q.kind == "killed"     ? "dead"
                              : q.kind == "wounded"  ? "injured"
                              : q.kind == "arrested" ? "arrested"
                                                     : nullptr;
      if (key != nullptr && !j.contains(key)) j[key] = q.value;
    }
    return j;
  }

  const CodeTables& tables_;
  ArticleTexts texts_;
};

}  // namespace

std::unique_ptr<EventWriter> plover_writer(const ExportContext& context) {
  return std::make_unique<PloverWriter>(context);
}

}  // namespace dragoman
