// What holds for the article of every page.
#pragma once

#include <algorithm>

#include "article_check.h"
#include "formats/html/html_article.h"
#include "formats/html/markup.h"

namespace dragoman::fuzz {

inline void check_page(std::string_view bytes) {
  const ReadReport report = parse_html(bytes, "fuzz");
  check(report.articles.size() + report.errors.size() == 1, "a page is one article or one error");
  for (const Article& a : report.articles) {
    for (const std::string* part : {&a.title, &a.text, &a.publisher, &a.url, &a.language})
      check(valid_utf8(*part), "what is read is UTF-8");
    check(a.text.find_first_not_of(" \t\r\n") != std::string::npos, "every article has text");
    check(a.text.find('\0') == std::string::npos, "the text has no zero bytes");
    check(a.text.find("\n\n\n") == std::string::npos, "one blank line between paragraphs");
    check(a.published.empty() || (a.published.size() == 10 && a.published[4] == '-'),
          "a date is YYYY-MM-DD");
  }
  for (const Error& e : report.errors)
    check(e.where == "fuzz" && !e.what.empty() && !e.remedy.empty(),
          "a message says where, what is wrong and what to do");
  const std::string_view charset = declared_charset(bytes);
  check(charset.empty() || (charset.data() >= bytes.data() &&
                            charset.data() + charset.size() <= bytes.data() + bytes.size()),
        "the name of an encoding stands in the page");
}

}  // namespace dragoman::fuzz
