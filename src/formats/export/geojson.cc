// GeoJSON (RFC 7946): a point for each event, a feature a line.
#include <nlohmann/json.hpp>

#include "formats/export/formats.h"

namespace dragoman {

namespace {

using Json = nlohmann::ordered_json;

std::string_view precision(PlaceKind kind) {
  switch (kind) {
    case PlaceKind::town:
      return "town";
    case PlaceKind::county:
      return "county";
    case PlaceKind::division:
      return "division";
    case PlaceKind::country:
      return "country";
    case PlaceKind::region:
      break;
  }
  return "region";
}

Json field(const std::string& value) { return value.empty() ? Json() : Json(value); }

Json names(const std::vector<StoredParty>& parties, std::string StoredParty::*part) {
  Json list = Json::array();
  for (const StoredParty& p : parties) list.push_back(p.*part);
  return list;
}

class GeojsonWriter : public EventWriter {
 public:
  explicit GeojsonWriter(const ExportContext& context) : tables_(*context.tables) {}

  Result<Done> begin(std::ostream& out) override {
    out << R"({"type":"FeatureCollection","features":[)";
    return Done{};
  }

  Result<Done> event(const StoredEvent& e, std::ostream& out) override {
    Json j;
    j["type"] = "Feature";
    j["id"] = e.id;
    j["geometry"] = Json();
    if (e.place)
      j["geometry"] = {{"type", "Point"}, {"coordinates", {e.place->longitude, e.place->latitude}}};
    Json p;
    p["day"] = field(e.day);
    p["type"] = e.type;
    p["mode"] = field(e.mode);
    p["act"] = e.act;
    p["modality"] = e.modality;
    p["quad"] = e.quad;
    p["score"] = e.score;
    p["cameo"] = e.cameo;
    p["confidence"] = e.confidence;
    p["actors"] = names(e.actors, &StoredParty::name);
    p["actor_countries"] = names(e.actors, &StoredParty::country);
    p["recipients"] = names(e.recipients, &StoredParty::name);
    p["recipient_countries"] = names(e.recipients, &StoredParty::country);
    p["place"] = e.place ? Json(e.place->name) : Json();
    p["place_country"] = e.place ? field(e.place->country) : Json();
    p["precision"] = e.place ? Json(precision(tables_.kind_of(*e.place))) : Json();
    p["evidence"] = e.evidence;
    p["title"] = field(e.title);
    p["publisher"] = field(e.publisher);
    p["url"] = field(e.url);
    j["properties"] = std::move(p);
    out << (first_ ? "\n" : ",\n") << j.dump(-1, ' ', false, Json::error_handler_t::replace);
    first_ = false;
    return Done{};
  }

  Result<Done> end(std::ostream& out) override {
    out << "\n]}\n";
    return Done{};
  }

 private:
  const CodeTables& tables_;
  bool first_ = true;
};

}  // namespace

std::unique_ptr<EventWriter> geojson_writer(const ExportContext& context) {
  return std::make_unique<GeojsonWriter>(context);
}

}  // namespace dragoman
