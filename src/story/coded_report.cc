#include "story/coded_report.h"

#include "story/stage_words.h"
#include "story/words.h"
#include "text/folded.h"

namespace dragoman {

namespace {

std::string_view slice(const std::string& text, std::uint32_t begin, std::uint32_t end) {
  return std::string_view(text).substr(begin, end - begin);
}

/// What takes back what was reported.
bool corrects(std::string_view folded) {
  for (const std::string_view sign :
       {"corrected", "correction", "an earlier version", "earlier report", "earlier reported",
        "wrongly", "in error", "revised", "not, as", "mistakenly"})
    if (folded.find(sign) != std::string_view::npos) return true;
  return false;
}

/// A country or its government by metonym: "Kenya", "Nairobi".
bool is_state(const Reading& reading, const Party& p) {
  if (p.country.empty()) return false;
  for (const Mention& m : reading.mentions)
    if (m.span.begin == p.span.begin && m.span.end == p.span.end) return m.state;
  return false;
}

std::vector<StoryParty> parties_of(const std::vector<Party>& from, const Reading& reading) {
  std::vector<StoryParty> out;
  for (const Party& p : from)
    out.push_back(make_party(p.name, p.country, p.sector, p.role, is_state(reading, p)));
  return out;
}

}  // namespace

void add_sentence(std::string_view sentence, std::string_view trigger, StoryReport& report) {
  const auto stems = stems_of(trigger);
  report.trigger = stems.empty() ? fold(trigger) : stems.front();
  report.words = word_hashes(sentence);
  report.correction = corrects(fold(sentence));
}

StoryReport report_of(const CodedArticle& coded, const Event& e, std::int64_t article) {
  StoryReport r;
  r.id = e.id;
  r.article = article;
  r.publisher = coded.article.publisher;
  r.published = parsed_day(coded.article.published);
  const Token& token = coded.annotated.document.tokens[e.trigger];
  r.offset = token.begin;
  r.type = e.type;
  r.act = e.act;
  r.mode = e.mode;
  r.quad = e.quad;
  r.score = e.score;
  r.confidence = e.confidence;
  r.stage = stage_in_words(coded.annotated, e.trigger, stage_of(e.modality));
  r.actors = parties_of(e.actors, coded.reading);
  r.recipients = parties_of(e.recipients, coded.reading);
  if (e.time >= 0) {
    const TimeSpan& time = coded.reading.times[static_cast<std::size_t>(e.time)];
    r.day = parsed_day(time.start);
    r.day_end = parsed_day(time.end);
  }
  if (e.place >= 0) {
    const Place& place = coded.reading.places[static_cast<std::size_t>(e.place)];
    r.place = fold(place.name());
    r.place_country = place.country();
  }
  const std::string& text = coded.article.text;
  for (const auto& q : e.quantities)
    r.figures.push_back(make_figure(q.kind, q.value, q.qualifier,
                                    std::string(slice(text, q.span.begin, q.span.end))));
  const Sentence& s = coded.annotated.document.sentences[e.sentence];
  add_sentence(slice(text, s.begin, s.end), slice(text, token.begin, token.end), r);
  return r;
}

}  // namespace dragoman
