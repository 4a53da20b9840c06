#include "formats/input/warc.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "formats/input/html_page.h"
#include "formats/input/open.h"
#include "text/one_of.h"

namespace dragoman {

namespace {

/// Larger blocks are no pages.
constexpr std::size_t kLongestBlock = std::size_t{32} << 20;

/// Warnings shown for one archive.
constexpr std::size_t kWarned = 3;

Kind kind_of_type(std::string_view type) {
  if (one_of(type, {"text/html", "application/xhtml+xml"})) return Kind::html;
  if (type == "text/plain") return Kind::text;
  if (one_of(type, {"application/rss+xml", "application/atom+xml", "application/rdf+xml",
                    "text/xml", "application/xml"}))
    return Kind::xml;
  return Kind::unknown;
}

}  // namespace

/// Goes to the line that begins a record. Lines before it are the end of the last one, or damage.
bool WarcReader::find_record(ReadReport& out) {
  std::string line;
  for (;;) {
    switch (in_->line(line, 4096)) {
      case Buffered::Line::none:
        if (in_->trouble() == nullptr) return false;
        out.errors.push_back({name_, in_->trouble()->what, in_->trouble()->remedy});
        if (!in_->recover()) return false;
        continue;
      case Buffered::Line::too_long:
        break;
      case Buffered::Line::whole:
        if (line.starts_with("WARC/")) return true;
        if (line.empty()) continue;
    }
    if (!lost_)
      out.errors.push_back({fmt::format("{}:record {}", name_, number_ + 1),
                            "does not begin with WARC/", "reading goes on at the next that does"});
    lost_ = true;
  }
}

/// The block of a record, or nothing of it where `block` is null; false when it is cut short.
bool WarcReader::take_block(std::size_t length, std::string* block, ReadReport& out) {
  while (length > 0) {
    const std::string_view view = in_->available();
    if (view.empty()) {
      const Trouble* trouble = in_->trouble();
      out.errors.push_back({where_, trouble != nullptr ? trouble->what : "ends in its middle",
                            trouble != nullptr ? trouble->remedy : "fetch the archive again"});
      lost_ = in_->recover();
      return false;
    }
    const std::size_t n = std::min(length, view.size());
    if (block != nullptr) block->append(view.substr(0, n));
    in_->skip(n);
    length -= n;
  }
  return true;
}

void WarcReader::read_body(const Record& record, std::string_view body, ReadReport& out) {
  const Kind kind = kind_of_type(record.type);
  if (kind == Kind::unknown) return;
  auto bytes = std::make_unique<Buffered>(std::make_unique<ViewStream>(body));
  std::unique_ptr<RecordReader> reader;
  if (kind == Kind::html)
    reader = std::make_unique<HtmlPageReader>(std::move(bytes), where_, record.url, record.charset);
  else
    reader = open_records(kind, std::move(bytes), where_, options_);
  ReadReport read;
  while (reader->next(read)) {
  }
  // An archive of a site is full of pages that are no articles: counted, no errors.
  if (read.articles.empty()) {
    ++without_article_;
    return;
  }
  for (Error& e : read.errors) out.errors.push_back(std::move(e));
  for (Error& w : read.warnings)
    if (++warnings_ <= kWarned) out.warnings.push_back(std::move(w));
  for (Article& article : read.articles) {
    if (article.url.empty()) article.url = record.url;
    if (article.published.empty() && !record.day.empty()) {
      article.published = record.day;
      ++fetched_;
    }
    out.articles.push_back(std::move(article));
  }
}

void WarcReader::read_block(Record record, std::string block, ReadReport& out) {
  if (record.kind == "conversion" && record.type.empty()) record.type = "text/plain";
  if (record.kind != "response" && !block.starts_with("HTTP/"))
    return read_body(record, block, out);
  HttpAnswer answer = read_http(block, kLongestBlock);
  block = {};
  if (answer.type.empty() && answer.problem.empty()) answer.type = "text/html";
  if (kind_of_type(answer.type) == Kind::unknown || answer.status != 200) return;
  if (!answer.problem.empty()) {
    out.errors.push_back({where_, answer.problem, "fetch the page in another way"});
    return;
  }
  record.type = answer.type;
  record.charset = answer.charset;
  read_body(record, answer.body, out);
}

void WarcReader::read_record(ReadReport& out) {
  Headers headers;
  headers.read(*in_);
  lost_ = false;
  where_ = fmt::format("{}:record {}", name_, ++number_);
  const std::string length = headers.get("content-length");
  std::size_t bytes = 0;
  const auto [stop, error] = std::from_chars(length.data(), length.data() + length.size(), bytes);
  if (error != std::errc() || stop != length.data() + length.size() || length.empty()) {
    out.errors.push_back({where_, "does not say how long it is", "reading goes on at the next"});
    lost_ = true;
    return;
  }
  Record record;
  record.kind = headers.get("warc-type");
  record.url = headers.get("warc-target-uri");
  if (record.url.starts_with('<') && record.url.ends_with('>'))
    record.url = record.url.substr(1, record.url.size() - 2);
  record.day = iso_day(headers.get("warc-date"));
  read_content_type(headers.get("content-type"), record.type, record.charset);
  const bool wanted = one_of(record.kind, {"response", "resource", "conversion"});
  if (!wanted || bytes > kLongestBlock) {
    if (take_block(bytes, nullptr, out) && wanted) ++too_long_;
    return;
  }
  std::string block;
  if (take_block(bytes, &block, out)) read_block(std::move(record), std::move(block), out);
}

bool WarcReader::end(ReadReport& out) {
  const auto note = [&](std::size_t count, std::string_view what, const char* remedy) {
    if (count > 0) out.notes.push_back({name_, fmt::format("{} {}", count, what), remedy});
  };
  if (number_ == 0 && !lost_) out.errors.push_back({name_, "holds no records", "give WARC or WET"});
  note(fetched_,
       "articles do not say when they were published; their date is the day on which they were "
       "fetched",
       "leave them out if the day matters");
  note(without_article_, "pages hold no text of an article and were passed over",
       "no harm where they are front pages and lists");
  note(too_long_, "records of more than 32 MiB were passed over", "no page is so long");
  note(warnings_ > kWarned ? warnings_ - kWarned : 0, "more warnings of this kind",
       "the first ones tell what they are about");
  return false;
}

bool WarcReader::next(ReadReport& out) {
  if (!find_record(out)) return end(out);
  read_record(out);
  return true;
}

}  // namespace dragoman
