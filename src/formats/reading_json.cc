#include "formats/reading_json.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <vector>

namespace dragoman {

namespace {

using Json = nlohmann::ordered_json;

void set(Json& object, const char* key, std::string_view value) {
  if (!value.empty()) object[key] = value;
}

class Writer {
 public:
  Writer(const CodedArticle& coded, Offsets offsets)
      : coded_(coded), reading_(coded.reading), document_(coded.annotated.document) {
    if (offsets == Offsets::bytes) return;
    const std::string& text = coded.article.text;
    character_.reserve(text.size() + 1);
    std::uint32_t n = 0;
    for (const char c : text) {
      // A byte within a character stands where the character does.
      const bool continues = (static_cast<unsigned char>(c) & 0xC0) == 0x80;
      character_.push_back(continues && n > 0 ? n - 1 : n++);
    }
    character_.push_back(n);
  }

  std::string write() {
    Json j;
    j["article"] = coded_.article.id;
    j["sentences"] = list(document_.sentences, [&](const Sentence& s) {
      return spanned({s.begin, s.end});
    });
    // Mentions that only the chains asked for come last in the reading.
    std::vector<const Mention*> mentions;
    for (const Mention& m : reading_.mentions) mentions.push_back(&m);
    std::stable_sort(mentions.begin(), mentions.end(), [](const Mention* a, const Mention* b) {
      return a->phrase_first < b->phrase_first;
    });
    j["mentions"] = list(mentions, [&](const Mention* m) { return mention(*m); });
    j["entities"] = list(coded_.annotated.entities, [&](const EntitySpan& e) {
      Json item = spanned({document_.tokens[e.first].begin, document_.tokens[e.last - 1].end});
      item["type"] = e.type;
      return item;
    });
    j["times"] = list(reading_.times, [&](const TimeSpan& t) { return time(t); });
    j["places"] = list(reading_.places, [&](const Place& p) { return place(p); });
    j["quantities"] = list(reading_.quantities, [&](const Quantity& q) { return quantity(q); });
    j["quotes"] = list(reading_.quotes, [&](const Quote& q) { return quote(q); });
    j["statements"] = Json::array();
    for (std::size_t i = 0; i < reading_.statements.size(); ++i) {
      if (!reading_.statements[i].arguments.empty()) j["statements"].push_back(statement(i));
    }
    j["roles"] = list(reading_.roles, [&](const RoleClaim& r) { return role(r); });
    return j.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  }

 private:
  template <typename Items, typename Show>
  static Json list(const Items& items, const Show& show) {
    Json out = Json::array();
    for (const auto& item : items) out.push_back(show(item));
    return out;
  }

  [[nodiscard]] std::uint32_t at(std::uint32_t byte) const {
    return character_.empty() ? byte
                              : character_[std::min<std::size_t>(byte, character_.size() - 1)];
  }
  [[nodiscard]] Json spanned(Span s) const {
    return Json{{"begin", at(s.begin)}, {"end", at(s.end)}};
  }
  [[nodiscard]] Json pair(Span s) const { return Json::array({at(s.begin), at(s.end)}); }
  [[nodiscard]] Json pair(std::uint32_t token) const {
    return pair(Span{document_.tokens[token].begin, document_.tokens[token].end});
  }

  /// The whole noun phrase, as chains have it.
  [[nodiscard]] Span phrase(const Mention& m) const {
    return {document_.tokens[m.phrase_first].begin, document_.tokens[m.phrase_last - 1].end};
  }

  [[nodiscard]] Json mention(const Mention& m) const {
    Json item = spanned(phrase(m));
    item["head"] = pair(m.head);
    item["kind"] = m.place ? "place" : is_party(m) ? "actor" : "other";
    item["name"] = m.name;
    item["chain"] = m.chain;
    set(item, "country", m.country);
    set(item, "sector", m.sector);
    if (!m.also.empty()) item["sectors"] = Json::array({m.sector, m.also});
    set(item, "role", m.role);
    item["named"] = m.named;
    if (!m.members.empty()) {
      item["members"] = list(m.members, [&](int member) {
        return reading_.mentions[static_cast<std::size_t>(member)].chain;
      });
    }
    return item;
  }

  [[nodiscard]] Json time(const TimeSpan& t) const {
    Json item = spanned(t.span);
    item["type"] = t.type;
    item["value"] = t.value;
    set(item, "start", t.start);
    set(item, "end_date", t.end);
    if (t.first_day != t.start || t.last_day != t.end) {
      item["interval"] = spanned(t.told);
      item["interval"]["start"] = t.first_day;
      item["interval"]["end_date"] = t.last_day;
    }
    return item;
  }

