// Lexicon files as text: lines to entries, and what can be wrong with them.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "coding/lexicon.h"

namespace dragoman {

/// Named sets of words: `$weapons` in a condition stands for all of them.
using WordSets = std::unordered_map<std::string, std::vector<std::string>>;

/// What a lexicon file holds, and the lines that could not be used.
struct LexiconFile {
  std::vector<LexiconEntry> entries;
  std::vector<Error> errors;
};

/// Reads one file. Lines `$name<TAB>word|word` add to `sets` and may use earlier sets.
LexiconFile read_lexicon(const std::string& path, WordSets& sets);

/// What of an entry the ontology does not know (act, mode, contexts, flags, roles); empty when all
/// is well.
std::vector<Error> check_entry(const LexiconEntry& entry, const Ontology& ontology);

/// Equal for entries that the same words meet: head, verb or not, and the conditions in any order.
std::string frame_of(const LexiconEntry& entry);

}  // namespace dragoman
