#include "formats/input/fields.h"

#include <fmt/format.h>

#include <algorithm>

#include "formats/input/days.h"

namespace dragoman {

namespace {

/// Names in use for each field, best first; lower case, without spaces, '-' and '_'. From exports
/// of databases, feeds and scrapers.
constexpr std::array<std::string_view, 10> kIdNames = {
    "id",  "storyid", "articleid", "storiesid",       "docid",
    "uid", "guid",    "uuid",      "accessionnumber", "an"};
constexpr std::array<std::string_view, 5> kTitleNames = {"title", "headline", "heading",
                                                         "articletitle", "hd"};
constexpr std::array<std::string_view, 17> kTextNames = {
    "text",        "body",     "maintext", "content",   "articletext", "articlebody",
    "bodytext",    "fulltext", "textbody", "storytext", "eventtext",   "story",
    "description", "summary",  "abstract", "snippet",   "lead"};
constexpr std::array<std::string_view, 18> kPublishedNames = {
    "published",   "date",          "pubdate",     "publicationdate", "publishdate",
    "datepublish", "datepublished", "publishedat", "publisheddate",   "publishedon",
    "storydate",   "articledate",   "releasedate", "issuedate",       "publicationdatetime",
    "seendate",    "pubtime",       "pd"};
constexpr std::array<std::string_view, 14> kPublisherNames = {
    "publisher", "source", "sourcename", "newssource", "publication", "newspaper",    "outlet",
    "medianame", "media",  "sitename",   "agency",     "domain",      "sourcedomain", "sn"};
constexpr std::array<std::string_view, 8> kUrlNames = {"url",    "link", "sourceurl", "articleurl",
                                                       "weburl", "href", "permalink", "uri"};
constexpr std::array<std::string_view, 4> kLanguageNames = {"language", "lang", "languagecode",
                                                            "la"};

constexpr std::array<std::span<const std::string_view>, kFields> kNames = {
    kIdNames, kTitleNames, kTextNames, kPublishedNames, kPublisherNames, kUrlNames, kLanguageNames};

std::string plain(std::string_view name) {
  std::string out;
  for (const char c : name.substr(0, 64)) {
    if (c == ' ' || c == '_' || c == '-') continue;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return out;
}

/// Names that need no word about them.
bool own_name(Field field, std::string_view name) {
  return name == to_string(field) || (field == Field::published && name == "published") ||
         (field == Field::publisher && name == "source");
}

}  // namespace

std::string_view to_string(Field field) {
  static constexpr std::array<std::string_view, kFields> kOwn = {
      "id", "title", "text", "date", "publisher", "url", "language"};
  return kOwn[static_cast<std::size_t>(field)];
}

std::optional<FieldFinder::Use> field_named(std::string_view name) {
  const std::string wanted = plain(name);
  for (std::size_t f = 0; f < kFields; ++f) {
    const auto at = std::find(kNames[f].begin(), kNames[f].end(), wanted);
    if (at != kNames[f].end())
      return FieldFinder::Use{static_cast<Field>(f),
                              static_cast<std::size_t>(at - kNames[f].begin())};
  }
  return std::nullopt;
}

Result<FieldMap> FieldMap::parse(std::string_view given) {
  FieldMap out;
  while (!given.empty()) {
    const std::size_t comma = given.find(',');
    const std::string_view pair = given.substr(0, comma);
    given.remove_prefix(comma == std::string_view::npos ? given.size() : comma + 1);
    const std::size_t equal = pair.find('=');
    const std::string_view name = pair.substr(0, equal);
    std::size_t f = 0;
    while (f < kFields && name != to_string(static_cast<Field>(f))) ++f;
    if (name == "published") f = static_cast<std::size_t>(Field::published);
    if (name == "source") f = static_cast<std::size_t>(Field::publisher);
    if (f == kFields)
      return Error{fmt::format("\"{}\"", pair), "names no field of an article",
                   "the fields are id, title, text, date, publisher, url, language"};
    if (equal == std::string_view::npos || equal + 1 == pair.size())
      return Error{fmt::format("\"{}\"", pair), "names no key", "write text=KEY"};
    if (!out.keys_[f].empty())
      return Error{fmt::format("\"{}\"", pair), "names a field a second time", "give it one key"};
    out.keys_[f] = pair.substr(equal + 1);
  }
  return out;
}

std::optional<FieldFinder::Use> FieldFinder::find(const std::string& key) {
  constexpr std::size_t kMostKeys = 10'000;  // a file of ever new keys must not fill the memory
  if (const auto at = known_.find(key); at != known_.end()) return at->second;
  std::optional<Use> use;
  for (std::size_t f = 0; f < kFields; ++f)
    if (map_.key(static_cast<Field>(f)) == key) use = Use{static_cast<Field>(f), 0};
  if (!use) {
    use = field_named(key);
    if (use && !map_.key(use->field).empty()) use.reset();  // the user has named another
  }
  if (known_.size() < kMostKeys) known_.emplace(key, use);
  return use;
}

void FieldFinder::announce(std::span<const std::pair<Field, std::string>> chosen, ReadReport& out) {
  std::string line;
  for (const auto& use : chosen) {
    if (own_name(use.first, use.second) || map_.key(use.first) == use.second) continue;
    if (std::find(told_.begin(), told_.end(), use) != told_.end()) continue;
    told_.push_back(use);
    line += fmt::format("{}{} from \"{}\"", line.empty() ? "takes " : ", ", to_string(use.first),
                        use.second);
  }
  if (!line.empty()) out.notes.push_back({input_, std::move(line), "--map names others"});
}

void set_field(Article& article, Field field, std::string value) {
  switch (field) {
    case Field::id:
      article.id = std::move(value);
      break;
    case Field::title:
      article.title = std::move(value);
      break;
    case Field::text:
      article.text = std::move(value);
      break;
    case Field::published:
      article.published = day_of(value);
      break;
    case Field::publisher:
      article.publisher = std::move(value);
      break;
    case Field::url:
      article.url = std::move(value);
      break;
    case Field::language:
      article.language = std::move(value);
      break;
  }
}

void FieldFinder::set(Article& article, Field field, std::string value, const std::string& where,
                      ReadReport& out) {
  const bool date = field == Field::published;
  std::string written = date ? value.substr(0, 40) : std::string();
  set_field(article, field, std::move(value));
  if (!date || !article.published.empty() || bad_date_told_) return;
  if (written.find_first_not_of(" \t\r\n") == std::string::npos) return;
  bad_date_told_ = true;
  out.warnings.push_back({where,
                          fmt::format("the date \"{}\" cannot be read, or in two ways; the article "
                                      "and others like it have none",
                                      written),
                          "write it as YYYY-MM-DD, or give --published"});
}

}  // namespace dragoman
