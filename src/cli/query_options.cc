#include "cli/query_options.h"

#include <CLI/CLI.hpp>

#include "formats/article_reader.h"
#include "formats/export/writer.h"

namespace dragoman::cli {

namespace {

/// Empty for a date, else what is wrong, as CLI11 wants it.
std::string is_day(const std::string& given) {
  return iso_day(given) == given ? std::string() : given + " is not a date (YYYY-MM-DD)";
}

std::string is_day_or_last(const std::string& given) {
  return given == "last" ? std::string() : is_day(given);
}

}  // namespace

void filter_options(CLI::App& verb, EventFilter& f) {
  const auto list = [&](const char* name, std::vector<std::string>& into, const char* what) {
    verb.add_option(name, into, what)->delimiter(',')->group("Filters");
  };
  list("--actor", f.actors, "part of the name of who acts");
  list("--recipient", f.recipients, "part of the name of who is acted on");
  list("--party", f.parties, "part of a name on either side");
  list("--actor-country", f.actor_countries, "country codes (ISO 3166-1 alpha-3) of who acts");
  list("--recipient-country", f.recipient_countries, "country codes of who is acted on");
  list("--country", f.countries, "country codes on either side");
  list("--actor-sector", f.actor_sectors, "sectors of who acts: GOV, MIL, CVL ...");
  list("--recipient-sector", f.recipient_sectors, "sectors of who is acted on");
  list("--sector", f.sectors, "sectors on either side");
  list("--dyad", f.dyad, "two countries, in either direction: USA,VEN");
  list("--type", f.types, "event types: CONSULT, ASSAULT ...");
  list("--act", f.acts, "acts, before modality is applied");
  list("--mode", f.modes, "modes: phone, arrest ...");
  list("--context", f.contexts, "contexts: diplomatic, military ...");
  list("--modality", f.modalities, "occurred, planned, denied ...");
  list("--quad", f.quads, "quad classes: 'verbal cooperation' ...");
  list("--publisher", f.publishers, "publishers");
  list("--place", f.places, "names of places, or country codes");
  verb.add_option("--since", f.since, "first day")->check(is_day)->group("Filters");
  verb.add_option("--until", f.until, "last day")->check(is_day)->group("Filters");
  verb.add_option("--confidence", f.confidence, "at least this, 0 to 1")
      ->check(CLI::Range(0.0, 1.0))
      ->group("Filters");
  verb.add_option("--text", f.text, "words of the article (FTS5: a phrase in quotes, OR, NEAR)")
      ->group("Filters");
  verb.add_option("--box", f.box, "south west north east, in degrees")
      ->expected(4)
      ->group("Filters");
  verb.add_option("--as-of", f.as_of, "a revision's number or a time: what was known then")
      ->group("Filters");
}

void stories_options(CLI::App& verb, Options& o) {
  verb.add_option("--db", o.db, "database file")->required();
  verb.add_option("id", o.name, "id of a happening or of one of its reports: all about it");
  filter_options(verb, o.filter);
  for (const auto& [name, what] : {std::pair{"join", "two reports (ids) tell the same: keep it so"},
                                   {"split", "two reports (ids) tell different things: keep it so"},
                                   {"undo", "takes back what was said of two reports"},
                                   {"why", "why two reports were joined or not"}}) {
    verb.add_option_function<std::vector<std::string>>(
            std::string("--") + name,
            [&o, name = name](const std::vector<std::string>& ids) {
              o.decision = name;
              o.pair = ids;
            },
            what)
        ->expected(2)
        ->group("Two reports");
  }
  verb.add_option("--limit", o.limit, "rows at most");
  verb.add_option("--format", o.format, "table, csv, tsv, json, jsonl or markdown")
      ->check(CLI::IsMember({"table", "csv", "tsv", "json", "jsonl", "markdown"}));
}

void query_options(CLI::App& verb, Options& o) {
  verb.add_option("db", o.db, "database file")->required();
  filter_options(verb, o.filter);
  verb.add_option("--sql", o.sql, "a SELECT of your own instead of filters");
  verb.add_option("--limit", o.limit, "rows at most");
  verb.add_option("--format", o.format, "table, csv, tsv, json, jsonl or markdown")
      ->check(CLI::IsMember({"table", "csv", "tsv", "json", "jsonl", "markdown"}));
}

void actors_options(CLI::App& verb, Options& o) {
  verb.add_option("db", o.db, "database file")->required();
  verb.add_option("name", o.name, "of whom to tell everything; without, a ranking of all");
  filter_options(verb, o.filter);
  verb.add_option("--limit", o.limit, "rows of each list at most (default: all)");
  verb.add_option("--format", o.format, "table, csv, json or markdown")
      ->check(CLI::IsMember({"table", "csv", "json", "markdown"}));
}

void export_options(CLI::App& verb, Options& o) {
  std::vector<std::string> names;
  std::string all;
  for (const ExportFormat& f : export_formats()) {
    names.emplace_back(f.name);
    (all += all.empty() ? "" : ", ") += f.name;
  }
  verb.add_option("db", o.db, "database file")->required();
  filter_options(verb, o.filter);
  verb.add_option("--format", o.format, all)->required()->check(CLI::IsMember(names));
  verb.add_option("--out", o.out, "file to write, or folder for brat (default: standard output)");
  verb.add_option("--limit", o.limit, "events at most");
  verb.add_flag("--one-a-day", o.one_a_day,
                "phoenix: one row for each day, source, target and code");
  verb.add_option("--data-folder", o.data_folder, "data folder to read instead of the shipped one");
}

void import_options(CLI::App& verb, Options& o) {
  verb.add_option("files", o.inputs, "files, plain or packed, or - for standard input");
  verb.add_option("--db", o.db, "database file; made when it is not there")->required();
  verb.add_option("--format", o.format, "gdelt, icews, polecat or acled (default: as it looks)")
      ->check(CLI::IsMember({"gdelt", "icews", "polecat", "acled"}));
  verb.add_option("--dataset", o.compared.dataset, "name to keep them under (default: the format)");
  verb.add_option("--data-folder", o.data_folder, "data folder to read instead of the shipped one");
}

void diff_options(CLI::App& verb, Options& o) {
  verb.add_option("theirs", o.compared.theirs, "a file, an imported data set, or a database")
      ->required();
  verb.add_option("db", o.db, "database file")->required();
  verb.add_option("--days", o.compared.days, "the same event at most so many days apart")
      ->check(CLI::Range(0, 366))
      ->capture_default_str();
  verb.add_option("--km", o.compared.km, "and so many kilometres, where both name a place")
      ->check(CLI::Range(0.0, 20100.0))
      ->capture_default_str();
  verb.add_option("--parties", o.compared.parties, "country, or sector: country and sector")
      ->check(CLI::IsMember({"country", "sector"}))
      ->capture_default_str();
  verb.add_option("--type", o.compared.level, "quad: same quad class, or type: same PLOVER type")
      ->check(CLI::IsMember({"type", "quad"}))
      ->capture_default_str();
  verb.add_flag("--undirected", o.compared.undirected, "who acts on whom does not matter");
  verb.add_option("--since", o.filter.since, "first day")->check(is_day);
  verb.add_option("--until", o.filter.until, "last day")->check(is_day);
  verb.add_option("--limit", o.limit, "lines of each list in the table (default: 20)");
  verb.add_option("--format", o.format, "table, json or csv")
      ->check(CLI::IsMember({"table", "json", "csv"}));
  verb.add_option("--data-folder", o.data_folder, "data folder to read instead of the shipped one");
}

void panel_options(CLI::App& verb, Options& o) {
  verb.add_option("db", o.db, "database file")->required();
  filter_options(verb, o.filter);
  verb.add_option("--unit", o.unit, "dyad- or country-, then day, month or year")
      ->check(CLI::IsMember(
          {"dyad-day", "dyad-month", "dyad-year", "country-day", "country-month", "country-year"}))
      ->capture_default_str();
  verb.add_option("--codes", o.codes,
                  "schemes of country codes: iso3, iso2, numeric, fips, gw, cow, name")
      ->delimiter(',')
      ->check(CLI::IsMember({"iso3", "iso2", "numeric", "fips", "gw", "cow", "name"}));
  verb.add_option("--measure", o.measures, "count, score-sum, score-mean, quad")
      ->delimiter(',')
      ->check(CLI::IsMember({"count", "score-sum", "score-mean", "quad"}));
  verb.add_option("--data-folder", o.data_folder, "data folder to read instead of the shipped one");
}

void situation_options(CLI::App& verb, Options& o) {
  verb.add_option("name", o.name, "its name");
  verb.add_option("--db", o.db, "database file")->required();
  verb.add_flag("--define", o.situation.define, "keep the filters given here under this name");
  verb.add_flag("--list", o.situation.list, "name all of the database");
  verb.add_flag("--drop", o.situation.drop, "forget it; its events stay");
  verb.add_flag("--peek", o.situation.peek, "look without leaving a mark for --since last");
  filter_options(verb, o.filter);
  // Of a definition the first day of its events; of a look, what its changes are counted from.
  verb.remove_option(verb.get_option("--since"));
  verb.add_option("--since", o.situation.since,
                  "with --define the first day, else: what changed since a day of publication, or "
                  "since the last look (last)")
      ->check(is_day_or_last)
      ->group("Filters");
  verb.add_option("--limit", o.limit, "happenings at most (default: the 300 most widely told)");
  verb.add_option("--format", o.format, "text, json or markdown")
      ->check(CLI::IsMember({"text", "json", "markdown"}));
}

void report_options(CLI::App& verb, Options& o) {
  verb.add_option("name", o.name, "of the situation")->required();
  verb.add_option("--db", o.db, "database file")->required();
  verb.add_option("--format", o.format, "html or markdown")
      ->check(CLI::IsMember({"html", "markdown"}));
  verb.add_option("--out", o.out, "file to write (default: standard output)");
  verb.add_option("--since", o.situation.since,
                  "tell what changed since a day of publication, or since the last look (last)")
      ->check(is_day_or_last);
  verb.add_option("--limit", o.limit, "happenings at most (default: the 300 most widely told)");
  verb.add_option("--data-folder", o.data_folder, "data folder to read instead of the shipped one");
}

}  // namespace dragoman::cli
