#include "lists.h"

#include <fmt/format.h>

#include <fstream>
#include <sstream>
#include <vector>

#include "language/features.h"

namespace dragoman::training {

std::vector<std::string> table_column(const std::string& path, std::size_t column) {
  std::ifstream in(path);
  if (!in) fmt::print(stderr, "{}: not there, goes without\n", path);
  std::vector<std::string> out;
  std::string line;
  while (std::getline(in, line)) {
    if (line.empty() || line.front() == '#') continue;
    std::size_t from = 0;
    for (std::size_t k = 0; k < column && from != std::string::npos; ++k) {
      from = line.find('\t', from);
      if (from != std::string::npos) ++from;
    }
    if (from == std::string::npos) continue;
    const std::string field = line.substr(from, line.find('\t', from) - from);
    if (field == "-" || field.empty()) continue;
    std::istringstream names(field);
    for (std::string name; std::getline(names, name, '|');) out.push_back(name);
  }
  return out;
}

namespace {

/// Words of a name that are written with a capital (not "of", "the").
std::vector<std::string> capitals(const std::string& name) {
  std::istringstream in(name);
  std::vector<std::string> out;
  for (std::string word; in >> word;) {
    if (!(word.front() >= 'a' && word.front() <= 'z')) out.push_back(word);
  }
  return out;
}

}  // namespace

std::unordered_map<std::uint64_t, std::uint8_t> read_lists(const std::string& folder) {
  std::unordered_map<std::uint64_t, std::uint8_t> out;
  const auto add = [&](const std::string& word, int kind) {
    std::uint8_t& kinds = out[text_hash(normal_form(word))];
    kinds = static_cast<std::uint8_t>(kinds | kind);
  };
  const auto add_all = [&](const std::vector<std::string>& names, int whole, int part) {
    for (const std::string& name : names) {
      if (name.find(' ') == std::string::npos)
        add(name, whole);
      else
        for (const std::string& word : capitals(name)) add(word, part);
    }
  };
  for (const std::string& name : table_column(folder + "/given_names.tsv", 0))
    add(name, kGivenName);
  add_all(table_column(folder + "/places.tsv", 0), kPlace, kPlacePart);
  add_all(table_column(folder + "/countries.tsv", 1), kCountry, kCountryPart);
  add_all(table_column(folder + "/countries.tsv", 2), kCountry, kCountryPart);
  add_all(table_column(folder + "/organisations.tsv", 0), kOrganisation, kOrganisationPart);
  add_all(table_column(folder + "/organisations.tsv", 1), kOrganisation, kOrganisationPart);
  for (const std::string& name : table_column(folder + "/people.tsv", 0)) {
    const auto words = capitals(name);
    if (!words.empty()) add(words.back(), kSurname);
  }
  return out;
}

}  // namespace dragoman::training
