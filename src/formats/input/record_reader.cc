#include "formats/input/record_reader.h"

#include <fmt/format.h>

#include <cstdint>

#include "formats/input/encoding.h"

namespace dragoman {

namespace {

/// From what does not change when the article is fetched again.
std::string identifier(const Article& a) {
  std::uint64_t h = 14695981039346656037ULL;
  for (const std::string* part : {&a.publisher, &a.title, &a.text}) {
    for (const char c : *part) h = (h ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    h = (h ^ 0xFFU) * 1099511628211ULL;
  }
  return fmt::format("{:016x}", h);
}

}  // namespace

bool blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

Error too_long(const std::string& where, std::size_t bytes) {
  return {where,
          fmt::format("is {} MiB long, more than the {} MiB of the longest article", bytes >> 20,
                      kLongestArticle >> 20),
          "split it into articles, one file or one line of JSON each"};
}

Error record_too_long(const std::string& where) {
  return {where, fmt::format("a record of more than {} MiB", kLongestRecord >> 20),
          "give one article a record"};
}

void admit(Article article, const std::string& where, std::string_view remedy, ReadReport& out) {
  for (std::string* field : {&article.id, &article.title, &article.text, &article.publisher,
                             &article.url, &article.language})
    make_utf8(*field);
  if (blank(article.text)) {
    out.errors.push_back({where, "has no text", std::string(remedy)});
    return;
  }
  if (article.text.size() > kLongestArticle) {
    out.errors.push_back(too_long(where, article.text.size()));
    return;
  }
  if (article.id.empty()) article.id = identifier(article);
  out.articles.push_back(std::move(article));
}

}  // namespace dragoman
