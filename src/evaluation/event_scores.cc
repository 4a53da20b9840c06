#include "evaluation/event_scores.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "evaluation/calibration.h"
#include "evaluation/scores.h"
#include "knowledge/table.h"

namespace dragoman {

namespace {

std::string root_of(std::string_view type) {
  return std::string(type == "CONCEDE" || type == "RETREAT" ? "YIELD" : type);
}

/// Quad classes as the PLV sets number them: yielding is material cooperation there.
std::string quad_of(const std::string& root) {
  if (root.empty()) return "";
  if (root == "AGREE" || root == "CONSULT" || root == "SUPPORT") return "1";
  if (root == "COOPERATE" || root == "AID" || root == "YIELD") return "2";
  if (root == "REQUEST" || root == "ACCUSE" || root == "REJECT" || root == "THREATEN") return "3";
  return "4";
}

/// Byte spans of the two parties in the sentence, from a copy with <s> and <t> around them.
bool marked(std::string_view with_marks, PairQuestion* out) {
  std::uint32_t* open = nullptr;
  for (std::size_t i = 0; i < with_marks.size();) {
    const std::string_view rest = with_marks.substr(i);
    Span* span = rest.starts_with("<s>") || rest.starts_with("</s>")   ? &out->actor
                 : rest.starts_with("<t>") || rest.starts_with("</t>") ? &out->recipient
                                                                       : nullptr;
    if (span == nullptr) {
      out->text += with_marks[i++];
      continue;
    }
    const bool closes = rest[1] == '/';
    open = closes ? &span->end : &span->begin;
    *open = static_cast<std::uint32_t>(out->text.size());
    i += closes ? 4 : 3;
  }
  return out->actor.end > out->actor.begin && out->recipient.end > out->recipient.begin;
}

std::string country_code(const std::string& code) {
  static const std::map<std::string, std::string> kOld = {
      {"JAP", "JPN"}, {"ITL", "ITA"}, {"VTN", "VNM"}, {"UNO", "IGO"}, {"EUR", "IGO"}};
  const auto found = kOld.find(code);
  return found == kOld.end() ? code : found->second;
}

std::string type_today(const std::string& type) {
  static const std::map<std::string, std::string> kOld = {{"DEMAND", "REQUEST"},
                                                          {"FIGHT", "ASSAULT"},
                                                          {"DISAPPROVE", "ACCUSE"},
                                                          {"INVESTIGATE", "ACCUSE"}};
  const auto found = kOld.find(type);
  return root_of(found == kOld.end() ? type : found->second);
}

std::set<std::string> codes_of(const nlohmann::json& record, const char* key) {
  std::set<std::string> out;
  if (!record.contains(key) || !record[key].is_array()) return out;
  for (const auto& party : record[key]) out.insert(country_code(party.value("code", "")));
  return out;
}

std::set<std::string> countries_of(const std::vector<Party>& parties) {
  std::set<std::string> out;
  for (const Party& p : parties) out.insert(country_code(p.country));
  return out;
}

bool touches(const std::set<std::string>& a, const std::set<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& x) { return b.contains(x); });
}

std::string with_pluses(const std::set<std::string>& items) {
  std::string out;
  for (const std::string& i : items) out += (out.empty() ? "" : "+") + i;
  return out.empty() ? "-" : out;
}

}  // namespace

Result<PairScores> score_pairs(const Coder& coder, const std::string& path) {
  auto table = read_table(path, 6);
  if (!table.ok()) return table.error();
  if (table.value().rows.empty()) return Error{path, "is empty", ""};
  const auto& header = table.value().rows.front();
  std::map<std::string, std::size_t, std::less<>> column;
  for (std::size_t i = 0; i < header.fields.size(); ++i) column[std::string(header.fields[i])] = i;
  std::vector<std::pair<std::string, std::string>> roots;
  std::vector<std::pair<std::string, std::string>> quads;
  std::vector<std::pair<std::string, std::string>> lexicon_roots;
  std::vector<std::pair<std::string, std::string>> lexicon_quads;
  Reliability reliability;
  PairScores scores;
  for (std::size_t i = 1; i < table.value().rows.size(); ++i) {
    const auto& row = table.value().rows[i];
    PairQuestion q;
    if (!marked(row.at(column["marked_sentence"]), &q)) continue;
    const std::string gold = root_of(row.at(column["gold_root"]));
    const PairAnswer answer = coder.relate(q);
    const std::string mine = root_of(answer.type);
    roots.emplace_back(gold, mine);
    quads.emplace_back(quad_of(gold), quad_of(mine));
    const std::string lexicon = root_of(answer.by_lexicon);
    lexicon_roots.emplace_back(gold, lexicon);
    lexicon_quads.emplace_back(quad_of(gold), quad_of(lexicon));
    scores.silent += lexicon.empty() ? 1 : 0;
    reliability.add(answer.confidence, gold == mine);
    if (gold != mine) {
      scores.errors.push_back(fmt::format("{} not {} [{} {} {}] {}", gold, mine, answer.act,
                                          to_string(answer.modality), answer.because,
                                          row.at(column["marked_sentence"])));
    }
  }
  scores.root = macro_f1(roots);
  scores.quad = macro_f1(quads);
  scores.lexicon_root = macro_f1(lexicon_roots);
  scores.lexicon_quad = macro_f1(lexicon_quads);
  scores.calibration_error = reliability.error();
  scores.pairs = roots.size();
  if (scores.pairs > 0) scores.silent *= 100 / static_cast<double>(scores.pairs);
  return scores;
}

Result<RecordScores> score_records(const Coder& coder, const std::string& path) {
  std::ifstream in(path);
  if (!in) return Error{path, "cannot be read", "set DRAGOMAN_DATA to the public data sets"};
  const auto all = nlohmann::json::parse(in, nullptr, false);
  if (!all.is_array()) return Error{path, "is not a JSON array", ""};
  RecordScores scores;
  for (const auto& record : all) {
    if (!record.contains("text")) continue;
    const std::string gold = type_today(record.value("event", ""));
    const auto sources = codes_of(record, "source");
    const auto targets = codes_of(record, "target");
    Article article;
    article.id = record.value("id", "");
    article.text = record.value("text", "");
    const CodedArticle coded = coder.code(std::move(article));
    bool type = false;
    bool actor = false;
    bool recipient = targets.empty();
    bool exact = false;
    std::string mine;
    for (const Event& e : coded.events) {
      const auto actors = countries_of(e.actors);
      const auto recipients = countries_of(e.recipients);
      const bool same = root_of(e.type) == gold;
      const bool from = touches(sources, actors);
      const bool to = targets.empty() || touches(targets, recipients) ||
                      (e.recipients.empty() && touches(targets, actors));
      type |= same;
      actor |= from;
      recipient |= to;
      exact |= same && from && to;
      mine += fmt::format(" {}({}>{})", e.type, with_pluses(actors), with_pluses(recipients));
    }
    ++scores.records;
    scores.type += type;
    scores.actor += actor;
    scores.recipient += recipient;
    scores.exact += exact;
    if (!exact) {
      scores.errors.push_back(fmt::format("{}({}>{}) got{} | {}", gold, with_pluses(sources),
                                          with_pluses(targets), mine, record.value("text", "")));
    }
  }
  const double scale = scores.records == 0 ? 0 : 100.0 / static_cast<double>(scores.records);
  for (double* s : {&scores.type, &scores.actor, &scores.recipient, &scores.exact}) *s *= scale;
  return scores;
}

}  // namespace dragoman
