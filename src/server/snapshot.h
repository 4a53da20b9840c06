// What the views count, in columns in memory: a view of 100,000 events takes milliseconds.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "server/topic_columns.h"
#include "store/filter.h"
#include "story/report.h"

namespace dragoman {

/// Words by small numbers. Not thread-safe while words are added.
class WordList {
 public:
  std::uint16_t add(std::string_view word);
  [[nodiscard]] const std::string& at(std::size_t i) const { return words_[i]; }
  [[nodiscard]] std::size_t size() const { return words_.size(); }

 private:
  std::vector<std::string> words_;
  std::unordered_map<std::string, std::uint16_t> numbers_;
};

/// Everything current in a database, as it was at one moment. Immutable after loading; about 150
/// bytes an event.
struct Snapshot {
  /// A current event.
  struct Report {
    std::int64_t row = 0;
    std::uint64_t id = 0;  ///< as a number; 0: it is not sixteen hexadecimal digits
    std::int32_t day = kNoDay;
    std::uint32_t article = 0;  ///< index in `publisher_of`
    std::uint32_t mark = 0;
    std::uint32_t first_party = 0, first_context = 0, first_pair = 0;
    std::int32_t place = -1;
    float score = 0, confidence = 0;
    std::uint16_t parties = 0, contexts = 0, pairs = 0;
    std::uint16_t type = 0, mode = 0, modality = 0, quad = 0;
  };
  struct Party {
    std::int32_t actor = 0;  ///< row
    std::uint16_t country = 0, sector = 0;
    bool acts = false;
  };
  /// A happening, or a report that belongs to none.
  struct Mark {
    std::int64_t happening = 0;  ///< row; 0: a report
    std::uint64_t id = 0;        ///< of the happening, or of the report, as above
    std::uint32_t lead = 0;      ///< report that tells it best
    std::int32_t day = kNoDay, day_end = kNoDay, first_seen = kNoDay, last_seen = kNoDay;
    std::int32_t at =
        kNoDay;  ///< where it stands on a line of time: its day, else when it was first told
    std::int32_t place = -1;
    float score = 0, confidence = 0;
    std::uint16_t type = 0, act = 0, mode = 0, stage = 0, quad = 0;
    std::uint32_t reports = 1, articles = 1, publishers = 1;
  };
  struct Place {
    std::string name, country, admin1, precision;
    double latitude = 0, longitude = 0;
    std::int64_t geonames = 0;
  };
  struct Actor {
    std::string name, country;
  };

  std::uint64_t version = 0;  ///< grows with every snapshot of a server
  std::int64_t newest = 0;    ///< highest row of `codings`
  WordList types, acts, modes, stages, quads, contexts, sectors, countries, publishers;
  std::vector<Report> reports;  ///< by day, then row; without a day first
  std::vector<Party> parties;
  std::vector<std::pair<std::int32_t, std::int32_t>> pairs;  ///< of reports, from first_pair
  std::vector<std::uint16_t> context_of;                     ///< of reports, from first_context
  std::vector<std::uint16_t> publisher_of;                   ///< of articles by row
  std::vector<Mark> marks;                                   ///< by `at`
  std::vector<Place> places;
  std::vector<Actor> actors;            ///< by row
  std::vector<std::int32_t> report_of;  ///< of rows of events; -1: not current
  TopicColumns topics;
  std::int32_t first_published = kNoDay, last_published = kNoDay;  ///< of articles

  /// Reads it all in one transaction. O(database).
  static Result<Snapshot> load(const Database& database);

  /// True when a filter asks for nothing but days.
  static bool only_days(const EventFilter& filter);
  /// Reports that a filter chooses, by day. The database answers unless only days are asked for.
  Result<std::vector<std::uint32_t>> choose(const Database& database,
                                            const EventFilter& filter) const;
  /// The marks of reports, by day, each once. O(reports).
  [[nodiscard]] std::vector<std::uint32_t> marks_of(const std::vector<std::uint32_t>& chosen) const;

  /// True when it took place, and was not only planned, denied or called off.
  [[nodiscard]] bool happened(const Mark& mark) const;
  /// True when it may still come: it is threatened, demanded, planned or agreed.
  [[nodiscard]] bool still_open(const Mark& mark) const;
  /// 0 to 3: verbal cooperation, material cooperation, verbal conflict, material conflict; 4:
  /// other.
  [[nodiscard]] static std::size_t quad_of(const Mark& mark) { return quad_of(mark.quad); }
  /// The same of a number in `quads`, which begins with an empty word and the four classes.
  [[nodiscard]] static std::size_t quad_of(std::uint16_t quad) {
    return quad >= 1 && quad <= 4 ? quad - 1U : 4U;
  }
  /// Who acts on whom in a report; those who act together on nobody, each on each.
  using Pair = std::pair<std::int32_t, std::int32_t>;

  /// Directed pairs of countries of a report, each once.
  [[nodiscard]] std::span<const Pair> pairs_of(const Report& report) const {
    return {pairs.data() + report.first_pair, report.pairs};
  }
  /// Those of the report that tells a mark best.
  [[nodiscard]] std::span<const Pair> pairs_of(const Mark& mark) const {
    return pairs_of(reports[mark.lead]);
  }
  /// The same of actors, by row.
  [[nodiscard]] std::vector<Pair> actor_pairs_of(const Mark& mark) const;
};

}  // namespace dragoman
