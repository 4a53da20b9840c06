#include "name_swap.h"

#include <algorithm>
#include <set>
#include <sstream>

#include "lists.h"

namespace dragoman::training {

namespace {

bool capitalised(const std::string& word) {
  const auto letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
  };
  return word.size() > 1 && !(word.front() >= 'a' && word.front() <= 'z') &&
         std::all_of(word.begin(), word.end(), letter);
}

std::vector<std::string> words_of(const std::string& name) {
  std::istringstream in(name);
  std::vector<std::string> out;
  for (std::string word; in >> word;) out.push_back(word);
  return out;
}

void add(std::vector<std::string> words, std::size_t type, NameStock& stock) {
  if (words.empty() || words.size() > kLongestSwapped ||
      !std::all_of(words.begin(), words.end(), capitalised))
    return;
  auto& names = stock[type][words.size() - 1];
  names.push_back(std::move(words));
}

}  // namespace

std::vector<NameSpan> swappable_names(const Example& example) {
  std::vector<NameSpan> out;
  const std::size_t n = example.names.size();
  for (std::size_t i = 0; i < n; ++i) {
    if (example.names[i].front() != 'B') continue;
    const std::string type = example.names[i].substr(2);
    const auto known = std::find(kSwapped.begin(), kSwapped.end(), type);
    if (known == kSwapped.end()) continue;
    std::size_t end = i + 1;
    while (end < n && example.names[end].front() == 'I') ++end;
    bool all = end - i <= kLongestSwapped;
    for (std::size_t t = i; t < end; ++t) {
      all = all && capitalised(example.forms[t]);
      all = all && (example.upos.empty() || example.upos[t] == "PROPN");
    }
    if (all) out.push_back({i, end - i, static_cast<std::size_t>(known - kSwapped.begin())});
  }
  return out;
}

NameStock names_of(const std::vector<Example>& examples) {
  std::array<std::set<std::vector<std::string>>, kSwapped.size()> found;
  for (const Example& e : examples) {
    for (const NameSpan& span : swappable_names(e)) {
      const auto first = e.forms.begin() + static_cast<std::ptrdiff_t>(span.begin);
      found[span.type].emplace(first, first + static_cast<std::ptrdiff_t>(span.length));
    }
  }
  NameStock out;
  for (std::size_t type = 0; type < kSwapped.size(); ++type) {
    for (const auto& words : found[type]) add(words, type, out);
  }
  return out;
}

NameStock names_of_tables(const std::string& folder) {
  constexpr std::size_t kPer = 0;
  constexpr std::size_t kLoc = 1;
  constexpr std::size_t kOrg = 2;
  NameStock out;
  std::vector<std::string> surnames;
  for (const std::string& name : table_column(folder + "/people.tsv", 0)) {
    const auto words = words_of(name);
    add(words, kPer, out);
    if (!words.empty()) surnames.push_back(words.back());
  }
  std::vector<std::string> given = table_column(folder + "/given_names.tsv", 0);
  std::size_t next = 0;
  for (std::string& name : given) {
    if (name.front() >= 'a' && name.front() <= 'z')
      name.front() = static_cast<char>(name.front() - 32);
    if (surnames.empty()) break;
    // Steps that share no factor with the number of surnames pair them evenly.
    next = (next + 1013) % surnames.size();
    add({name, surnames[next]}, kPer, out);
    if (next % 8 == 0) add({name}, kPer, out);
  }
  for (const std::string& name : surnames) add({name}, kPer, out);
  for (const std::string& name : table_column(folder + "/places.tsv", 0))
    add(words_of(name), kLoc, out);
  for (const std::string& name : table_column(folder + "/countries.tsv", 1)) {
    // A country is in the news more often than any one of the towns.
    for (int k = 0; k < 20; ++k) add(words_of(name), kLoc, out);
  }
  for (const std::string& name : table_column(folder + "/organisations.tsv", 0))
    add(words_of(name), kOrg, out);
  for (const std::string& name : table_column(folder + "/organisations.tsv", 1))
    add(words_of(name), kOrg, out);
  return out;
}

}  // namespace dragoman::training
