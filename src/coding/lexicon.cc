#include "coding/lexicon.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "knowledge/table.h"

namespace dragoman {

bool is_party(const Mention& mention) { return mention.actor || !mention.members.empty(); }

bool LexiconEntry::flag(std::string_view name) const {
  return std::find(flags.begin(), flags.end(), name) != flags.end();
}

namespace {

std::vector<std::string> strings(std::string_view text, char separator) {
  std::vector<std::string> out;
  for (const auto piece : split(text, separator)) out.emplace_back(piece);
  return out;
}

void read_roles(std::string_view text, LexiconEntry& entry) {
  for (const auto part : split(text, ',')) {
    if (part.starts_with("actor=")) entry.actor_slots = strings(part.substr(6), '/');
    if (part.starts_with("recipient=")) entry.recipient_slots = strings(part.substr(10), '/');
  }
}

Result<LexiconEntry> entry_of(const Table::Row& row, const std::string& where) {
  LexiconEntry e;
  e.pattern = row.at(0);
  e.where = where;
  const auto parts = split(row.at(0), ' ');
  if (parts.empty() || row.at(1).empty())
    return Error{where, "has no pattern or part of speech", "see docs/lexicon.md"};
  e.head = parts.front();
  e.pos = row.at(1).front();
  for (std::size_t i = 1; i < parts.size(); ++i) {
    Condition c;
    const std::string_view part = parts[i];
    if (part.front() == '+') {
      c.slot = "+";
      c.values.emplace_back(part.substr(1));
    } else {
      const std::size_t equals = part.find('=');
      if (equals == std::string_view::npos || equals == 0) {
        return Error{where, "condition '" + std::string(part) + "' is not slot=value",
                     "see docs/lexicon.md"};
      }
      c.negative = part[equals - 1] == '!';
      c.slot = part.substr(0, equals - (c.negative ? 1 : 0));
      c.values = strings(part.substr(equals + 1), '|');
    }
    e.conditions.push_back(std::move(c));
  }
  e.act = row.at(2);
  e.mode = row.at(3);
  e.contexts = strings(row.at(4), ';');
  read_roles(row.at(5), e);
  e.flags = strings(row.at(6), ';');
  return e;
}

class Matcher {
 public:
  Matcher(const Tree& tree, const Reading& reading, const Statement& statement)
      : tree_(tree), reading_(reading), statement_(statement) {}

  [[nodiscard]] bool holds(const LexiconEntry& entry) const {
    const std::string_view upos = tree_.word(statement_.predicate).upos;
    if (entry.pos == 'v' ? upos != "VERB" : upos == "VERB") return false;
    return std::all_of(entry.conditions.begin(), entry.conditions.end(),
                       [&](const Condition& c) { return met(c) != c.negative; });
  }

 private:
  [[nodiscard]] bool met(const Condition& c) const {
    if (c.slot == "+") return particle(c.values.front());
    if (c.slot == "case") return contains(c.values, tree_.preposition(statement_.predicate));
    const std::string_view slot =
        c.slot == "compound" ? std::string_view("amod") : std::string_view(c.slot);
    for (const Argument& a : statement_.arguments) {
      if (a.role != slot && !(slot == "comp" && a.role == "xcomp") &&
          !(slot == "that" && a.role == "comp") && !(slot == "subj" && a.role == "carrier"))
        continue;
      if (value_met(c.values, a)) return true;
    }
    return false;
  }

  [[nodiscard]] bool value_met(const std::vector<std::string>& values, const Argument& a) const {
    const Mention* m =
        a.mention >= 0 ? &reading_.mentions[static_cast<std::size_t>(a.mention)] : nullptr;
    const std::int32_t inner = measured(a.head);
    for (const std::string& v : values) {
      if (v == "*") return true;
      if (v == "@actor" && m != nullptr && is_party(*m)) return true;
      if (v == "@person" && m != nullptr && (m->person || m->gender != '-')) return true;
      if (v == "@thing" && (m == nullptr || !is_party(*m))) return true;
      if (v == tree_.word(a.head).lemma) return true;
      if (inner >= 0 && v == tree_.word(static_cast<std::uint32_t>(inner)).lemma) return true;
    }
    return false;
  }

  /// What a measure noun measures: the attacks of "a second wave of attacks"; -1 for others.
  [[nodiscard]] std::int32_t measured(std::uint32_t noun) const {
    const std::string_view lemma = tree_.word(noun).lemma;
    static constexpr std::array<std::string_view, 16> kMeasures = {
        "wave", "series", "round",   "spate", "string", "campaign", "number", "kind",
        "form", "act",    "package", "set",   "batch",  "group",    "dozens", "hundreds"};
    if (std::find(kMeasures.begin(), kMeasures.end(), lemma) == kMeasures.end()) return -1;
    for (const std::uint32_t c : tree_.children(noun)) {
      if (tree_.word(c).deprel == "nmod" && tree_.preposition(c) == "of")
        return static_cast<std::int32_t>(c);
    }
    return -1;
  }

  static bool contains(const std::vector<std::string>& values, std::string_view value) {
    return std::find(values.begin(), values.end(), value) != values.end();
  }

  [[nodiscard]] bool particle(std::string_view lemma) const {
    for (const std::uint32_t c : tree_.children(statement_.predicate)) {
      const Word& w = tree_.word(c);
      if (w.lemma == lemma &&
          (w.deprel == "compound:prt" || w.deprel == "advmod" || w.upos == "ADP"))
        return true;
    }
    return false;
  }

  const Tree& tree_;
  const Reading& reading_;
  const Statement& statement_;
};

}  // namespace

Result<Lexicon> Lexicon::load(const std::string& directory) {
  Lexicon lexicon;
  std::vector<std::string> files;
  std::error_code error;
  for (const auto& file : std::filesystem::directory_iterator(directory + "/lexicon", error)) {
    const std::string stem = file.path().stem().string();
    if (file.path().extension() == ".tsv" && stem != "embedding" && stem != "reporting")
      files.push_back(file.path().string());
  }
  if (files.empty())
    return Error{directory + "/lexicon", "holds no lexicon",
                 "set DRAGOMAN_HOME to the folder that holds data/"};
  std::sort(files.begin(), files.end());
  for (const std::string& path : files) {
    Result<Table> table = read_table(path, 6);
    if (!table.ok()) return table.error();
    for (const auto& row : table.value().rows) {
      Result<LexiconEntry> entry = entry_of(
          row, std::filesystem::path(path).filename().string() + ":" + std::to_string(row.line));
      if (!entry.ok()) return entry.error();
      lexicon.by_head_[entry.value().head].push_back(
          static_cast<std::uint32_t>(lexicon.entries_.size()));
      lexicon.entries_.push_back(std::move(entry.value()));
    }
  }
  return lexicon;
}

const LexiconEntry* Lexicon::match(const Tree& tree, const Reading& reading,
                                   const Statement& statement) const {
  const auto found = by_head_.find(tree.word(statement.predicate).lemma);
  if (found == by_head_.end()) return nullptr;
  const Matcher matcher(tree, reading, statement);
  const LexiconEntry* best = nullptr;
  std::size_t best_weight = 0;
  for (const std::uint32_t i : found->second) {
    const LexiconEntry& entry = entries_[i];
    std::size_t weight = 1;
    for (const Condition& c : entry.conditions) weight += c.values.front() == "*" ? 2 : 3;
    if (weight <= best_weight || !matcher.holds(entry)) continue;
    best = &entry;
    best_weight = weight;
  }
  return best;
}

}  // namespace dragoman
