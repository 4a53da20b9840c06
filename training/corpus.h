// Sentences to learn from and to measure on.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace dragoman::training {

/// A sentence with what is known about it; the unknown parts are empty.
struct Example {
  std::string id;
  std::vector<std::string> forms;
  std::vector<std::string> lemmas;
  std::vector<std::string> upos;
  std::vector<std::string> xpos;
  std::vector<std::int32_t> heads;  ///< n for the root
  std::vector<std::string> relations;
  std::vector<std::string> names;  ///< "O", "B-PER", ...
};

/// A CoNLL-U file; `to_ship` leaves out the genres of GUM that do not permit commercial use. Empty
/// when unreadable.
std::vector<Example> read_treebank(const std::string& path, bool to_ship);

/// A file of tokens and BIO labels, one a line, tab-separated; `column` is that of the form, the
/// label follows. Types become PER, LOC, ORG or MISC; others become O.
std::vector<Example> read_names(const std::string& path, std::size_t column);

/// Names of people, places and organisations in GUM: its mentions whose head is a proper noun, cut
/// down to the name itself (no titles, articles or clauses). Genres as for read_treebank.
std::vector<Example> read_gum_names(const std::string& path);

/// Gives the names of `from` to the examples with the same id and forms; returns what is left.
std::vector<Example> join_names(std::vector<Example> from, std::vector<Example>& examples);

/// The whole training set below the data folder `data`; `gum_names` adds those of read_gum_names.
std::vector<Example> read_training(const std::string& data, bool gum_names);

}  // namespace dragoman::training
