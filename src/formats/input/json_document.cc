#include "formats/input/json_document.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "formats/input/json_lines.h"

namespace dragoman {

namespace {

/// Passes over white space and commas; the character that comes then, or -1.
int next_sign(Buffered& in) {
  for (std::string_view view = in.available(); !view.empty(); view = in.available()) {
    const std::size_t at = view.find_first_not_of(" \t\r\n,");
    in.skip(std::min(at, view.size()));
    if (at != std::string_view::npos) return static_cast<unsigned char>(view[at]);
  }
  return -1;
}

/// Whether the first line is an object, so that others follow.
bool begins_with_a_line(Buffered& in) {
  std::string_view view = in.available();
  if (view.find('\n') == std::string_view::npos) view = in.peek(std::size_t{1} << 20);
  const std::string_view line = view.substr(0, view.find('\n'));
  if (line.size() == view.size()) return view.size() >= (std::size_t{1} << 20);
  return nlohmann::json::accept(line);
}

}  // namespace

bool JsonDocumentReader::begin(ReadReport& out) {
  begun_ = true;
  const int sign = next_sign(in_);
  if (sign == '[') {
    in_.skip(1);
    return true;
  }
  if (sign == '{' && begins_with_a_line(in_)) {
    lines_ = std::make_unique<JsonLinesReader>(in_, name_, options_);
    return true;
  }
  if (sign == '{')
    read_object(out);
  else if (in_.trouble() == nullptr)
    out.errors.push_back({name_, sign < 0 ? "is empty" : "is no JSON of articles",
                          "give an object or an array of objects"});
  return false;
}

void JsonDocumentReader::read_object(ReadReport& out) {
  bool complete = false;
  const std::string bytes = read_rest(in_, kLongestRecord, &complete);
  if (!complete) {
    out.errors.push_back(record_too_long(name_));
    return;
  }
  const nlohmann::json whole = nlohmann::json::parse(bytes, nullptr, false);
  if (!whole.is_object()) {
    out.errors.push_back({name_, "is not JSON", "check it with jq"});
    return;
  }
  ReadReport one;
  read_article(whole, name_, fields_, one);
  const nlohmann::json* list = nullptr;
  for (const auto& member : whole)
    if (list == nullptr && member.is_array() && !member.empty() && member.front().is_object())
      list = &member;
  if (!one.articles.empty() || list == nullptr) {
    for (Article& a : one.articles) out.articles.push_back(std::move(a));
    for (Error& e : one.errors) out.errors.push_back(std::move(e));
    for (Error& w : one.warnings) out.warnings.push_back(std::move(w));
    for (Error& n : one.notes) out.notes.push_back(std::move(n));
    return;
  }
  for (const auto& element : *list)
    read_article(element, fmt::format("{}:article {}", name_, ++number_), fields_, out);
}

/// The bytes of an element of the array, by its brackets; false at the end.
bool JsonDocumentReader::take_element(ReadReport& out) {
  element_.clear();
  const int sign = next_sign(in_);
  if (sign == ']') return false;
  const std::string where = fmt::format("{}:article {}", name_, ++number_);
  bool quoted = false;
  bool escaped = false;
  std::size_t depth = 0;
  std::size_t bytes = 0;
  for (std::string_view view = in_.available(); !view.empty(); view = in_.available()) {
    for (std::size_t p = 0; p < view.size(); ++p) {
      const char c = view[p];
      const bool outside = !quoted && depth == 0;
      if (outside && (c == ',' || c == ']')) {  // a number or a word
        if (bytes + p <= kLongestRecord) element_ += view.substr(0, p);
        in_.skip(p);
        read_article(nlohmann::json::parse(element_, nullptr, false), where, fields_, out);
        return true;
      }
      if (quoted) {
        quoted = escaped || c != '"';
        escaped = !escaped && c == '\\';
      } else if (c == '"') {
        quoted = true;
      } else if (c == '{' || c == '[') {
        ++depth;
      } else if (depth > 0 && (c == '}' || c == ']') && --depth == 0) {
        bytes += p + 1;
        if (bytes <= kLongestRecord) element_ += view.substr(0, p + 1);
        in_.skip(p + 1);
        if (bytes > kLongestRecord)
          out.errors.push_back(record_too_long(where));
        else
          read_article(nlohmann::json::parse(element_, nullptr, false), where, fields_, out);
        return true;
      }
    }
    bytes += view.size();
    if (bytes <= kLongestRecord) element_ += view;
    in_.skip(view.size());
  }
  if (sign >= 0 || in_.trouble() == nullptr)
    out.errors.push_back({where, "the array ends in its middle", "fetch the file again"});
  return false;
}

bool JsonDocumentReader::next(ReadReport& out) {
  if (!begun_ && !begin(out)) return false;
  return lines_ != nullptr ? lines_->next(out) : take_element(out);
}

}  // namespace dragoman
