#include "store/written_names.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace dragoman {

namespace {

/// The name alone, without the words of a role around it: the named entity at the mention's head,
/// else the whole mention where that is a name.
std::string_view name_as_written(const CodedArticle& coded, const Mention& m) {
  const auto& tokens = coded.annotated.document.tokens;
  const auto& entities = coded.annotated.entities;
  // Entities stand in the order of the text and do not overlap.
  const auto after =
      std::upper_bound(entities.begin(), entities.end(), m.head,
                       [](std::uint32_t token, const EntitySpan& e) { return token < e.first; });
  if (after != entities.begin() && m.head < std::prev(after)->last) {
    const EntitySpan& e = *std::prev(after);
    return words_at(coded.article.text, {tokens[e.first].begin, tokens[e.last - 1].end});
  }
  const bool name = coded.annotated.words[m.head].upos == "PROPN";
  return name ? words_at(coded.article.text, m.span) : std::string_view();
}

}  // namespace

std::vector<WrittenName> written_names(const CodedArticle& coded) {
  const auto& mentions = coded.reading.mentions;
  // By name and country, the mentions of each way to write it.
  std::map<std::pair<std::string_view, std::string_view>, std::map<std::string_view, std::int64_t>>
      names;
  const auto add = [&](int mention) {
    const Mention& m = mentions[static_cast<std::size_t>(mention)];
    names[{m.name, m.country}];
  };
  for (const Event& e : coded.events) {
    for (const auto* side : {&e.actors, &e.recipients})
      for (const Party& p : *side) names[{p.name, p.country}];
  }
  for (const Quote& quote : coded.reading.quotes)
    if (quote.speech && quote.speaker >= 0) add(quote.speaker);
  for (const RoleClaim& claim : coded.reading.roles) add(claim.mention);
  for (const Mention& m : mentions) {
    if (!m.named) continue;
    const auto found = names.find({m.name, m.country});
    const std::string_view name = name_as_written(coded, m);
    if (found != names.end() && !name.empty()) ++found->second[name];
  }
  std::vector<WrittenName> out;
  for (const auto& [who, written] : names)
    for (const auto& [words, count] : written)
      out.push_back({std::string(who.first), std::string(who.second), std::string(words), count});
  return out;
}

}  // namespace dragoman
