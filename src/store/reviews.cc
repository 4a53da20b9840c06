#include "store/reviews.h"

#include <fmt/format.h>

namespace dragoman {

namespace {

constexpr const char* kColumns =
    "SELECT review, event, article, decision, changes, was, who, note, recorded, undone FROM "
    "reviews r";

constexpr const char* kStands =
    "r.undone IS NULL AND NOT EXISTS (SELECT 1 FROM reviews x WHERE x.event = r.event AND x.undone "
    "IS NULL AND x.review > r.review)";

Review row_of(const Query& q) {
  Review r;
  r.review = q.integer(0);
  int column = 1;
  for (std::string* into : {&r.event, &r.article, &r.decision, &r.changes, &r.was, &r.who, &r.note,
                            &r.recorded, &r.undone})
    *into = q.text(column++);
  return r;
}

/// WHERE with its values.
struct ReviewCondition {
  std::string where = " WHERE 1";
  std::vector<std::string> texts;
};

ReviewCondition condition_of(const ReviewFilter& f) {
  ReviewCondition c;
  for (const auto& [column, value] : {std::pair("event", &f.event), std::pair("who", &f.who),
                                      std::pair("decision", &f.decision)}) {
    if (value->empty()) continue;
    c.where += fmt::format(" AND r.{} = ?", column);
    c.texts.push_back(*value);
  }
  if (f.standing)
    c.where += fmt::format(" AND {}", kStands);
  else if (!f.undone)
    c.where += " AND r.undone IS NULL";
  if (f.before > 0) c.where += fmt::format(" AND r.review < {}", f.before);
  return c;
}

Result<std::optional<Review>> one(Result<Query>& query) {
  Query& q = query.value();
  const auto found = q.step();
  if (!found.ok()) return found.error();
  if (!found.value()) return std::optional<Review>();
  return std::optional<Review>(row_of(q));
}

}  // namespace

Result<std::int64_t> add_review(Database& database, const Review& r) {
  auto query = database.prepare(
      "INSERT INTO reviews(event, article, decision, changes, was, who, note, recorded) "
      "VALUES(?,?,?,?,?,?,?,?)");
  if (!query.ok()) return query.error();
  Query& q = query.value();
  q.bind(r.event).bind(r.article).bind(r.decision).bind_or_null(r.changes).bind(r.was);
  const auto done = q.bind(r.who).bind_or_null(r.note).bind(r.recorded).run();
  if (!done.ok()) return done.error();
  return database.last_row();
}

Result<bool> undo_review(Database& database, std::int64_t review, std::string_view when) {
  auto query =
      database.prepare("UPDATE reviews SET undone = ? WHERE review = ? AND undone IS NULL");
  if (!query.ok()) return query.error();
  const auto done = query.value().bind(when).bind(review).run();
  if (!done.ok()) return done.error();
  return database.changes() > 0;
}

Result<std::vector<Review>> reviews(const Database& database, const ReviewFilter& filter) {
  const ReviewCondition c = condition_of(filter);
  std::string sql = kColumns + c.where + " ORDER BY review DESC";
  if (filter.limit > 0) sql += fmt::format(" LIMIT {}", filter.limit);
  auto query = database.prepare(sql);
  if (!query.ok()) return query.error();
  for (const std::string& text : c.texts) query.value().bind(text);
  std::vector<Review> out;
  for (;;) {
    const auto more = query.value().step();
    if (!more.ok()) return more.error();
    if (!more.value()) return out;
    out.push_back(row_of(query.value()));
  }
}

Result<std::int64_t> count_reviews(const Database& database, const ReviewFilter& filter) {
  const ReviewCondition c = condition_of(filter);
  auto query = database.prepare("SELECT count(*) FROM reviews r" + c.where);
  if (!query.ok()) return query.error();
  for (const std::string& text : c.texts) query.value().bind(text);
  return query.value().first_integer();
}

Result<std::optional<Review>> review_of(const Database& database, std::int64_t review) {
  auto query = database.prepare(std::string(kColumns) + " WHERE review = ?");
  if (!query.ok()) return query.error();
  query.value().bind(review);
  return one(query);
}

Result<std::optional<Review>> standing_review_of(const Database& database, std::string_view event) {
  auto query = database.prepare(std::string(kColumns) +
                                " WHERE event = ? AND undone IS NULL ORDER BY review DESC LIMIT 1");
  if (!query.ok()) return query.error();
  query.value().bind(event);
  return one(query);
}

}  // namespace dragoman
