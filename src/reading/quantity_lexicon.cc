#include "reading/quantity_lexicon.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>

#include "knowledge/table.h"

namespace dragoman {

namespace {

std::string key_of(QuantityClass kind, std::string_view word) {
  std::string key(1, static_cast<char>('a' + static_cast<int>(kind)));
  return key.append(word);
}

}  // namespace

const QuantityWord* QuantityLexicon::find(QuantityClass kind, std::string_view word) const {
  const auto found = words_.find(key_of(kind, word));
  return found == words_.end() ? nullptr : &found->second;
}

Result<QuantityLexicon> QuantityLexicon::load(const std::string& directory) {
  static constexpr std::array<std::string_view, 17> kClasses = {
      "number", "scale",     "plural",   "vague",   "zero",   "fraction",
      "before", "after",     "currency", "unit",    "state",  "counts",
      "toll",   "slot subj", "slot obj", "slot of", "slot by"};
  QuantityLexicon lexicon;
  const std::string path = directory + "/reading/quantities.tsv";
  if (!std::filesystem::exists(path)) return lexicon;
  Result<Table> table = read_table(path, 3);
  if (!table.ok()) return table.error();
  for (const auto& row : table.value().rows) {
    const auto at = std::find(kClasses.begin(), kClasses.end(), row.at(1));
    if (at == kClasses.end())
      return Error{path + ":" + std::to_string(row.line),
                   "unknown class \"" + std::string(row.at(1)) + "\"", "see quantity_lexicon.h"};
    QuantityWord word{0, std::string(row.at(2))};
    std::from_chars(word.code.data(), word.code.data() + word.code.size(), word.value);
    const auto kind = static_cast<QuantityClass>(at - kClasses.begin());
    if (kind == QuantityClass::fraction && word.value < 2)
      return Error{path + ":" + std::to_string(row.line), "no such fraction", "give 2 or more"};
    lexicon.words_.emplace(key_of(kind, row.at(0)), std::move(word));
  }
  return lexicon;
}

}  // namespace dragoman
