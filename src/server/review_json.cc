#include "server/review_json.h"

#include <algorithm>
#include <array>

#include "store/store.h"

namespace dragoman {

namespace {

constexpr std::size_t kLongestWord = 200;  ///< bytes of a name or a type
constexpr std::size_t kMostParties = 32;

constexpr std::array<std::string_view, 10> kModalities = {
    "occurred",   "ongoing", "planned", "possible",  "demanded",
    "threatened", "refused", "denied",  "cancelled", "background"};

/// Calls `change(begin or end)` for every offset of an object of changes.
template <typename Change>
void each_offset(Json& changes, const Change& change) {
  for (const char* key : {"actors", "recipients", "trigger", "evidence"}) {
    if (!changes.contains(key)) continue;
    Json& value = changes[key];
    const auto spanned = [&](Json& object) {
      for (const char* end : {"begin", "end"})
        if (object.contains(end)) change(object[end]);
    };
    if (value.is_array())
      for (Json& item : value) spanned(item);
    else
      spanned(value);
  }
}

bool is_word(const Json& value) {
  return value.is_string() && value.get_ref<const std::string&>().size() <= kLongestWord;
}

/// Begin and end are numbers, the first before the second.
bool is_span(const Json& object) {
  return object.contains("begin") && object.contains("end") &&
         object["begin"].is_number_unsigned() && object["end"].is_number_unsigned() &&
         object["begin"].get<std::uint64_t>() < object["end"].get<std::uint64_t>() &&
         object["end"].get<std::uint64_t>() < INT32_MAX;
}

bool is_party(const Json& party) {
  if (!party.is_object() || !party.contains("name")) return false;
  for (const auto& [key, value] : party.items()) {
    if (key == "begin" || key == "end") continue;
    if ((key != "name" && key != "country" && key != "sector") || !is_word(value)) return false;
  }
  return !(party.contains("begin") || party.contains("end")) || is_span(party);
}

std::string what_is_wrong(const Json& given, const Ontology& ontology) {
  if (!given.is_object() || given.empty()) return "changes is no object, or empty";
  for (const auto& [key, value] : given.items()) {
    if (key == "type") {
      if (!is_word(value) || ontology.type(value.get<std::string>()) == nullptr)
        return "type is none of PLOVER's";
    } else if (key == "mode") {
      if (!is_word(value)) return "mode is no word";
    } else if (key == "modality") {
      if (!is_word(value) || std::find(kModalities.begin(), kModalities.end(),
                                       value.get<std::string>()) == kModalities.end())
        return "modality is none that there is";
    } else if (key == "day") {
      if (!is_word(value) || parsed_day(value.get<std::string>()) == kNoDay)
        return "day is not YYYY-MM-DD";
    } else if (key == "trigger" || key == "evidence") {
      if (!value.is_object() || value.size() != 2 || !is_span(value)) return key + " is no span";
    } else if (key == "actors" || key == "recipients") {
      if (!value.is_array() || value.size() > kMostParties ||
          !std::all_of(value.begin(), value.end(), is_party))
        return key + " are not parties with a name, and begin and end or neither";
    } else {
      return "changes has a field that means nothing: " + key.substr(0, kLongestWord);
    }
  }
  return {};
}

}  // namespace

Json review_json(const Review& r, const Offsets16* offsets) {
  Json changes;
  if (!r.changes.empty()) {
    changes = Json::parse(r.changes, nullptr, false);
    if (changes.is_discarded()) changes = Json();
    if (offsets != nullptr && changes.is_object())
      each_offset(changes, [&](Json& at) { at = offsets->out(at.get<std::size_t>()); });
  }
  return {{"review", r.review},
          {"event", r.event},
          {"article", r.article},
          {"decision", r.decision},
          {"changes", std::move(changes)},
          {"who", r.who},
          {"note", or_null(r.note)},
          {"recorded", r.recorded},
          {"undone", or_null(r.undone)}};
}

Result<Json> standing_review(const Database& database, const std::string& event,
                             const Offsets16* offsets) {
  const auto review = standing_review_of(database, event);
  if (!review.ok()) return review.error();
  return review.value() ? review_json(*review.value(), offsets) : Json();
}

std::variant<Json, Refusal> checked_changes(const Json& given, const Ontology& ontology,
                                            const Offsets16& offsets, std::size_t bytes) {
  const std::string wrong = what_is_wrong(given, ontology);
  if (!wrong.empty()) return Refusal{400, wrong, "see Changes in /api/openapi.json"};
  Json out = given;
  bool inside = true;
  each_offset(out, [&](Json& at) {
    const std::size_t byte = offsets.in(at.get<std::int64_t>());
    inside = inside && offsets.out(byte) == at.get<std::int64_t>() && byte <= bytes;
    at = byte;
  });
  if (!inside)
    return Refusal{400, "a span lies outside of the text or within a character",
                   "begin and end count UTF-16 code units of the article's text"};
  return out;
}

Result<Json> training_json(const Database& database, const Review& r) {
  Json was = Json::parse(r.was, nullptr, false);
  Json should = r.decision == "reject" || was.is_discarded() ? Json() : was;
  if (r.decision == "change") {
    const Json changes = Json::parse(r.changes, nullptr, false);
    if (changes.is_object() && should.is_object()) should.update(changes);
  }
  Json line = {{"review", r.review},      {"event", r.event},      {"article", r.article},
               {"decision", r.decision},  {"who", r.who},          {"recorded", r.recorded},
               {"note", or_null(r.note)}, {"was", std::move(was)}, {"should", std::move(should)}};
  auto row = database.prepare(
      "SELECT article FROM events WHERE id = ? ORDER BY current DESC, event DESC LIMIT 1");
  if (!row.ok()) return row.error();
  const auto article = row.value().bind(r.event).first_integer();
  if (!article.ok()) return article.error();
  if (article.value() != 0) {
    const auto text = article_text(database, article.value());
    if (!text.ok()) return text.error();
    line["text"] = text.value();
  }
  return line;
}

}  // namespace dragoman
