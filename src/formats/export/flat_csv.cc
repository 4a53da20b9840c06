// CSV (RFC 4180, line feeds) with a header: one row an event, lists joined by "; ".
#include <fmt/format.h>

#include "formats/export/columns.h"
#include "formats/export/formats.h"
#include "formats/export/geography.h"

namespace dragoman {

namespace {

constexpr const char* kFlatHeader =
    "id,day,date_start,date_end,type,mode,act,modality,quad,score,cameo,goldstein,confidence,"
    "actors,actor_countries,actor_sectors,recipients,recipient_countries,recipient_sectors,"
    "contexts,place,province,place_country,latitude,longitude,geonames,killed,wounded,arrested,"
    "speaker,quoted,evidence,because,article,title,publisher,published,url\n";

class CsvWriter : public EventWriter {
 public:
  explicit CsvWriter(const ExportContext& context) : tables_(*context.tables) {}

  Result<Done> begin(std::ostream& out) override {
    out << kFlatHeader;
    return Done{};
  }

  Result<Done> event(const StoredEvent& e, std::ostream& out) override {
    line_.clear();
    const CameoCode* const code = tables_.cameo.find(e.cameo);
    for (const std::string* text : {&e.id, &e.day, &e.date_start, &e.date_end, &e.type, &e.mode,
                                    &e.act, &e.modality, &e.quad})
      add(*text);
    add(fmt::format("{}", e.score));
    add(e.cameo);
    add(code != nullptr ? one_decimal(code->gdelt) : std::string());
    add(fmt::format("{}", e.confidence));
    for (const auto* side : {&e.actors, &e.recipients})
      for (std::string StoredParty::*part :
           {&StoredParty::name, &StoredParty::country, &StoredParty::sector})
        add(list(*side, part));
    std::string contexts;
    for (const std::string& c : e.contexts) (contexts += contexts.empty() ? "" : "; ") += c;
    add(contexts);
    add(e.place ? e.place->name : std::string());
    add(e.place ? parts_of(*e.place, tables_).province : std::string());
    add(e.place ? e.place->country : std::string());
    add(e.place ? fmt::format("{}", e.place->latitude) : std::string());
    add(e.place ? fmt::format("{}", e.place->longitude) : std::string());
    add(e.place && e.place->geonames != 0 ? std::to_string(e.place->geonames) : std::string());
    for (const char* kind : {"killed", "wounded", "arrested"}) add(quantity(e, kind));
    add(e.speaker);
    add(e.quoted ? "1" : "0");
    for (const std::string* text :
         {&e.evidence, &e.because, &e.article_id, &e.title, &e.publisher, &e.published, &e.url})
      add(*text);
    line_.back() = '\n';
    out << line_;
    return Done{};
  }

 private:
  /// The value and a comma.
  void add(const std::string& value) {
    if (value.find_first_of(",\"\r\n") == std::string::npos) {
      line_ += value;
    } else {
      line_ += '"';
      for (const char c : value) {
        if (c == '"') line_ += '"';
        line_ += c;
      }
      line_ += '"';
    }
    line_ += ',';
  }

  static std::string list(const std::vector<StoredParty>& side, std::string StoredParty::*part) {
    std::string out;
    for (std::size_t i = 0; i < side.size(); ++i) (out += i > 0 ? "; " : "") += side[i].*part;
    return out;
  }

  static std::string quantity(const StoredEvent& e, std::string_view kind) {
    for (const StoredQuantity& q : e.quantities)
      if (q.kind == kind) return fmt::format("{}", q.value);
    return {};
  }

  const CodeTables& tables_;
  std::string line_;
};

}  // namespace

std::unique_ptr<EventWriter> csv_writer(const ExportContext& context) {
  return std::make_unique<CsvWriter>(context);
}

}  // namespace dragoman
