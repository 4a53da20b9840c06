#include "reading/time_lexicon.h"

#include <array>
#include <charconv>
#include <filesystem>

#include "knowledge/table.h"

namespace dragoman {

Result<TimeLexicon> TimeLexicon::load(const std::string& directory) {
  static constexpr std::array<std::string_view, 20> kClasses = {
      "weekday", "month",   "season",   "unit",      "units",    "part",      "day",
      "number",  "ordinal", "vague",    "direction", "shift",    "reference", "set",
      "each",    "filler",  "modifier", "holiday",   "meridiem", "zone"};
  TimeLexicon lexicon;
  const std::string path = directory + "/reading/times.tsv";
  if (!std::filesystem::exists(path)) return lexicon;
  Result<Table> table = read_table(path, 2);
  if (!table.ok()) return table.error();
  for (const auto& row : table.value().rows) {
    std::size_t kind = 0;
    while (kind < kClasses.size() && kClasses[kind] != row.at(1)) ++kind;
    if (kind == kClasses.size())
      return Error{path + ":" + std::to_string(row.line),
                   "unknown class \"" + std::string(row.at(1)) + "\"", "see time_lexicon.h"};
    TimeWord word{static_cast<TimeClass>(kind), 0, std::string(row.at(2))};
    std::from_chars(word.code.data(), word.code.data() + word.code.size(), word.value);
    const bool unit = word.kind == TimeClass::unit || word.kind == TimeClass::units;
    if (unit && (word.value < 0 || word.value > 12))
      return Error{path + ":" + std::to_string(row.line), "no such unit", "see TimeUnit"};
    lexicon.words_.emplace(row.at(0), std::move(word));
  }
  return lexicon;
}

}  // namespace dragoman
