#include "formats/article_reader.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "text/file.h"

namespace dragoman {

namespace {

void append(ReadReport& to, ReadReport from) {
  std::move(from.articles.begin(), from.articles.end(), std::back_inserter(to.articles));
  std::move(from.errors.begin(), from.errors.end(), std::back_inserter(to.errors));
  std::move(from.warnings.begin(), from.warnings.end(), std::back_inserter(to.warnings));
}

/// Replaces each invalid byte by one '?', so that offsets still point into the original.
std::string repaired(std::string_view bytes, const std::string& name, ReadReport& report) {
  std::string out(bytes);
  std::size_t bad = 0;
  std::size_t first = 0;
  for (std::size_t p = 0; p < out.size();) {
    utf8proc_int32_t code = 0;
    const auto n = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(out.data() + p),
                                    static_cast<utf8proc_ssize_t>(out.size() - p), &code);
    if (n > 0) {
      p += static_cast<std::size_t>(n);
      continue;
    }
    if (bad++ == 0) first = p;
    out[p++] = '?';
  }
  if (bad > 0)
    report.warnings.push_back(
        {name,
         fmt::format("{} bytes are not UTF-8, the first at byte {}; each was replaced by ?", bad,
                     first),
         "convert the file with iconv"});
  return out;
}

std::string identifier(const Article& a) {
  std::uint64_t h = 14695981039346656037ULL;
  for (const std::string* part : {&a.publisher, &a.title, &a.text}) {
    for (const char c : *part) h = (h ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    h = (h ^ 0xFFU) * 1099511628211ULL;
  }
  return fmt::format("{:016x}", h);
}

/// `text` as it is when it names a day of the calendar, else empty.
std::string real_day(std::string text) {
  const auto part = [&](std::size_t from, std::size_t n) {
    return std::stoi(text.substr(from, n));
  };
  const std::chrono::year_month_day day{std::chrono::year(part(0, 4)),
                                        std::chrono::month(static_cast<unsigned>(part(5, 2))),
                                        std::chrono::day(static_cast<unsigned>(part(8, 2)))};
  return day.ok() ? text : std::string();
}

}  // namespace

std::string iso_day(std::string_view text) {
  const auto digits = [&](std::size_t from, std::size_t n) {
    return text.size() >= from + n &&
           std::all_of(text.begin() + static_cast<std::ptrdiff_t>(from),
                       text.begin() + static_cast<std::ptrdiff_t>(from + n),
                       [](char c) { return c >= '0' && c <= '9'; });
  };
  if (digits(0, 8))
    return real_day(
        fmt::format("{}-{}-{}", text.substr(0, 4), text.substr(4, 2), text.substr(6, 2)));
  if (digits(0, 4) && text.size() >= 10 && text[4] == '-' && digits(5, 2) && text[7] == '-' &&
      digits(8, 2))
    return real_day(std::string(text.substr(0, 10)));
  return {};
}

namespace {

bool set_field(Article& a, std::string_view key, std::string value) {
  if (key == "title")
    a.title = std::move(value);
  else if (key == "date" || key == "published" || key == "date_publish" || key == "seendate")
    a.published = iso_day(value);
  else if (key == "publisher" || key == "source")
    a.publisher = std::move(value);
  else if (key == "url")
    a.url = std::move(value);
  else if (key == "language")
    a.language = std::move(value);
  else if (key == "id")
    a.id = std::move(value);
  else if (key == "text" || key == "body" || key == "maintext")
    a.text = std::move(value);
  else
    return false;
  return true;
}

/// Takes `Key: value` lines off the front when every line before the blank one is such a line.
std::string_view header(std::string_view bytes, Article& article) {
  Article found = article;
  std::string_view rest = bytes;
  bool any = false;
  while (!rest.empty()) {
    const std::size_t at = rest.find('\n');
    std::string_view line = rest.substr(0, at);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    rest.remove_prefix(at == std::string_view::npos ? rest.size() : at + 1);
    if (line.empty()) {
      if (!any) return bytes;
      article = std::move(found);
      return rest;
    }
    const std::size_t colon = line.find(": ");
    if (colon == std::string_view::npos || colon > 12) return bytes;
    std::string key(line.substr(0, colon));
    std::transform(key.begin(), key.end(), key.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    if (key == "text" || key == "body" || key == "maintext" || key == "id" ||
        !set_field(found, key, std::string(line.substr(colon + 2))))
      return bytes;
    any = true;
  }
  return bytes;
}

bool blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace

namespace {

/// True for a text of a length that one article can have; else says what is wrong.
bool of_a_length(std::string_view text, const std::string& name, ReadReport& report) {
  if (text.size() <= kLongestArticle) return true;
  report.errors.push_back(
      {name,
       fmt::format("is {} MiB long, more than the {} MiB of the longest article", text.size() >> 20,
                   kLongestArticle >> 20),
       "split it into articles, one file or one line of JSON each"});
  return false;
}

/// One line of JSON Lines.
void parse_record(std::string_view line, const std::string& where, ReadReport& report) {
  const std::string clean = repaired(line, where, report);
  const auto json = nlohmann::json::parse(clean, nullptr, false);
  if (!json.is_object()) {
    report.errors.push_back({where, "is not a JSON object", "write one object a line"});
    return;
  }
  Article a;
  for (const auto& [key, value] : json.items()) {
    if (value.is_string())
      set_field(a, key, value.get<std::string>());
    else if (key == "id" && value.is_number())
      a.id = value.dump();
  }
  if (blank(a.text)) {
    report.errors.push_back(
        {where, "has no text", "give the article in \"text\" (or \"body\", \"maintext\")"});
    return;
  }
  if (!of_a_length(a.text, where, report)) return;
  if (a.id.empty()) a.id = identifier(a);
  report.articles.push_back(std::move(a));
}

}  // namespace

ReadReport parse_text(std::string_view bytes, const std::string& name) {
  ReadReport report;
  if (blank(bytes)) {
    report.errors.push_back({name, "is empty", "give a file with text"});
    return report;
  }
  if (bytes.substr(0, 4096).find('\0') != std::string_view::npos) {
    report.errors.push_back({name, "is a binary file", "give text, or convert it first"});
    return report;
  }
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  Article a;
  const std::string_view body = header(bytes, a);
  if (blank(body)) {
    report.errors.push_back({name, "has no text", "give the text below its header"});
    return report;
  }
  if (!of_a_length(body, name, report)) return report;
  a.text = repaired(body, name, report);
  a.id = identifier(a);
  report.articles.push_back(std::move(a));
  return report;
}

ReadReport parse_jsonl(std::string_view bytes, const std::string& name) {
  ReadReport report;
  if (blank(bytes))
    report.errors.push_back({name, "is empty", "give a file with one JSON object a line"});
  for (int number = 1; !bytes.empty(); ++number) {
    const std::size_t at = bytes.find('\n');
    const std::string_view line = bytes.substr(0, at);
    bytes.remove_prefix(at == std::string_view::npos ? bytes.size() : at + 1);
    if (!blank(line)) parse_record(line, name + ":" + std::to_string(number), report);
  }
  return report;
}

ArticleSource::ArticleSource(const std::string& path) {
  std::error_code error;
  if (path == "-" || !std::filesystem::is_directory(path, error)) {
    waiting_.push_back(path);
    return;
  }
  for (const auto& entry : std::filesystem::directory_iterator(path, error)) {
    const auto extension = entry.path().extension();
    if (extension == ".txt" || extension == ".jsonl") waiting_.push_back(entry.path().string());
  }
  if (error)
    problems_.push_back({path, "cannot be listed: " + error.message(), "check its permissions"});
  else if (waiting_.empty())
    problems_.push_back({path, "holds no .txt or .jsonl file", "name the files themselves"});
  std::sort(waiting_.begin(), waiting_.end());
}

void ArticleSource::open(const std::string& path, ReadReport& out) {
  name_ = path;
  number_ = 0;
  std::error_code error;
  if (path == "-") {
    if ((std::cin >> std::ws).peek() == '{') {
      lines_ = &std::cin;
      return;
    }
  } else if (path.ends_with(".jsonl") && !std::filesystem::is_directory(path, error)) {
    file_ = std::ifstream(path, std::ios::binary);
    if (file_ && (file_ >> std::ws).peek() != std::ifstream::traits_type::eof()) {
      // Lines count from the first, whatever stood before it.
      file_.seekg(0);
      file_.clear();  // a pipe cannot go back, and has lost blank lines only
      lines_ = &file_;
      return;
    }
  }
  const Result<std::string> bytes = read_file(path);
  if (!bytes.ok()) {
    out.errors.push_back(bytes.error());
    return;
  }
  append(out, path.ends_with(".jsonl") ? parse_jsonl(bytes.value(), path)
                                       : parse_text(bytes.value(), path));
}

bool ArticleSource::next(std::size_t most, ReadReport& out) {
  out = {};
  out.errors.swap(problems_);
  std::string line;
  while (out.articles.size() < most) {
    if (lines_ != nullptr) {
      if (std::getline(*lines_, line)) {
        ++number_;
        if (!blank(line)) parse_record(line, fmt::format("{}:{}", name_, number_), out);
        continue;
      }
      if (lines_->bad())
        out.errors.push_back({name_, "cannot be read to its end", "check the disk"});
      lines_ = nullptr;
      continue;
    }
    if (waiting_.empty()) break;
    const std::string path = std::move(waiting_.front());
    waiting_.pop_front();
    open(path, out);
  }
  return !(out.articles.empty() && out.errors.empty() && out.warnings.empty());
}

ReadReport read_articles(const std::string& path) {
  ReadReport all;
  ReadReport some;
  for (ArticleSource source(path); source.next(256, some);) append(all, std::move(some));
  return all;
}

}  // namespace dragoman
