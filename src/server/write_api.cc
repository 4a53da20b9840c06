// What is posted: texts to code, decisions, decisions taken back.
#include <stdlib.h>

#include <charconv>
#include <filesystem>
#include <fstream>

#include "formats/article_reader.h"
#include "server/api.h"
#include "server/marks.h"
#include "server/review_json.h"
#include "server/views.h"
#include "store/reviews.h"
#include "store/signature.h"
#include "text/utc_now.h"

namespace dragoman {

namespace {

constexpr std::size_t kLongestText = std::size_t{1} << 20;  ///< bytes that are coded at once
constexpr std::size_t kMostArticles = 20;
constexpr std::size_t kLongestWho = 200;
constexpr std::size_t kLongestNote = 2000;

const Refusal kNoEdit{403, "this server only reads", "start it with --edit"};

/// A folder that goes away with its object.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::error_code error;
    std::string pattern =
        (std::filesystem::temp_directory_path(error) / "dragoman-serve-XXXXXX").string();
    if (::mkdtemp(pattern.data()) != nullptr) path_ = pattern;
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder() {
    std::error_code error;
    if (!path_.empty()) std::filesystem::remove_all(path_, error);
  }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// What may stand in the name of a file: of a name that was sent only its ending matters.
std::string safe_name(std::string_view name) {
  std::string out = "upload";
  for (const char c : last_part(name).substr(0, 100)) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '.' || c == '-' || c == '_';
    out += plain ? c : '_';
  }
  return out;
}

bool is_json(const HttpRequest& request) {
  const std::string* const type = request.header("content-type");
  return type != nullptr && type->starts_with("application/json");
}

/// A text field of a body; false when it is something else.
bool take(const Json& body, const char* name, std::string& into) {
  if (!body.contains(name) || body[name].is_null()) return true;
  if (!body[name].is_string()) return false;
  into = body[name].get<std::string>();
  return true;
}

std::variant<ReadReport, Refusal> article_of(const std::string& bytes) {
  const Json body = Json::parse(bytes, nullptr, false);
  Article a;
  if (!body.is_object() || !take(body, "text", a.text) || !take(body, "title", a.title) ||
      !take(body, "published", a.published) || !take(body, "publisher", a.publisher) ||
      !take(body, "url", a.url) || a.text.empty())
    return Refusal{400, "the body is no article",
                   "send {\"text\", \"title\", \"published\", \"publisher\", \"url\"}"};
  if (!a.published.empty() && iso_day(a.published) != a.published)
    return Refusal{400, "published is not a day", "write it as YYYY-MM-DD"};
  a.id = content_hash(a.title + '\n' + a.published + '\n' + a.text).substr(0, 16);
  ReadReport report;
  report.articles.push_back(std::move(a));
  return report;
}

std::variant<ReadReport, Refusal> articles_of_file(const std::string& bytes,
                                                   std::string_view name) {
  const ScratchFolder folder;
  const std::string path = folder.path() + "/" + safe_name(name);
  {
    std::ofstream out(path, std::ios::binary);
    out << bytes;
    if (folder.path().empty() || !out.flush())
      return Refusal{500, "the file cannot be kept while it is read", "check the disk"};
  }
  ReadReport report;
  ArticleSource source(path);
  source.next(kMostArticles, report);
  for (Article& a : report.articles)
    if (a.id.find("dragoman-serve-") != std::string::npos || a.id.empty())
      a.id = content_hash(a.text).substr(0, 16);
  return report;
}

/// What a report says, in the form of changes.
Result<Json> report_now(const Database& database, std::int64_t row) {
  auto query = database.prepare(
      "SELECT type, mode, modality, day, trigger_begin, trigger_end, evidence_begin, evidence_end, "
      "because FROM events WHERE event = ?");
  if (!query.ok()) return query.error();
  Json out;
  auto done = for_each_row(query.value().bind(row), [&](const Query& q) {
    out = {{"type", q.text(0)},
           {"mode", q.text(1)},
           {"modality", q.text(2)},
           {"day", q.text(3)},
           {"trigger", {{"begin", q.integer(4)}, {"end", q.integer(5)}}},
           {"evidence", {{"begin", q.integer(6)}, {"end", q.integer(7)}}},
           {"actors", Json::array()},
           {"recipients", Json::array()},
           {"because", q.text(8)}};
  });
  if (!done.ok()) return done.error();
  auto parties = database.prepare(
      "SELECT side, name, country, sector, first, last FROM parties WHERE event = ? ORDER BY side, "
      "number");
  if (!parties.ok()) return parties.error();
  done = for_each_row(parties.value().bind(row), [&](const Query& q) {
    out[q.text(0) == "actor" ? "actors" : "recipients"].push_back({{"name", q.text(1)},
                                                                   {"country", q.text(2)},
                                                                   {"sector", q.text(3)},
                                                                   {"begin", q.integer(4)},
                                                                   {"end", q.integer(5)}});
  });
  if (!done.ok()) return done.error();
  return out;
}

}  // namespace

