// Phoenix: 26 columns, tabs, no header.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "formats/export/columns.h"
#include "formats/export/copies.h"
#include "formats/export/formats.h"
#include "formats/export/geography.h"
#include "formats/export/pairs.h"

namespace dragoman {

namespace {

/// Parts of an actor code as Phoenix splits it.
struct PhoenixActor {
  std::string full, entity, role, rest;
};

/// The roles that Phoenix knows (postprocess.py).
constexpr std::string_view kRoles[] = {"GOV", "MIL", "REB", "OPP", "PTY", "COP", "JUD",
                                       "SPY", "MED", "EDU", "BUS", "CRM", "CVL"};

PhoenixActor split_code(const CameoActor& actor) {
  static constexpr std::string_view kGeneric[] = {"IGO", "NGO", "IMG", "MNC"};
  PhoenixActor out;
  out.full = actor.code;
  std::vector<std::string> rest;
  for (std::size_t i = 0; i < actor.code.size(); i += 3) {
    const std::string part = actor.code.substr(i, 3);
    const bool generic =
        std::find(std::begin(kGeneric), std::end(kGeneric), part) != std::end(kGeneric);
    const bool role = std::find(std::begin(kRoles), std::end(kRoles), part) != std::end(kRoles);
    if (i == 0 && (generic || part == actor.country))
      out.entity = part;
    else if (role && out.role.empty() && rest.empty())
      out.role = part;
    else
      rest.push_back(part);
  }
  out.rest = joined(rest, ';');
  return out;
}

class PhoenixWriter : public EventWriter {
 public:
  explicit PhoenixWriter(const ExportContext& context)
      : tables_(*context.tables), one_a_day_(context.one_a_day) {}

  Result<Done> event(const StoredEvent& e, std::ostream& out) override {
    const std::string day = digits_of_day(e.day);
    const std::vector<PartyPair> pairs = pairs_of(e);
    if (day.empty() || pairs.empty()) {
      ++left_out_;
      return Done{};
    }
    if (day != day_) flush(out);
    day_ = day;
    for (const PartyPair& pair : pairs) {
      Entry entry = entry_of(e, pair);
      if (!one_a_day_) {
        write(entry, out);
        continue;
      }
      const std::string key = entry.source.full + '\t' + entry.target.full + '\t' + e.cameo;
      const auto known = index_.find(key);
      if (known == index_.end()) {
        index_[key] = entries_.size();
        entries_.push_back(std::move(entry));
        continue;
      }
      Entry& first = entries_[known->second];
      add_once(first.sentences, entry.sentences.front());
      add_once(first.urls, entry.urls.front());
      add_once(first.publishers, entry.publishers.front());
    }
    return Done{};
  }

  Result<Done> end(std::ostream& out) override {
    flush(out);
    return Done{};
  }

 private:
  struct Entry {
    std::string id, day, cameo;
    PhoenixActor source, target;
    std::vector<std::string> contexts, sentences, urls, publishers;
    std::optional<StoredPlace> place;
  };

  Entry entry_of(const StoredEvent& e, const PartyPair& pair) const {
    Entry out;
    out.id = std::to_string(pair.id) + "_v" + e.version;
    out.day = digits_of_day(e.day);
    out.cameo = e.cameo;
    out.source = actor(pair.source);
    out.target = actor(pair.target);
    out.contexts = e.contexts;
    out.sentences = {fmt::format("{}_{}", e.article, e.sentence + 1)};
    out.urls = {source_of(e)};
    out.publishers = {e.publisher};
    out.place = e.place;
    return out;
  }

  PhoenixActor actor(const StoredParty* p) const {
    return p == nullptr ? PhoenixActor() : split_code(tables_.actors.actor(p->country, p->sector));
  }

  static void add_once(std::vector<std::string>& list, const std::string& value) {
    if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
  }

  void flush(std::ostream& out) {
    for (const Entry& entry : entries_) write(entry, out);
    entries_.clear();
    index_.clear();
  }

  void write(const Entry& e, std::ostream& out) const {
    const CameoCode* const code = tables_.cameo.find(e.cameo);
    Row r;
    r.add(e.id).add(e.day).add(e.day.substr(0, 4)).add(e.day.substr(4, 2)).add(e.day.substr(6, 2));
    for (const PhoenixActor* a : {&e.source, &e.target})
      r.add(a->full).add(a->entity).add(a->role).add(a->rest);
    r.add(e.cameo).add(e.cameo.substr(0, 2)).add(std::int64_t{tables_.root_of(e.cameo).penta});
    r.add(code != nullptr ? one_decimal(code->phoenix) : std::string());
    std::vector<std::string> issues;
    for (const std::string& c : e.contexts) issues.push_back(upper_case(c) + ",1");
    r.add(joined(issues, ';'));
    if (e.place) {
      const PlaceParts parts = parts_of(*e.place, tables_);
      r.add(e.place->latitude).add(e.place->longitude).add(e.place->name).add(parts.province);
      r.add(parts.country);
    } else {
      r.skip(5);
    }
    r.add(joined(e.sentences, ';')).add(joined(e.urls, ';')).add(joined(e.publishers, ';'));
    r.write(out);
  }

  const CodeTables& tables_;
  const bool one_a_day_;
  std::string day_;
  std::vector<Entry> entries_;
  std::map<std::string, std::size_t> index_;
};

}  // namespace

std::unique_ptr<EventWriter> phoenix_writer(const ExportContext& context) {
  return std::make_unique<PhoenixWriter>(context);
}

}  // namespace dragoman
