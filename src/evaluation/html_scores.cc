#include "evaluation/html_scores.h"

#include <fmt/format.h>

#include <ctime>
#include <nlohmann/json.hpp>

#include "formats/html/html_article.h"
#include "formats/html/markup.h"
#include "formats/html/page_tree.h"
#include "formats/input/compression.h"
#include "formats/input/encoding.h"
#include "text/file.h"
#include "text/folded.h"

namespace dragoman {

namespace {

/// The bytes of a compressed page.
Result<std::string> page_bytes(const std::string& path) {
  Result<std::unique_ptr<ByteStream>> file = open_bytes(path);
  if (!file.ok()) return file.error();
  const std::unique_ptr<Buffered> bytes = unpacked(std::move(file.value()));
  bool complete = false;
  std::string page = read_rest(*bytes, kLongestPage, &complete);
  if (!complete || bytes->trouble() != nullptr)
    return Error{path, "cannot be read to its end", "fetch it again"};
  return page;
}

std::string spaced(std::string_view text) {
  std::string out;
  append_spaced(out, text);
  while (!out.empty() && (out.back() == ' ' || out.back() == '\n')) out.pop_back();
  return out;
}

/// A page as UTF-8, from the encoding it declares.
std::string as_utf8(std::string_view bytes) {
  Utf8Stream stream(std::make_unique<ViewStream>(bytes), std::string(declared_charset(bytes)));
  bool complete = false;
  return read_rest(stream, 2 * kLongestPage, &complete);
}

/// Letters and digits alone, in lower case.
std::string letters(std::string_view text) {
  std::string out;
  for (const char c : fold(text)) {
    const auto u = static_cast<unsigned char>(c);
    if (u >= 0xC3 || std::isalnum(u) != 0) out += c;
  }
  return out;
}

using PlainJson = nlohmann::json;

void score_segments(const std::string& page, const PlainJson& notes, const Article& found,
                    HtmlScores& scores) {
  const std::string text = spaced(found.text);
  for (const PlainJson& segment : notes.value("with", PlainJson::array())) {
    ++scores.segments.gold;
    if (text.find(spaced(segment.get<std::string>())) != std::string::npos) {
      ++scores.segments.matched;
      ++scores.segments.predicted;
    } else {
      scores.errors.push_back(fmt::format("{} lacks: {}", page, segment.get<std::string>()));
    }
  }
  for (const PlainJson& segment : notes.value("without", PlainJson::array())) {
    ++scores.unwanted;
    if (text.find(spaced(segment.get<std::string>())) == std::string::npos) continue;
    ++scores.segments.predicted;
    scores.errors.push_back(fmt::format("{} keeps: {}", page, segment.get<std::string>()));
  }
}

void score_fields(const std::string& page, const PlainJson& notes, const Article& found,
                  HtmlScores& scores) {
  const std::string title = notes.value("title", "");
  if (!title.empty()) {
    ++scores.titles.gold;
    if (letters(title) == letters(found.title))
      ++scores.titles.matched;
    else
      scores.errors.push_back(fmt::format("{} title: {} | {}", page, title, found.title));
  }
  if (!notes.contains("date")) return;
  const std::string date = notes.value("date", "");
  if (date.empty()) {
    scores.made_up += found.published.empty() ? 0 : 1;
    return;
  }
  ++scores.dates.gold;
  if (date == found.published)
    ++scores.dates.matched;
  else
    scores.errors.push_back(fmt::format("{} date: {} | {}", page, date, found.published));
}

}  // namespace

Result<HtmlScores> score_pages(const std::string& folder) {
  const std::string path = folder + "/trafilatura_subset.json";
  const Result<std::string> bytes = read_file(path);
  if (!bytes.ok()) return bytes.error();
  const PlainJson notes = PlainJson::parse(bytes.value(), nullptr, false);
  if (!notes.is_object()) return Error{path, "is not a JSON object", "fetch it again"};
  HtmlScores scores;
  for (const auto& [url, page] : notes.items()) {
    if (!page.is_object()) continue;
    const std::string file = page.value("file", "");
    const Result<std::string> html =
        page_bytes(fmt::format("{}/trafilatura_html/{}", folder, file));
    if (!html.ok()) return html.error();
    const std::string page_text = as_utf8(html.value());
    const std::clock_t start = std::clock();
    const Article found = extract_article(page_text);
    scores.seconds += static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    scores.bytes += static_cast<double>(page_text.size());
    ++scores.pages;
    const std::string name = file.substr(0, 8);
    score_segments(name, page, found, scores);
    score_fields(name, page, found, scores);
  }
  return scores;
}

}  // namespace dragoman
