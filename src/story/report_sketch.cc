#include "story/report_sketch.h"

#include <algorithm>
#include <string_view>

#include "coding/references.h"
#include "story/words.h"
#include "text/one_of.h"

namespace dragoman {

namespace {

std::uint32_t hash_of(std::string_view text) {
  if (text.empty()) return 0;
  const std::uint32_t hash = word_hash(text);
  return hash == 0 ? 1 : hash;
}

}  // namespace

ReportSketch::ReportSketch(const StoryReport& r)
    : id(r.id),
      row(r.row),
      article(r.article),
      published(r.published),
      day(r.day),
      day_end(r.day_end),
      act(hash_of(r.act)),
      mode(hash_of(r.mode)),
      trigger(hash_of(r.trigger)),
      place(hash_of(r.place)),
      place_country(hash_of(r.place_country)),
      stage(r.stage),
      reciprocal(one_of(r.act, {"CONSULT", "AGREE", "COOPERATE"})),
      actors(static_cast<std::uint32_t>(r.actors.size())),
      sentence(static_cast<std::uint32_t>(r.words.size())),
      words(r.words) {
  parties.reserve(r.actors.size() + r.recipients.size());
  for (const auto* side : {&r.actors, &r.recipients}) {
    for (const StoryParty& p : *side) {
      SketchParty& made = parties.emplace_back();
      made.name = hash_of(p.name);
      made.country = hash_of(p.country);
      made.sector = hash_of(p.sector);
      made.state = p.state;
      made.institution = p.state || of_state(p.sector);
      made.first_word = static_cast<std::uint32_t>(words.size());
      made.words = static_cast<std::uint16_t>(std::min(p.words.size(), std::size_t{UINT16_MAX}));
      for (std::size_t i = 0; i < made.words; ++i) words.push_back(hash_of(p.words[i]));
      std::sort(words.begin() + made.first_word, words.end());
    }
  }
  words.shrink_to_fit();
  for (const StoryFigure& f : r.figures)
    if (!f.kind.empty()) figures.push_back({hash_of(f.kind), f.low, f.high});
}

}  // namespace dragoman
