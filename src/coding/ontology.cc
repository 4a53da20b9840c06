#include "coding/ontology.h"

#include <algorithm>
#include <charconv>

#include "knowledge/table.h"

namespace dragoman {

namespace {

double number(std::string_view text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

/// "types.tsv:3".
std::string line_of(const char* file, const Table::Row& row) {
  return std::string(file) + ":" + std::to_string(row.line);
}

}  // namespace

Result<Ontology> Ontology::load(const std::string& directory) {
  Ontology o;
  const std::string base = directory + "/ontology/";
  Result<Table> types = read_table(base + "types.tsv", 4);
  if (!types.ok()) return types.error();
  for (const auto& row : types.value().rows) {
    o.types_.push_back({std::string(row.at(0)), std::string(row.at(1)), number(row.at(2)),
                        line_of("types.tsv", row)});
  }
  Result<Table> modes = read_table(base + "modes.tsv", 3);
  if (!modes.ok()) return modes.error();
  for (const auto& row : modes.value().rows) {
    o.modes_[std::string(row.at(0)) + "/" + std::string(row.at(1))] = {number(row.at(2)),
                                                                       line_of("modes.tsv", row)};
  }
  Result<Table> rules = read_table(base + "modality.tsv", 3);
  if (!rules.ok()) return rules.error();
  for (const auto& row : rules.value().rows) {
    Modality modality{};
    if (!parse_modality(row.at(1), &modality)) {
      return Error{base + "modality.tsv:" + std::to_string(row.line),
                   "unknown modality " + std::string(row.at(1)),
                   "see docs/ontology.md for the ten modalities"};
    }
    o.rules_.push_back(
        {std::string(row.at(0)), modality, std::string(row.at(2)), line_of("modality.tsv", row)});
  }
  Result<Table> told = read_table(base + "told_modes.tsv", 4);
  if (!told.ok()) return told.error();
  for (const auto& row : told.value().rows) {
    ToldMode t{std::string(row.at(0)), std::string(row.at(1)), std::string(row.at(2)),
               std::string(row.at(3)), line_of("told_modes.tsv", row)};
    if (o.mode(t.type, t.told) == nullptr) {
      return Error{base + "told_modes.tsv:" + std::to_string(row.line),
                   t.type + " has no mode " + t.told, "see modes.tsv beside it"};
    }
    o.told_modes_.push_back(std::move(t));
  }
  Result<Table> contexts = read_table(base + "contexts.tsv", 2);
  if (!contexts.ok()) return contexts.error();
  for (const auto& row : contexts.value().rows) {
    o.context_names_.emplace_back(row.at(0));
    for (const auto lemma : split(row.at(1), '|'))
      o.contexts_[std::string(lemma)].emplace_back(row.at(0));
  }
  Result<Table> domains = read_table(base + "domains.tsv", 2);
  if (!domains.ok()) return domains.error();
  for (const auto& row : domains.value().rows) {
    for (const std::string_view lemma : split(row.at(1), '|'))
      o.domains_[std::string(lemma)].emplace_back(row.at(0));
  }
  Result<Crosswalk> crosswalk = Crosswalk::load(directory);
  if (!crosswalk.ok()) return crosswalk.error();
  o.crosswalk_ = std::move(crosswalk.value());
  return o;
}

const EventType* Ontology::type(std::string_view name) const {
  for (const EventType& t : types_) {
    if (t.name == name) return &t;
  }
  return nullptr;
}

const EventMode* Ontology::mode(std::string_view type, std::string_view mode) const {
  const auto found = modes_.find(std::string(type) + "/" + std::string(mode));
  return found == modes_.end() ? nullptr : &found->second;
}

Ruling Ontology::why_type(std::string_view act, Modality modality) const {
  const EventType* t = type(act);
  const std::string_view side =
      t != nullptr && t->quad.ends_with("conflict") ? "*conflict" : "*coop";
  const std::string_view keys[] = {act, side, "*"};
  for (const std::string_view key : keys) {
    for (const Rule& rule : rules_) {
      if (rule.modality == modality && rule.act == key)
        return {rule.type == "same" || rule.type.empty() ? act : std::string_view(rule.type),
                rule.where};
    }
  }
  return {act, {}};
}

bool Ontology::has_modes(std::string_view type) const {
  const std::string prefix = std::string(type) + "/";
  const auto first = modes_.lower_bound(prefix);
  return first != modes_.end() && first->first.starts_with(prefix);
}

Ruling Ontology::why_mode(std::string_view act, std::string_view mode,
                          std::string_view type) const {
  if (act == type || !has_modes(type)) return {mode, {}};
  Ruling told;
  for (const ToldMode& t : told_modes_) {
    if (t.act != act || t.type != type) continue;
    if (t.mode == mode) return {t.told, t.where};
    if (t.mode == "*") told = {t.told, t.where};
  }
  return told;
}

bool Ontology::is_context(std::string_view name) const {
  return std::find(context_names_.begin(), context_names_.end(), name) != context_names_.end();
}

const std::vector<std::string>* Ontology::domains_of(const std::string& lemma) const {
  const auto found = domains_.find(lemma);
  return found == domains_.end() ? nullptr : &found->second;
}

const std::vector<std::string>* Ontology::contexts_of(const std::string& lemma) const {
  const auto found = contexts_.find(lemma);
  return found == contexts_.end() ? nullptr : &found->second;
}

}  // namespace dragoman
