#include "reading/place_lexicon.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "knowledge/table.h"

namespace dragoman {

Result<PlaceLexicon> PlaceLexicon::load(const std::string& directory) {
  static constexpr std::array<std::string_view, 4> kClasses = {"where", "way", "area", "act"};
  PlaceLexicon lexicon;
  const std::string path = directory + "/reading/places.tsv";
  if (!std::filesystem::exists(path)) return lexicon;
  Result<Table> table = read_table(path, 2);
  if (!table.ok()) return table.error();
  for (const auto& row : table.value().rows) {
    const auto at = std::find(kClasses.begin(), kClasses.end(), row.at(1));
    if (at == kClasses.end())
      return Error{path + ":" + std::to_string(row.line),
                   "unknown class \"" + std::string(row.at(1)) + "\"", "where, way, area or act"};
    lexicon.words[std::string(row.at(0))] |= 1U << (at - kClasses.begin());
  }
  return lexicon;
}

}  // namespace dragoman
