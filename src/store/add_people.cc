// Who speaks, who is said to hold which office, and what they are called, as rows.
#include <algorithm>
#include <map>

#include "store/store.h"

namespace dragoman {

namespace {

std::string_view words_at(const std::string& text, Span span) {
  return std::string_view(text).substr(span.begin, span.end - span.begin);
}

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

Result<Done> Store::add_quotes(std::int64_t coding, const CodedArticle& coded) {
  auto insert = prepared(
      "INSERT INTO quotes(coding, number, speaker, content, content_begin, content_end, source, "
      "cue, "
      "direct) VALUES(?,?,?,?,?,?,?,?,?)");
  if (!insert.ok()) return insert.error();
  const std::string& text = coded.article.text;
  std::int64_t number = 0;
  for (const Quote& quote : coded.reading.quotes) {
    if (!quote.speech) continue;
    std::int64_t speaker = 0;
    if (quote.speaker >= 0) {
      const Mention& m = coded.reading.mentions[static_cast<std::size_t>(quote.speaker)];
      const auto row = actor_row(m.name, m.country);
      if (!row.ok()) return row.error();
      speaker = row.value();
    }
    Query& q = *insert.value();
    q.bind(coding).bind(number++);
    if (speaker != 0)
      q.bind(speaker);
    else
      q.bind_null();
    q.bind(words_at(text, quote.content)).bind(std::int64_t{quote.content.begin});
    q.bind(std::int64_t{quote.content.end}).bind_or_null(words_at(text, quote.source));
    auto done =
        q.bind_or_null(words_at(text, quote.cue)).bind(std::int64_t{quote.direct ? 1 : 0}).run();
    if (!done.ok()) return done;
  }
  return Done{};
}

Result<Done> Store::add_roles(std::int64_t coding, const CodedArticle& coded) {
  auto insert = prepared(
      "INSERT INTO roles(coding, number, actor, role, organisation, country, valid, first, last) "
      "VALUES(?,?,?,?,?,?,?,?,?)");
  if (!insert.ok()) return insert.error();
  std::int64_t number = 0;
  for (const RoleClaim& claim : coded.reading.roles) {
    const Mention& m = coded.reading.mentions[static_cast<std::size_t>(claim.mention)];
    const auto actor = actor_row(m.name, m.country);
    if (!actor.ok()) return actor.error();
    Query& q = *insert.value();
    q.bind(coding).bind(number++).bind(actor.value()).bind(claim.role);
    q.bind_or_null(claim.organisation).bind_or_null(claim.country).bind(claim.valid);
    auto done = q.bind(std::int64_t{claim.span.begin}).bind(std::int64_t{claim.span.end}).run();
    if (!done.ok()) return done;
  }
  return Done{};
}

Result<Done> Store::add_names(std::int64_t coding, const CodedArticle& coded) {
  // Ordered, so that the rows do not depend on chance.
  std::map<std::pair<std::string_view, std::string_view>, std::map<std::string_view, std::int64_t>>
      names;
  for (const Event& e : coded.events) {
    for (const auto* side : {&e.actors, &e.recipients})
      for (const Party& p : *side) names[{p.name, p.country}];
  }
  for (const Quote& quote : coded.reading.quotes) {
    if (!quote.speech || quote.speaker < 0) continue;
    const Mention& m = coded.reading.mentions[static_cast<std::size_t>(quote.speaker)];
    names[{m.name, m.country}];
  }
  for (const RoleClaim& claim : coded.reading.roles) {
    const Mention& m = coded.reading.mentions[static_cast<std::size_t>(claim.mention)];
    names[{m.name, m.country}];
  }
  for (const Mention& m : coded.reading.mentions) {
    if (!m.named) continue;
    const auto found = names.find({m.name, m.country});
    const std::string_view name = name_as_written(coded, m);
    if (found != names.end() && !name.empty()) ++found->second[name];
  }
  auto insert = prepared("INSERT INTO actor_names(coding, actor, name, mentions) VALUES(?,?,?,?)");
  if (!insert.ok()) return insert.error();
  for (const auto& [who, written] : names) {
    if (written.empty()) continue;
    const auto actor = actor_row(who.first, who.second);
    if (!actor.ok()) return actor.error();
    for (const auto& [name, mentions] : written) {
      auto done = insert.value()->bind(coding).bind(actor.value()).bind(name).bind(mentions).run();
      if (!done.ok()) return done;
    }
  }
  return Done{};
}

}  // namespace dragoman
