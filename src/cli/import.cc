// `import`: events of other data sets into the table foreign_events.
#include <fmt/format.h>

#include "cli/foreign.h"
#include "cli/verbs.h"
#include "formats/import/lines.h"
#include "store/code_tables.h"
#include "store/foreign_store.h"
#include "store/store.h"

namespace dragoman::cli {

namespace {

/// Bad rows of a file that are named; more are only counted.
constexpr std::size_t kMostNamed = 20;

}  // namespace

std::optional<ForeignTally> read_foreign(
    const std::string& path, const CodeTables& tables, const std::string& format,
    const std::function<Result<Done>(const ForeignEvent&, ForeignFormat)>& take) {
  auto source = LineSource::open(path);
  if (!source.ok()) {
    fail(source.error());
    return std::nullopt;
  }
  ForeignReader reader(tables, foreign_format(format));
  ForeignTally tally;
  const auto bad = [&](Error error) {
    error.where = source.value().where();
    if (tally.bad++ < kMostNamed) fail(error);
  };
  std::string line;
  for (;;) {
    const auto more = source.value().next(line);
    if (!more.ok()) {
      fail(more.error());
      return std::nullopt;
    }
    if (!more.value()) break;
    auto event = reader.line(line, source.value().first());
    if (!event.ok()) {
      bad(event.error());
      if (!reader.format()) return std::nullopt;
      continue;
    }
    if (!event.value()) continue;
    const auto done = take(*event.value(), *reader.format());
    if (!done.ok()) {
      fail(done.error());
      return std::nullopt;
    }
    ++tally.events;
  }
  const auto end = reader.end();
  if (!end.ok()) bad(end.error());
  if (tally.bad > kMostNamed)
    fmt::print(stderr, "dragoman: {}: {} bad rows in all\n", path, tally.bad);
  tally.format = reader.format() ? std::string(to_string(*reader.format())) : std::string();
  return tally;
}

int import_events(const Options& o) {
  const auto tables = CodeTables::load(data_folder(o));
  if (!tables.ok()) return fail(tables.error());
  auto store = Store::open(o.db);
  if (!store.ok()) return fail(store.error());
  Database& database = store.value().database();
  const auto kept = keep_code_tables(database, tables.value());
  if (!kept.ok()) return fail(kept.error());
  int status = 0;
  for (const std::string& input : or_stdin(o.inputs)) {
    std::optional<ForeignWriter> writer;
    const auto tally = read_foreign(
        input, tables.value(), o.format, [&](const ForeignEvent& event, ForeignFormat format) {
          if (!writer) {
            const std::string_view name = to_string(format);
            writer.emplace(database,
                           o.compared.dataset.empty() ? std::string(name) : o.compared.dataset);
          }
          return writer->add(event);
        });
    if (writer) {
      // What was read before an error is whole rows, and stays.
      const auto done = writer->finish();
      if (!done.ok()) return fail(done.error());
    }
    if (!tally) {
      status = 1;
      continue;
    }
    if (tally->bad > 0) status = 1;
    fmt::print(stderr, "{}: {} events of {}, {} bad rows\n", input, tally->events,
               tally->format.empty() ? "nothing" : tally->format, tally->bad);
  }
  return status;
}

}  // namespace dragoman::cli
