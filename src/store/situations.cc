#include "store/situations.h"

#include <fmt/format.h>

#include <algorithm>

#include "store/filter_json.h"

namespace dragoman {

namespace {

constexpr std::size_t kLongestName = 100;
constexpr std::size_t kMostNamed = 10;

constexpr const char* kSelect =
    "SELECT name, filter, created, looked, looked_event FROM situations";

Result<NamedFilter> situation_of(const Query& q, const std::string& path) {
  NamedFilter s{
      std::string(q.text(0)), {}, std::string(q.text(2)), std::string(q.text(3)), q.integer(4)};
  auto filter = filter_from_json(q.text(1), path + ": situation " + s.name);
  if (!filter.ok()) return filter.error();
  s.filter = std::move(filter.value());
  return s;
}

Error none(const Database& database, const std::string& name) {
  Error error{database.path(), fmt::format("has no situation \"{}\"", name),
              "define it: dragoman situation NAME --db FILE --define with filters"};
  auto query = database.prepare("SELECT name FROM situations ORDER BY name LIMIT ?");
  if (!query.ok()) return error;
  query.value().bind(static_cast<std::int64_t>(kMostNamed));
  std::string names;
  for (;;) {
    const auto more = query.value().step();
    if (!more.ok() || !more.value()) break;
    names += (names.empty() ? "" : ", ") + std::string(query.value().text(0));
  }
  if (!names.empty()) error.remedy = "there are: " + names;
  return error;
}

}  // namespace

Result<Done> define_situation(Database& database, const std::string& name,
                              const EventFilter& filter, std::string_view recorded) {
  const bool control = std::any_of(name.begin(), name.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
  });
  if (name.empty() || name.size() > kLongestName || control) {
    return Error{database.path(), "cannot keep a situation of this name",
                 fmt::format("give it a name of 1 to {} bytes in one line", kLongestName)};
  }
  auto query = database.prepare(
      "INSERT INTO situations(name, filter, created) VALUES(?,?,?) ON CONFLICT(name) DO UPDATE SET "
      "filter = excluded.filter");
  if (!query.ok()) return query.error();
  return query.value().bind(name).bind(filter_as_json(filter)).bind(recorded).run();
}

Result<NamedFilter> find_situation(const Database& database, const std::string& name) {
  auto query = database.prepare(std::string(kSelect) + " WHERE name = ?");
  if (!query.ok()) return query.error();
  const auto found = query.value().bind(name).step();
  if (!found.ok()) return found.error();
  if (!found.value()) return none(database, name);
  return situation_of(query.value(), database.path());
}

Result<std::vector<NamedFilter>> all_situations(const Database& database) {
  auto query = database.prepare(std::string(kSelect) + " ORDER BY name");
  if (!query.ok()) return query.error();
  std::vector<NamedFilter> out;
  for (;;) {
    const auto more = query.value().step();
    if (!more.ok()) return more.error();
    if (!more.value()) return out;
    auto one = situation_of(query.value(), database.path());
    if (!one.ok()) return one.error();
    out.push_back(std::move(one.value()));
  }
}

Result<Done> drop_situation(Database& database, const std::string& name) {
  auto query = database.prepare("DELETE FROM situations WHERE name = ?");
  if (!query.ok()) return query.error();
  auto done = query.value().bind(name).run();
  if (done.ok() && database.changes() == 0) return none(database, name);
  return done;
}

Result<Done> mark_looked(Database& database, const std::string& name, std::string_view recorded) {
  auto query = database.prepare(
      "UPDATE situations SET looked = ?, looked_event = (SELECT coalesce(max(event), 0) FROM "
      "events) WHERE name = ?");
  if (!query.ok()) return query.error();
  return query.value().bind(recorded).bind(name).run();
}

}  // namespace dragoman
