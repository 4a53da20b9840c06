// What a situation is about: contexts and noun phrases that it has more of than the rest.
#include <algorithm>
#include <map>

#include "store/situation_parts.h"
#include "story/topics.h"

namespace dragoman {

namespace {

constexpr std::int64_t kLeastFinds = 2;

/// Rows of (text, finds inside, finds in all, an event that shows it) of a bound query.
struct Found {
  std::vector<Occurrences> all;
  std::map<std::string, std::int64_t> example;
  std::int64_t inside_units = 0;
  std::int64_t units = 0;
};

Result<Done> read_found(Query& q, Found& found) {
  return for_each_row(q, [&](Query&) {
    const std::string text(q.text(0));
    if (text.empty()) {
      found.inside_units = q.integer(1);
      found.units = q.integer(2);
      return;
    }
    found.all.push_back({text, q.integer(1), q.integer(2) - q.integer(1)});
    found.example[text] = q.integer(3);
  });
}

void add_salient(Found& found, bool context, std::int64_t least, std::size_t most,
                 SituationView& view) {
  for (const Salient& s : salient(std::move(found.all), found.inside_units,
                                  found.units - found.inside_units, least, most)) {
    view.agenda.push_back({s.what.text, context, s.what.inside, s.share, s.rest_share, s.g2,
                           static_cast<std::size_t>(found.example[s.what.text])});
  }
}

/// Reports that tell of a context, of those of the situation and of all.
constexpr const char* kContexts =
    "SELECT '', (SELECT count(*) FROM happening_reports WHERE happening IN (SELECT value FROM "
    "json_each(?1))), (SELECT count(*) FROM events), 0 UNION ALL SELECT x.context, x.n, (SELECT "
    "count(*) FROM event_contexts c WHERE c.context = x.context), x.example FROM (SELECT "
    "c.context, count(*) AS n, min(c.event) AS example FROM happening_reports r JOIN "
    "event_contexts c ON c.event = r.event WHERE r.happening IN (SELECT value FROM json_each(?1)) "
    "GROUP BY c.context) x";

/// Sentences in which a noun phrase stands; the empty phrase stands in all.
constexpr const char* kTopics =
    "SELECT t.text, count(*), t.sentences, min(s.event) FROM (SELECT e.coding, e.sentence, "
    "min(e.event) AS event FROM happening_reports r JOIN events e ON e.event = r.event WHERE "
    "r.happening IN (SELECT value FROM json_each(?1)) GROUP BY e.coding, e.sentence) s JOIN "
    "sentence_topics x ON x.coding = s.coding AND x.sentence = s.sentence JOIN topics t ON t.topic "
    "= x.topic GROUP BY t.topic";

}  // namespace

Result<Done> gather_agenda(const Database& database, const Chosen& chosen, const ViewLimits& limits,
                           SituationView& view) {
  for (const bool context : {true, false}) {
    auto query = database.prepare(context ? kContexts : kTopics);
    if (!query.ok()) return query.error();
    Found found;
    auto done = read_found(query.value().bind(chosen.all), found);
    if (!done.ok()) return done;
    add_salient(found, context, context ? 1 : kLeastFinds,
                context ? limits.contexts : limits.topics, view);
  }
  return Done{};
}

}  // namespace dragoman
