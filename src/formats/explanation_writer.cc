#include "formats/explanation_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace dragoman {

namespace {

using Json = nlohmann::ordered_json;

/// "ASSAULT.aerial: bomb obj=* (conflict.tsv:12)".
std::string named(const LexiconEntry& e) {
  return fmt::format("{}{}{}: {} ({})", e.act.empty() ? "no event" : e.act,
                     e.mode.empty() ? "" : ".", e.mode, e.written, e.where);
}

std::string with_mode(std::string_view type, std::string_view mode) {
  return std::string(type) + (mode.empty() ? "" : "-") + std::string(mode);
}

std::string row_of(std::string_view where) {
  return where.empty() ? "" : fmt::format(" ({})", where);
}

/// The event's sentence: [actor: ...], [recipient: ...], *trigger*.
std::string marked_sentence(const CodedArticle& coded, const Event& e) {
  const Document& d = coded.annotated.document;
  const Sentence& s = d.sentences[e.sentence];
  struct Mark {
    std::uint32_t at;
    bool opens;
    std::string text;
  };
  std::vector<Mark> marks;
  const auto mark = [&](Span span, const std::string& open, const std::string& close) {
    if (span.begin < s.begin || span.end > s.end || span.begin >= span.end) return;
    marks.push_back({span.begin, true, open});
    marks.push_back({span.end, false, close});
  };
  for (const Party& p : e.actors) mark(p.span, "[actor: ", "]");
  for (const Party& p : e.recipients) mark(p.span, "[recipient: ", "]");
  mark({d.tokens[e.trigger].begin, d.tokens[e.trigger].end}, "*", "*");
  // Where one mark ends and another begins, the end comes first.
  std::stable_sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) {
    return a.at != b.at ? a.at < b.at : a.opens < b.opens;
  });
  std::string out;
  std::uint32_t at = s.begin;
  for (const Mark& m : marks) {
    out += d.text.substr(at, m.at - at) + m.text;
    at = m.at;
  }
  out += d.text.substr(at, s.end - at);
  std::replace(out.begin(), out.end(), '\n', ' ');
  return out;
}

std::string confidence_parts(const Event& e, const Explanation& x) {
  if (!x.ranked)
    return fmt::format(
        "{:.2f}: one party, so by the lexicon alone{}", e.confidence,
        x.entry == nullptr || x.entry->conditions.empty() ? "" : " (its entry has conditions)");
  std::string out = fmt::format("{:.2f}: 0.1 + 0.9 x {:.2f} (an event is told) x {:.2f} (it is {})",
                                e.confidence, x.told, x.typed, e.type);
  if (std::abs(0.1 + 0.9 * x.told * x.typed - e.confidence) > 0.005)
    out += ", of joined events the higher";
  return out;
}

double rounded(double value) { return std::round(value * 1e4) / 1e4; }

Json entry_json(const LexiconEntry& e) {
  Json j;
  j["pattern"] = e.written;
  j["where"] = e.where;
  j["pos"] = std::string(1, e.pos);
  j["act"] = e.act;
  if (!e.mode.empty()) j["mode"] = e.mode;
  j["weight"] = e.weight;
  return j;
}

}  // namespace

std::string explanation_as_text(const CodedArticle& coded, const Explanation& x) {
  const Event& e = coded.events[x.event];
  std::string out = fmt::format("\n{}  {} {}\n  {}\n", e.id, with_mode(e.type, e.mode),
                                to_string(e.modality), marked_sentence(coded, e));
  const auto line = [&](std::string_view label, const std::string& text) {
    out += fmt::format("  {:<11} {}\n", label, text);
  };
  if (x.entry != nullptr) line("entry", named(*x.entry));
  for (const auto& loser : x.losers) line("  lost", named(*loser.entry) + ", " + loser.why);
  for (const auto& slot : x.slots)
    line("slot", fmt::format("{} = {}{}{}", slot.slot, slot.text, slot.part.empty() ? "" : " -> ",
                             slot.part));
  line("modality", fmt::format("{}: {}", to_string(e.modality), x.modality_why));
  line("type", fmt::format("{} told as {} is {}{}", e.act, to_string(e.modality), e.type,
                           row_of(x.type.where)));
  if (!e.mode.empty())
    line("mode", e.mode + (x.mode.where.empty() ? " (the entry)" : row_of(x.mode.where)));
  for (const auto& c : x.contexts) line("context", fmt::format("{}: {}", c.name, c.why));
  line("score", fmt::format("{}{}", e.score, row_of(x.score_where)));
  line("quad class", e.quad + row_of(x.quad_where));
  if (x.cameo.code != nullptr)
    line("CAMEO", fmt::format("{} {}{}", e.cameo, x.cameo.code->name, row_of(x.cameo.where)));
  line("confidence", confidence_parts(e, x));
  if (x.ranked && x.favourite != e.type)
    line("  ranker",
         fmt::format("would rather have {} ({:.2f})", x.favourite, x.favourite_probability));
  return out;
}

std::string explanation_as_json(const CodedArticle& coded, const Explanation& x) {
  const Event& e = coded.events[x.event];
  Json j;
  j["id"] = e.id;
  j["article"] = coded.article.id;
  j["type"] = e.type;
  j["sentence"] = marked_sentence(coded, e);
  if (x.entry != nullptr) j["entry"] = entry_json(*x.entry);
  j["lost"] = Json::array();
  for (const auto& loser : x.losers) {
    Json lost = entry_json(*loser.entry);
    lost["why"] = loser.why;
    j["lost"].push_back(std::move(lost));
  }
  j["slots"] = Json::array();
  for (const auto& slot : x.slots) {
    Json s{{"slot", slot.slot}, {"text", slot.text}};
    if (!slot.part.empty()) s["part"] = slot.part;
    j["slots"].push_back(std::move(s));
  }
  j["modality"] = {{"value", to_string(e.modality)}, {"why", x.modality_why}};
  j["act"] = e.act;
  j["type_where"] = x.type.where;
  if (!e.mode.empty())
    j["mode"] = {{"value", e.mode}, {"where", x.mode.where.empty() ? "the entry" : x.mode.where}};
  j["contexts"] = Json::array();
  for (const auto& c : x.contexts) j["contexts"].push_back({{"context", c.name}, {"why", c.why}});
  j["score"] = {{"value", e.score}, {"where", x.score_where}};
  j["quad"] = {{"value", e.quad}, {"where", x.quad_where}};
  if (x.cameo.code != nullptr)
    j["cameo"] = {{"value", e.cameo}, {"name", x.cameo.code->name}, {"where", x.cameo.where}};
  j["confidence"] = {{"value", rounded(e.confidence)}};
  if (x.ranked) {
    j["confidence"]["told"] = rounded(x.told);
    j["confidence"]["typed"] = rounded(x.typed);
    j["confidence"]["likeliest"] = x.favourite;
  }
  return j.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace dragoman
