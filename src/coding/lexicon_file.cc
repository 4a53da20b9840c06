#include "coding/lexicon_file.h"

#include <algorithm>
#include <filesystem>
#include <optional>

#include "coding/ontology.h"
#include "knowledge/packed.h"
#include "knowledge/table.h"
#include "text/one_of.h"

namespace dragoman {

namespace {

constexpr const char* kSeeDocs = "see docs/lexicon.md";

std::vector<std::string> strings(std::string_view text, char separator) {
  std::vector<std::string> out;
  for (const auto piece : split(text, separator)) out.emplace_back(piece);
  return out;
}

/// MIL, REB: three capitals.
bool is_sector(std::string_view text) {
  return text.size() == 3 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

class LineReader {
 public:
  LineReader(const WordSets& sets, std::string where) : sets_(sets), where_(std::move(where)) {}

  Result<LexiconEntry> entry(const Table::Row& row) {
    LexiconEntry e;
    e.written = row.at(0);
    e.where = where_;
    const auto parts = split(row.at(0), ' ');
    if (parts.empty()) return error("has no pattern", "write the head word's lemma first");
    if (!one_of(row.at(1), {"v", "n", "a", "x"}))
      return error("has no part of speech", "the second column is v, n, a or x");
    e.head = parts.front();
    e.pattern = e.head;
    e.pos = row.at(1).front();
    for (std::size_t i = 1; i < parts.size(); ++i) {
      Condition c;
      if (const std::optional<Error> wrong = condition(parts[i], c, e.pattern)) return *wrong;
      e.weight += c.any && c.values.front() == "*" ? 2 : 3;
      e.conditions.push_back(std::move(c));
    }
    e.act = row.at(2);
    e.mode = row.at(3);
    e.contexts = strings(row.at(4), ';');
    for (const auto part : split(row.at(5), ',')) {
      if (part.starts_with("actor=")) {
        e.actor_slots = strings(part.substr(6), '/');
      } else if (part.starts_with("recipient=")) {
        e.recipient_slots = strings(part.substr(10), '/');
      } else {
        return error("role '" + std::string(part) + "' is neither actor= nor recipient=", kSeeDocs);
      }
    }
    e.flags = strings(row.at(6), ';');
    std::erase_if(e.flags, [&](const std::string& f) {
      if (!f.starts_with("cameo=")) return false;
      e.cameo = f.substr(6);
      return true;
    });
    return e;
  }

  /// Appends the words that `text` (`a|b|$set`) stands for.
  std::optional<Error> words(std::string_view text, std::vector<std::string>& out) const {
    for (const std::string_view value : split(text, '|')) {
      if (value.front() != '$') {
        out.emplace_back(value);
        continue;
      }
      const auto set = sets_.find(std::string(value));
      if (set == sets_.end()) {
        return error("set '" + std::string(value) + "' is unknown",
                     "name it in an earlier line: " + std::string(value) + "<TAB>word|word");
      }
      out.insert(out.end(), set->second.begin(), set->second.end());
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] Error error(std::string what, std::string remedy) const {
    return {where_, std::move(what), std::move(remedy)};
  }

  /// Reads `slot=a|b` or `+word` and appends it, spelled out, to `pattern`.
  std::optional<Error> condition(std::string_view part, Condition& c, std::string& pattern) const {
    pattern += ' ';
    if (part.front() == '+') {
      if (part.size() == 1) return error("'+' names no particle", "write it without a space: +off");
      c.slot = "+";
      c.values.emplace_back(part.substr(1));
      pattern += part;
      return std::nullopt;
    }
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos || equals == 0 || part.substr(0, equals) == "!")
      return error("condition '" + std::string(part) + "' is not slot=value", kSeeDocs);
    c.negative = part[equals - 1] == '!';
    c.slot = part.substr(0, equals - (c.negative ? 1 : 0));
    if (std::optional<Error> wrong = words(part.substr(equals + 1), c.values)) return wrong;
    if (c.values.empty())
      return error("condition '" + std::string(part) + "' has no value",
                   "write slot=word or slot=*");
    pattern += part.substr(0, equals + 1);
    for (std::size_t i = 0; i < c.values.size(); ++i) {
      pattern += (i == 0 ? "" : "|") + c.values[i];
      if (std::optional<Error> wrong = value(c, i)) return wrong;
    }
    return std::nullopt;
  }

  std::optional<Error> value(Condition& c, std::size_t i) const {
    const std::string_view v = c.values[i];
    if (v == "*") c.any = true;
    if (v.front() != '@') {
      // "@sector:MIL|REB": capitals after a sector go on with it.
      if (!c.sectors.empty() && is_sector(v)) c.sectors.emplace_back(v);
      return std::nullopt;
    }
    if (v == "@actor") {
      c.actor = true;
    } else if (v == "@person") {
      c.person = true;
    } else if (v == "@thing") {
      c.thing = true;
    } else if (v.starts_with("@class:") && v.size() > 7) {
      std::string name(v.substr(7));
      if (name.find('.') == std::string::npos) name += ".1";
      c.classes.push_back(static_cast<std::uint32_t>(packed_hash(name)));
    } else if (v.starts_with("@sector:") && is_sector(v.substr(8))) {
      c.sectors.emplace_back(v.substr(8));
    } else {
      return error("class '" + std::string(v) + "' is unknown",
                   "there are @actor, @person, @thing, @class:NAME and @sector:XXX");
    }
    return std::nullopt;
  }

  const WordSets& sets_;
  std::string where_;
};

}  // namespace

LexiconFile read_lexicon(const std::string& path, WordSets& sets) {
  LexiconFile file;
  const Result<Table> table = read_table(path, 1);
  if (!table.ok()) {
    file.errors.push_back(table.error());
    return file;
  }
  const std::string name = std::filesystem::path(path).filename().string();
  file.entries.reserve(table.value().rows.size());
  for (const Table::Row& row : table.value().rows) {
    const std::string line = ":" + std::to_string(row.line);
    LineReader reader(sets, name + line);
    std::optional<Error> wrong;
    if (row.at(0).starts_with('$')) {
      std::vector<std::string> words;
      wrong = reader.words(row.at(1), words);
      if (!wrong && words.empty())
        wrong = Error{path + line, "set '" + std::string(row.at(0)) + "' has no words",
                      "write them in the second column, with | between them"};
      if (!wrong) sets[std::string(row.at(0))] = std::move(words);
    } else if (row.fields.size() < 6) {
      wrong =
          Error{path + line, "has " + std::to_string(row.fields.size()) + " columns, wants 6 or 7",
                "separate columns by tabs and write - for an empty one"};
    } else {
      Result<LexiconEntry> entry = reader.entry(row);
      if (entry.ok()) {
        file.entries.push_back(std::move(entry.value()));
      } else {
        wrong = entry.error();
      }
    }
    if (!wrong) continue;
    wrong->where = path + line;
    file.errors.push_back(std::move(*wrong));
  }
  return file;
}

std::vector<Error> check_entry(const LexiconEntry& e, const Ontology& ontology) {
  std::vector<Error> errors;
  const auto wrong = [&](std::string what, std::string remedy) {
    errors.push_back({e.where, std::move(what), std::move(remedy)});
  };
  if (!e.act.empty() && ontology.type(e.act) == nullptr)
    wrong("act '" + e.act + "' is no PLOVER type", "docs/ontology.md lists the 16; - for none");
  if (!e.mode.empty() && ontology.mode(e.act, e.mode) == nullptr)
    wrong("mode '" + e.mode + "' does not belong to '" + e.act + "'",
          "docs/ontology.md lists them");
  for (const std::string& c : e.contexts) {
    if (!ontology.is_context(c))
      wrong("context '" + c + "' is unknown", "data/ontology/contexts.tsv lists the 37");
  }
  for (const std::string& f : e.flags) {
    if (!one_of(f, {"weak", "reciprocal", "state", "killed", "wounded", "arrested", "displaced",
                    "released", "aid", "withdrawn", "host", "appeal"}))
      wrong("flag '" + f + "' is unknown", kSeeDocs);
  }
  if (!e.cameo.empty() && ontology.crosswalk().find(e.cameo) == nullptr)
    wrong("CAMEO code '" + e.cameo + "' is unknown", "data/ontology/cameo.tsv lists them");
  return errors;
}

std::string frame_of(const LexiconEntry& entry) {
  std::vector<std::string> parts;
  for (const Condition& c : entry.conditions) {
    std::vector<std::string> values = c.values;
    std::sort(values.begin(), values.end());
    std::string part = c.slot + (c.negative ? "!=" : "=");
    for (const std::string& v : values) part += v + "|";
    parts.push_back(std::move(part));
  }
  std::sort(parts.begin(), parts.end());
  std::string frame = entry.head + (entry.pos == 'v' ? "/v" : "/n");
  for (const std::string& p : parts) frame += " " + p;
  return frame;
}

}  // namespace dragoman
