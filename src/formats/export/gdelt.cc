// GDELT 2.0 Event: 61 columns, tabs, no header, no quoting, empty for missing.
#include <fmt/format.h>

#include <charconv>

#include "formats/export/columns.h"
#include "formats/export/copies.h"
#include "formats/export/formats.h"
#include "formats/export/geography.h"
#include "formats/export/pairs.h"

namespace dragoman {

namespace {

/// Sentences of an article that count as its lead, for IsRootEvent.
constexpr std::int64_t kLead = 2;

int number(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

/// The codebook prints another formula; this one is what its rows follow: 20170323 is 2017.2274.
std::string fraction_date(std::string_view day) {
  const int year = number(day.substr(0, 4));
  const int days = (number(day.substr(4, 2)) - 1) * 30 + number(day.substr(6, 2));
  return fmt::format("{:.4f}", year + days / 365.0);
}

class GdeltWriter : public EventWriter {
 public:
  explicit GdeltWriter(const ExportContext& context)
      : tables_(*context.tables), copies_(*context.database) {}

  Result<Done> event(const StoredEvent& e, std::ostream& out) override {
    const std::string day = digits_of_day(e.day);
    const std::vector<PartyPair> pairs = pairs_of(e);
    if (day.empty() || pairs.empty()) {
      ++left_out_;
      return Done{};
    }
    const auto copies = copies_.of(e.article);
    if (!copies.ok()) return copies.error();
    for (const PartyPair& pair : pairs) row(e, pair, day, copies.value(), out);
    return Done{};
  }

 private:
  void row(const StoredEvent& e, const PartyPair& pair, const std::string& day,
           const CopyCount& copies, std::ostream& out) const {
    Row r;
    r.add(pair.id).add(day).add(day.substr(0, 6)).add(day.substr(0, 4)).add(fraction_date(day));
    party(pair.source, r);
    party(pair.target, r);
    const CameoCode* const code = tables_.cameo.find(e.cameo);
    r.add(std::int64_t{e.sentence < kLead ? 1 : 0}).add(e.cameo);
    r.add(e.cameo.substr(0, 3)).add(e.cameo.substr(0, 2));
    r.add(std::int64_t{tables_.root_of(e.cameo).quad});
    r.add(code != nullptr ? one_decimal(code->gdelt) : std::string());
    r.add(copies.articles).add(copies.publishers).add(copies.articles).skip(1);
    place(nullptr, r);
    place(nullptr, r);
    place(e.place ? &*e.place : nullptr, r);
    const std::string added = digits_of_day(e.published);
    r.add((added.empty() ? day : added) + "000000").add(source_of(e)).write(out);
  }

  void party(const StoredParty* p, Row& r) const {
    if (p == nullptr) {
      r.skip(10);
      return;
    }
    const CameoActor actor = tables_.actors.actor(p->country, p->sector);
    r.add(actor.code).add(upper_case(p->name)).add(actor.country).add(actor.group);
    r.skip(3);  // ethnic group and religions are not known
    for (std::size_t i = 0; i < 3; ++i)
      r.add(i < actor.types.size() ? actor.types[i] : std::string());
  }

  void place(const StoredPlace* p, Row& r) const {
    const GdeltPlace g = p == nullptr ? GdeltPlace() : gdelt_place(*p, tables_);
    r.add(std::int64_t{g.type});
    if (g.type == 0) {
      r.skip(7);
      return;
    }
    r.add(g.name).add(g.country).add(g.adm1).skip(1).add(p->latitude).add(p->longitude);
    r.add(g.feature);
  }

  const CodeTables& tables_;
  ArticleCopies copies_;
};

}  // namespace

std::unique_ptr<EventWriter> gdelt_writer(const ExportContext& context) {
  return std::make_unique<GdeltWriter>(context);
}

}  // namespace dragoman
