#include "store/foreign_store.h"

namespace dragoman {

namespace {

constexpr std::size_t kRowsOfTransaction = 20000;

constexpr const char* kInsert =
    "INSERT INTO foreign_events(dataset, key, id, day, actor, recipient, actor_country, "
    "recipient_country, actor_sector, recipient_sector, type, cameo, quad, place, place_country, "
    "latitude, longitude, source, fatalities) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON "
    "CONFLICT(dataset, key) DO UPDATE SET id = excluded.id, day = excluded.day, actor = "
    "excluded.actor, recipient = excluded.recipient, actor_country = excluded.actor_country, "
    "recipient_country = excluded.recipient_country, actor_sector = excluded.actor_sector, "
    "recipient_sector = excluded.recipient_sector, type = excluded.type, cameo = excluded.cameo, "
    "quad = excluded.quad, place = excluded.place, place_country = excluded.place_country, "
    "latitude = excluded.latitude, longitude = excluded.longitude, source = excluded.source, "
    "fatalities = excluded.fatalities";

constexpr const char* kSelect =
    "SELECT key, id, day, actor, recipient, actor_country, recipient_country, actor_sector, "
    "recipient_sector, type, cameo, quad, place, place_country, source, latitude, longitude, "
    "fatalities FROM foreign_events WHERE dataset = ? ORDER BY day, foreign_event";

}  // namespace

ForeignWriter::~ForeignWriter() {
  if (pending_ > 0) static_cast<void>(database_.execute("ROLLBACK"));
}

Result<Done> ForeignWriter::add(const ForeignEvent& e) {
  if (!insert_) {
    auto query = database_.prepare(kInsert);
    if (!query.ok()) return query.error();
    insert_ = std::move(query.value());
  }
  if (pending_ == 0) {
    auto begun = database_.execute("BEGIN IMMEDIATE");
    if (!begun.ok()) return begun;
  }
  ++pending_;
  Query& q = *insert_;
  q.bind(dataset_).bind(e.key).bind(e.id).bind(e.day);
  for (const std::string* text :
       {&e.actor, &e.recipient, &e.actor_country, &e.recipient_country, &e.actor_sector,
        &e.recipient_sector, &e.type, &e.cameo, &e.quad, &e.place, &e.place_country})
    q.bind_or_null(*text);
  for (const auto* degrees : {&e.latitude, &e.longitude}) {
    if (*degrees)
      q.bind(**degrees);
    else
      q.bind_null();
  }
  q.bind_or_null(e.source);
  if (e.fatalities)
    q.bind(*e.fatalities);
  else
    q.bind_null();
  auto done = q.run();
  if (!done.ok()) return done;
  return pending_ >= kRowsOfTransaction ? finish() : Result<Done>(Done{});
}

Result<Done> ForeignWriter::finish() {
  if (pending_ == 0) return Done{};
  auto done = database_.execute("COMMIT");
  if (done.ok()) pending_ = 0;
  return done;
}

Result<ForeignCursor> ForeignCursor::open(const Database& database, const std::string& dataset) {
  auto query = database.prepare(kSelect);
  if (!query.ok()) return query.error();
  query.value().bind(dataset);
  return ForeignCursor(std::move(query.value()));
}

Result<bool> ForeignCursor::next(ForeignEvent& e) {
  auto more = rows_.step();
  if (!more.ok() || !more.value()) return more;
  e = ForeignEvent();
  int column = 0;
  for (std::string* into : {&e.key, &e.id, &e.day, &e.actor, &e.recipient, &e.actor_country,
                            &e.recipient_country, &e.actor_sector, &e.recipient_sector, &e.type,
                            &e.cameo, &e.quad, &e.place, &e.place_country, &e.source})
    *into = rows_.text(column++);
  for (auto* degrees : {&e.latitude, &e.longitude}) {
    if (!rows_.is_null(column)) *degrees = rows_.real(column);
    ++column;
  }
  if (!rows_.is_null(column)) e.fatalities = rows_.integer(column);
  return true;
}

}  // namespace dragoman
