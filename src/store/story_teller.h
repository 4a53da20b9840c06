// Keeps what happened beside the reports: joins, lives, contradictions.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/database.h"
#include "store/link_graph.h"
#include "store/row_cards.h"
#include "story/happening.h"
#include "story/joinable_report.h"
#include "story/joiner.h"

namespace dragoman {

/// Fills happenings, happening_reports, happening_stages and disagreements. What it keeps is a
/// function of the reports and the joins by hand, whatever the order in which they came and however
/// they were spread over transactions. Not thread-safe.
class StoryTeller {
 public:
  /// A new report; its event is kept already. Compares it with those it may belong to.
  Result<Done> add(const Database& database, const JoinableReport& added);

  /// A report that is no longer current.
  Result<Done> remove(const Database& database, std::int64_t event);

  /// Keeps a verdict on two reports, by id, in place of an earlier one; without a verdict takes it
  /// back. `who` and `recorded` tell by whom and when.
  Result<Done> judge(const Database& database, std::string_view a, std::string_view b,
                     std::optional<Verdict> verdict, std::string_view who,
                     std::string_view recorded);

  /// Writes what follows from all that was added, removed and judged since the last call.
  Result<Done> tell(const Database& database);

  /// Forgets all that was not told, as when a transaction is rolled back.
  void forget();

  /// A kept report; nothing when there is none of that row.
  Result<std::optional<StoryReport>> report(const Database& database, std::int64_t event);

 private:
  Result<Done> open(const Database& database);
  Result<Query*> prepared(const Database& database, const char* sql);
  Result<Done> run(const Database& database, const char* sql,
                   std::initializer_list<std::int64_t> values);
  Result<std::vector<std::int64_t>> rows(const Database& database, const char* sql,
                                         std::string_view key);
  Result<std::optional<StoryReport>> read(std::int64_t event);
  /// A report that must be there.
  Result<StoryReport> kept(std::int64_t event);
  Result<std::vector<StoryReport>> kept(const std::vector<Node>& events);
  /// The sketch of a report; it lasts until the next call of `add`.
  Result<const ReportSketch*> sketch(std::int64_t event);
  Result<bool> any_judged(const Database& database);
  Result<std::optional<Verdict>> verdict(const Database& database, const std::string& a,
                                         const std::string& b);
  Result<std::vector<std::int32_t>> scores(const Database& database, Node event,
                                           const std::vector<Node>& others);
  /// Current reports that a person said are the same as this one.
  Result<std::vector<Node>> judged(const Database& database, std::int64_t event);
  /// What the graph asks; not to outlive the database.
  LinkRules rules(const Database& database);
  using Sketches = std::vector<const ReportSketch*>;
  Result<HandJoins> judged_among(const Database& database, const Sketches& reports);
  /// The reports of each happening of a group.
  Result<std::vector<std::vector<Node>>> happenings_of(const Database& database,
                                                       const std::vector<Node>& group);
  /// Whether these reports are kept as one happening, and no other with them.
  Result<bool> told_already(const Database& database, const std::vector<Node>& reports);
  Result<Done> drop_happening_of(const Database& database, Node event);
  Result<Done> keep(const Database& database, const Happening& happening);

  std::optional<LinkGraph> graph_;
  std::map<const char*, Query> queries_;  ///< by the address of their words, which are literals
  RowCards<ReportSketch> sketches_{kMostSketches};
  std::optional<bool> any_judged_;  ///< whether there are joins by hand; asked once a telling
  std::vector<Node> removed_;       ///< since the last telling

  // Held in memory; more are read again.
  static constexpr std::size_t kMostReports = 60'000;
  static constexpr std::size_t kMostSketches = 45'000;
  static constexpr std::size_t kMostClustered = LinkGraph::kMost;
};

}  // namespace dragoman
