// What every reader of a format is to the rest: articles, one at a time.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "formats/input/days.h"
#include "formats/input/fields.h"
#include "formats/read_report.h"

namespace dragoman {

/// What a user can say about inputs.
struct InputOptions {
  FieldMap map;                          ///< keys and columns of fields
  std::optional<NamePattern> date_from;  ///< dates in the names of files
  bool any_language = false;             ///< take articles that are not English, too
};

class RecordReader {
 public:
  RecordReader() = default;
  RecordReader(const RecordReader&) = delete;
  RecordReader& operator=(const RecordReader&) = delete;
  virtual ~RecordReader() = default;

  /// Reads one record and adds what comes of it to `out`: an article, messages, or nothing. False
  /// when there is no other; what was added last is then still new.
  virtual bool next(ReadReport& out) = 0;
};

/// Nothing but white space.
bool blank(std::string_view text);

/// Hands an article on, with an id from its content when it has none. Error instead, with this
/// remedy, when it has no text, and when that is longer than an article can be.
void admit(Article article, const std::string& where, std::string_view remedy, ReadReport& out);

/// The error of a text longer than an article can be.
Error too_long(const std::string& where, std::size_t bytes);

/// The error of a record longer than kLongestRecord.
Error record_too_long(const std::string& where);

}  // namespace dragoman
