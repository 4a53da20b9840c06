// Who speaks, who is said to hold which office, and what they are called, as rows.
#include "store/store.h"

namespace dragoman {

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

Result<Done> Store::add_names(std::int64_t coding, const std::vector<WrittenName>& names) {
  auto insert = prepared("INSERT INTO actor_names(coding, actor, name, mentions) VALUES(?,?,?,?)");
  if (!insert.ok()) return insert.error();
  for (const WrittenName& n : names) {
    const auto actor = actor_row(n.name, n.country);
    if (!actor.ok()) return actor.error();
    auto done =
        insert.value()->bind(coding).bind(actor.value()).bind(n.written).bind(n.mentions).run();
    if (!done.ok()) return done;
  }
  return Done{};
}

}  // namespace dragoman
