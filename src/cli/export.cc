// `export`: events of a database in the formats of other programs.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iostream>

#include "cli/verbs.h"
#include "formats/export/writer.h"

namespace dragoman::cli {

namespace {

int usage(const std::string& what) {
  fmt::print(stderr, "dragoman: {}\n", what);
  return 2;
}

}  // namespace

int export_events(const Options& o) {
  const ExportFormat* const format = export_format(o.format);
  if (format == nullptr) return usage("there is no format " + o.format);
  if (format->folder && o.out.empty())
    return usage(o.format + " writes several files; name a folder with --out");
  auto database = open_database(o.db);
  if (!database.ok()) return fail(database.error());
  const auto tables = CodeTables::load(data_folder(o));
  if (!tables.ok()) return fail(tables.error());
  std::ofstream file;
  if (format->folder) {
    std::error_code error;
    std::filesystem::create_directories(o.out, error);
    if (error) return fail({o.out, "cannot be made: " + error.message(), "name another folder"});
  } else if (!o.out.empty() && o.out != "-") {
    file.open(o.out, std::ios::binary);
    if (!file) return fail({o.out, "cannot be written", "check the path and its permissions"});
  }
  std::ostream& out = file.is_open() ? file : std::cout;
  const ExportContext context{&database.value(), &tables.value(), o.out, o.one_a_day};
  std::size_t left_out = 0;
  const auto done = dragoman::export_events(database.value(), o.filter, o.limit, *format, context,
                                            out, &left_out);
  if (!done.ok()) return fail(done.error());
  if (left_out > 0) {
    fmt::print(stderr,
               "dragoman: {} events left out: without a day, or with nobody on either side\n",
               left_out);
  }
  out.flush();
  if (!out) {
    return fail({file.is_open() ? o.out : "standard output", "cannot be written",
                 "check the disk or the pipe"});
  }
  return 0;
}

}  // namespace dragoman::cli