Result<std::vector<bool>> Api::keep(const std::vector<Article>& articles) {
  const std::lock_guard lock(write_mutex_);
  std::vector<bool> kept;
  const auto inside = [&]() -> Result<Done> {
    const auto revision = store_->revision(options_.card, utc_now());
    if (!revision.ok()) return revision.error();
    for (const Article& a : articles) {
      const auto admission = store_->admit(a, "page", revision.value());
      if (!admission.ok()) return admission.error();
      kept.push_back(true);
      if (admission.value().kind != Admission::Kind::wanted) continue;
      auto added = store_->add(admission.value().article, revision.value(), coder_.code(a));
      if (!added.ok()) return added;
    }
    return Done{};
  };
  auto done = store_->begin();
  if (!done.ok()) return done.error();
  done = inside();
  if (done.ok()) done = store_->commit();
  if (!done.ok()) {
    store_->roll_back();
    return done.error();
  }
  return kept;
}

Reply Api::code(const Asked& a) {
  const bool wants = a.request.value("keep") == "1";
  if (wants && !options_.edit) return kNoEdit;
  auto read = is_json(a.request) ? article_of(a.request.body)
                                 : articles_of_file(a.request.body, a.request.value("name"));
  if (const auto* const refusal = std::get_if<Refusal>(&read)) return *refusal;
  ReadReport& report = std::get<ReadReport>(read);
  Json out = {{"articles", Json::array()}, {"errors", Json::array()}};
  for (const Error& e : report.errors) out["errors"].push_back(e.what);
  if (report.other_language > 0 && report.articles.empty())
    out["errors"].push_back("the text is not English");
  std::vector<bool> kept(report.articles.size(), false);
  for (const Article& article : report.articles)
    if (article.text.size() > kLongestText)
      return Refusal{413, "the text is longer than 1 MiB", "use `dragoman ingest`"};
  if (wants) {
    auto done = keep(report.articles);
    if (!done.ok()) return done.error();
    kept = std::move(done.value());
    const auto seen = refresh();
    if (!seen.ok()) return seen.error();
    if (listener_) listener_();
  }
  std::size_t i = 0;
  for (Article& article : report.articles) {
    const CodedArticle coded = coder_.code(std::move(article));
    out["articles"].push_back({{"kept", bool{kept[i++]}}, {"page", coded_page(coded, a.utf16)}});
  }
  return out;
}

