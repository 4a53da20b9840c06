// `diff`: two sets of events side by side.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "cli/foreign.h"
#include "cli/verbs.h"
#include "formats/comparison_writer.h"
#include "store/code_tables.h"

namespace dragoman::cli {

namespace {

bool is_database(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string head(15, '\0');
  file.read(head.data(), 15);
  return head == "SQLite format 3";
}

/// Days of the first and the last event of both sets, one beside the other.
std::pair<std::int32_t, std::int32_t> span_of(const EventSet& set) {
  const auto [first, last] =
      std::minmax_element(set.events().begin(), set.events().end(),
                          [](const auto& a, const auto& b) { return a.day < b.day; });
  return {first->day, last->day};
}

}  // namespace

int diff(const Options& o) {
  ComparisonHead head;
  head.theirs = o.compared.theirs;
  head.mine = o.db;
  head.options = {o.compared.days, o.compared.km, o.compared.parties == "sector",
                  o.compared.level == "type", false};
  const auto tables = CodeTables::load(data_folder(o));
  if (!tables.ok()) return fail(tables.error());
  const auto database = open_database(o.db);
  if (!database.ok()) return fail(database.error());
  EventSet theirs;
  EventSet mine;
  std::error_code ignored;
  bool swapped = o.compared.undirected;
  if (!std::filesystem::exists(head.theirs, ignored)) {
    const auto done = read_dataset(database.value(), head.theirs, head.options, theirs);
    if (!done.ok()) return fail(done.error());
    if (theirs.events().empty() && theirs.left_aside() == 0) {
      return fail({head.theirs, "is neither a file nor a data set of " + o.db,
                   "import it, or check the name"});
    }
    swapped = swapped || head.theirs == "acled";
  } else if (is_database(head.theirs)) {
    const auto other = open_database(head.theirs);
    if (!other.ok()) return fail(other.error());
    const auto done = read_own(other.value(), head.options, theirs);
    if (!done.ok()) return fail(done.error());
  } else {
    const auto tally = read_foreign(head.theirs, tables.value(), "",
                                    [&](const ForeignEvent& event, ForeignFormat format) {
                                      swapped = swapped || format == ForeignFormat::acled;
                                      theirs.add(event, head.options);
                                      return Result<Done>(Done{});
                                    });
    if (!tally) return 1;
    head.bad_rows = tally->bad;
  }
  // Who acts and who is acted on is not told apart by ACLED.
  head.options.undirected = swapped;
  const auto read = read_own(database.value(), head.options, mine);
  if (!read.ok()) return fail(read.error());
  if (theirs.events().empty() || mine.events().empty()) {
    return fail({theirs.events().empty() ? head.theirs : head.mine, "holds no events to compare",
                 "look into it with `dragoman query`"});
  }
  const auto [their_first, their_last] = span_of(theirs);
  const auto [my_first, my_last] = span_of(mine);
  std::int32_t first = std::max(their_first, my_first) - head.options.days;
  std::int32_t last = std::min(their_last, my_last) + head.options.days;
  if (const auto since = day_number(o.filter.since)) first = *since;
  if (const auto until = day_number(o.filter.until)) last = *until;
  head.first = day_text(first);
  head.last = day_text(last);
  head.theirs_outside = theirs.clip(first, last);
  head.mine_outside = mine.clip(first, last);
  const Comparison comparison = compare(theirs, mine, head.options);
  const std::size_t limit = o.limit > 0 ? o.limit : 20;
  write_comparison(theirs, mine, comparison, head, o.format, limit, std::cout);
  return end_of_output();
}

}  // namespace dragoman::cli
