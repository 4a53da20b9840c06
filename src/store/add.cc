// What a coder found in an article, as rows.
#include <cmath>
#include <set>
#include <utility>

#include "store/store.h"

namespace dragoman {

namespace {

/// The directed pairs of countries of an event: who acts on whom; where nobody is acted on, each of
/// those who act together with each other.
std::set<std::pair<std::string_view, std::string_view>> country_pairs(const Event& e) {
  std::set<std::pair<std::string_view, std::string_view>> out;
  for (const Party& a : e.actors)
    for (const Party& r : e.recipients.empty() ? e.actors : e.recipients)
      if (!a.country.empty() && !r.country.empty() && a.country != r.country)
        out.emplace(a.country, r.country);
  return out;
}

}  // namespace

Result<std::int64_t> Store::actor_row(std::string_view name, std::string_view country) {
  actors_.make_room();
  std::string who(name);
  who += '\n';
  who += country;
  if (const std::int64_t* const held = actors_.find(who)) return *held;
  auto actor = kept_actor_row(name, country);
  if (actor.ok()) actors_.keep(std::move(who), actor.value());
  return actor;
}

Result<std::int64_t> Store::kept_actor_row(std::string_view name, std::string_view country) {
  auto look = prepared("SELECT actor FROM actors WHERE name = ? AND country = ?");
  if (!look.ok()) return look.error();
  auto known = look.value()->bind(name).bind(country).first_integer();
  if (!known.ok() || known.value() != 0) return known;
  auto insert = prepared("INSERT INTO actors(name, country) VALUES(?,?)");
  if (!insert.ok()) return insert.error();
  const auto done = insert.value()->bind(name).bind(country).run();
  if (!done.ok()) return done.error();
  const std::int64_t actor = database_.last_row();
  auto search = prepared("INSERT INTO actor_search(rowid, name) VALUES(?,?)");
  if (!search.ok()) return search.error();
  const auto found = search.value()->bind(actor).bind(name).run();
  if (!found.ok()) return found.error();
  return actor;
}

Result<std::int64_t> Store::place_row(const NameEntry& p) {
  auto look = prepared(
      "SELECT place FROM places WHERE name = ? AND country = ? AND admin1 = ? AND geonames = ?");
  if (!look.ok()) return look.error();
  Query& q = *look.value();
  q.bind(std::string_view(p.name)).bind(std::string_view(p.country));
  q.bind(std::string_view(p.admin1)).bind(std::int64_t{p.geonames});
  auto known = q.first_integer();
  if (!known.ok() || known.value() != 0) return known;
  auto insert = prepared(
      "INSERT INTO places(name, country, admin1, latitude, longitude, geonames) "
      "VALUES(?,?,?,?,?,?)");
  if (!insert.ok()) return insert.error();
  Query& i = *insert.value();
  i.bind(std::string_view(p.name))
      .bind(std::string_view(p.country))
      .bind(std::string_view(p.admin1));
  i.bind(double{p.latitude}).bind(double{p.longitude}).bind(std::int64_t{p.geonames});
  const auto done = i.run();
  if (!done.ok()) return done.error();
  const std::int64_t place = database_.last_row();
  auto box = prepared("INSERT INTO place_boxes(place, south, north, west, east) VALUES(?,?,?,?,?)");
  if (!box.ok()) return box.error();
  const double north = p.latitude;
  const double east = p.longitude;
  const auto kept = box.value()->bind(place).bind(north).bind(north).bind(east).bind(east).run();
  if (!kept.ok()) return kept.error();
  return place;
}

Result<Done> Store::add_parties(std::int64_t event, const char* side, std::string_view day,
                                const std::vector<Party>& parties) {
  auto insert = prepared(
      "INSERT INTO parties(event, side, number, actor, text, name, country, sector, role, first, "
      "last, day) VALUES(?,?,?,?,?,?,?,?,?,?,?,?)");
  if (!insert.ok()) return insert.error();
  std::int64_t number = 0;
  for (const Party& p : parties) {
    const auto actor = actor_row(p.name, p.country);
    if (!actor.ok()) return actor.error();
    Query& q = *insert.value();
    q.bind(event).bind(std::string_view(side)).bind(number++).bind(actor.value());
    q.bind(p.text).bind(p.name).bind(p.country).bind_or_null(p.sector).bind_or_null(p.role);
    q.bind(std::int64_t{p.span.begin}).bind(std::int64_t{p.span.end}).bind_or_null(day);
    auto done = q.run();
    if (!done.ok()) return done;
  }
  return Done{};
}

Result<std::int64_t> Store::article_key(std::int64_t article) {
  auto record = prepared("SELECT record FROM articles WHERE article = ?");
  if (!record.ok()) return record.error();
  const auto row = record.value()->bind(article).step();
  if (!row.ok()) return row.error();
  if (!row.value()) return article;
  const std::int64_t key = rank_of(record.value()->text(0));
  const auto end = record.value()->run();
  if (!end.ok()) return end.error();
  return key;
}

Result<Done> Store::add_event(std::int64_t coding, std::int64_t article, std::int64_t key,
                              const CodedArticle& coded, const Event& e, JoinableReport report) {
  const std::string& text = coded.article.text;
  const TimeSpan* const time =
      e.time < 0 ? nullptr : &coded.reading.times[static_cast<std::size_t>(e.time)];
  const Place* const place =
      e.place < 0 ? nullptr : &coded.reading.places[static_cast<std::size_t>(e.place)];
  std::int64_t where = 0;
  if (place != nullptr) {
    const auto row = place_row(*place->entry);
    if (!row.ok()) return row.error();
    where = row.value();
  }
  // History without a date did not happen on the day it was written about.
  std::string_view day;
  if (time != nullptr && !time->start.empty())
    day = time->start;
  else if (e.modality != Modality::background)
    day = coded.article.published;
  auto insert = prepared(
      "INSERT INTO events(id, coding, article, current, sentence, type, act, mode, modality, quad, "
      "cameo, score, confidence, day, date_start, date_end, date_text, place, place_text, speaker, "
      "quoted, evidence, evidence_begin, evidence_end, trigger, trigger_begin, trigger_end, "
      "because) "
      "VALUES(?,?,?,1,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
  if (!insert.ok()) return insert.error();
  Query& q = *insert.value();
  q.bind(e.id).bind(coding).bind(article).bind(std::int64_t{e.sentence});
  q.bind(e.type).bind(e.act).bind_or_null(e.mode).bind(to_string(e.modality)).bind(e.quad);
  q.bind(e.cameo).bind(e.score).bind(std::round(e.confidence * 1e4) / 1e4).bind_or_null(day);
  if (time != nullptr)
    q.bind_or_null(time->start).bind_or_null(time->end).bind(words_at(text, time->span));
  else
    q.bind_null().bind_null().bind_null();
  if (place != nullptr)
    q.bind(where).bind(words_at(text, place->span));
  else
    q.bind_null().bind_null();
  q.bind_or_null(e.speaker).bind(std::int64_t{e.quoted ? 1 : 0});
  const Sentence& s = coded.annotated.document.sentences[e.sentence];
  const Token& t = coded.annotated.document.tokens[e.trigger];
  q.bind(words_at(text, {s.begin, s.end})).bind(std::int64_t{s.begin}).bind(std::int64_t{s.end});
  q.bind(words_at(text, {t.begin, t.end})).bind(std::int64_t{t.begin}).bind(std::int64_t{t.end});
  auto done = q.bind(e.because).run();
  if (!done.ok()) return done;
  const std::int64_t event = database_.last_row();
  done = add_parties(event, "actor", day, e.actors);
  if (done.ok()) done = add_parties(event, "recipient", day, e.recipients);
  auto dyad = prepared(
      "INSERT INTO dyads(actor, recipient, day, event, type, modality, quad, score) "
      "VALUES(?,?,?,?,?,?,?,?)");
  if (!dyad.ok()) return dyad.error();
  for (const auto& [actor, recipient] : country_pairs(e)) {
    if (!done.ok()) break;
    Query& d = *dyad.value();
    d.bind(actor).bind(recipient).bind(day).bind(event);
    done = d.bind(e.type).bind(to_string(e.modality)).bind(e.quad).bind(e.score).run();
  }
  auto context = prepared("INSERT OR IGNORE INTO event_contexts(event, context) VALUES(?,?)");
  if (!context.ok()) return context.error();
  for (const std::string& c : e.contexts)
    if (done.ok()) done = context.value()->bind(event).bind(c).run();
  auto quantity = prepared(
      "INSERT INTO quantities(event, number, kind, value, qualifier, text) VALUES(?,?,?,?,?,?)");
  if (!quantity.ok()) return quantity.error();
  std::int64_t number = 0;
  for (const auto& c : e.quantities) {
    if (!done.ok()) break;
    Query& x = *quantity.value();
    x.bind(event).bind(number++).bind(c.kind).bind(c.value).bind_or_null(c.qualifier);
    done = x.bind(words_at(text, c.span)).run();
  }
  if (!done.ok()) return done;
  report.set_rows(event, key, where);
  return teller_.add(database_, report);
}

Result<Done> Store::supersede(std::int64_t article, std::int64_t revision) {
  auto earlier = prepared(
      "SELECT EXISTS (SELECT 1 FROM codings WHERE superseded_by IS NULL AND revision <> ? AND "
      "article = ?)");
  if (!earlier.ok()) return earlier.error();
  const auto any = earlier.value()->bind(revision).bind(article).first_integer();
  if (!any.ok()) return any.error();
  if (any.value() == 0) return Done{};
  auto reports =
      prepared("SELECT event FROM events WHERE current = 1 AND article = ? ORDER BY event");
  if (!reports.ok()) return reports.error();
  std::vector<std::int64_t> superseded;
  reports.value()->bind(article);
  for (;;) {
    const auto more = reports.value()->step();
    if (!more.ok()) return more.error();
    if (!more.value()) break;
    superseded.push_back(reports.value()->integer(0));
  }
  for (const std::int64_t event : superseded) {
    auto done = teller_.remove(database_, event);
    if (!done.ok()) return done;
  }
  // The events last: the others find them by being current.
  const std::string old =
      " (SELECT event FROM events WHERE current = 1 AND article = ?2 AND coding IN (SELECT coding "
      "FROM codings WHERE superseded_by IS NULL AND article = ?2 AND revision <> ?1))";
  for (const std::string& sql :
       {"DELETE FROM dyads WHERE (actor, recipient, day, event) IN (SELECT a.country, r.country, "
        "coalesce(e.day, ''), e.event FROM events e JOIN parties a USING(event) JOIN parties r "
        "USING(event) WHERE e.event IN" +
            old + ")",
        "UPDATE parties SET current = 0 WHERE event IN" + old,
        "UPDATE events SET current = 0 WHERE event IN" + old,
        std::string("UPDATE codings SET superseded_by = ?1 WHERE superseded_by IS NULL AND "
                    "article = ?2 AND revision <> ?1")}) {
    auto query = database_.prepare(sql);
    if (!query.ok()) return query.error();
    auto done = query.value().bind(revision).bind(article).run();
    if (!done.ok()) return done;
  }
  return Done{};
}

Result<Done> Store::add(std::int64_t article, std::int64_t revision, const CodedArticle& coded,
                        ArticleDigest digest) {
  auto done = supersede(article, revision);
  if (!done.ok()) return done;
  auto insert = prepared("INSERT INTO codings(article, revision) VALUES(?,?)");
  if (!insert.ok()) return insert.error();
  done = insert.value()->bind(article).bind(revision).run();
  if (!done.ok()) return done;
  const std::int64_t coding = database_.last_row();
  auto sentence = prepared("INSERT INTO sentences(coding, sentence, first, last) VALUES(?,?,?,?)");
  if (!sentence.ok()) return sentence.error();
  std::int64_t number = 0;
  for (const Sentence& s : coded.annotated.document.sentences) {
    done = sentence.value()
               ->bind(coding)
               .bind(number++)
               .bind(std::int64_t{s.begin})
               .bind(std::int64_t{s.end})
               .run();
    if (!done.ok()) return done;
  }
  const auto key = article_key(article);
  if (!key.ok()) return key.error();
  for (std::size_t i = 0; i < coded.events.size(); ++i) {
    done = add_event(coding, article, key.value(), coded, coded.events[i],
                     std::move(digest.reports[i]));
    if (!done.ok()) return done;
  }
  done = add_topics(coding, digest.topics);
  if (done.ok()) done = add_quotes(coding, coded);
  if (done.ok()) done = add_roles(coding, coded);
  if (done.ok()) done = add_names(coding, digest.names);
  return done.ok()
             ? groups_.add(database_, article, digest.card, digest.card_bytes, digest.card_keys)
             : done;
}

}  // namespace dragoman
