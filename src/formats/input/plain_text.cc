#include "formats/input/plain_text.h"

#include <optional>

#include "text/one_of.h"

namespace dragoman {

namespace {

struct HeaderLine {
  Field field;
  std::string value;
};

std::optional<HeaderLine> header_line(std::string_view line) {
  const std::size_t colon = line.find(": ");
  if (colon == std::string_view::npos || colon > 12) return std::nullopt;
  const std::string_view key = line.substr(0, colon);
  const auto use = field_named(key);
  // Words that also begin lines of text name no field here.
  if (!use || one_of(to_string(use->field), {"text", "id"})) return std::nullopt;
  return HeaderLine{use->field, std::string(line.substr(colon + 2))};
}

/// Takes `Key: value` lines off the front when every line before the blank one is such a line.
std::string_view header(std::string_view text, std::vector<HeaderLine>& found) {
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t at = rest.find('\n');
    std::string_view line = rest.substr(0, at);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    rest.remove_prefix(at == std::string_view::npos ? rest.size() : at + 1);
    if (line.empty() && !found.empty()) return rest;
    auto taken = header_line(line);
    if (!taken) break;
    found.push_back(std::move(*taken));
  }
  found.clear();
  return text;
}

}  // namespace

bool PlainTextReader::next(ReadReport& out) {
  bool complete = false;
  // A header comes on top of the longest article.
  const std::string text = read_rest(in_, kLongestArticle + (1U << 16), &complete);
  if (blank(text)) {
    if (in_.trouble() == nullptr)
      out.errors.push_back({name_, "is empty", "give a file with text"});
    return false;
  }
  if (std::string_view(text).substr(0, 4096).find('\0') != std::string_view::npos) {
    out.errors.push_back({name_, "is a binary file", "give text, or convert it first"});
    return false;
  }
  std::vector<HeaderLine> lines;
  const std::string_view body = header(text, lines);
  if (!complete) {
    std::size_t bytes = text.size();
    for (std::string_view more = in_.available(); !more.empty(); more = in_.available()) {
      bytes += more.size();
      in_.skip(more.size());
    }
    out.errors.push_back(too_long(name_, bytes));
    return false;
  }
  Article article;
  for (HeaderLine& line : lines)
    fields_.set(article, line.field, std::move(line.value), name_, out);
  article.text = body;
  admit(std::move(article), name_, "give the text below its header", out);
  return false;
}

}  // namespace dragoman