Reply Api::review(const Asked& a) {
  if (!options_.edit) return kNoEdit;
  if (!is_json(a.request)) return Refusal{415, "the body is no JSON", "send application/json"};
  const Json body = Json::parse(a.request.body, nullptr, false);
  Review r;
  if (!body.is_object() || !take(body, "event", r.event) || !take(body, "decision", r.decision) ||
      !take(body, "who", r.who) || !take(body, "note", r.note))
    return Refusal{400, "the body is no decision", "see NewReview in /api/openapi.json"};
  if (r.decision != "accept" && r.decision != "reject" && r.decision != "change")
    return Refusal{400, "decision is none that there is", "accept, reject or change"};
  if (r.who.empty() || r.who.size() > kLongestWho || r.note.size() > kLongestNote)
    return Refusal{400, "who or note is missing or too long", "name who decides"};
  auto query = a.database.prepare(
      "SELECT e.event, e.article, x.id FROM events e JOIN articles x USING(article) WHERE e.id = ? "
      "AND e.current = 1");
  if (!query.ok()) return query.error();
  std::int64_t row = 0;
  std::int64_t article = 0;
  const auto done = for_each_row(query.value().bind(r.event), [&](const Query& q) {
    row = q.integer(0);
    article = q.integer(1);
    r.article = q.text(2);
  });
  if (!done.ok()) return done.error();
  if (row == 0) return Refusal{404, "no such report", ""};
  const auto text = article_text(a.database, article);
  if (!text.ok()) return text.error();
  const Offsets16 offsets(text.value(), a.utf16);
  const bool changes = body.contains("changes") && !body["changes"].is_null();
  if (changes != (r.decision == "change"))
    return Refusal{400, "changes go with the decision `change`, and only with it", ""};
  if (changes) {
    auto checked =
        checked_changes(body["changes"], a.coder.ontology(), offsets, text.value().size());
    if (const auto* const refusal = std::get_if<Refusal>(&checked)) return *refusal;
    r.changes = std::get<Json>(checked).dump();
  }
  const auto was = report_now(a.database, row);
  if (!was.ok()) return was.error();
  r.was = was.value().dump(-1, ' ', false, Json::error_handler_t::replace);
  r.recorded = utc_now();
  const auto number = write_review([&](Database& database) { return add_review(database, r); });
  if (!number.ok()) return number.error();
  r.review = number.value();
  if (listener_) listener_();
  return review_json(r, &offsets);
}

Reply Api::undo(const Asked& a) {
  if (!options_.edit) return kNoEdit;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(a.id.data(), a.id.data() + a.id.size(), number);
  if (error != std::errc() || end != a.id.data() + a.id.size())
    return Refusal{404, "no such decision", ""};
  const auto undone = write_review([&](Database& database) -> Result<std::int64_t> {
    const auto done = undo_review(database, number, utc_now());
    if (!done.ok()) return done.error();
    return std::int64_t{done.value() ? 1 : 0};
  });
  if (!undone.ok()) return undone.error();
  if (undone.value() == 0) return Refusal{404, "no such decision that stands", ""};
  if (listener_) listener_();
  const auto now = review_of(a.database, number);
  if (!now.ok()) return now.error();
  if (!now.value()) return Refusal{404, "no such decision", ""};
  const auto offsets = offsets_of_event(a.database, now.value()->event, a.utf16);
  if (!offsets.ok()) return offsets.error();
  return review_json(*now.value(), &offsets.value());
}

Result<std::int64_t> Api::write_review(
    const std::function<Result<std::int64_t>(Database&)>& write) {
  // What the views count stays the same, so it is not read again: only answers given before are
  // old.
  const std::lock_guard refreshing(refresh_mutex_);
  const std::lock_guard writing(write_mutex_);
  const auto before = data_version();
  if (!before.ok()) return before.error();
  auto written = write(store_->database());
  const auto after = data_version();
  if (!after.ok()) return after.error();
  if (before.value() == seen_) seen_ = after.value();
  const std::lock_guard lock(snapshot_mutex_);
  ++version_;
  return written;
}

Result<std::int64_t> Api::data_version() {
  auto query = watcher_->prepare("PRAGMA data_version");
  if (!query.ok()) return query.error();
  return query.value().first_integer();
}

}  // namespace dragoman
