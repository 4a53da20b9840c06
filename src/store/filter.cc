#include "store/filter.h"

#include <fmt/format.h>

#include <algorithm>

namespace dragoman {

namespace {

class Builder {
 public:
  /// e.type IN (?, ?)
  void any_of(const std::string& column, const std::vector<std::string>& values) {
    if (!values.empty()) add(column + " IN (" + marks(values) + ")");
  }

  /// Some party of `side` (empty: either) whose `column` is one of the values.
  void party(std::string_view side, const std::string& column,
             const std::vector<std::string>& values) {
    if (values.empty()) return;
    add(fmt::format("e.event IN (SELECT event FROM parties WHERE {} IN ({}){})", column,
                    marks(values), of(side)));
  }

  /// Some party of `side` whose name holds one of the values, in any case.
  void named(std::string_view side, const std::vector<std::string>& values) {
    if (values.empty()) return;
    std::string any;
    for (const std::string& v : values) {
      any += (any.empty() ? "" : " OR ") + std::string("name LIKE ? ESCAPE '\\'");
      out.texts.push_back("%" + escaped(v) + "%");
    }
    add(
        fmt::format("e.event IN (SELECT event FROM parties WHERE actor IN (SELECT actor FROM "
                    "actors WHERE {}){})",
                    any, of(side)));
  }

  void add(const std::string& condition) {
    out.where += (out.where.empty() ? "" : " AND ") + condition;
  }

  std::string marks(const std::vector<std::string>& values) {
    std::string m;
    for (const std::string& v : values) {
      m += m.empty() ? "?" : ",?";
      out.texts.push_back(v);
    }
    return m;
  }

  EventCondition out;

 private:
  static std::string of(std::string_view side) {
    return side.empty() ? std::string() : fmt::format(" AND side = '{}'", side);
  }
  static std::string escaped(const std::string& text) {
    std::string e;
    for (const char c : text) {
      if (c == '%' || c == '_' || c == '\\') e += '\\';
      e += c;
    }
    return e;
  }
};

/// The newest events, or those that were the newest at a revision or time.
void as_of(Builder& b, const std::string& when) {
  if (when.empty()) {
    b.add("e.current = 1");
    return;
  }
  const bool number =
      std::all_of(when.begin(), when.end(), [](char c) { return c >= '0' && c <= '9'; });
  const std::string last =
      number ? "CAST(? AS INTEGER)"
             : "(SELECT coalesce(max(revision), 0) FROM revisions WHERE recorded <= ?)";
  b.add(fmt::format(
      "e.coding IN (SELECT coding FROM codings WHERE revision <= {0} AND (superseded_by IS NULL OR "
      "superseded_by > {0}))",
      last));
  b.out.texts.push_back(when);
  b.out.texts.push_back(when);
}

}  // namespace

EventCondition condition_of(const EventFilter& f) {
  Builder b;
  as_of(b, f.as_of);
  b.any_of("e.type", f.types);
  b.any_of("e.act", f.acts);
  b.any_of("e.mode", f.modes);
  b.any_of("e.modality", f.modalities);
  b.any_of("e.quad", f.quads);
  if (!f.since.empty()) {
    b.add("e.day >= ?");
    b.out.texts.push_back(f.since);
  }
  if (!f.until.empty()) {
    b.add("e.day <= ?");
    b.out.texts.push_back(f.until);
  }
  if (f.confidence > 0) b.add(fmt::format("e.confidence >= {}", f.confidence));
  b.named("actor", f.actors);
  b.named("recipient", f.recipients);
  b.named("", f.parties);
  b.party("actor", "country", f.actor_countries);
  b.party("recipient", "country", f.recipient_countries);
  b.party("", "country", f.countries);
  b.party("actor", "sector", f.actor_sectors);
  b.party("recipient", "sector", f.recipient_sectors);
  b.party("", "sector", f.sectors);
  for (const std::string& country : f.dyad) b.party("", "country", {country});
  if (!f.contexts.empty())
    b.add("e.event IN (SELECT event FROM event_contexts WHERE context IN (" + b.marks(f.contexts) +
          "))");
  if (!f.places.empty()) {
    const std::string names = b.marks(f.places);
    b.add("e.place IN (SELECT place FROM places WHERE name IN (" + names + ") OR country IN (" +
          b.marks(f.places) + "))");
  }
  if (!f.publishers.empty())
    b.add("e.article IN (SELECT article FROM articles WHERE publisher IN (" +
          b.marks(f.publishers) + "))");
  if (!f.text.empty()) {
    b.add("e.article IN (SELECT rowid FROM article_search WHERE article_search MATCH ?)");
    b.out.texts.push_back(f.text);
  }
  if (f.box.size() == 4) {
    b.add(fmt::format(
        "e.event IN (SELECT event FROM event_boxes WHERE north >= {} AND east >= {} AND "
        "south <= {} AND west <= {})",
        f.box[0], f.box[1], f.box[2], f.box[3]));
  }
  return std::move(b.out);
}

void bind_values(Query& query, const EventCondition& condition) {
  for (const std::string& text : condition.texts) query.bind(text);
}

}  // namespace dragoman
