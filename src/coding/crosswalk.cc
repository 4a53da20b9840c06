#include "coding/crosswalk.h"

#include <algorithm>
#include <charconv>

#include "knowledge/table.h"

namespace dragoman {

namespace {

std::vector<std::string> strings(std::string_view text) {
  std::vector<std::string> out;
  for (const auto piece : split(text, ';')) out.emplace_back(piece);
  return out;
}

/// How well an event's contexts answer a row's: 0 when one is missing; more for more of them and
/// for those that the event has first.
int contexts_held(const std::vector<std::string>& wanted, const std::vector<std::string>* held) {
  if (wanted.empty()) return 1;
  if (held == nullptr) return 0;
  int weight = 1;
  for (const std::string& w : wanted) {
    const auto found = std::find(held->begin(), held->end(), w);
    if (found == held->end()) return 0;
    weight += 16 - static_cast<int>(std::min<std::ptrdiff_t>(found - held->begin(), 15));
  }
  return weight;
}

}  // namespace

Result<Crosswalk> Crosswalk::load(const std::string& directory) {
  Crosswalk crosswalk;
  const std::string base = directory + "/ontology/";
  Result<Table> codes = read_table(base + "cameo.tsv", 5);
  if (!codes.ok()) return codes.error();
  for (const Table::Row& row : codes.value().rows) {
    CameoCode code;
    code.code = row.at(0);
    code.name = row.at(1);
    code.type = row.at(2);
    code.mode = row.at(3);
    code.contexts = strings(row.at(4));
    crosswalk.codes_[code.code] = std::move(code);
  }
  Result<Table> scores = read_table(base + "goldstein.tsv", 4);
  if (!scores.ok()) return scores.error();
  std::map<std::string_view, const Table::Row*> score_of;
  for (const Table::Row& row : scores.value().rows) score_of[row.at(0)] = &row;
  for (auto& [name, code] : crosswalk.codes_) {
    double* const out[] = {&code.gdelt, &code.phoenix, &code.icews};
    for (std::size_t i = 0; i < 3; ++i) {
      for (std::string_view above = name; !above.empty(); above.remove_suffix(1)) {
        const auto found = score_of.find(above);
        if (found == score_of.end() || found->second->at(i + 1).empty()) continue;
        const std::string_view text = found->second->at(i + 1);
        std::from_chars(text.data(), text.data() + text.size(), *out[i]);
        break;
      }
    }
  }
  Result<Table> rows = read_table(base + "crosswalk.tsv", 5);
  if (!rows.ok()) return rows.error();
  for (const Table::Row& row : rows.value().rows) {
    Row r{std::string(row.at(0)),
          std::string(row.at(1)),
          std::string(row.at(2)),
          strings(row.at(3)),
          false,
          false,
          std::string(row.at(4)),
          "crosswalk.tsv:" + std::to_string(row.line)};
    r.host = std::erase(r.contexts, "+host") > 0;
    r.appeal = std::erase(r.contexts, "+appeal") > 0;
    if (crosswalk.find(r.cameo) == nullptr) {
      return Error{base + r.where, "CAMEO code '" + r.cameo + "' is unknown",
                   "cameo.tsv beside it lists them"};
    }
    crosswalk.rows_.push_back(std::move(r));
  }
  return crosswalk;
}

const CameoCode* Crosswalk::find(std::string_view code) const {
  const auto found = codes_.find(code);
  return found == codes_.end() ? nullptr : &found->second;
}

CameoAnswer Crosswalk::cameo_of(const CameoQuestion& q) const {
  const CameoCode* given = q.given.empty() || q.type != q.act ? nullptr : find(q.given);
  if (given != nullptr && given->type == q.type) return {given, "the entry"};
  const Row* best = nullptr;
  int best_weight = 0;
  for (const Row& row : rows_) {
    if (row.type != q.type || (row.act != "*" && row.act != q.act) ||
        (row.mode != "*" && row.mode != q.mode) || (row.host && !q.host) ||
        (row.appeal && !q.appeal))
      continue;
    const int contexts = contexts_held(row.contexts, q.contexts);
    if (contexts == 0) continue;
    const int weight = contexts + (row.mode != "*" ? 4096 : 0) + (row.act != "*" ? 1024 : 0) +
                       (row.host || row.appeal ? 512 : 0);
    if (weight <= best_weight) continue;
    best = &row;
    best_weight = weight;
  }
  if (best == nullptr) return {};
  return {find(best->cameo), best->where};
}

}  // namespace dragoman
