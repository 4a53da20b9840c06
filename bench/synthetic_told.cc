#include "synthetic_told.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <list>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace dragoman::bench {

namespace {

constexpr std::size_t kOpen = 40;       ///< happenings that new reports may tell
constexpr std::size_t kPhrases = 5000;  ///< noun phrases in all
constexpr std::int64_t kDecisions = 500;

constexpr std::array<const char*, 12> kContexts = {
    "military",   "diplomatic",       "economic", "legal",  "health",      "election",
    "protection", "natural_resource", "refugee",  "energy", "environment", "technology"};

/// Writes rows with one statement.
class Rows {
 public:
  Rows(const Database& database, const char* sql) : query_(database.prepare(sql)) {}
  [[nodiscard]] bool ok() const { return query_.ok(); }
  [[nodiscard]] Error error() const { return query_.error(); }

  template <typename... Values>
  Result<Done> add(const Values&... values) {
    (bind(values), ...);
    return query_.value().run();
  }

 private:
  void bind(std::int64_t n) { query_.value().bind(n); }
  void bind(double x) { query_.value().bind(x); }
  void bind(const std::string& s) { query_.value().bind(std::string_view(s)); }

  Result<Query> query_;
};

struct EventRow {
  std::int64_t event = 0, article = 0, sentence = 0, place = 0, actor = 0;
  std::string id, type, modality, quad, day, published, name;
  double score = 0, confidence = 0;
};

struct Happening {
  EventRow lead;
  std::string id, last_seen;
  std::vector<std::int64_t> reports;
};

class Teller {
 public:
  explicit Teller(Database& database) : database_(database) {}

  Result<Done> run() {
    auto done = database_.execute("PRAGMA synchronous=OFF; PRAGMA foreign_keys=OFF; BEGIN");
    if (done.ok()) done = phrases();
    if (done.ok()) done = events();
    while (done.ok() && !open_.empty()) done = close_first();
    if (done.ok()) done = articles();
    if (done.ok()) done = rest();
    if (done.ok()) done = database_.execute("COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
    return done;
  }

 private:
  std::int64_t any(std::int64_t n) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(n));
  }
  /// 0, 1, 2 ... ever rarer.
  std::size_t rare(std::size_t n) {
    return static_cast<std::size_t>(std::pow(
               static_cast<double>(n), std::uniform_real_distribution<double>(0, 1)(random_))) -
           1;
  }

  Result<Done> phrases() {
    Rows topic(database_, "INSERT INTO topics VALUES(?,?,0)");
    if (!topic.ok()) return topic.error();
    auto done = topic.add(std::int64_t{1}, std::string());
    for (std::size_t i = 0; done.ok() && i < kPhrases; ++i)
      done = topic.add(static_cast<std::int64_t>(i + 2), fmt::format("kind{} thing{}", i % 97, i));
    return done;
  }

  Result<Done> events() {
    auto query = database_.prepare(
        "SELECT e.event, e.article, e.sentence, coalesce(e.place, 0), p.actor, e.id, e.type, "
        "e.modality, e.quad, e.day, a.published, p.name, e.score, e.confidence FROM events e JOIN "
        "articles a USING(article) JOIN parties p ON p.event = e.event AND p.side = 'actor' ORDER "
        "BY e.event");
    if (!query.ok()) return query.error();
    Query& q = query.value();
    for (;;) {
      const auto more = q.step();
      if (!more.ok()) return more.error();
      if (!more.value()) return Done{};
      EventRow e;
      int column = 0;
      for (std::int64_t* n : {&e.event, &e.article, &e.sentence, &e.place, &e.actor})
        *n = q.integer(column++);
      for (std::string* s : {&e.id, &e.type, &e.modality, &e.quad, &e.day, &e.published, &e.name})
        *s = q.text(column++);
      e.score = q.real(column++);
      e.confidence = q.real(column);
      auto done = about(e);
      if (done.ok()) done = joined(e);
      if (!done.ok()) return done;
    }
  }

  /// What the sentence of an event is about.
  Result<Done> about(const EventRow& e) {
    auto done = context_.add(e.event, std::string(kContexts[rare(kContexts.size())]));
    std::set<std::int64_t> topics = {1};
    for (int i = 0; i < 5; ++i) topics.insert(static_cast<std::int64_t>(rare(kPhrases)) + 2);
    for (const std::int64_t topic : topics)
      if (done.ok()) done = sentence_topic_.add(e.article, e.sentence, topic);
    if (done.ok())
      done = sentence_.add(e.article, e.sentence, e.sentence * 30, e.sentence * 30 + 29);
    if (done.ok()) done = actor_name_.add(e.article, e.actor, e.name);
    if (done.ok() && any(10) == 0) done = quantity_.add(e.event, static_cast<double>(any(200)));
    return done;
  }

