// `actors`: who acts in a database, or all that is known about one of them.
#include <fmt/format.h>

#include <iostream>
#include <set>

#include "cli/verbs.h"
#include "formats/rows.h"
#include "formats/sections.h"
#include "store/dossier.h"
#include "text/folded.h"

namespace dragoman::cli {

namespace {

constexpr std::size_t kMostOffered = 10;

std::string described(const ActorName& a) {
  return fmt::format("{} ({}{} event{})", a.name, a.country.empty() ? "" : a.country + ", ",
                     a.events, a.events == 1 ? "" : "s");
}

/// Others that the name may mean, on standard error.
void offer(const std::vector<ActorName>& others, const char* lead) {
  if (others.empty()) return;
  fmt::print(stderr, "{}\n", lead);
  for (std::size_t i = 0; i < std::min(others.size(), kMostOffered); ++i)
    fmt::print(stderr, "  {}\n", described(others[i]));
  if (others.size() > kMostOffered)
    fmt::print(stderr, "  and {} more\n", others.size() - kMostOffered);
}

int show_dossier(const Database& database, const Options& o, const std::string& format) {
  auto found = find_actors(database, o.name);
  if (!found.ok()) return fail(found.error());
  ActorMatches& m = found.value();
  if (m.exact.empty()) {
    // Words that only one name has are name enough.
    std::set<std::string> names;
    for (const ActorName& a : m.like) names.insert(fold(a.name));
    if (names.size() != 1) {
      const int status = fail({o.db, fmt::format("nobody is called \"{}\"", o.name),
                               m.like.empty() ? "`dragoman actors` without a name lists all" : ""});
      offer(m.like, "these are near:");
      return status;
    }
    std::swap(m.exact, m.like);
  }
  const auto sections = dossier(database, m.exact, o.filter, o.limit);
  if (!sections.ok()) return fail(sections.error());
  std::string title = m.exact.front().name;
  std::vector<Section> all = {{"actors", {"name", "country", "events"}, {}}};
  for (const ActorName& a : m.exact)
    all.front().rows.push_back(
        {Cell(a.name), a.country.empty() ? Cell() : Cell(a.country), Cell(a.events)});
  all.insert(all.end(), sections.value().begin(), sections.value().end());
  write_sections(title, {{"name", Cell(title)}}, all, format, std::cout);
  offer(m.like, "other names with these words:");
  return 0;
}

int show_ranking(const Database& database, const Options& o, const std::string& format) {
  const auto ranking = rank_actors(database, o.filter, o.limit);
  if (!ranking.ok()) return fail(ranking.error());
  if (format == "json") {
    write_sections("actors", {}, {ranking.value()}, format, std::cout);
    return 0;
  }
  write_texts(ranking.value().columns, texts_of(ranking.value()), format, std::cout);
  return 0;
}

}  // namespace

int actors(const Options& o) {
  auto database = open_database(o.db);
  if (!database.ok()) return fail(database.error());
  const std::string format = rows_format(o);
  const int status = o.name.empty() ? show_ranking(database.value(), o, format)
                                    : show_dossier(database.value(), o, format);
  const int written = end_of_output();
  return written != 0 ? written : status;
}

}  // namespace dragoman::cli
