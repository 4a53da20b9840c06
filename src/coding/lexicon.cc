#include "coding/lexicon.h"

#include <algorithm>
#include <filesystem>
#include <unordered_set>

#include "coding/lexicon_file.h"
#include "coding/lexicon_matcher.h"
#include "text/one_of.h"

namespace dragoman {

bool is_party(const Mention& mention) { return mention.actor || !mention.members.empty(); }

bool LexiconEntry::flag(std::string_view name) const {
  return std::find(flags.begin(), flags.end(), name) != flags.end();
}

Result<Lexicon> Lexicon::load(const std::string& directory) {
  Lexicon lexicon;
  const std::string sets = directory + "/lexicon/sets.tsv";
  std::vector<std::string> files;
  std::error_code error;
  for (const auto& file : std::filesystem::directory_iterator(directory + "/lexicon", error)) {
    if (file.path().extension() == ".tsv" &&
        !one_of(file.path().stem().string(), {"embedding", "reporting", "sets"}))
      files.push_back(file.path().string());
  }
  if (files.empty())
    return Error{directory + "/lexicon", "holds no lexicon",
                 "set DRAGOMAN_HOME to the folder that holds data/"};
  std::sort(files.begin(), files.end());
  if (std::filesystem::exists(sets, error)) files.insert(files.begin(), sets);
  for (const std::string& path : files) {
    LexiconFile file = read_lexicon(path, lexicon.sets_);
    if (!file.errors.empty()) return file.errors.front();
    std::move(file.entries.begin(), file.entries.end(), std::back_inserter(lexicon.entries_));
  }
  lexicon.index();
  return lexicon;
}

std::vector<Error> Lexicon::add(const std::string& path, const Ontology& ontology) {
  WordSets sets = sets_;  // a user's sets are for the one file
  LexiconFile file = read_lexicon(path, sets);
  for (const LexiconEntry& e : file.entries) {
    for (Error& wrong : check_entry(e, ontology)) {
      wrong.where = path + wrong.where.substr(wrong.where.rfind(':'));
      file.errors.push_back(std::move(wrong));
    }
  }
  if (!file.errors.empty()) return file.errors;
  std::unordered_set<std::string> frames;
  for (const LexiconEntry& e : file.entries) frames.insert(frame_of(e));
  std::erase_if(entries_, [&](const LexiconEntry& e) { return frames.contains(frame_of(e)); });
  entries_.insert(entries_.begin(), std::make_move_iterator(file.entries.begin()),
                  std::make_move_iterator(file.entries.end()));
  index();
  return {};
}

void Lexicon::index() {
  by_head_.clear();
  for (std::uint32_t i = 0; i < entries_.size(); ++i) by_head_[entries_[i].head].push_back(i);
  for (auto& [head, list] : by_head_) {
    std::stable_sort(list.begin(), list.end(), [&](std::uint32_t a, std::uint32_t b) {
      return entries_[a].weight > entries_[b].weight;
    });
  }
}

const LexiconEntry* Lexicon::match(const Tree& tree, const Reading& reading,
                                   const Statement& statement) const {
  const auto found = by_head_.find(tree.word(statement.predicate).lemma);
  if (found == by_head_.end()) return nullptr;
  const LexiconMatcher matcher(tree, reading, knowledge_ ? &*knowledge_ : nullptr, statement);
  for (const std::uint32_t i : found->second) {
    if (matcher.holds(entries_[i])) return &entries_[i];
  }
  return nullptr;
}

std::vector<const LexiconEntry*> Lexicon::matches(const Tree& tree, const Reading& reading,
                                                  const Statement& statement) const {
  std::vector<const LexiconEntry*> out;
  const auto found = by_head_.find(tree.word(statement.predicate).lemma);
  if (found == by_head_.end()) return out;
  const LexiconMatcher matcher(tree, reading, knowledge_ ? &*knowledge_ : nullptr, statement);
  for (const std::uint32_t i : found->second) {
    if (matcher.holds(entries_[i])) out.push_back(&entries_[i]);
  }
  return out;
}

}  // namespace dragoman
