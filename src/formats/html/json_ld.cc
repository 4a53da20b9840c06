#include "formats/html/json_ld.h"

#include <nlohmann/json.hpp>
#include <string_view>

#include "text/characters.h"

namespace dragoman {

namespace {

using PlainJson = nlohmann::json;

constexpr std::size_t kMostObjects = 20'000;

/// JSON as it should be: no control characters, no commas before a closing bracket, nothing before
/// the first bracket or after the last.
std::string mended(std::string_view text) {
  const std::size_t first = text.find_first_of("{[");
  const std::size_t last = text.find_last_of("}]");
  if (first == std::string_view::npos || last == std::string_view::npos || last < first) return {};
  text = text.substr(first, last - first + 1);
  std::string out;
  out.reserve(text.size());
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (static_cast<unsigned char>(c) < 0x20) {
      out += ' ';
      continue;
    }
    if (quoted && c == '\\' && i + 1 < text.size()) {
      out += c;
      out += text[++i];
      continue;
    }
    if (c == '"') quoted = !quoted;
    if (!quoted && (c == '}' || c == ']')) {
      while (!out.empty() && is_space(out.back())) out.pop_back();
      if (!out.empty() && out.back() == ',') out.pop_back();
    }
    out += c;
  }
  return out;
}

/// The string after `"key":`, wherever it stands.
std::string searched(std::string_view text, std::string_view key) {
  const std::string wanted = "\"" + std::string(key) + "\"";
  std::size_t p = text.find(wanted);
  if (p == std::string_view::npos) return {};
  p = text.find_first_not_of(" \t\r\n:", p + wanted.size());
  if (p == std::string_view::npos || text[p] != '"') return {};
  const std::size_t end = text.find('"', p + 1);
  if (end == std::string_view::npos || end - p > 400) return {};
  return std::string(text.substr(p + 1, end - p - 1));
}

/// The string at a key, or the name of the object there, or that of the first of an array.
std::string string_at(const PlainJson& object, const char* key) {
  const auto it = object.find(key);
  if (it == object.end()) return {};
  const PlainJson* value = &*it;
  if (value->is_array() && !value->empty()) value = &value->front();
  if (value->is_object()) {
    for (const char* inner : {"name", "@id"}) {
      const auto name = value->find(inner);
      if (name != value->end() && name->is_string()) return name->get<std::string>();
    }
    return {};
  }
  return value->is_string() ? value->get<std::string>() : std::string();
}

enum class Kind { other, page, article };

Kind kind_of(const PlainJson& object) {
  const auto it = object.find("@type");
  if (it == object.end()) return Kind::other;
  Kind found = Kind::other;
  const auto look = [&](const PlainJson& type) {
    if (!type.is_string()) return;
    const auto& name = type.get_ref<const std::string&>();
    if (name.ends_with("Article") || name.ends_with("Posting") || name == "Report" ||
        name == "Recipe" || name == "Review" || name.ends_with("ArticleWithBody"))
      found = Kind::article;
    else if (found == Kind::other && name.ends_with("Page"))
      found = Kind::page;
  };
  if (it->is_array()) {
    for (const PlainJson& type : *it) look(type);
  } else {
    look(*it);
  }
  return found;
}

void keep(std::string& field, std::string value) {
  if (field.empty()) field = std::move(value);
}

void read_object(const PlainJson& object, Kind kind, LinkedData& out) {
  if (kind == Kind::article) {
    keep(out.headline, string_at(object, "headline"));
    keep(out.headline, string_at(object, "name"));
    keep(out.body, string_at(object, "articleBody"));
  }
  keep(out.published, string_at(object, "datePublished"));
  if (kind == Kind::article) keep(out.published, string_at(object, "dateCreated"));
  keep(out.modified, string_at(object, "dateModified"));
  keep(out.publisher, string_at(object, "publisher"));
  keep(out.language, string_at(object, "inLanguage"));
  std::string url = string_at(object, "url");
  if (url.empty()) url = string_at(object, "mainEntityOfPage");
  if (url.starts_with("http")) keep(out.url, std::move(url));
}

/// Fields of the articles and pages of one document, articles and pages apart.
void read_document(const PlainJson& root, LinkedData& articles, LinkedData& pages) {
  std::vector<const PlainJson*> waiting{&root};
  for (std::size_t seen = 0; !waiting.empty() && seen < kMostObjects; ++seen) {
    const PlainJson* value = waiting.back();
    waiting.pop_back();
    if (value->is_object()) {
      const Kind kind = kind_of(*value);
      if (kind == Kind::article) read_object(*value, kind, articles);
      if (kind == Kind::page) read_object(*value, kind, pages);
    }
    if (value->is_structured()) {
      std::vector<const PlainJson*> inner;
      for (const PlainJson& v : *value) {
        if (v.is_structured()) inner.push_back(&v);
      }
      waiting.insert(waiting.end(), inner.rbegin(), inner.rend());
    }
  }
}

}  // namespace

LinkedData read_linked_data(const std::vector<std::string>& scripts) {
  LinkedData articles;
  LinkedData pages;
  for (const std::string& script : scripts) {
    PlainJson json = PlainJson::parse(script, nullptr, false, true);
    if (json.is_discarded()) json = PlainJson::parse(mended(script), nullptr, false, true);
    if (json.is_discarded()) {
      keep(pages.headline, searched(script, "headline"));
      keep(pages.published, searched(script, "datePublished"));
      keep(pages.modified, searched(script, "dateModified"));
      continue;
    }
    read_document(json, articles, pages);
  }
  keep(articles.headline, pages.headline);
  keep(articles.published, pages.published);
  keep(articles.modified, pages.modified);
  keep(articles.publisher, pages.publisher);
  keep(articles.url, pages.url);
  keep(articles.language, pages.language);
  return articles;
}

}  // namespace dragoman
