#include "store/story_teller.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "story/linkage.h"
#include "story/report_card.h"

namespace dragoman {

namespace {

constexpr const char* kOtherOfJoin =
    "SELECT e.event FROM (SELECT b AS id FROM hand_joins WHERE a = ?1 AND verdict = 'same' UNION "
    "SELECT a FROM hand_joins WHERE b = ?1 AND verdict = 'same') j JOIN events e ON e.id = j.id "
    "WHERE e.current = 1";

}  // namespace

Result<Done> StoryTeller::open(const Database& database) {
  if (graph_) return Done{};
  auto graph = LinkGraph::open(database, "report", "event", kMostReports);
  if (!graph.ok()) return graph.error();
  graph_.emplace(std::move(graph.value()));
  return Done{};
}

Result<Query*> StoryTeller::prepared(const Database& database, const char* sql) {
  const auto found = queries_.find(sql);
  if (found != queries_.end()) return &found->second;
  auto query = database.prepare(sql);
  if (!query.ok()) return query.error();
  return &queries_.emplace(sql, std::move(query.value())).first->second;
}

Result<Done> StoryTeller::run(const Database& database, const char* sql,
                              std::initializer_list<std::int64_t> values) {
  auto query = prepared(database, sql);
  if (!query.ok()) return query.error();
  for (const std::int64_t v : values) query.value()->bind(v);
  return query.value()->run();
}

Result<std::vector<std::int64_t>> StoryTeller::rows(const Database& database, const char* sql,
                                                    std::string_view key) {
  auto query = prepared(database, sql);
  if (!query.ok()) return query.error();
  query.value()->bind(key);
  std::vector<std::int64_t> out;
  for (;;) {
    const auto more = query.value()->step();
    if (!more.ok()) return more.error();
    if (!more.value()) return out;
    out.push_back(query.value()->integer(0));
  }
}

Result<std::optional<StoryReport>> StoryTeller::read(std::int64_t event) {
  const auto bytes = graph_->card(event);
  if (!bytes.ok()) return bytes.error();
  StoryReport report;
  if (!read_report_card(bytes.value(), &report)) return std::optional<StoryReport>();
  report.row = event;
  return std::optional(std::move(report));
}

Result<StoryReport> StoryTeller::kept(std::int64_t event) {
  auto report = read(event);
  if (!report.ok()) return report.error();
  if (!report.value())
    return Error{"report_cards", "holds no readable card of event " + std::to_string(event),
                 "ingest the same inputs into a new file"};
  return std::move(*report.value());
}

Result<const ReportSketch*> StoryTeller::sketch(std::int64_t event) {
  if (const ReportSketch* const held = sketches_.find(event)) return held;
  const auto report = kept(event);
  if (!report.ok()) return report.error();
  return sketches_.keep(event, ReportSketch(report.value()));
}

Result<std::optional<StoryReport>> StoryTeller::report(const Database& database,
                                                       std::int64_t event) {
  const auto opened = open(database);
  return opened.ok() ? read(event) : opened.error();
}

Result<bool> StoryTeller::any_judged(const Database& database) {
  if (!any_judged_) {
    auto query = prepared(database, "SELECT EXISTS (SELECT 1 FROM hand_joins)");
    if (!query.ok()) return query.error();
    const auto any = query.value()->first_integer();
    if (!any.ok()) return any.error();
    any_judged_ = any.value() != 0;
  }
  return *any_judged_;
}

Result<std::optional<Verdict>> StoryTeller::verdict(const Database& database, const std::string& a,
                                                    const std::string& b) {
  const auto any = any_judged(database);
  if (!any.ok()) return any.error();
  if (!any.value()) return std::optional<Verdict>();
  auto query = prepared(database, "SELECT verdict FROM hand_joins WHERE a = ? AND b = ?");
  if (!query.ok()) return query.error();
  query.value()->bind(std::min(a, b)).bind(std::max(a, b));
  const auto row = query.value()->step();
  if (!row.ok()) return row.error();
  if (!row.value()) return std::optional<Verdict>();
  const bool same = query.value()->text(0) == "same";
  const auto end = query.value()->run();
  if (!end.ok()) return end.error();
  return std::optional(same ? Verdict::same : Verdict::different);
}

Result<std::vector<std::int32_t>> StoryTeller::scores(const Database& database, Node event,
                                                      const std::vector<Node>& others) {
  const auto any = any_judged(database);
  if (!any.ok()) return any.error();
  auto out = scores_of(
      event, others, [this](Node n) { return sketch(n); },
      [](const ReportSketch& a, const ReportSketch& b) { return Joiner::built_in().score(a, b); });
  if (!any.value() || !out.ok()) return out;
  const auto own = sketch(event);
  if (!own.ok()) return own.error();
  for (std::size_t i = 0; i < others.size(); ++i) {
    const auto other = sketch(others[i]);
    if (!other.ok()) return other.error();
    const auto judged = verdict(database, own.value()->id, other.value()->id);
    if (!judged.ok()) return judged.error();
    if (judged.value() == Verdict::same) out.value()[i] = kAlways;
  }
  return out;
}

Result<std::vector<Node>> StoryTeller::judged(const Database& database, std::int64_t event) {
  const auto any = any_judged(database);
  if (!any.ok()) return any.error();
  if (!any.value()) return std::vector<Node>();
  const auto report = kept(event);
  if (!report.ok()) return report.error();
  return rows(database, kOtherOfJoin, report.value().id);
}

LinkRules StoryTeller::rules(const Database& database) {
  return {.scores = [this, &database](
                        Node n,
                        const std::vector<Node>& others) { return scores(database, n, others); },
          .keys = [this](Node n) -> Result<std::vector<BlockKey>> {
            const auto of = kept(n);
            if (!of.ok()) return of.error();
            return candidate_keys(of.value());
          },
          .others = [this, &database](Node n) { return judged(database, n); }};
}

Result<Done> StoryTeller::add(const Database& database, const JoinableReport& added) {
  auto opened = open(database);
  if (!opened.ok()) return opened;
  sketches_.make_room();
  const StoryReport& report = added.report;
  // A copy: what is held for long lies together, and not between what the coder lets go soon.
  sketches_.keep(report.row, added.sketch);
  return graph_->add(report.row, report_card(report), rank_of(report.id), added.keys,
                     rules(database));
}

Result<Done> StoryTeller::remove(const Database& database, std::int64_t event) {
  auto opened = open(database);
  if (!opened.ok()) return opened;
  const auto in = graph_->card(event);
  if (!in.ok()) return in.error();
  if (in.value().empty()) return Done{};
  const auto report = kept(event);
  if (!report.ok()) return report.error();
  auto done = graph_->remove(event, rank_of(report.value().id), rules(database));
  sketches_.erase(event);
  removed_.push_back(event);
  return done;
}

Result<Done> StoryTeller::judge(const Database& database, std::string_view a, std::string_view b,
                                std::optional<Verdict> verdict, std::string_view who,
                                std::string_view recorded) {
  auto done = open(database);
  if (!done.ok()) return done;
  if (verdict) {
    auto keep = prepared(database,
                         "INSERT OR REPLACE INTO hand_joins(a, b, verdict, who, recorded) "
                         "VALUES(?,?,?,?,?)");
    if (!keep.ok()) return keep.error();
    done = keep.value()
               ->bind(std::min(a, b))
               .bind(std::max(a, b))
               .bind(std::string_view(*verdict == Verdict::same ? "same" : "different"))
               .bind(who)
               .bind(recorded)
               .run();
  } else {
    auto drop = prepared(database, "DELETE FROM hand_joins WHERE a = ? AND b = ?");
    if (!drop.ok()) return drop.error();
    done = drop.value()->bind(std::min(a, b)).bind(std::max(a, b)).run();
  }
  if (!done.ok()) return done;
  any_judged_.reset();
  for (const std::string_view id : {a, b}) {
    const auto events =
        rows(database, "SELECT event FROM events WHERE id = ? AND current = 1 ORDER BY event", id);
    if (!events.ok()) return events.error();
    for (const std::int64_t event : events.value()) {
      const auto card = graph_->card(event);
      if (!card.ok()) return card.error();
      if (card.value().empty()) continue;
      done = graph_->refresh(event, rules(database));
      if (!done.ok()) return done;
    }
  }
  return done;
}

Result<HandJoins> StoryTeller::judged_among(const Database& database, const Sketches& reports) {
  HandJoins out;
  const auto any = any_judged(database);
  if (!any.ok()) return any.error();
  if (!any.value()) return out;
  auto pairs = prepared(database, "SELECT b, verdict FROM hand_joins WHERE a = ?");
  if (!pairs.ok()) return pairs.error();
  for (const ReportSketch* r : reports) {
    Query& q = *pairs.value();
    q.bind(r->id);
    for (;;) {
      const auto more = q.step();
      if (!more.ok()) return more.error();
      if (!more.value()) break;
      out[{r->id, std::string(q.text(0))}] =
          q.text(1) == "same" ? Verdict::same : Verdict::different;
    }
  }
  return out;
}

Result<std::vector<StoryReport>> StoryTeller::kept(const std::vector<Node>& events) {
  std::vector<StoryReport> out;
  out.reserve(events.size());
  for (const Node event : events) {
    auto report = kept(event);
    if (!report.ok()) return report.error();
    out.push_back(std::move(report.value()));
  }
  return out;
}

Result<std::vector<std::vector<Node>>> StoryTeller::happenings_of(const Database& database,
                                                                  const std::vector<Node>& group) {
  // Strong links alone hold more than so many together: they are one.
  if (group.size() == 1 || group.size() > kMostClustered)
    return std::vector<std::vector<Node>>(1, group);
  Sketches reports;
  for (const Node event : group) {
    const auto report = sketch(event);
    if (!report.ok()) return report.error();
    reports.push_back(report.value());
  }
  const auto by_hand = judged_among(database, reports);
  if (!by_hand.ok()) return by_hand.error();
  std::vector<std::vector<Node>> out;
  for (const auto& members : Joiner::built_in().cluster(reports, by_hand.value())) {
    out.emplace_back();
    for (const std::size_t i : members) out.back().push_back(group[i]);
  }
  return out;
}

Result<bool> StoryTeller::told_already(const Database& database, const std::vector<Node>& reports) {
  auto find = prepared(database,
                       "SELECT r.happening, h.reports FROM happening_reports r JOIN happenings h "
                       "USING(happening) WHERE r.event = ?");
  if (!find.ok()) return find.error();
  Query& q = *find.value();
  std::int64_t happening = 0;
  for (const Node event : reports) {
    const auto row = q.bind(event).step();
    if (!row.ok()) return row.error();
    if (!row.value()) return false;
    const std::int64_t found = q.integer(0);
    const bool as_many = std::cmp_equal(q.integer(1), reports.size());
    const auto end = q.run();
    if (!end.ok()) return end.error();
    if (!as_many || (happening != 0 && found != happening)) return false;
    happening = found;
  }
  return true;
}

Result<Done> StoryTeller::drop_happening_of(const Database& database, Node event) {
  auto find = prepared(database, "SELECT happening FROM happening_reports WHERE event = ?");
  if (!find.ok()) return find.error();
  const auto happening = find.value()->bind(event).first_integer();
  if (!happening.ok()) return happening.error();
  if (happening.value() == 0) return Done{};
  for (const char* sql : {"DELETE FROM happening_stages WHERE happening = ?",
                          "DELETE FROM disagreements WHERE happening = ?",
                          "DELETE FROM happening_reports WHERE happening = ?",
                          "DELETE FROM happenings WHERE happening = ?"}) {
    auto done = run(database, sql, {happening.value()});
    if (!done.ok()) return done;
  }
  return Done{};
}

Result<Done> StoryTeller::tell(const Database& database) {
  auto done = open(database);
  if (!done.ok()) return done;
  for (const Node event : removed_) {
    done = drop_happening_of(database, event);
    if (!done.ok()) return done;
  }
  removed_.clear();
  const auto groups = graph_->changed_groups();
  if (!groups.ok()) return groups.error();
  // Reports do not change: a happening of the same reports is the same.
  std::vector<std::vector<Node>> changed;
  for (const auto& group : groups.value()) {
    auto told = happenings_of(database, group);
    if (!told.ok()) return told.error();
    for (auto& reports : told.value()) {
      const auto already = told_already(database, reports);
      if (!already.ok()) return already.error();
      if (!already.value()) changed.push_back(std::move(reports));
    }
  }
  for (const auto& reports : changed) {
    for (const Node event : reports) {
      done = drop_happening_of(database, event);
      if (!done.ok()) return done;
    }
  }
  for (const auto& events : changed) {
    const auto reports = kept(events);
    if (!reports.ok()) return reports.error();
    std::vector<const StoryReport*> all;
    for (const StoryReport& r : reports.value()) all.push_back(&r);
    done = keep(database, make_happening(std::move(all)));
    if (!done.ok()) return done;
  }
  any_judged_.reset();
  return done;
}

Result<Done> StoryTeller::keep(const Database& database, const Happening& h) {
  const StoryReport& lead = *h.reports[h.lead];
  std::int64_t row = lead.row;
  std::string_view id = lead.id;
  std::set<std::int64_t> articles;
  std::set<std::string_view> publishers;
  std::int32_t first = kNoDay;
  std::int32_t last = kNoDay;
  std::int64_t place = lead.place_row;
  for (const StoryReport* r : h.reports) {
    row = std::min(row, r->row);
    id = std::min(id, std::string_view(r->id));
    articles.insert(r->article);
    publishers.insert(r->publisher);
    if (place == 0) place = r->place_row;
    if (r->published == kNoDay) continue;
    first = first == kNoDay ? r->published : std::min(first, r->published);
    last = std::max(last, r->published);
  }
  auto insert = prepared(database,
                         "INSERT INTO happenings(happening, id, type, act, mode, stage, quad, "
                         "score, confidence, day, day_end, place, first_seen, last_seen, reports, "
                         "articles, publishers, lead) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
  if (!insert.ok()) return insert.error();
  Query& q = *insert.value();
  q.bind(row).bind(id).bind(lead.type).bind(lead.act).bind_or_null(lead.mode);
  q.bind(to_string(h.stage)).bind(lead.quad).bind(lead.score);
  q.bind(std::round(lead.confidence * 1e4) / 1e4);
  q.bind_or_null(told_day(h.day)).bind_or_null(told_day(h.day_end));
  if (place != 0)
    q.bind(place);
  else
    q.bind_null();
  q.bind_or_null(told_day(first)).bind_or_null(told_day(last));
  q.bind(static_cast<std::int64_t>(h.reports.size()));
  q.bind(static_cast<std::int64_t>(articles.size()));
  q.bind(static_cast<std::int64_t>(publishers.size())).bind(lead.row);
  auto done = q.run();
  if (!done.ok()) return done;
  auto member =
      prepared(database, "INSERT INTO happening_reports(event, happening, stage) VALUES(?,?,?)");
  if (!member.ok()) return member.error();
  for (const StoryReport* r : h.reports) {
    done = member.value()->bind(r->row).bind(row).bind(to_string(r->stage)).run();
    if (!done.ok()) return done;
  }
  auto stage = prepared(database,
                        "INSERT INTO happening_stages(happening, number, stage, day, event) "
                        "VALUES(?,?,?,?,?)");
  if (!stage.ok()) return stage.error();
  std::int64_t number = 0;
  for (const StageReached& s : h.life) {
    Query& x = stage.value()->bind(row).bind(number++).bind(to_string(s.stage));
    done = x.bind_or_null(told_day(s.day)).bind(h.reports[s.report]->row).run();
    if (!done.ok()) return done;
  }
  auto differ = prepared(database,
                         "INSERT INTO disagreements(happening, number, kind, subject, value, "
                         "event) VALUES(?,?,?,?,?,?)");
  if (!differ.ok()) return differ.error();
  number = 0;
  for (const Disagreement& d : h.disagreements) {
    Query& x = differ.value()->bind(row).bind(number++).bind(to_string(d.kind));
    done = x.bind(d.subject).bind(d.value).bind(h.reports[d.report]->row).run();
    if (!done.ok()) return done;
  }
  return done;
}

void StoryTeller::forget() {
  if (graph_) graph_->forget();
  sketches_.clear();
  removed_.clear();
  any_judged_.reset();
}

}  // namespace dragoman
