// What holds for every article that a reader hands on.
#pragma once

#include <utf8proc.h>

#include "check.h"
#include "formats/article_reader.h"

namespace dragoman::fuzz {

inline bool valid_utf8(std::string_view text) {
  while (!text.empty()) {
    utf8proc_int32_t code = 0;
    const auto n = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                    static_cast<utf8proc_ssize_t>(text.size()), &code);
    if (n <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

inline void check_report(const ReadReport& report) {
  for (const Article& a : report.articles) {
    check(!a.id.empty(), "every article has an id");
    check(valid_utf8(a.text), "the text is UTF-8");
    check(a.text.find_first_not_of(" \t\r\n") != std::string::npos, "every article has text");
    check(a.published.empty() || (a.published.size() == 10 && a.published[4] == '-'),
          "a date is YYYY-MM-DD");
  }
  for (const auto* list : {&report.errors, &report.warnings}) {
    for (const Error& e : *list) {
      check(e.where.starts_with("fuzz"), "a message names the file");
      check(!e.what.empty() && !e.remedy.empty(), "a message says what is wrong and what to do");
    }
  }
}

}  // namespace dragoman::fuzz
