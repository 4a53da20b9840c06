// ICEWS events: 20 columns, tabs, a header, no quoting.
#include "formats/export/columns.h"
#include "formats/export/formats.h"
#include "formats/export/geography.h"
#include "formats/export/pairs.h"

namespace dragoman {

namespace {

constexpr const char* kIcewsHeader =
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\t"
    "Intensity\tTarget Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\t"
    "Publisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\n";

class IcewsWriter : public EventWriter {
 public:
  explicit IcewsWriter(const ExportContext& context) : tables_(*context.tables) {}

  Result<Done> begin(std::ostream& out) override {
    out << kIcewsHeader;
    return Done{};
  }

  Result<Done> event(const StoredEvent& e, std::ostream& out) override {
    const std::vector<PartyPair> pairs = pairs_of(e);
    if (e.day.empty() || pairs.empty()) ++left_out_;
    if (e.day.empty()) return Done{};
    const CameoCode* const code = tables_.cameo.find(e.cameo);
    const PlaceParts where = e.place ? parts_of(*e.place, tables_) : PlaceParts();
    for (const PartyPair& pair : pairs) {
      Row r;
      r.add(pair.id).add(e.day);
      party(pair.source, r);
      r.add(code != nullptr ? std::string_view(code->name) : std::string_view()).add(e.cameo);
      r.add(code != nullptr ? one_decimal(code->icews) : std::string());
      party(pair.target, r);
      r.add(e.article).add(e.sentence + 1).add(e.publisher);
      r.add(where.city).add(where.district).add(where.province).add(where.country);
      if (e.place)
        r.add(e.place->latitude).add(e.place->longitude);
      else
        r.skip(2);
      r.write(out);
    }
    return Done{};
  }

 private:
  void party(const StoredParty* p, Row& r) const {
    if (p == nullptr) {
      r.skip(3);
      return;
    }
    r.add(p->name).add(sectors(*p)).add(tables_.countries.code(p->country, "name"));
  }

  /// Labels joined by commas: that of a body above states, then that of the sector.
  std::string sectors(const StoredParty& p) const {
    std::string out;
    const auto above = tables_.actors.international().find(p.country);
    if (above != tables_.actors.international().end()) out = above->second.icews;
    const std::string_view own = tables_.actors.icews_label(p.sector);
    if (!out.empty() && !own.empty()) out += ',';
    return out.append(own);
  }

  const CodeTables& tables_;
};

}  // namespace

std::unique_ptr<EventWriter> icews_writer(const ExportContext& context) {
  return std::make_unique<IcewsWriter>(context);
}

}  // namespace dragoman
