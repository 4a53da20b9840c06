#include "store/stored_events.h"

#include <fmt/format.h>

#include "store/rows.h"

namespace dragoman {

namespace {

constexpr const char* kEvent =
    "SELECT e.id, e.article, a.id, a.title, a.published, a.publisher, a.url, a.language, "
    "v.version, e.type, e.act, e.mode, e.modality, e.quad, e.cameo, e.day, e.date_start, "
    "e.date_end, e.date_text, e.speaker, e.evidence, e.trigger, e.because, e.sentence, "
    "e.evidence_begin, e.evidence_end, e.trigger_begin, e.trigger_end, e.score, e.confidence, "
    "e.quoted, p.name, p.country, p.admin1, e.place_text, p.latitude, p.longitude, p.geonames "
    "FROM events e JOIN articles a USING(article) JOIN codings c USING(coding) JOIN revisions v "
    "USING(revision) LEFT JOIN places p ON p.place = e.place WHERE e.event = ?";

constexpr const char* kParties =
    "SELECT side, text, name, country, sector, role, first, last FROM parties WHERE event = ? "
    "ORDER BY side, number";

constexpr const char* kContextsOfEvent =
    "SELECT context FROM event_contexts WHERE event = ? ORDER BY 1";

constexpr const char* kQuantities =
    "SELECT kind, qualifier, text, value FROM quantities WHERE event = ? ORDER BY number";

std::size_t position(const Query& q, int column) {
  return static_cast<std::size_t>(q.integer(column));
}

}  // namespace

Result<EventCursor> EventCursor::open(const Database& database, const EventFilter& filter,
                                      EventOrder order, std::size_t limit) {
  const EventCondition chosen = selection_of(filter, limit);
  auto rows =
      database.prepare(order == EventOrder::day ? chosen.where
                                                : "SELECT event FROM events WHERE event IN (" +
                                                      chosen.where + ") ORDER BY article, event");
  if (!rows.ok()) return rows.error();
  bind_values(rows.value(), chosen);
  return over(database, std::move(rows.value()));
}

Result<EventCursor> EventCursor::open_rows(const Database& database,
                                           const std::vector<std::int64_t>& rows) {
  auto query = database.prepare("SELECT value FROM json_each(?)");
  if (!query.ok()) return query.error();
  query.value().bind(fmt::format("[{}]", fmt::join(rows, ",")));
  return over(database, std::move(query.value()));
}

Result<EventCursor> EventCursor::over(const Database& database, Query rows) {
  auto event = database.prepare(kEvent);
  if (!event.ok()) return event.error();
  auto parties = database.prepare(kParties);
  if (!parties.ok()) return parties.error();
  auto contexts = database.prepare(kContextsOfEvent);
  if (!contexts.ok()) return contexts.error();
  auto quantities = database.prepare(kQuantities);
  if (!quantities.ok()) return quantities.error();
  return EventCursor(std::move(rows), std::move(event.value()), std::move(parties.value()),
                     std::move(contexts.value()), std::move(quantities.value()));
}

Result<bool> EventCursor::next(StoredEvent& event) {
  auto more = rows_.step();
  if (!more.ok() || !more.value()) return more;
  event = StoredEvent();
  event.row = rows_.integer(0);
  auto found = read_event(event);
  if (!found.ok() || !found.value()) return found;
  const auto parts = read_parts(event);
  if (!parts.ok()) return parts.error();
  return true;
}

Result<bool> EventCursor::read_event(StoredEvent& e) {
  Query& q = event_;
  auto found = q.bind(e.row).step();
  if (!found.ok() || !found.value()) return found;
  int column = 0;
  const auto text = [&](std::string& into) { into = q.text(column++); };
  text(e.id);
  e.article = q.integer(column++);
  for (std::string* into :
       {&e.article_id, &e.title,   &e.published,  &e.publisher, &e.url,       &e.language,
        &e.version,    &e.type,    &e.act,        &e.mode,      &e.modality,  &e.quad,
        &e.cameo,      &e.day,     &e.date_start, &e.date_end,  &e.date_text, &e.speaker,
        &e.evidence,   &e.trigger, &e.because})
    text(*into);
  e.sentence = q.integer(column++);
  for (std::size_t* into : {&e.evidence_begin, &e.evidence_end, &e.trigger_begin, &e.trigger_end})
    *into = position(q, column++);
  e.score = q.real(column++);
  e.confidence = q.real(column++);
  e.quoted = q.integer(column++) != 0;
  if (!q.is_null(column)) {
    StoredPlace p;
    for (std::string* into : {&p.name, &p.country, &p.admin1, &p.text}) text(*into);
    p.latitude = q.real(column++);
    p.longitude = q.real(column++);
    p.geonames = q.integer(column);
    e.place = std::move(p);
  }
  const auto end = q.run();
  if (!end.ok()) return end.error();
  return true;
}

Result<Done> EventCursor::read_parts(StoredEvent& e) {
  Query& p = parties_;
  p.bind(e.row);
  auto done = for_each_row(p, [&](Query&) {
    auto& side = p.text(0) == "actor" ? e.actors : e.recipients;
    StoredParty party;
    int column = 1;
    for (std::string* into : {&party.text, &party.name, &party.country, &party.sector, &party.role})
      *into = p.text(column++);
    party.first = position(p, 6);
    party.last = position(p, 7);
    side.push_back(std::move(party));
  });
  if (!done.ok()) return done;
  contexts_.bind(e.row);
  done = for_each_row(contexts_, [&](Query&) { e.contexts.emplace_back(contexts_.text(0)); });
  if (!done.ok()) return done;
  Query& q = quantities_;
  q.bind(e.row);
  return for_each_row(q, [&](Query&) {
    e.quantities.push_back(
        {std::string(q.text(0)), std::string(q.text(1)), std::string(q.text(2)), q.real(3)});
  });
}

}  // namespace dragoman
