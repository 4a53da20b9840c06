// POLECAT: 40 columns, tabs, a header, lists joined by semicolons. One row an event.
#include "formats/export/columns.h"
#include "formats/export/formats.h"
#include "formats/export/geography.h"

namespace dragoman {

namespace {

constexpr const char* kPolecatHeader =
    "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\tActor Name\t"
    "Actor Country\tActor COW\tPrimary Actor Sector\tActor Sectors\tActor Title\tActor Name Raw\t"
    "Wikipedia Actor ID\tRecipient Name\tRecipient Country\tRecipient COW\t"
    "Primary Recipient Sector\tRecipient Sectors\tRecipient Title\tRecipient Name Raw\t"
    "Wikipedia Recipient ID\tPlacename\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\t"
    "GeoNames ID\tRaw Placename\tFeature Type\tSource\tPublication Date\tStory People\t"
    "Story Organizations\tStory Locations\tLanguage\tVersion\n";

/// A list of one value an element; empty when no element has one.
template <typename Value>
std::string list(const std::vector<StoredParty>& parties, const Value& value) {
  std::vector<std::string> values;
  bool any = false;
  for (const StoredParty& p : parties) {
    values.emplace_back(value(p));
    any = any || !values.back().empty();
  }
  return any ? joined(values, ';') : std::string();
}

class PolecatWriter : public EventWriter {
 public:
  explicit PolecatWriter(const ExportContext& context) : tables_(*context.tables) {}

  Result<Done> begin(std::ostream& out) override {
    out << kPolecatHeader;
    return Done{};
  }

  Result<Done> event(const StoredEvent& e, std::ostream& out) override {
    const std::string day = digits_of_day(e.day);
    if (day.empty()) {
      ++left_out_;
      return Done{};
    }
    Row r;
    std::string id = day + "-" + e.id + "_" + e.type;
    if (!e.mode.empty()) id += "_" + e.mode;
    r.add(id).add(e.day).add(e.type).add(e.mode).add(e.score).add(upper_case(e.quad));
    r.add(joined(e.contexts, ';'));
    side(e.actors, r);
    side(e.recipients, r);
    place(e, r);
    r.add(e.publisher).add(e.published).skip(3).add(e.language.empty() ? "en" : e.language);
    r.add("dragoman " + e.version).write(out);
    return Done{};
  }

 private:
  void side(const std::vector<StoredParty>& parties, Row& r) const {
    const auto of = [&](std::string StoredParty::*field) {
      return list(parties, [field](const StoredParty& p) { return p.*field; });
    };
    r.add(of(&StoredParty::name)).add(of(&StoredParty::country));
    r.add(list(parties,
               [&](const StoredParty& p) { return tables_.countries.code(p.country, "cow"); }));
    r.add(parties.empty() ? std::string() : parties.front().sector);
    r.add(of(&StoredParty::sector)).add(of(&StoredParty::role)).add(of(&StoredParty::text));
    r.skip(1);
  }

  void place(const StoredEvent& e, Row& r) const {
    if (!e.place) {
      r.skip(10);
      return;
    }
    const StoredPlace& p = *e.place;
    const PlaceParts parts = parts_of(p, tables_);
    r.add(p.name).add(parts.city).add(parts.district).add(parts.province).add(p.country);
    r.add(p.latitude).add(p.longitude);
    if (p.geonames != 0)
      r.add(p.geonames);
    else
      r.skip(1);
    r.add(p.text).add(feature_code(tables_.kind_of(p)));
  }

  const CodeTables& tables_;
};

}  // namespace

std::unique_ptr<EventWriter> polecat_writer(const ExportContext& context) {
  return std::make_unique<PolecatWriter>(context);
}

}  // namespace dragoman
