// What a view is asked and what it answers.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <variant>
#include <vector>

#include "coding/coder.h"
#include "server/http_message.h"
#include "server/kept.h"
#include "server/snapshot.h"
#include "store/database.h"
#include "store/filter.h"
#include "store/turning_points.h"

namespace dragoman {

using Json = nlohmann::ordered_json;

/// Why there is no answer, with its HTTP status.
struct Refusal {
  int status = 400;
  std::string error;
  std::string remedy;
};

/// The answer of a view, or why there is none.
class Reply {
 public:
  Reply(Json json) : state_(std::move(json)) {}           // NOLINT(google-explicit-constructor)
  Reply(Refusal refusal) : state_(std::move(refusal)) {}  // NOLINT(google-explicit-constructor)
  /// A database that fails is a fault, or busy.
  Reply(const Error& error);  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool ok() const { return state_.index() == 0; }
  [[nodiscard]] Json& json() { return std::get<0>(state_); }
  [[nodiscard]] const Refusal& refusal() const { return std::get<1>(state_); }

 private:
  std::variant<Json, Refusal> state_;
};

/// What views keep between requests.
struct Workshop {
  Kept<CodedArticle> coded{std::size_t{512} << 10};             ///< weight: bytes of text
  Kept<std::vector<TurningPoint>> turns{std::size_t{1} << 20};  ///< weight: days of a series
};

/// Everything a view may look at. The references live as long as the request.
struct Asked {
  const Database& database;
  const Snapshot& snapshot;
  const Coder& coder;
  Workshop& workshop;
  const HttpRequest& request;
  std::string id;  ///< the {id} of the path
  EventFilter filter;
  bool csv = false;
  bool utf16 = true;  ///< offsets are counted in UTF-16 code units

  /// A number among the parameters: `fallback` when absent; at most `most`.
  [[nodiscard]] std::size_t number(std::string_view name, std::size_t fallback,
                                   std::size_t most) const;
};

/// The filter that the parameters of a request name, as the options of `query` do. Parameters of
/// other meaning are passed over.
std::variant<EventFilter, Refusal> filter_of(const HttpRequest& request);

/// An article as the coder reads it now; one that was asked for a moment ago is not read again. The
/// same id, title, day and text give the same.
std::shared_ptr<const CodedArticle> coded_anew(const Asked& asked, Article article);

/// Text as JSON; null when it is empty.
Json or_null(std::string_view text);

/// [{"value", "count"}] of the words that are counted, the most frequent first, `most` at most.
/// `counts` runs parallel to `words`.
Json counted_values(const WordList& words, const std::vector<std::int64_t>& counts,
                    std::size_t most);

/// A number as people write it: no more than four decimals.
double rounded(double value);

/// JSON as the bytes of a body, with a line end; bytes that are no UTF-8 are replaced.
std::string dump(const Json& json);

/// Objects of an array as CSV (RFC 4180): objects within become columns with both names, lists
/// become one value, their names or values joined by "; ".
std::string as_csv(const Json& rows);

/// Turns byte offsets of a text into UTF-16 offsets and back, or leaves them alone. O(1) each, and
/// O(bytes) to build.
class Offsets16 {
 public:
  Offsets16(std::string_view text, bool utf16);
  [[nodiscard]] std::int64_t out(std::size_t byte) const;
  /// The byte where a character begins that stands at a unit; the end of the text at most.
  [[nodiscard]] std::size_t in(std::int64_t unit) const;

 private:
  std::size_t bytes_ = 0;
  std::vector<std::uint32_t> units_;  ///< of each byte; empty: the same
};

}  // namespace dragoman
