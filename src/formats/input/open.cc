#include "formats/input/open.h"

#include <fmt/format.h>

#include <filesystem>

#include "formats/input/archive.h"
#include "formats/input/compression.h"
#include "formats/input/conllu_articles.h"
#include "formats/input/csv.h"
#include "formats/input/database_text.h"
#include "formats/input/encoding.h"
#include "formats/input/html_page.h"
#include "formats/input/json_document.h"
#include "formats/input/json_lines.h"
#include "formats/input/plain_text.h"
#include "formats/input/warc.h"
#include "formats/input/xml_articles.h"

namespace dragoman {

namespace {

/// The encoding that an XML declaration names; empty when there is none.
std::string declared_by_xml(std::string_view first) {
  if (!first.starts_with("<?xml")) return {};
  first = first.substr(0, first.find("?>"));
  const std::size_t at = first.find("encoding=");
  if (at == std::string_view::npos || at + 10 >= first.size()) return {};
  const char quote = first[at + 9];
  first.remove_prefix(at + 10);
  return std::string(first.substr(0, first.find(quote)));
}

/// A reader of text with what it reads from: tells of encodings and of bytes that end too early.
class DecodedReader final : public RecordReader {
 public:
  DecodedReader(Kind kind, std::unique_ptr<Buffered> bytes, std::string name,
                const InputOptions& options)
      : name_(std::move(name)) {
    std::string declared;
    if (kind == Kind::xml) declared = declared_by_xml(bytes->peek(256));
    auto decoder = std::make_unique<Utf8Stream>(std::move(bytes), std::move(declared));
    decoder_ = decoder.get();
    text_ = std::make_unique<Buffered>(std::move(decoder));
    switch (kind) {
      case Kind::json_lines:
        reader_ = std::make_unique<JsonLinesReader>(*text_, name_, options);
        break;
      case Kind::json:
        reader_ = std::make_unique<JsonDocumentReader>(*text_, name_, options);
        break;
      case Kind::csv:
        reader_ = std::make_unique<CsvReader>(*text_, name_, options);
        break;
      case Kind::tsv:
        reader_ = std::make_unique<CsvReader>(*text_, name_, options, '\t');
        break;
      case Kind::conllu:
        reader_ = std::make_unique<ConlluArticleReader>(*text_, name_, options);
        break;
      case Kind::xml:
        reader_ = std::make_unique<XmlArticleReader>(*text_, name_, options);
        break;
      default:
        if (const NewsDatabase database = database_of(text_->peek(8192));
            database != NewsDatabase::none)
          reader_ = std::make_unique<DatabaseTextReader>(database, *text_, name_, options);
        else
          reader_ = std::make_unique<PlainTextReader>(*text_, name_, options);
    }
  }

  bool next(ReadReport& out) override {
    const bool more = reader_->next(out);
    decoder_->report(name_, out);
    if (!more && decoder_->trouble() != nullptr)
      out.errors.push_back({name_, decoder_->trouble()->what, decoder_->trouble()->remedy});
    return more;
  }

 private:
  std::string name_;
  Utf8Stream* decoder_ = nullptr;
  std::unique_ptr<Buffered> text_;
  std::unique_ptr<RecordReader> reader_;
};

/// Gives articles the date that is in the name of their file: always where they are files of their
/// own, else where the record has none.
class DatedReader final : public RecordReader {
 public:
  DatedReader(Kind kind, std::unique_ptr<RecordReader> reader, std::string name,
              const NamePattern& pattern)
      : first_(kind == Kind::text || kind == Kind::html),
        reader_(std::move(reader)),
        name_(std::move(name)),
        pattern_(pattern) {}

  bool next(ReadReport& out) override {
    const std::size_t before = out.articles.size();
    const bool more = reader_->next(out);
    for (std::size_t i = before; i < out.articles.size(); ++i) date(out.articles[i], out);
    return more;
  }

 private:
  void date(Article& article, ReadReport& out) {
    if (!first_ && !article.published.empty()) return;
    std::string day = pattern_.find(name_);
    if (!day.empty()) {
      article.published = std::move(day);
    } else if (!undated_told_) {
      undated_told_ = true;
      out.warnings.push_back({name_,
                              fmt::format("its name has no date like {}", pattern_.pattern()),
                              "rename it, or give the date in its header"});
    }
  }

  bool first_;
  std::unique_ptr<RecordReader> reader_;
  std::string name_;
  const NamePattern& pattern_;
  bool undated_told_ = false;
};

}  // namespace

std::unique_ptr<RecordReader> open_records(Kind kind, std::unique_ptr<Buffered> bytes,
                                           const std::string& name, const InputOptions& options) {
  std::unique_ptr<RecordReader> reader;
  if (kind == Kind::html)
    reader = std::make_unique<HtmlPageReader>(std::move(bytes), name);
  else if (kind == Kind::warc)
    reader = std::make_unique<WarcReader>(std::move(bytes), name, options);
  else
    reader = std::make_unique<DecodedReader>(kind, std::move(bytes), name, options);
  if (!options.date_from) return reader;
  return std::make_unique<DatedReader>(kind, std::move(reader), name, *options.date_from);
}

std::unique_ptr<RecordReader> open_input(const std::string& path, const InputOptions& options,
                                         ReadReport& out) {
  auto opened = open_bytes(path);
  if (!opened.ok()) {
    out.errors.push_back(opened.error());
    return nullptr;
  }
  auto packed = std::make_unique<Buffered>(std::move(opened.value()));
  const std::string_view first = packed->available();
  std::error_code error;
  if (kind_of_bytes(first) == Kind::archive && std::filesystem::is_regular_file(path, error) &&
      kind_of_name(path) == Kind::archive)
    return open_archive_file(path, options, out);
  auto bytes = unpacked(std::move(packed));
  Kind kind = kind_of_name(path);
  if (kind == Kind::unknown) kind = kind_of_bytes(bytes->available());
  if (kind == Kind::archive && path != "-" && kind_of_name(path) != Kind::archive)
    kind = Kind::text;  // documents of offices are zip files, too
  if (kind == Kind::archive) return open_archive(std::move(bytes), path, options, 1, out);
  return open_records(kind, std::move(bytes), path, options);
}

}  // namespace dragoman
