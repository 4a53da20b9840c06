#include "formats/import/foreign_rows.h"

#include <algorithm>
#include <cmath>

#include "formats/import/fields.h"
#include "knowledge/table.h"
#include "text/characters.h"
#include "text/folded.h"

namespace dragoman {

namespace {

/// Most bytes and lines of one record: a quotation mark without an end must not eat a file.
constexpr std::size_t kLongestRow = std::size_t{1} << 20;
constexpr std::size_t kMostLines = 500;

/// Columns of GDELT: 57 and 58 are those of its first version, without and with a source.
constexpr std::size_t kGdelt1 = 57;
constexpr std::size_t kGdelt2 = 61;

Error bad(std::string what, std::string remedy) { return {"", std::move(what), std::move(remedy)}; }

void cut_at_tabs(std::string_view line, std::vector<std::string>& fields) {
  fields.clear();
  for (;;) {
    const std::size_t at = line.find('\t');
    fields.emplace_back(line.substr(0, at));
    if (at == std::string_view::npos) return;
    line.remove_prefix(at + 1);
  }
}

bool number_like(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string_view quad_name(int quad) {
  static constexpr std::string_view kNames[] = {"", "verbal cooperation", "material cooperation",
                                                "verbal conflict", "material conflict"};
  return quad >= 1 && quad <= 4 ? kNames[quad] : std::string_view();
}

}  // namespace

std::optional<ForeignFormat> foreign_format(std::string_view name) {
  for (const ForeignFormat f :
       {ForeignFormat::gdelt, ForeignFormat::icews, ForeignFormat::polecat, ForeignFormat::acled})
    if (to_string(f) == name) return f;
  return std::nullopt;
}

std::string_view to_string(ForeignFormat format) {
  switch (format) {
    case ForeignFormat::gdelt:
      return "gdelt";
    case ForeignFormat::icews:
      return "icews";
    case ForeignFormat::polecat:
      return "polecat";
    case ForeignFormat::acled:
      break;
  }
  return "acled";
}

std::optional<ForeignFormat> detect_format(std::string_view line) {
  if (line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
  const auto has = [&](std::string_view name) { return line.find(name) != std::string_view::npos; };
  if (has("event_type") && (has("event_id_cnty") || has("data_id"))) return ForeignFormat::acled;
  if (has("Event ID") && has("CAMEO Code")) return ForeignFormat::icews;
  if (has("Event ID") && has("Event Type")) return ForeignFormat::polecat;
  std::vector<std::string> fields;
  cut_at_tabs(line, fields);
  if (fields.size() >= kGdelt1 && number_like(fields[0]) && number_like(fields[1]))
    return ForeignFormat::gdelt;
  return std::nullopt;
}

Result<Done> ForeignReader::header(std::string_view line) {
  columns_.clear();
  separator_ = '\t';
  if (format_ == ForeignFormat::acled) {
    for (const char c : {',', ';', '\t'})
      if (std::count(line.begin(), line.end(), c) >
          std::count(line.begin(), line.end(), separator_))
        separator_ = c;
    static_cast<void>(split_csv(line, separator_, fields_));
  } else {
    cut_at_tabs(line, fields_);
  }
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    std::string name = clean(fields_[i]);
    if (name.size() >= 2 && name.front() == '"' && name.back() == '"')
      name = name.substr(1, name.size() - 2);
    columns_.try_emplace(name, i);
  }
  const auto needs = [&](std::string_view column) { return columns_.contains(column); };
  const bool whole = format_ == ForeignFormat::icews ? needs("Event Date") && needs("CAMEO Code")
                     : format_ == ForeignFormat::polecat
                         ? needs("Event Date") && needs("Event Type")
                         : needs("event_date") && needs("event_type");
  if (!whole)
    return bad("has no header of " + std::string(to_string(*format_)),
               "keep the line with the names of the columns");
  return Done{};
}

Result<std::optional<ForeignEvent>> ForeignReader::line(std::string_view bytes, bool first) {
  if (first && bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (first) {
    pending_.clear();
    pending_lines_ = 0;
    if (!format_) format_ = detect_format(bytes);
    if (!format_) {
      return bad("is no file of gdelt, icews, polecat or acled",
                 "say which with --format, and keep its header");
    }
    if (format_ != ForeignFormat::gdelt) {
      const auto done = header(bytes);
      if (!done.ok()) return done.error();
      return std::optional<ForeignEvent>();
    }
  }
  if (!format_ || (format_ != ForeignFormat::gdelt && columns_.empty()))
    return std::optional<ForeignEvent>();  // the header was bad, and said so
  if (format_ != ForeignFormat::acled) {
    if (bytes.find_first_not_of(" \t\r") == std::string_view::npos)
      return std::optional<ForeignEvent>();
    cut_at_tabs(bytes, fields_);
    return row();
  }
  if (pending_.empty() && bytes.find_first_not_of(" \t\r,;") == std::string_view::npos)
    return std::optional<ForeignEvent>();
  if (!pending_.empty()) pending_ += '\n';
  pending_ += bytes;
  if (!split_csv(pending_, separator_, fields_)) {
    if (pending_.size() < kLongestRow && ++pending_lines_ < kMostLines)
      return std::optional<ForeignEvent>();
    pending_.clear();
    pending_lines_ = 0;
    return bad("has a quoted field without an end", "close the quotation mark");
  }
  pending_.clear();
  pending_lines_ = 0;
  return row();
}

Result<Done> ForeignReader::end() {
  if (pending_.empty()) return Done{};
  pending_.clear();
  return bad("ends inside a quoted field", "close the quotation mark, or read the whole file");
}

Result<std::optional<ForeignEvent>> ForeignReader::row() {
  const std::size_t least = format_ == ForeignFormat::gdelt ? kGdelt1 : columns_.size();
  // A row may lack trailing columns that are empty, but not half of them.
  if (fields_.size() * 2 < least || (format_ == ForeignFormat::gdelt && fields_.size() < least)) {
    return bad("has " + std::to_string(fields_.size()) + " columns, wants " + std::to_string(least),
               "look for a line break inside a field");
  }
  ForeignEvent e;
  switch (*format_) {
    case ForeignFormat::gdelt:
      gdelt(e);
      break;
    case ForeignFormat::icews:
      icews(e);
      break;
    case ForeignFormat::polecat:
      polecat(e);
      break;
    case ForeignFormat::acled:
      acled(e);
      break;
  }
  if (e.day.empty()) return bad("has no day", "write it as YYYY-MM-DD");
  if (e.id.empty()) return bad("has no id", "give each event an id");
  if (e.key.empty()) e.key = e.id;
  if (!e.latitude || !e.longitude || std::abs(*e.latitude) > 90 || std::abs(*e.longitude) > 180)
    e.latitude = e.longitude = std::nullopt;
  return std::optional<ForeignEvent>(std::move(e));
}

std::string ForeignReader::at(std::size_t index) const {
  return index < fields_.size() ? clean(fields_[index]) : std::string();
}

std::string ForeignReader::named(std::string_view column) const {
  const auto found = columns_.find(column);
  return found == columns_.end() ? std::string() : at(found->second);
}

std::string ForeignReader::country(const std::string& text) const {
  if (text.size() == 3 && tables_.countries.of(text) != nullptr) return text;
  const auto found = tables_.country_names.find(fold(text));
  return found == tables_.country_names.end() ? std::string() : found->second;
}

void ForeignReader::cameo(ForeignEvent& e, const std::string& code) const {
  const CameoCode* found = tables_.cameo.find(code);
  if (found == nullptr && !code.empty()) found = tables_.cameo.find("0" + code);  // lost its zero
  if (found == nullptr) return;
  e.cameo = found->code;
  e.type = found->type;
  e.quad = quad_name(tables_.root_of(found->code).quad);
}

void ForeignReader::gdelt(ForeignEvent& e) const {
  e.id = at(0);
  e.day = foreign_day(at(1));
  const auto side = [&](std::size_t first, std::string& name, std::string& where,
                        std::string& sector) {
    name = at(first + 1);
    const PloverActor actor = tables_.actors.plover(at(first + 2), at(first + 3),
                                                    {at(first + 7), at(first + 8), at(first + 9)});
    where = actor.country;
    sector = actor.sector;
  };
  side(5, e.actor, e.actor_country, e.actor_sector);
  side(15, e.recipient, e.recipient_country, e.recipient_sector);
  cameo(e, at(26));
  const std::string quad = at(29);
  if (quad.size() == 1 && quad[0] >= '1' && quad[0] <= '4') e.quad = quad_name(quad[0] - '0');
  const bool second = fields_.size() >= kGdelt2;  // with second-level divisions
  const std::size_t place = second ? 51 : 49;
  const std::string type = at(place);
  e.place_country = tables_.iso3_of_fips(at(place + 2));
  const std::string name = at(place + 1);
  if (type == "3" || type == "4") e.place = name.substr(0, name.find(','));
  e.latitude = real(at(place + (second ? 5 : 4)));
  e.longitude = real(at(place + (second ? 6 : 5)));
  e.source = at(second ? 60 : 57);
}

void ForeignReader::icews(ForeignEvent& e) const {
  e.id = named("Event ID");
  e.day = foreign_day(named("Event Date"));
  e.actor = named("Source Name");
  e.recipient = named("Target Name");
  e.actor_country = country(named("Source Country"));
  e.recipient_country = country(named("Target Country"));
  e.actor_sector = tables_.actors.sector_of_labels(named("Source Sectors"));
  e.recipient_sector = tables_.actors.sector_of_labels(named("Target Sectors"));
  cameo(e, named("CAMEO Code"));
  e.place = named("City");
  e.place_country = country(named("Country"));
  e.latitude = real(named("Latitude"));
  e.longitude = real(named("Longitude"));
  e.source = named("Publisher");
  // Ids repeat in some years, and the two rows of a meeting may share one.
  e.key = e.id + '|' + e.day + '|' + e.actor + '|' + e.recipient + '|' + e.cameo;
}

void ForeignReader::polecat(ForeignEvent& e) const {
  e.id = named("Event ID");
  e.day = foreign_day(named("Event Date"));
  e.type = named("Event Type");
  e.actor = named("Actor Name");
  e.recipient = named("Recipient Name");
  const auto countries = [&](const std::string& list) {
    std::string out;
    for (const std::string_view one : split(list, ';')) {
      const std::string text = clean(one);
      const std::string found = country(text);
      const bool above = tables_.actors.international().contains(text);
      const std::string& code = found.empty() && above ? text : found;
      if (code.empty()) continue;
      out += (out.empty() ? "" : ";") + code;
    }
    return out;
  };
  e.actor_country = countries(named("Actor Country"));
  e.recipient_country = countries(named("Recipient Country"));
  e.actor_sector = named("Primary Actor Sector");
  e.recipient_sector = named("Primary Recipient Sector");
  e.quad = lower(named("Quad Code"));
  e.place = named("City");
  e.place_country = country(named("Country"));
  e.latitude = real(named("Latitude"));
  e.longitude = real(named("Longitude"));
  e.source = named("Source");
  e.key = e.id + '|' + e.day + '|' + e.actor + '|' + e.recipient;
}

void ForeignReader::acled(ForeignEvent& e) const {
  e.id = named("event_id_cnty");
  if (e.id.empty()) e.id = named("data_id");
  e.day = foreign_day(named("event_date"));
  e.actor = named("actor1");
  e.recipient = named("actor2");
  e.place_country = country(named("country"));
  // Actors carry their country in brackets at the end, where it is not that of the event.
  const auto country_of = [&](const std::string& actor) {
    if (actor.empty()) return std::string();
    const std::size_t open = actor.rfind('(');
    if (open != std::string::npos && actor.back() == ')') {
      std::string own = country(actor.substr(open + 1, actor.size() - open - 2));
      if (!own.empty()) return own;
    }
    return e.place_country;
  };
  e.actor_country = country_of(e.actor);
  e.recipient_country = country_of(e.recipient);
  e.actor_sector = tables_.acled.sector(named("inter1"));
  e.recipient_sector = tables_.acled.sector(named("inter2"));
  const auto& kind = tables_.acled.kind(named("event_type"), named("sub_event_type"));
  e.type = kind.type;
  e.quad = kind.quad;
  const std::string precision = named("geo_precision");
  if (precision.empty() || precision == "1") e.place = named("location");
  e.latitude = real(named("latitude"));
  e.longitude = real(named("longitude"));
  e.source = named("source");
  const auto deaths = real(named("fatalities"));
  if (deaths && *deaths >= 0 && *deaths < 1e9) e.fatalities = static_cast<std::int64_t>(*deaths);
}

}  // namespace dragoman
