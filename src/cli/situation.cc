// `situation` and `report`: a named part of a database, kept in it, looked at, and written as a
// page.
#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/verbs.h"
#include "formats/report/outlines.h"
#include "formats/report/page.h"
#include "formats/report/situation_text.h"
#include "formats/rows.h"
#include "store/filter_json.h"
#include "store/schema.h"
#include "store/situation_view.h"
#include "text/utc_now.h"

namespace dragoman::cli {

namespace {

Result<Database> open_for_writing(const std::string& path) {
  // Reading first: opening for writing would make a file that is not there.
  auto there = open_database(path);
  if (!there.ok()) return there;
  return Database::open(path, Access::write);
}

int define(const Options& o) {
  auto database = open_for_writing(o.db);
  if (!database.ok()) return fail(database.error());
  EventFilter filter = o.filter;
  filter.since = o.situation.since;
  const auto done = define_situation(database.value(), o.name, filter, utc_now());
  if (!done.ok()) return fail(done.error());
  fmt::print(stderr, "dragoman: {}: situation \"{}\": {}\n", o.db, o.name,
             filter_as_words(filter).empty() ? "everything" : filter_as_words(filter));
  return 0;
}

int drop(const Options& o) {
  auto database = open_for_writing(o.db);
  if (!database.ok()) return fail(database.error());
  const auto done = drop_situation(database.value(), o.name);
  return done.ok() ? 0 : fail(done.error());
}

int list(const Options& o) {
  auto database = open_database(o.db);
  if (!database.ok()) return fail(database.error());
  const auto all = all_situations(database.value());
  if (!all.ok()) return fail(all.error());
  if (o.format == "json") {
    using Json = nlohmann::ordered_json;
    Json out = Json::array();
    for (const NamedFilter& s : all.value())
      out.push_back({{"name", s.name},
                     {"filter", Json::parse(filter_as_json(s.filter), nullptr, false)},
                     {"created", s.created},
                     {"looked", s.looked.empty() ? Json() : Json(s.looked)}});
    std::cout << out.dump(1, ' ', false, Json::error_handler_t::replace) << '\n';
    return end_of_output();
  }
  std::vector<std::vector<std::string>> rows;
  for (const NamedFilter& s : all.value())
    rows.push_back({s.name, filter_as_words(s.filter), s.created, s.looked});
  write_texts({"name", "filter", "created", "looked"}, rows,
              o.format == "markdown" ? "markdown" : "table", std::cout);
  return end_of_output();
}

/// What the option --since asks for.
Since since_of(const std::string& given) {
  if (given.empty()) return {};
  if (given == "last") return {Since::Kind::last_look, {}};
  return {Since::Kind::day, given};
}

Result<SituationView> view_of(const Options& o, const Since& since, ViewLimits limits) {
  auto database = open_database(o.db);
  if (!database.ok()) return database.error();
  const auto situation = find_situation(database.value(), o.name);
  if (!situation.ok()) return situation.error();
  if (o.limit > 0) limits.happenings = o.limit;
  return view_situation(database.value(), situation.value(), since, limits);
}

int look(const Options& o) {
  const auto view = view_of(o, since_of(o.situation.since), {});
  if (!view.ok()) return fail(view.error());
  if (o.format == "json")
    std::cout << situation_as_json(view.value());
  else if (o.format == "markdown")
    std::cout << situation_as_markdown(view.value());
  else
    std::cout << situation_as_text(view.value());
  const int status = end_of_output();
  if (status != 0 || o.situation.peek) return status;
  // A file that may only be read can be looked at; the look leaves no mark.
  auto database = open_for_writing(o.db);
  auto done = database.ok() ? mark_looked(database.value(), o.name, utc_now())
                            : Result<Done>(database.error());
  if (!done.ok())
    fmt::print(stderr, "dragoman: this look leaves no mark: {}\n", done.error().message());
  return 0;
}

}  // namespace

int situation(const Options& o) {
  if (o.situation.list) return list(o);
  if (o.name.empty()) return fail({o.db, "no situation is named", "give a NAME, or --list"});
  if (o.situation.drop) return drop(o);
  if (o.situation.define) {
    if (o.situation.since == "last")
      return fail({o.name, "a definition cannot start at the last look", "give --since a day"});
    return define(o);
  }
  if (filter_as_json(o.filter) != "{}")
    return fail({o.name, "filters belong to a definition", "add --define, or leave them out"});
  return look(o);
}

int report(const Options& o) {
  const auto view = view_of(o, since_of(o.situation.since), {});
  if (!view.ok()) return fail(view.error());
  std::string text;
  if (o.format == "markdown") {
    text = situation_as_markdown(view.value());
  } else {
    const auto outlines = read_outlines(data_folder(o));
    if (!outlines.ok()) return fail(outlines.error());
    text = report_page(view.value(), outlines.value());
  }
  if (o.out.empty() || o.out == "-") {
    std::cout << text;
    return end_of_output();
  }
  std::ofstream file(o.out, std::ios::binary);
  file << text;
  if (!file.flush())
    return fail({o.out, "cannot be written", "check the folder, its permissions and the disk"});
  return 0;
}

}  // namespace dragoman::cli
