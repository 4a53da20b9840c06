#include "evaluation/seed_rows.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "knowledge/table.h"
#include "text/file.h"
#include "text/folded.h"

namespace dragoman {

namespace {

using PlainJson = nlohmann::json;

/// True when the row has no such key, or its value (or one of its list) is `value`.
bool allows(const PlainJson& row, const char* key, std::string_view value) {
  if (!row.contains(key)) return true;
  const PlainJson& wanted = row[key];
  if (wanted.is_string()) return wanted.get<std::string>() == value || wanted == "*";
  return std::any_of(wanted.begin(), wanted.end(),
                     [&](const PlainJson& w) { return w == value || w == "*"; });
}

template <typename Test>
bool any_party(const Event& e, Test test) {
  return std::any_of(e.actors.begin(), e.actors.end(), test) ||
         std::any_of(e.recipients.begin(), e.recipients.end(), test);
}

bool countries(const PlainJson& row, const char* key, const std::vector<Party>& parties) {
  if (!row.contains(key)) return true;
  return std::all_of(row[key].begin(), row[key].end(), [&](const PlainJson& code) {
    return std::any_of(parties.begin(), parties.end(),
                       [&](const Party& p) { return code == p.country; });
  });
}

bool sector(const PlainJson& row, const char* key, const std::vector<Party>& parties) {
  return !row.contains(key) || std::any_of(parties.begin(), parties.end(),
                                           [&](const Party& p) { return row[key] == p.sector; });
}

bool meets(const PlainJson& row, const Event& e, const CodedArticle& coded) {
  if (!allows(row, "type", e.type) || !allows(row, "act", e.act) || !allows(row, "mode", e.mode) ||
      !allows(row, "modality", to_string(e.modality)))
    return false;
  const std::vector<Party>& recipients = e.recipients.empty() ? e.actors : e.recipients;
  if (!countries(row, "actors", e.actors) || !countries(row, "recipients", recipients) ||
      !sector(row, "actor_sector", e.actors) || !sector(row, "recipient_sector", recipients))
    return false;
  if (row.contains("people")) {
    for (const PlainJson& person : row["people"]) {
      const std::string name = fold(person.get<std::string>());
      if (!any_party(e, [&](const Party& p) { return fold(p.name) == name; })) return false;
    }
  }
  if (row.contains("date") &&
      (e.time < 0 || row["date"] != coded.reading.times[static_cast<std::size_t>(e.time)].start))
    return false;
  if (row.contains("place") &&
      (e.place < 0 ||
       row["place"] != coded.reading.places[static_cast<std::size_t>(e.place)].entry->name.view()))
    return false;
  if (row.contains("contexts_any") &&
      std::none_of(row["contexts_any"].begin(), row["contexts_any"].end(), [&](const PlainJson& c) {
        return std::find(e.contexts.begin(), e.contexts.end(), c.get<std::string>()) !=
               e.contexts.end();
      }))
    return false;
  if (row.contains("quantity")) {
    const PlainJson& q = row["quantity"];
    return std::any_of(e.quantities.begin(), e.quantities.end(), [&](const auto& mine) {
      return q.value("kind", "") == mine.kind && q.value("value", 0.0) == mine.value &&
             (!q.contains("qualifier") || q["qualifier"] == mine.qualifier);
    });
  }
  return true;
}

bool quoted(const PlainJson& row, const CodedArticle& coded, std::uint32_t sentence) {
  const Sentence& s = coded.annotated.document.sentences[sentence];
  return std::any_of(coded.reading.quotes.begin(), coded.reading.quotes.end(), [&](const Quote& q) {
    if (q.speaker < 0 || q.content.begin >= s.end || q.content.end <= s.begin) return false;
    return fold(coded.reading.mentions[static_cast<std::size_t>(q.speaker)].name) ==
           fold(row["quote_speaker"].get<std::string>());
  });
}

/// Index of the sentence that starts with the row's words; -1 when there is none.
int sentence_of(const PlainJson& row, const CodedArticle& coded) {
  const std::string start = row.value("sentence_starts", "");
  const auto& sentences = coded.annotated.document.sentences;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    if (std::string_view(coded.article.text).substr(sentences[i].begin).starts_with(start))
      return static_cast<int>(i);
  }
  return -1;
}

}  // namespace

Result<SeedReport> check_seed(const Coder& coder, const std::string& directory,
                              const std::string& published) {
  Article article;
  auto text = read_file(directory + "/article.txt");
  if (!text.ok()) return text.error();
  article.text = std::move(text.value());
  article.published = published;
  auto rows = read_file(directory + "/expected.jsonl");
  if (!rows.ok()) return rows.error();
  const CodedArticle coded = coder.code(std::move(article));
  SeedReport report;
  for (const std::string_view line : split(rows.value(), '\n')) {
    const PlainJson row = PlainJson::parse(line, nullptr, false);
    if (!row.is_object()) continue;
    const int sentence = sentence_of(row, coded);
    bool found = false;
    if (sentence >= 0) {
      const auto at = static_cast<std::uint32_t>(sentence);
      found = row.contains("quote_speaker")
                  ? quoted(row, coded, at)
                  : std::any_of(coded.events.begin(), coded.events.end(), [&](const Event& e) {
                      return e.sentence == at && meets(row, e, coded);
                    });
    }
    const std::string level = row.value("level", "");
    const bool met = level == "never" ? !found && sentence >= 0 : found;
    if (level == "must") {
      ++report.must;
      report.must_met += met ? 1 : 0;
    } else if (level == "should") {
      ++report.should;
      report.should_met += met ? 1 : 0;
    } else {
      ++report.never;
      report.never_met += met ? 1 : 0;
    }
    if (!met) report.unmet.emplace_back(line);
  }
  return report;
}

}  // namespace dragoman
