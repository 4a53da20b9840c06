// How long the usual questions take on a large database, beside a plain scan of all events.
// Usage: dragoman-bench-store FILE EVENTS    (FILE is made and filled when it is not there)
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>

#include "store/filter.h"
#include "store/panel.h"
#include "store/store.h"
#include "synthetic.h"

namespace {

using namespace dragoman;

using Clock = std::chrono::steady_clock;

double milliseconds(Clock::time_point since) {
  return std::chrono::duration<double, std::milli>(Clock::now() - since).count();
}

/// Runs a query to its end; rows, or -1 for an error.
std::int64_t run(const Database& database, const std::string& sql,
                 const EventCondition& condition) {
  auto query = database.prepare(sql);
  if (!query.ok()) {
    fmt::print(stderr, "{}\n{}\n", query.error().message(), sql);
    return -1;
  }
  bind_values(query.value(), condition);
  for (std::int64_t rows = 0;; ++rows) {
    const auto more = query.value().step();
    if (!more.ok()) return -1;
    if (!more.value()) return rows;
  }
}

/// Median of three runs in milliseconds.
template <typename Work>
double median(const Work& work) {
  std::array<double, 3> times{};
  for (double& t : times) {
    const auto start = Clock::now();
    work();
    t = milliseconds(start);
  }
  std::sort(times.begin(), times.end());
  return times[1];
}

/// What `query` asks for: the chosen events with their parties, place and article.
std::string whole(const EventCondition& selection) {
  return "SELECT e.*, a.title, a.publisher, pl.name, (SELECT group_concat(name, '; ') FROM parties "
         "p WHERE p.event = e.event) FROM events e JOIN articles a USING(article) LEFT JOIN places "
         "pl ON pl.place = e.place WHERE e.event IN (" +
         selection.where + ") ORDER BY e.day, e.event";
}

void show_plan(const Database& database, const EventCondition& selection) {
  auto query = database.prepare("EXPLAIN QUERY PLAN " + selection.where);
  if (!query.ok()) return;
  bind_values(query.value(), selection);
  for (;;) {
    const auto more = query.value().step();
    if (!more.ok() || !more.value()) return;
    fmt::print("      {}\n", query.value().text(3));
  }
}

std::string first_text(const Database& database, const char* sql) {
  auto query = database.prepare(sql);
  if (!query.ok()) return {};
  const auto more = query.value().step();
  return more.ok() && more.value() ? std::string(query.value().text(0)) : std::string();
}

struct Question {
  const char* name;
  EventFilter filter;
};

std::vector<Question> questions(const Database& database) {
  const std::string often = first_text(database, "SELECT country FROM actors WHERE actor = 1");
  const std::string other =
      first_text(database,
                 "SELECT country FROM actors WHERE country <> (SELECT country FROM actors WHERE "
                 "actor = 1) ORDER BY actor LIMIT 1");
  const std::string name = first_text(database, "SELECT name FROM actors WHERE actor = 40");
  const std::string place = first_text(database, "SELECT name FROM places WHERE place = 20");
  std::vector<Question> out(11);
  out[0].name = "dyad and a year";
  out[0].filter.dyad = {often, other};
  out[0].filter.since = "2022-01-01";
  out[0].filter.until = "2022-12-31";
  out[1].name = "type and a month";
  out[1].filter.types = {"ASSAULT"};
  out[1].filter.since = "2022-03-01";
  out[1].filter.until = "2022-03-31";
  out[2].name = "country";
  out[2].filter.countries = {often};
  out[3].name = "country that acts and a month";
  out[3].filter.actor_countries = {other};
  out[3].filter.since = "2022-03-01";
  out[3].filter.until = "2022-03-31";
  out[4].name = "name of an actor";
  out[4].filter.parties = {name};
  out[5].name = "surname of an actor";
  out[5].filter.actors = {name.substr(name.find(' ') + 1)};
  out[6].name = "place";
  out[6].filter.places = {place};
  out[7].name = "box of two degrees";
  out[7].filter.box = {10, 20, 12, 22};
  out[8].name = "words of the text";
  out[8].filter.text = "dozo AND cha";
  out[9].name = "words and a year";
  out[9].filter.text = "kilu";
  out[9].filter.since = "2022-01-01";
  out[9].filter.until = "2022-12-31";
  out[10].name = "country, type, sector, a year";
  out[10].filter.countries = {often};
  out[10].filter.types = {"AID"};
  out[10].filter.sectors = {"MIL"};
  out[10].filter.since = "2022-01-01";
  out[10].filter.until = "2022-12-31";
  return out;
}

int measure(const std::string& path) {
  auto opened = Database::open(path, Access::read);
  if (!opened.ok()) {
    fmt::print(stderr, "{}\n", opened.error().message());
    return 1;
  }
  const Database& database = opened.value();
  const bool plans = std::getenv("DRAGOMAN_PLANS") != nullptr;
  std::int64_t events = 0;
  const double scan = median([&] {
    auto query = database.prepare("SELECT count(*), sum(length(evidence)) FROM events NOT INDEXED");
    if (query.ok()) events = query.value().first_integer().value();
  });
  fmt::print("{} events, {:.2f} GiB; a scan of all events takes {:.0f} ms\n", events,
             static_cast<double>(std::filesystem::file_size(path)) / (1 << 30), scan);
  fmt::print("{:32} {:>9} {:>12} {:>12}\n", "", "events", "first 100", "of a scan");
  for (const Question& q : questions(database)) {
    const EventCondition page = selection_of(q.filter, 100);
    const EventCondition all = selection_of(q.filter, 0);
    const double time = median([&] { run(database, whole(page), page); });
    const std::int64_t rows = run(database, all.where, all);
    fmt::print("{:32} {:>9} {:>9.1f} ms {:>12.5f}\n", q.name, rows, time, time / scan);
    if (plans) show_plan(database, page);
    if (rows > 20000 || rows <= 100) continue;
    const double whole_time = median([&] { run(database, whole(all), all); });
    fmt::print("{:32} {:>9} {:>9.1f} ms {:>12.5f}\n", "  all of them", rows, whole_time,
               whole_time / scan);
  }
  EventFilter year;
  year.since = "2022-01-01";
  year.until = "2022-12-31";
  year.modalities = {"occurred", "ongoing"};
  std::size_t rows = 0;
  const double time = median([&] {
    const auto found = panel(database, year, PanelUnit::dyad, PanelPeriod::month);
    rows = found.ok() ? found.value().size() : 0;
  });
  fmt::print("{:32} {:>9} {:>9.1f} ms {:>12.5f}\n", "panel dyad-month of a year (rows)", rows, time,
             time / scan);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "usage: dragoman-bench-store FILE EVENTS\n");
    return 2;
  }
  const std::string path = argv[1];
  if (!std::filesystem::exists(path)) {
    const auto start = Clock::now();
    auto store = Store::open(path);
    if (!store.ok()) {
      fmt::print(stderr, "{}\n", store.error().message());
      return 1;
    }
    const auto done = bench::fill(store.value().database(), std::atoll(argv[2]));
    if (!done.ok()) {
      fmt::print(stderr, "{}\n", done.error().message());
      return 1;
    }
    fmt::print("filled in {:.0f} s\n", milliseconds(start) / 1000);
  }
  return measure(path);
}
