// Adds the inflected forms of the verbs and nouns of WordNet to the lemma table of a model, so that
// words the treebanks never saw get their lemma too. Forms that training saw keep theirs.
#include <fmt/format.h>

#include <fstream>
#include <map>
#include <set>
#include <string>

#include "knowledge/table.h"
#include "language/pipeline.h"
#include "text/file.h"

namespace dragoman {

namespace {

using Forms = std::map<std::string, std::string>;  ///< "form\tUPOS" -> lemma

bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

/// Two lemmas may share a form ("planed" of plan and plane): the longer one needs no doubling.
void add(Forms& forms, const std::string& key, const std::string& lemma) {
  auto [found, added] = forms.emplace(key, lemma);
  if (!added && lemma.size() > found->second.size()) found->second = lemma;
}

void regular(const std::string& lemma, bool verb, Forms& forms) {
  if (lemma.size() < 2) return;
  const char last = lemma.back();
  const bool y = last == 'y' && !is_vowel(lemma[lemma.size() - 2]);
  const bool hiss = last == 's' || last == 'x' || last == 'z' || lemma.ends_with("ch") ||
                    lemma.ends_with("sh") || (last == 'o' && !is_vowel(lemma[lemma.size() - 2]));
  const std::string stem = lemma.substr(0, lemma.size() - 1);
  const std::string tag = verb ? "\tVERB" : "\tNOUN";
  add(forms, (y ? stem + "ies" : hiss ? lemma + "es" : lemma + "s") + tag, lemma);
  if (!verb) return;
  add(forms, (last == 'e' ? lemma + "d" : y ? stem + "ied" : lemma + "ed") + tag, lemma);
  const bool silent =
      last == 'e' && !lemma.ends_with("ee") && !lemma.ends_with("oe") && !lemma.ends_with("ye");
  add(forms, (silent ? stem + "ing" : lemma + "ing") + tag, lemma);
  add(forms, lemma + tag, lemma);
}

}  // namespace

int run(int argc, char** argv) {
  if (argc != 4) {
    fmt::print(stderr, "usage: dragoman-add-inflections DATA MODEL OUT\n");
    return 2;
  }
  const std::string data = argv[1];
  auto bytes = read_file(argv[2]);
  auto classes = read_table(data + "/knowledge/word_classes.tsv", 3);
  auto irregular = read_table(data + "/knowledge/irregular_forms.tsv", 3);
  Pipeline pipeline;
  if (!bytes.ok() || !classes.ok() || !irregular.ok() || !deserialize(bytes.value(), pipeline)) {
    fmt::print(stderr, "the model or the tables cannot be read\n");
    return 1;
  }
  Forms forms;
  for (const auto& row : classes.value().rows)
    regular(std::string(row.at(0)), row.at(1) == "v", forms);
  for (const auto& row : irregular.value().rows) {
    const std::string tag = row.at(1) == "v" ? "\tVERB" : "\tNOUN";
    forms[std::string(row.at(0)) + tag] = row.at(2);
  }
  // A treebank's lemma that no dictionary has ("fre" of "freed") is a slip of its annotators.
  std::set<std::string> known;
  for (const auto& [key, lemma] : forms) known.insert(lemma + key.substr(key.find('\t')));
  std::size_t added = 0;
  std::size_t mended = 0;
  for (const auto& [key, lemma] : forms) {
    const auto [entry, is_new] = pipeline.lemmas.emplace(key, lemma);
    added += is_new ? 1 : 0;
    if (is_new || known.contains(entry->second + key.substr(key.find('\t')))) continue;
    entry->second = lemma;
    ++mended;
  }
  std::ofstream out(argv[3], std::ios::binary);
  out << serialize(pipeline);
  fmt::print("{} forms added, {} mended\n", added, mended);
  return out.flush() ? 0 : 1;
}

}  // namespace dragoman

// A training run that cannot go on ends with what the exception says.
// NOLINTNEXTLINE(bugprone-exception-escape)
int main(int argc, char** argv) { return dragoman::run(argc, argv); }
