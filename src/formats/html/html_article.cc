#include "formats/html/html_article.h"

#include <fmt/format.h>

#include "formats/html/json_ld.h"
#include "formats/html/main_text.h"
#include "formats/html/markup.h"
#include "formats/html/page_blocks.h"
#include "formats/html/page_hints.h"
#include "formats/html/page_metadata.h"
#include "formats/html/page_tree.h"
#include "formats/input/encoding.h"

namespace dragoman {

namespace {

/// Text of a piece of HTML in a string of JSON.
std::string plain_text(const std::string& html) {
  if (html.find_first_of("<&") == std::string::npos) return html;
  const PageTree tree(clean_markup(html).html);
  return tree.text_of(0, html.size());
}

/// The paragraphs of an article in a string of JSON, which may be plain or HTML, once or twice
/// escaped.
std::string body_text(std::string body) {
  std::string out;
  for (int round = 0; round < 3; ++round) {
    std::string html;
    for (const char c : body) {
      if (c == '\n')
        html += "<p>";
      else
        html += c;
    }
    const PageTree tree(clean_markup(html).html);
    out.clear();
    for (const PageBlock& b : page_blocks(tree, {})) {
      if (!out.empty()) out += "\n\n";
      out += b.text;
    }
    if (out.find("</") == std::string::npos && out.find("&nbsp;") == std::string::npos) break;
    body = out;
  }
  return out;
}

/// Fewer bytes are no article, whatever the page's data says of its text.
constexpr std::size_t kShortBody = 250;

}  // namespace

Article extract_article(std::string_view utf8, const std::string& url) {
  std::string valid(utf8);
  make_utf8(valid);
  const Markup markup = clean_markup(valid);
  const PageTree page(markup.html);
  LinkedData linked = read_linked_data(markup.json_ld);
  linked.headline = plain_text(linked.headline);
  linked.publisher = plain_text(linked.publisher);
  const PageWords& words = PageWords::shipped();
  const std::vector<std::uint8_t> hints = page_hints(page, words);
  PageMetadata about = page_metadata(page, hints, linked, words, url);
  MainText found = main_text(page, hints, words, about.title, about.headline);
  // Pages that show their article by a script carry it as data.
  if (linked.body.size() > kShortBody && linked.body.size() > 2 * found.text.size()) {
    std::string body = body_text(std::move(linked.body));
    if (body.size() > 2 * found.text.size()) found.text = std::move(body);
  }
  Article out;
  out.title = std::move(about.title);
  out.text = std::move(found.text);
  out.published = std::move(about.published);
  out.publisher = std::move(about.publisher);
  out.url = std::move(about.url);
  out.language = std::move(about.language);
  return out;
}

ReadReport parse_html(std::string_view bytes, const std::string& name, const std::string& url) {
  ReadReport report;
  if (bytes.size() > kLongestPage) {
    report.errors.push_back({name,
                             fmt::format("is {} MiB long, more than the {} MiB of the longest page",
                                         bytes.size() >> 20, kLongestPage >> 20),
                             "save the article alone"});
    return report;
  }
  Article found = extract_article(bytes, url);
  if (found.text.empty()) {
    report.errors.push_back({name, "holds no text of an article",
                             "save the page as the browser shows it, after its scripts have run"});
    return report;
  }
  report.articles.push_back(std::move(found));
  return report;
}

}  // namespace dragoman
