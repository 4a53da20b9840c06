#include "formats/article_reader.h"

#include <algorithm>
#include <iterator>

#include "formats/input/open.h"

namespace dragoman {

namespace {

/// Messages that make a batch, so that a file of errors does not fill the memory.
constexpr std::size_t kMostMessages = 1000;

template <typename T>
void move_to(std::vector<T>& to, std::vector<T>& from) {
  std::move(from.begin(), from.end(), std::back_inserter(to));
}

}  // namespace

ArticleSource::ArticleSource(const std::string& path, InputOptions options)
    : options_(std::move(options)), path_(path) {
  const std::vector<std::string> files = files_of(path, first_);
  waiting_.assign(files.begin(), files.end());
}

bool ArticleSource::next(std::size_t most, ReadReport& out) {
  out = {};
  std::swap(out, first_);
  while (out.articles.size() < most && out.messages() < kMostMessages) {
    if (reader_ != nullptr) {
      const std::size_t before = out.articles.size();
      const bool more = reader_->next(out);
      if (!options_.any_language) languages_.filter(before, name_, out);
      if (!more) reader_.reset();
      continue;
    }
    if (waiting_.empty()) {
      languages_.sum_up(path_, out);
      break;
    }
    name_ = std::move(waiting_.front());
    waiting_.pop_front();
    reader_ = open_input(name_, options_, out);
  }
  return !out.empty();
}

ReadReport read_articles(const std::string& path, InputOptions options) {
  ReadReport all;
  ReadReport some;
  for (ArticleSource source(path, std::move(options)); source.next(256, some);) {
    move_to(all.articles, some.articles);
    move_to(all.errors, some.errors);
    move_to(all.warnings, some.warnings);
    move_to(all.notes, some.notes);
    all.other_language += some.other_language;
  }
  return all;
}

ReadReport parse_records(Kind kind, std::string_view bytes, const std::string& name) {
  const InputOptions options;
  ReadReport out;
  const auto reader = open_records(
      kind, std::make_unique<Buffered>(std::make_unique<ViewStream>(bytes)), name, options);
  while (reader->next(out)) {
  }
  return out;
}

ReadReport parse_text(std::string_view bytes, const std::string& name) {
  return parse_records(Kind::text, bytes, name);
}

ReadReport parse_jsonl(std::string_view bytes, const std::string& name) {
  return parse_records(Kind::json_lines, bytes, name);
}

}  // namespace dragoman
