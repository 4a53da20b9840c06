#include "server/answer.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <unordered_map>

#include "store/filter_lists.h"
#include "store/signature.h"

namespace dragoman {

namespace {

std::vector<std::string> values_of(std::string_view list) {
  std::vector<std::string> out;
  while (!list.empty()) {
    const std::size_t comma = list.find(',');
    if (comma != 0) out.emplace_back(list.substr(0, comma));
    list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
  }
  return out;
}

bool number_of(std::string_view text, double& out) {
  const auto [at, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && at == text.data() + text.size() && std::isfinite(out);
}

/// One value of a cell: a name where the object has one.
std::string word_of(const Json& value) {
  if (value.is_null()) return {};
  if (value.is_string()) return value.get<std::string>();
  if (value.is_object()) {
    for (const char* key : {"name", "value", "id", "text"})
      if (value.contains(key)) return word_of(value[key]);
  }
  if (value.is_array()) {
    std::string out;
    for (const Json& item : value) (out += out.empty() ? "" : "; ") += word_of(item);
    return out;
  }
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void flatten(const std::string& prefix, const Json& value,
             std::vector<std::pair<std::string, std::string>>& out) {
  if (!value.is_object()) {
    out.emplace_back(prefix, word_of(value));
    return;
  }
  for (const auto& [key, inner] : value.items()) {
    std::string name = prefix;
    if (!name.empty()) name += '_';
    name += key;
    flatten(name, inner, out);
  }
}

std::string csv_value(const std::string& value) {
  // A spreadsheet takes what begins so for a formula; a minus sign begins numbers too.
  std::string safe = value;
  if (!safe.empty() && std::string_view("=+@\t\r").find(safe.front()) != std::string_view::npos)
    safe.insert(0, "'");
  if (safe.find_first_of(",\"\r\n") == std::string::npos) return safe;
  std::string out = "\"";
  for (const char c : safe) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

}  // namespace

Reply::Reply(const Error& error)
    : state_(Refusal{error.what.find("locked") != std::string::npos ? 503 : 500, error.what,
                     error.remedy}) {}

std::size_t Asked::number(std::string_view name, std::size_t fallback, std::size_t most) const {
  const std::string_view text = request.value(name);
  std::size_t out = fallback;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return std::min(out, most);
}

std::variant<EventFilter, Refusal> filter_of(const HttpRequest& request) {
  EventFilter f;
  each_list(f, [&](const char* name, std::vector<std::string>& into) {
    into = values_of(request.value(name));
  });
  f.text = request.value("text");
  f.as_of = request.value("as-of");
  for (const auto& [name, into] : {std::pair("since", &f.since), std::pair("until", &f.until)}) {
    *into = request.value(name);
    if (!into->empty() && parsed_day(*into) == kNoDay)
      return Refusal{400, fmt::format("{} is not a day", name), "write it as YYYY-MM-DD"};
  }
  const std::string_view confidence = request.value("confidence");
  if (!confidence.empty() && !number_of(confidence, f.confidence))
    return Refusal{400, "confidence is not a number", "give one from 0 to 1"};
  for (const std::string& edge : values_of(request.value("box"))) {
    if (!number_of(edge, f.box.emplace_back()))
      return Refusal{400, "box is not four numbers", "give south,west,north,east in degrees"};
  }
  if (!f.box.empty() && f.box.size() != 4)
    return Refusal{400, "box is not four numbers", "give south,west,north,east in degrees"};
  return f;
}

Json or_null(std::string_view text) { return text.empty() ? Json() : Json(text); }

Json counted_values(const WordList& words, const std::vector<std::int64_t>& counts,
                    std::size_t most) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < counts.size(); ++i)
    if (counts[i] > 0 && !words.at(i).empty()) order.push_back(i);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return counts[a] > counts[b]; });
  if (order.size() > most) order.resize(most);
  Json out = Json::array();
  for (const std::size_t i : order) out.push_back({{"value", words.at(i)}, {"count", counts[i]}});
  return out;
}

std::shared_ptr<const CodedArticle> coded_anew(const Asked& a, Article article) {
  const std::size_t bytes = article.text.size();
  const std::string key = fmt::format("{}\n{}\n{}\n{}", content_hash(article.text), article.id,
                                      article.published, article.title);
  return a.workshop.coded.get(key, bytes + 1024, [&] { return a.coder.code(std::move(article)); });
}

double rounded(double value) { return std::round(value * 1e4) / 1e4; }

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string as_csv(const Json& rows) {
  std::vector<std::string> columns;
  std::unordered_map<std::string, std::size_t> places;
  std::vector<std::vector<std::string>> all;
  std::vector<std::pair<std::string, std::string>> flat;
  for (const Json& row : rows) {
    flat.clear();
    flatten("", row, flat);
    auto& cells = all.emplace_back(columns.size());
    for (auto& [column, value] : flat) {
      const auto [at, added] = places.try_emplace(column, columns.size());
      if (added) {
        columns.push_back(column);
        cells.emplace_back();
      }
      cells[at->second] = std::move(value);
    }
  }
  // What is an object in one row and nothing in another has no column of its own.
  const auto shown = [&](std::size_t c) {
    return std::none_of(
               columns.begin(), columns.end(),
               [&](const std::string& other) { return other.starts_with(columns[c] + "_"); }) ||
           std::any_of(all.begin(), all.end(),
                       [&](const auto& row) { return c < row.size() && !row[c].empty(); });
  };
  std::vector<std::size_t> kept;
  for (std::size_t c = 0; c < columns.size(); ++c)
    if (shown(c)) kept.push_back(c);
  std::string out;
  const char* comma = "";
  for (const std::size_t c : kept) {
    out += comma + csv_value(columns[c]);
    comma = ",";
  }
  out += "\n";
  for (const auto& row : all) {
    comma = "";
    for (const std::size_t c : kept) {
      out += comma;
      if (c < row.size()) out += csv_value(row[c]);
      comma = ",";
    }
    out += "\n";
  }
  return out;
}

Offsets16::Offsets16(std::string_view text, bool utf16) : bytes_(utf16 ? text.size() : SIZE_MAX) {
  if (!utf16) return;
  units_.reserve(text.size() + 1);
  std::uint32_t unit = 0;
  std::uint32_t start = 0;
  for (const char byte : text) {
    const auto c = static_cast<unsigned char>(byte);
    // A byte within a character stands where the character does.
    if ((c & 0xC0U) != 0x80U || units_.empty()) {
      start = unit;
      unit += c >= 0xF0U ? 2 : 1;
    }
    units_.push_back(start);
  }
  units_.push_back(unit);
}

std::int64_t Offsets16::out(std::size_t byte) const {
  const std::size_t at = std::min(byte, bytes_);
  return units_.empty() ? static_cast<std::int64_t>(at) : std::int64_t{units_[at]};
}

std::size_t Offsets16::in(std::int64_t unit) const {
  if (unit <= 0) return 0;
  if (units_.empty()) return std::min(static_cast<std::size_t>(unit), bytes_);
  const auto found = std::lower_bound(units_.begin(), units_.end(), unit);
  return found == units_.end() ? bytes_ : static_cast<std::size_t>(found - units_.begin());
}

}  // namespace dragoman