  Result<Done> joined(const EventRow& e) {
    if (open_.size() > 5 && any(3) == 0) {
      auto at = open_.begin();
      std::advance(at, any(static_cast<std::int64_t>(open_.size())));
      at->reports.push_back(e.event);
      at->id = std::min(at->id, e.id);
      at->last_seen = std::max(at->last_seen, e.published);
      return report_.add(e.event, at->lead.event, stage_of(e));
    }
    open_.push_back({e, e.id, e.published, {e.event}});
    auto done = report_.add(e.event, e.event, stage_of(e));
    if (done.ok() && open_.size() > kOpen) done = close_first();
    return done;
  }

  static std::string stage_of(const EventRow& e) {
    return e.modality == "occurred" ? "occurred" : "planned";
  }

  Result<Done> close_first() {
    const Happening h = std::move(open_.front());
    open_.pop_front();
    const EventRow& e = h.lead;
    const auto reports = static_cast<std::int64_t>(h.reports.size());
    auto done = happening_.add(e.event, h.id, e.type, stage_of(e), e.quad, e.score, e.confidence,
                               e.day, e.place, e.published, h.last_seen, reports);
    if (done.ok() && stage_of(e) == "occurred" && any(4) == 0)
      done = life_.add(e.event, std::int64_t{0}, std::string("planned"), e.published, e.event);
    if (done.ok())
      done = life_.add(e.event, std::int64_t{1}, stage_of(e), h.last_seen, h.reports.back());
    if (h.reports.size() < 2 || any(10) != 0) return done;
    for (std::size_t i = 0; done.ok() && i < 2; ++i)
      done = disagreement_.add(e.event, static_cast<std::int64_t>(i), std::to_string(any(90) + 1),
                               h.reports[i]);
    return done;
  }

  Result<Done> articles() {
    return database_.execute(
        "INSERT INTO stories SELECT min(article), min(id), min(title), min(published), "
        "max(published), count(*) FROM articles GROUP BY (article - 1) / 4;"
        "INSERT INTO story_articles SELECT article, (article - 1) / 4 * 4 + 1 FROM articles;"
        "INSERT INTO quotes SELECT e.coding, e.sentence, p.actor, substr(e.evidence, 1, 80), 0, "
        "80, "
        "p.name, 'said', e.sentence % 2 FROM events e JOIN parties p ON p.event = e.event AND "
        "p.side = 'actor' WHERE e.sentence < 2;"
        "INSERT INTO roles SELECT e.coding, 0, p.actor, 'minister', NULL, p.country, 'current', 0, "
        "9 FROM events e JOIN parties p ON p.event = e.event AND p.side = 'actor' WHERE e.sentence "
        "= 0;"
        "UPDATE topics SET sentences = (SELECT count(*) FROM sentence_topics s WHERE s.topic = "
        "topics.topic) WHERE topic = 1;"
        "CREATE TEMP TABLE counted AS SELECT topic, count(*) AS n FROM sentence_topics GROUP BY "
        "topic;"
        "UPDATE topics SET sentences = c.n FROM counted c WHERE c.topic = topics.topic;");
  }

  Result<Done> rest() {
    return database_.execute(fmt::format(
        "INSERT INTO reviews(event, article, decision, was, who, recorded) SELECT e.id, a.id, "
        "CASE e.event % 3 WHEN 0 THEN 'reject' ELSE 'accept' END, "
        "'{{\"type\":\"AID\",\"actors\":[],\"recipients\":[]}}', 'bench', '2026-01-01T00:00:00Z' "
        "FROM events e JOIN articles a USING(article) WHERE e.event % (SELECT 1 + count(*) / {0} "
        "FROM events) = 0 LIMIT {0};"
        "INSERT INTO situations VALUES('assaults','{{\"type\":[\"ASSAULT\"]}}', "
        "'2026-01-01T00:00:00Z', NULL, 0),('all','{{}}','2026-01-01T00:00:00Z',NULL,0);",
        kDecisions));
  }

  Database& database_;
  std::mt19937_64 random_{20260116};
  std::list<Happening> open_;
  Rows context_{database_, "INSERT INTO event_contexts VALUES(?,?)"};
  Rows sentence_topic_{database_, "INSERT INTO sentence_topics VALUES(?,?,?)"};
  Rows sentence_{database_, "INSERT OR IGNORE INTO sentences VALUES(?,?,?,?)"};
  Rows actor_name_{database_, "INSERT OR IGNORE INTO actor_names VALUES(?,?,?,1)"};
  Rows quantity_{database_, "INSERT INTO quantities VALUES(?,0,'dead',?,NULL,'some')"};
  Rows report_{database_, "INSERT INTO happening_reports VALUES(?,?,?)"};
  Rows happening_{database_,
                  "INSERT INTO happenings VALUES(?1,?2,?3,?3,NULL,?4,?5,?6,?7,?8,?8,nullif(?9,0),"
                  "?10,?11,?12,?12,?12,?1)"};
  Rows life_{database_, "INSERT INTO happening_stages VALUES(?,?,?,?,?)"};
  Rows disagreement_{database_, "INSERT INTO disagreements VALUES(?,?,'figures','dead',?,?)"};
};

}  // namespace

Result<Done> fill_told(Database& database) { return Teller(database).run(); }

}  // namespace dragoman::bench
