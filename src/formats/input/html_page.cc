#include "formats/input/html_page.h"

#include <fmt/format.h>

#include "formats/html/html_article.h"
#include "formats/html/markup.h"
#include "formats/input/encoding.h"

namespace dragoman {

bool HtmlPageReader::next(ReadReport& out) {
  const std::string& name = name_;
  if (declared_.empty()) declared_ = declared_charset(bytes_->peek(8192));
  Utf8Stream text(std::move(bytes_), declared_);
  bool complete = false;
  const std::string page = read_rest(text, kLongestPage, &complete);
  if (complete) text.report(name, out);
  if (text.trouble() != nullptr)
    out.errors.push_back({name, text.trouble()->what, text.trouble()->remedy});
  if (blank(page)) {
    if (text.trouble() == nullptr)
      out.errors.push_back({name, "is empty", "give a page with text"});
    return false;
  }
  if (!complete) {
    out.errors.push_back(
        {name, fmt::format("is longer than the {} MiB of the longest page", kLongestPage >> 20),
         "save the article alone"});
    return false;
  }
  ReadReport read = parse_html(page, name, url_);
  for (Error& e : read.errors) out.errors.push_back(std::move(e));
  for (Error& w : read.warnings) out.warnings.push_back(std::move(w));
  for (Article& a : read.articles) admit(std::move(a), name, "save the page with its text", out);
  return false;
}

}  // namespace dragoman
