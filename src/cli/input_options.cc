#include "cli/input_options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

namespace dragoman::cli {

void input_options(CLI::App& verb, Options& o) {
  verb.add_option("--published", o.published, "date (YYYY-MM-DD) for articles that carry none")
      ->check([](const std::string& given) {
        return iso_day(given) == given ? std::string() : given + " is not a date (YYYY-MM-DD)";
      });
  verb.add_option_function<std::string>(
      "--map",
      [&o](const std::string& given) {
        auto map = FieldMap::parse(given);
        if (!map.ok()) throw CLI::ValidationError("--map", map.error().message());
        o.map = given;
        o.reading.map = std::move(map.value());
      },
      "keys or columns of fields, as text=body,date=pub_date (see docs/inputs.md)");
  verb.add_option_function<std::string>(
      "--date-from",
      [&o](const std::string& given) {
        auto pattern = NamePattern::parse(given);
        if (!pattern.ok()) throw CLI::ValidationError("--date-from", pattern.error().message());
        o.date_from = given;
        o.reading.date_from = std::move(pattern.value());
      },
      "date in the names of files, as name:YYYYMMDD or name:YYYY-MM-DD");
  verb.add_option_function<std::string>(
          "--language", [&o](const std::string& given) { o.reading.any_language = given == "any"; },
          "en: pass over articles in other languages (default); any: code all")
      ->check(CLI::IsMember({"en", "any"}));
}

void say(const ReadReport& report) {
  for (const Error& n : report.notes) fmt::print(stderr, "dragoman: {}\n", n.message());
  for (const Error& w : report.warnings) fmt::print(stderr, "dragoman: warning: {}\n", w.message());
  for (const Error& e : report.errors) fmt::print(stderr, "dragoman: {}\n", e.message());
}

}  // namespace dragoman::cli