  [[nodiscard]] Json place(const Place& p) const {
    Json item = spanned(p.span);
    item["name"] = p.entry->name;
    set(item, "country", p.entry->country);
    set(item, "admin1", p.entry->admin1);
    item["lat"] = p.entry->latitude;
    item["lon"] = p.entry->longitude;
    if (p.entry->geonames > 0) item["geonames"] = p.entry->geonames;
    item["confidence"] = std::round(p.confidence * 100) / 100;
    if (p.approximate) item["approximate"] = true;
    return item;
  }

  [[nodiscard]] Json quantity(const Quantity& q) const {
    Json item = spanned(q.span);
    item["value"] = q.value;
    if (q.low) item["low"] = *q.low;
    if (q.high) item["high"] = *q.high;
    set(item, "qualifier", q.qualifier);
    set(item, "kind", q.kind);
    set(item, "unit", q.unit);
    item["of"] = coded_.annotated.words[q.head].lemma;
    if (q.statement >= 0)
      item["statement"] =
          pair(reading_.statements[static_cast<std::size_t>(q.statement)].predicate);
    if (q.part) item["part"] = true;
    return item;
  }

  [[nodiscard]] Json quote(const Quote& q) const {
    Json item{{"content", pair(q.content)}};
    if (q.source.end > q.source.begin) item["source"] = pair(q.source);
    if (q.cue.end > q.cue.begin) item["cue"] = pair(q.cue);
    if (q.speaker >= 0)
      item["speaker"] = reading_.mentions[static_cast<std::size_t>(q.speaker)].name;
    if (q.addressee.end > q.addressee.begin) item["addressee"] = pair(q.addressee);
    if (q.medium.end > q.medium.begin) item["medium"] = pair(q.medium);
    item["direct"] = q.direct;
    item["speech"] = q.speech;
    if (q.inside >= 0) item["inside"] = q.inside;
    return item;
  }

  [[nodiscard]] Json statement(std::size_t i) const {
    const Statement& s = reading_.statements[i];
    Json item{{"predicate", pair(s.predicate)}};
    const LexiconEntry* entry = i < coded_.candidates.size() ? coded_.candidates[i] : nullptr;
    item["sense"] = entry != nullptr ? entry->pattern : coded_.annotated.words[s.predicate].lemma;
    item["arguments"] = list(s.arguments, [&](const Argument& a) {
      const bool known = a.mention >= 0;
      const Mention* m = known ? &reading_.mentions[static_cast<std::size_t>(a.mention)] : nullptr;
      const Token& head = document_.tokens[a.head];
      Json argument{{"role", a.role}};
      argument.update(spanned(known ? phrase(*m) : Span{head.begin, head.end}));
      if (known) argument["chain"] = m->chain;
      return argument;
    });
    item["modality"] = to_string(s.modality);
    item["negated"] = s.negated;
    if (s.speaker >= 0) {
      const Mention& m = reading_.mentions[static_cast<std::size_t>(s.speaker)];
      item["attribution"] = {{"speaker", m.name}, {"chain", m.chain}, {"quoted", s.quoted}};
    }
    if (s.time >= 0) {
      item["time"] = pair(reading_.times[static_cast<std::size_t>(s.time)].span);
      item["time_from"] = to_string(s.time_from);
    }
    if (s.place >= 0) {
      item["place"] = pair(reading_.places[static_cast<std::size_t>(s.place)].span);
      item["place_from"] = to_string(s.place_from);
    }
    return item;
  }

  [[nodiscard]] Json role(const RoleClaim& r) const {
    const Mention& m = reading_.mentions[static_cast<std::size_t>(r.mention)];
    Json item{{"person", m.name}, {"role", r.role}};
    set(item, "organisation", r.organisation);
    set(item, "country", r.country);
    item["chain"] = m.chain;
    item.update(spanned(r.span));
    item["valid"] = r.valid;
    return item;
  }

  const CodedArticle& coded_;
  const Reading& reading_;
  const Document& document_;
  std::vector<std::uint32_t> character_;  ///< of each byte; empty: offsets stay bytes
};

}  // namespace

std::string reading_as_json(const CodedArticle& coded, Offsets offsets) {
  return Writer(coded, offsets).write();
}

}  // namespace dragoman
