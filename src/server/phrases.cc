#include "server/phrases.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "story/topics.h"

namespace dragoman {

namespace {

constexpr std::int64_t kLeastFinds = 2;

/// The phrases that mark the sentences of some reports.
std::vector<Salient> marking(const Snapshot& s, const std::vector<std::uint32_t>& chosen,
                             std::size_t most) {
  const TopicColumns& t = s.topics;
  std::vector<bool> seen(t.sentences());
  std::vector<std::int64_t> inside(t.words.size());
  std::int64_t units = 0;
  for (const std::uint32_t r : chosen) {
    const std::uint32_t sentence = t.sentence_of[r];
    if (seen[sentence]) continue;
    seen[sentence] = true;
    ++units;
    for (std::uint32_t i = t.first[sentence]; i < t.first[sentence + 1]; ++i) ++inside[t.topics[i]];
  }
  std::vector<Occurrences> all;
  for (std::size_t topic = 0; topic < inside.size(); ++topic)
    if (inside[topic] >= kLeastFinds)
      all.push_back({t.words[topic], inside[topic], std::int64_t{t.found[topic]} - inside[topic]});
  return salient(std::move(all), units, static_cast<std::int64_t>(t.sentences()) - units,
                 kLeastFinds, most);
}

/// Calls `found(number of the phrase, report)` for each report whose sentence has it.
template <typename Found>
void each_find(const Snapshot& s, const std::vector<std::uint32_t>& reports,
               const std::vector<std::int16_t>& numbers, const Found& found) {
  const TopicColumns& t = s.topics;
  for (const std::uint32_t r : reports) {
    const std::uint32_t sentence = t.sentence_of[r];
    for (std::uint32_t i = t.first[sentence]; i < t.first[sentence + 1]; ++i)
      if (const std::int16_t n = numbers[t.topics[i]]; n >= 0)
        found(static_cast<std::size_t>(n), s.reports[r]);
  }
}

}  // namespace

Json phrases_json(const Snapshot& s, const std::vector<std::uint32_t>& chosen,
                  const std::vector<std::uint32_t>& before, std::size_t most) {
  const std::vector<Salient> phrases = marking(s, chosen, most);
  std::unordered_map<std::string_view, std::int16_t> wanted;
  for (const Salient& p : phrases)
    wanted.emplace(p.what.text, static_cast<std::int16_t>(wanted.size()));
  std::vector<std::int16_t> numbers(s.topics.words.size(), -1);
  if (!wanted.empty())
    for (std::size_t topic = 0; topic < numbers.size(); ++topic)
      if (const auto at = wanted.find(s.topics.words[topic]); at != wanted.end())
        numbers[topic] = at->second;
  // The scores of an article's reports that a phrase stands by.
  std::vector<std::unordered_map<std::uint32_t, double>> now(phrases.size());
  each_find(s, chosen, numbers, [&](std::size_t n, const Snapshot::Report& r) {
    now[n][r.article] += double{r.score};
  });
  std::vector<std::set<std::uint32_t>> earlier(phrases.size());
  each_find(s, before, numbers,
            [&](std::size_t n, const Snapshot::Report& r) { earlier[n].insert(r.article); });
  Json out = Json::array();
  for (std::size_t n = 0; n < phrases.size(); ++n) {
    const auto conflict = std::count_if(now[n].begin(), now[n].end(),
                                        [](const auto& article) { return article.second < 0; });
    out.push_back({{"value", phrases[n].what.text},
                   {"count", now[n].size()},
                   {"before", earlier[n].size()},
                   {"cooperation", static_cast<std::int64_t>(now[n].size()) - conflict},
                   {"conflict", conflict}});
  }
  return out;
}

}  // namespace dragoman
