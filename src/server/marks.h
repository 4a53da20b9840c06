// Happenings and reports as JSON.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "server/answer.h"
#include "store/rows.h"

namespace dragoman {

/// Marks with their ids (schema Mark), by number. O(marks), and a lookup for each whose ids are
/// none of the coder's.
Result<Json> marks_json(const Database& database, const Snapshot& snapshot,
                        const std::vector<std::uint32_t>& marks);

/// The `most` of them that weigh most: told most often and by most publishers; of equals an even
/// sample, the same each time. In the order they came. O(marks).
std::vector<std::uint32_t> weightiest(const Snapshot& snapshot, std::vector<std::uint32_t> marks,
                                      std::size_t most);

/// Adds a mark to `count`, `score_sum` and the four counts of an object (schemas Bin and MapPoint).
struct Tally {
  std::int64_t count = 0;
  std::array<std::int64_t, 5> quads{};
  double score = 0;

  void add(const Snapshot& snapshot, const Snapshot::Mark& mark);
  void write(Json& into) const;
};

Json place_json(const Snapshot& snapshot, std::int32_t place);

/// Reads reports (schema Report) one after the other. Must not outlive what it is made of.
class ReportReader {
 public:
  ReportReader(const Database& database, const Snapshot& snapshot);
  /// The report of a row in `events`; null when there is none. Three queries, one more for a
  /// decision. Without `offsets`, bytes.
  Result<Json> read(std::int64_t row, const Offsets16* offsets);

 private:
  const Database& database_;
  const Snapshot& snapshot_;
  Result<Query> report_, parties_, contexts_;
};

/// An article (schema Brief) by row.
Result<Json> brief_json(const Database& database, std::int64_t article);

/// The offsets of the text of an article.
Result<Offsets16> offsets_of(const Database& database, std::int64_t article, bool utf16);

/// The same of the article of a report by its id; of one that is gone, bytes.
Result<Offsets16> offsets_of_event(const Database& database, const std::string& event, bool utf16);

}  // namespace dragoman
