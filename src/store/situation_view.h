// Everything a situation has to show: what happened, who took part, what is open, what changed.
#pragma once

#include <string>
#include <vector>

#include "store/situations.h"
#include "store/stored_events.h"
#include "store/turning_points.h"

namespace dragoman {

/// A step in the life of a happening, and the report that first told it.
struct ShownStage {
  std::string stage, day;
  std::size_t report = 0;  ///< index in SituationView::reports
};

/// One happening.
struct ShownHappening {
  std::int64_t row = 0;
  std::string id, type, act, mode, stage, quad;
  double score = 0;
  double confidence = 0;
  std::string day;      ///< of the happening; empty: not told
  std::string day_end;  ///< empty: one day
  std::string first_seen, last_seen;
  std::int64_t reports = 0, articles = 0, publishers = 0;
  std::optional<StoredPlace> place;
  std::vector<std::size_t> told;  ///< indices in SituationView::reports, the lead first
  std::vector<ShownStage> life;

  /// The day it stands at in a timeline.
  [[nodiscard]] const std::string& when() const { return day.empty() ? first_seen : day; }
};

/// What sources give different values for, side by side in the order of publication.
struct ShownDisagreement {
  struct Value {
    std::string value;
    std::size_t report = 0;
  };
  std::size_t happening = 0;  ///< index in SituationView::happenings
  std::string kind;           ///< figures, titles, dates, denial, places
  std::string subject;
  std::vector<Value> values;
};

/// A context or a noun phrase that the situation is full of.
struct AgendaItem {
  std::string text;
  bool context = false;     ///< of PLOVER; false: a noun phrase
  std::int64_t found = 0;   ///< reports, or sentences that tell events
  double share = 0;         ///< of those of the situation
  double rest_share = 0;    ///< of those of the rest of the database; below 0: there is none
  double g2 = 0;            ///< story/topics.h
  std::size_t example = 0;  ///< index in SituationView::reports
};

struct ShownRole {
  std::string role, organisation, country;
  std::string valid;        ///< current, former, acting, elect, late
  std::string first, last;  ///< days of publication
  std::string publishers;   ///< separated by commas
};

struct ShownActor {
  std::string name, country;
  std::int64_t happenings = 0, acts = 0, acted_on = 0;
  std::string first, last;
  std::vector<ShownRole> roles;  ///< as stated, the latest first
  std::size_t example = 0;       ///< index in SituationView::reports
};

struct ShownQuote {
  std::string speaker, content, published, publisher, title, url;
  std::int64_t article = 0;  ///< row
  bool direct = false;
};

/// A claim nobody has settled.
struct OpenClaim {
  std::size_t happening = 0;
  std::string why;  ///< "denied", "contested", "planned for 2026-01-05, nothing told since"
};

/// What is new about a happening.
struct Change {
  std::size_t happening = 0;
  bool appeared = false;     ///< all its reports are new
  std::string stage_before;  ///< empty: its stage is what it was
  std::int64_t reports = 0;  ///< new ones
  bool disagrees = false;    ///< a value that contradicts others is new
};

struct SituationView {
  NamedFilter situation;
  std::string as_of;      ///< last day of publication in the database; "now" of this view
  std::string new_since;  ///< what `changes` are counted from, in words; empty: nothing asked
  std::int64_t happenings_in_all = 0;  ///< some may be left out of `happenings`
  std::int64_t reports_in_all = 0, articles_in_all = 0, publishers_in_all = 0;
  std::vector<ShownHappening> happenings;  ///< by day
  std::vector<StoredEvent> reports;        ///< by publication, article, place in it
  std::vector<AgendaItem> agenda;          ///< contexts, then noun phrases; the strongest first
  std::vector<ShownActor> actors;          ///< most happenings first
  std::vector<ShownQuote> quotes;          ///< the latest first
  std::vector<ShownDisagreement> disagreements;
  std::vector<OpenClaim> open;
  std::vector<Change> changes;
  std::vector<DyadSeries> series;
  std::vector<TurningPoint> turning_points;  ///< `carried` are rows of happenings

  /// Index of a happening by its row; `happenings.size()` when it is left out. O(n).
  [[nodiscard]] std::size_t index_of(std::int64_t row) const;
};

/// How much is shown.
struct ViewLimits {
  std::size_t happenings = 300;  ///< the most widely told ones; 0: all
  std::size_t reports = 12;      ///< of one happening
  std::size_t actors = 25;
  std::size_t quotes = 20;
  std::size_t contexts = 8;
  std::size_t topics = 15;
  std::size_t dyads = 6;
};

/// What `changes` of a view are counted from.
struct Since {
  enum class Kind : std::uint8_t { nothing, last_look, day };
  Kind kind = Kind::nothing;
  std::string day;  ///< of publication, included
};

/// Gathers all of it; reads only. O(reports of the situation), and a count for each context and
/// noun phrase in it. Depends on nothing but the database: its "now" is the last day of
/// publication.
Result<SituationView> view_situation(const Database& database, const NamedFilter& situation,
                                     const Since& since, const ViewLimits& limits = {});

}  // namespace dragoman
