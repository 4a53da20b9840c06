#include "formats/input/json_lines.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace dragoman {

namespace {

using nlohmann::json;

/// A value as text: a string, the paragraphs of a list, the name of an object; for ids and days a
/// number, too.
std::string text_of(const json& value, Field field) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number() && (field == Field::id || field == Field::published)) return value.dump();
  if (value.is_object()) {
    const auto name = value.find("name");
    return name != value.end() && name->is_string() ? name->get<std::string>() : std::string();
  }
  std::string out;
  if (!value.is_array()) return out;
  for (const json& part : value) {
    if (!part.is_string()) continue;
    if (!out.empty()) out += "\n\n";
    out += part.get_ref<const std::string&>();
  }
  return out;
}

/// The value at `a.b`, or under the key that is written so; null when there is none.
const json* at_path(const json& object, std::string_view path) {
  const json* here = &object;
  if (const auto whole = here->find(path); whole != here->end()) return &*whole;
  for (;;) {
    const std::size_t dot = path.find('.');
    if (!here->is_object()) return nullptr;
    const auto next = here->find(path.substr(0, dot));
    if (next == here->end()) return nullptr;
    here = &*next;
    if (dot == std::string_view::npos) return here;
    path.remove_prefix(dot + 1);
  }
}

struct Choice {
  const json* value = nullptr;
  std::string key;
  std::size_t rank = 0;
};

bool says_nothing(const json& value) {
  if (value.is_string()) return blank(value.get_ref<const std::string&>());
  return value.is_null() || value.is_boolean() || (value.is_structured() && value.empty());
}

}  // namespace

void read_article(const json& record, const std::string& where, FieldFinder& fields,
                  ReadReport& out) {
  if (!record.is_object()) {
    out.errors.push_back({where, "is not a JSON object", "write one object a line"});
    return;
  }
  std::array<Choice, kFields> best;
  for (const auto& [key, value] : record.items()) {
    const auto use = fields.find(key);
    if (!use || says_nothing(value)) continue;
    Choice& choice = best[static_cast<std::size_t>(use->field)];
    if (choice.value == nullptr || use->rank < choice.rank) choice = {&value, key, use->rank};
  }
  Article article;
  std::vector<std::pair<Field, std::string>> used;
  for (std::size_t f = 0; f < kFields; ++f) {
    const auto field = static_cast<Field>(f);
    Choice& choice = best[f];
    if (const std::string& key = fields.map().key(field); !key.empty() && choice.value == nullptr)
      choice = {at_path(record, key), key, 0};
    if (choice.value == nullptr) continue;
    std::string text = text_of(*choice.value, field);
    if (text.empty()) continue;
    fields.set(article, field, std::move(text), where, out);
    used.emplace_back(field, std::move(choice.key));
  }
  const std::string& key = fields.map().key(Field::text);
  const std::size_t before = out.articles.size();
  admit(std::move(article), where,
        key.empty()
            ? "give the article in \"text\" (or \"body\", \"content\"), or name its key with "
              "--map text=KEY"
            : fmt::format("its key is \"{}\" by --map", key),
        out);
  if (out.articles.size() > before) fields.announce(used, out);
}

bool JsonLinesReader::next(ReadReport& out) {
  switch (in_.line(line_, kLongestRecord)) {
    case Buffered::Line::none:
      if (!any_ && in_.trouble() == nullptr)
        out.errors.push_back({name_, "is empty", "give a file with one JSON object a line"});
      return false;
    case Buffered::Line::too_long:
      any_ = true;
      out.errors.push_back(record_too_long(fmt::format("{}:{}", name_, ++number_)));
      return true;
    case Buffered::Line::whole:
      ++number_;
      if (blank(line_)) return true;
      any_ = true;
      read_article(json::parse(line_, nullptr, false), fmt::format("{}:{}", name_, number_),
                   fields_, out);
      return true;
  }
  return false;
}

}  // namespace dragoman
