#include "store/filter.h"

#include <fmt/format.h>

#include <algorithm>

namespace dragoman {

namespace {

using Values = std::vector<std::string>;

class Builder {
 public:
  /// e.type IN (?, ?)
  void any_of(const std::string& column, const Values& values) {
    if (!values.empty()) add(column + " IN (" + marks(values) + ")");
  }

  /// `column` between two days, either of which may be missing.
  void days(const std::string& column, const EventFilter& f) {
    value(column + " >= ?", f.since);
    value(column + " <= ?", f.until);
  }

  void value(const std::string& condition, const std::string& given) {
    if (given.empty()) return;
    add(condition);
    out.texts.push_back(given);
  }

  void add(const std::string& condition) {
    out.where += (out.where.empty() ? "" : " AND ") + condition;
  }

  /// ?,? for values that are kept as the next parameters.
  std::string marks(const Values& values) {
    std::string m;
    for (const std::string& v : values) {
      m += m.empty() ? "?" : ",?";
      out.texts.push_back(v);
    }
    return m;
  }

  EventCondition out;
};

/// A condition on some party of an event.
struct PartyTest {
  const Values* values;
  const char* column;  ///< of `parties`; actor: the values are names
  const char* side;    ///< empty: either
};

/// Those of a filter, the narrowest first.
std::vector<PartyTest> party_tests(const EventFilter& f) {
  std::vector<PartyTest> all;
  for (const PartyTest& t : {PartyTest{&f.actors, "actor", "actor"},
                             {&f.recipients, "actor", "recipient"},
                             {&f.parties, "actor", ""},
                             {&f.actor_countries, "country", "actor"},
                             {&f.recipient_countries, "country", "recipient"},
                             {&f.countries, "country", ""},
                             {&f.actor_sectors, "sector", "actor"},
                             {&f.recipient_sectors, "sector", "recipient"},
                             {&f.sectors, "sector", ""}})
    if (!t.values->empty()) all.push_back(t);
  return all;
}

/// p.country IN (?) AND p.side = 'actor'. `by_event`: a plus keeps the indexes of the columns out.
void add_test(Builder& b, const PartyTest& t, bool by_event) {
  const std::string column = std::string(by_event ? "+p." : "p.") + t.column;
  if (t.column == std::string_view("actor")) {
    Values queries;
    std::string any;
    for (const std::string& name : *t.values) {
      any += (any.empty() ? "" : " UNION ") +
             std::string("SELECT rowid FROM actor_search WHERE actor_search MATCH ?");
      queries.push_back(name_query(name));
    }
    b.marks(queries);
    b.add(column + " IN (" + any + ")");
  } else {
    b.any_of(column, *t.values);
  }
  if (*t.side != '\0') b.add(std::string("p.side = '") + t.side + "'");
}

/// Some party of event e passes; looks at the parties of e alone.
void add_exists(Builder& b, const PartyTest& t) {
  Builder inner;
  add_test(inner, t, true);
  b.add("EXISTS (SELECT 1 FROM parties p WHERE p.event = e.event AND " + inner.out.where + ")");
  b.out.texts.insert(b.out.texts.end(), inner.out.texts.begin(), inner.out.texts.end());
}

/// The newest events, or those that were the newest at a revision or time. `codings`: the table.
void as_of(Builder& b, const std::string& when, bool codings) {
  if (when.empty()) {
    b.add(codings ? "c.superseded_by IS NULL" : "e.current = 1");
    return;
  }
  const bool number =
      std::all_of(when.begin(), when.end(), [](char c) { return c >= '0' && c <= '9'; });
  const std::string last =
      number ? "CAST(? AS INTEGER)"
             : "(SELECT coalesce(max(revision), 0) FROM revisions WHERE recorded <= ?)";
  const std::string known =
      fmt::format("c.revision <= {0} AND (c.superseded_by IS NULL OR c.superseded_by > {0})", last);
  b.add(codings ? known : "e.coding IN (SELECT coding FROM codings c WHERE " + known + ")");
  b.out.texts.push_back(when);
  b.out.texts.push_back(when);
}

/// Everything about an event that is no matter of its parties, nor of `current`.
void add_rest(Builder& b, const EventFilter& f) {
  b.any_of("e.type", f.types);
  b.any_of("e.act", f.acts);
  b.any_of("e.mode", f.modes);
  b.any_of("e.modality", f.modalities);
  b.any_of("e.quad", f.quads);
  b.days("e.day", f);
  if (f.confidence > 0) b.add(fmt::format("e.confidence >= {}", f.confidence));
  if (!f.contexts.empty()) {
    b.add("EXISTS (SELECT 1 FROM event_contexts x WHERE x.event = e.event AND x.context IN (" +
          b.marks(f.contexts) + "))");
  }
  if (!f.places.empty()) {
    const std::string names = b.marks(f.places);
    b.add("e.place IN (SELECT place FROM places WHERE name IN (" + names +
          ") UNION SELECT place FROM places WHERE country IN (" + b.marks(f.places) + "))");
  }
  if (!f.publishers.empty())
    b.add("e.article IN (SELECT article FROM articles WHERE publisher IN (" +
          b.marks(f.publishers) + "))");
  b.value("e.article IN (SELECT rowid FROM article_search WHERE article_search MATCH ?)", f.text);
  if (f.box.size() == 4) {
    b.add(
        fmt::format("e.place IN (SELECT place FROM place_boxes WHERE north >= {} AND east >= {} "
                    "AND south <= {} AND west <= {})",
                    f.box[0], f.box[1], f.box[2], f.box[3]));
  }
}

/// True when nothing but parties, days and `current` is asked for.
bool parties_say_all(const EventFilter& f, std::size_t tests) {
  return tests <= 1 && f.types.empty() && f.acts.empty() && f.modes.empty() && f.contexts.empty() &&
         f.modalities.empty() && f.quads.empty() && f.publishers.empty() && f.places.empty() &&
         f.confidence <= 0 && f.text.empty() && f.box.empty();
}

/// The dyads of two countries, as rows (day, event); empty days stand for none.
void add_dyad(Builder& b, const EventFilter& f) {
  std::string sql;
  for (const auto& [actor, recipient] : {std::pair(0, 1), std::pair(1, 0)}) {
    Builder inner;
    inner.value("actor = ?", f.dyad[static_cast<std::size_t>(actor)]);
    inner.value("recipient = ?", f.dyad[static_cast<std::size_t>(recipient)]);
    inner.days("day", f);
    sql += (sql.empty() ? "" : " UNION ") + std::string("SELECT day, event FROM dyads WHERE ") +
           inner.out.where;
    b.out.texts.insert(b.out.texts.end(), inner.out.texts.begin(), inner.out.texts.end());
  }
  b.out.where = sql;
}

/// The same of past revisions, which `dyads` does not hold.
void add_past_dyad(Builder& b, const EventFilter& f) {
  std::string pairs;
  for (const auto& [actor, recipient] : {std::pair(0, 1), std::pair(1, 0)}) {
    pairs += (pairs.empty() ? "(" : " OR ") + std::string("(x.country = ? AND y.country = ?)");
    b.out.texts.push_back(f.dyad[static_cast<std::size_t>(actor)]);
    b.out.texts.push_back(f.dyad[static_cast<std::size_t>(recipient)]);
  }
  b.add(
      "EXISTS (SELECT 1 FROM parties x JOIN parties y USING(event) WHERE x.event = e.event AND "
      "x.side = 'actor' AND (y.side = 'recipient' OR NOT EXISTS (SELECT 1 FROM parties z WHERE "
      "z.event = e.event AND z.side = 'recipient')) AND " +
      pairs + "))");
}

/// What the choice starts from, a FROM of (day, event), and what is left to test on `e`.
struct Choice {
  Builder from;  ///< where: the FROM; empty: events themselves
  Builder rest;
  bool covered = false;  ///< the rest is only that the event exists
};

Choice choice_of(const EventFilter& f) {
  Choice c;
  const bool past = !f.as_of.empty();
  std::vector<PartyTest> tests = party_tests(f);
  const bool dyad = f.dyad.size() == 2;
  as_of(c.rest, f.as_of, false);
  if (dyad && !past) {
    add_dyad(c.from, f);
    c.from.out.where = "(" + c.from.out.where + ")";
    c.covered = tests.empty() && parties_say_all(f, 0);
  } else if (!tests.empty() && !past && f.dyad.empty()) {
    Builder b;
    b.add("p.current = 1");
    add_test(b, tests.front(), false);
    b.days("p.day", f);
    c.covered = parties_say_all(f, tests.size());
    c.from.out = std::move(b.out);
    c.from.out.where = "parties p WHERE " + c.from.out.where;
    tests.erase(tests.begin());
  } else if (dyad) {
    add_past_dyad(c.rest, f);
  }
  for (const PartyTest& t : tests) add_exists(c.rest, t);
  if (!dyad) {
    std::vector<Values> each;
    for (const std::string& country : f.dyad) each.push_back({country});
    for (const Values& one : each) add_exists(c.rest, {&one, "country", ""});
  }
  add_rest(c.rest, f);
  return c;
}

void append(EventCondition& to, const EventCondition& from) {
  to.texts.insert(to.texts.end(), from.texts.begin(), from.texts.end());
}

/// From how many articles on a word counts as frequent.
constexpr int kFrequent = 2000;

/// True when words, and besides them at most days, are asked for.
bool words_and_days(EventFilter f) {
  if (f.text.empty() || !f.as_of.empty() || !f.dyad.empty()) return false;
  f.text.clear();
  return parties_say_all(f, party_tests(f).size()) && party_tests(f).empty();
}

/// The first events whose article has the words. A rare word is looked up and its events are
/// sorted; for a frequent one that would touch every article that has it, so the events are walked
/// in the order of their days until there are enough. Which of the two runs is decided by counting
/// articles up to kFrequent; the other has a LIMIT of 0 and ends before it begins.
EventCondition first_with_words(const EventFilter& f, const EventCondition& rest,
                                std::size_t limit) {
  EventCondition out;
  for (const bool frequent : {false, true}) {
    if (frequent) out.where += " UNION ALL ";
    out.where += fmt::format(
        "SELECT event FROM (SELECT e.event FROM events e {} WHERE {} ORDER BY e.day, e.event LIMIT "
        "(SELECT iif(count(*) {} {}, {}, 0) FROM (SELECT 1 FROM article_search WHERE "
        "article_search MATCH ? LIMIT {})))",
        frequent ? "INDEXED BY events_day" : "", rest.where, frequent ? ">=" : "<", kFrequent,
        limit, kFrequent);
    append(out, rest);
    out.texts.push_back(f.text);
  }
  return out;
}

}  // namespace

std::string name_query(std::string_view name) {
  std::string quoted = "\"";
  for (const char c : name) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\" *";
}

EventCondition condition_of(const EventFilter& f) {
  Choice c = choice_of(f);
  EventCondition out;
  if (!c.from.out.where.empty()) {
    out.where = "e.event IN (SELECT event FROM " + c.from.out.where + ") AND ";
    append(out, c.from.out);
  }
  out.where += c.rest.out.where;
  append(out, c.rest.out);
  return out;
}

EventCondition selection_of(const EventFilter& f, std::size_t limit) {
  Choice c = choice_of(f);
  EventCondition out;
  const std::string& from = c.from.out.where;
  if (limit > 0 && words_and_days(f)) return first_with_words(f, c.rest.out, limit);
  if (from.empty()) {
    out.where =
        "SELECT e.event FROM events e WHERE " + c.rest.out.where + " ORDER BY e.day, e.event";
    append(out, c.rest.out);
  } else {
    // The rows come in the order of an index; grouping by it drops the events met twice.
    const bool parties = from.starts_with("parties");
    const std::string d = parties ? "p" : "d";
    const std::size_t cut = parties ? std::string_view("parties p").size() : from.size();
    out.where = "SELECT " + d + ".event FROM " + from.substr(0, cut) + (parties ? "" : " d");
    if (!c.covered) out.where += " CROSS JOIN events e ON e.event = " + d + ".event";
    out.where += from.substr(cut);
    append(out, c.from.out);
    if (!c.covered) {
      out.where += (parties ? " AND " : " WHERE ") + c.rest.out.where;
      append(out, c.rest.out);
    }
    out.where += fmt::format(" GROUP BY {0}.day, {0}.event ORDER BY {0}.day, {0}.event", d);
  }
  if (limit > 0) out.where += fmt::format(" LIMIT {}", limit);
  return out;
}

bool dyads_condition_of(const EventFilter& f, EventCondition& out) {
  EventFilter rest = f;
  rest.types.clear();
  rest.modalities.clear();
  rest.quads.clear();
  if (!f.as_of.empty() || !parties_say_all(rest, party_tests(f).size()) ||
      !party_tests(f).empty() || (!f.dyad.empty() && f.dyad.size() != 2))
    return false;
  Builder b;
  b.add("e.day > ''");
  b.any_of("e.type", f.types);
  b.any_of("e.modality", f.modalities);
  b.any_of("e.quad", f.quads);
  b.days("e.day", f);
  out = std::move(b.out);
  return true;
}

EventCondition codings_condition_of(const EventFilter& f) {
  Builder b;
  as_of(b, f.as_of, true);
  b.days("a.published", f);
  return std::move(b.out);
}

void bind_values(Query& query, const EventCondition& condition) {
  for (const std::string& text : condition.texts) query.bind(text);
}

}  // namespace dragoman
