// Rows of GDELT, ICEWS, POLECAT and ACLED files as events, as tolerant as their files need.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/code_tables.h"
#include "store/foreign_event.h"

namespace dragoman {

enum class ForeignFormat : std::uint8_t { gdelt, icews, polecat, acled };

/// By name; nothing for another name.
std::optional<ForeignFormat> foreign_format(std::string_view name);
std::string_view to_string(ForeignFormat format);

/// The format of a file by its first line: a header by its column names, GDELT by the number of its
/// columns. Nothing when it is none of them.
std::optional<ForeignFormat> detect_format(std::string_view first_line);

/// Cuts a CSV line (RFC 4180) at `separator`. False when a quoted field is still open at its end.
bool split_csv(std::string_view line, char separator, std::vector<std::string>& fields);

/// YYYY-MM-DD, YYYYMMDD, M/D/YYYY or 5 January 2023 as YYYY-MM-DD; empty for what is no day.
std::string foreign_day(std::string_view text);

/// Reads the rows of one file, in order. A byte order mark, bytes of ISO-8859-1, further columns
/// and trailing tabs are taken as they are; `None` is a missing value. Not thread-safe.
class ForeignReader {
 public:
  explicit ForeignReader(const CodeTables& tables,
                         std::optional<ForeignFormat> format = std::nullopt)
      : tables_(tables), format_(format) {}

  /// What a line holds: nothing for a header, a blank line, or a record that goes on in the next.
  /// Error, without `where`, for a row that cannot be used; the next can be read all the same.
  Result<std::optional<ForeignEvent>> line(std::string_view bytes, bool first);

  /// Error for a record that the end of the file cut off.
  Result<Done> end();

  [[nodiscard]] std::optional<ForeignFormat> format() const { return format_; }

 private:
  Result<Done> header(std::string_view line);
  Result<std::optional<ForeignEvent>> row();
  void gdelt(ForeignEvent& event) const;
  void icews(ForeignEvent& event) const;
  void polecat(ForeignEvent& event) const;
  void acled(ForeignEvent& event) const;

  /// A field by the name of its column, cleaned; empty when there is none.
  [[nodiscard]] std::string named(std::string_view column) const;
  [[nodiscard]] std::string at(std::size_t index) const;
  [[nodiscard]] std::string country(const std::string& name_or_code) const;
  void cameo(ForeignEvent& event, const std::string& code) const;

  const CodeTables& tables_;
  std::optional<ForeignFormat> format_;
  std::map<std::string, std::size_t, std::less<>> columns_;
  char separator_ = '\t';
  std::string pending_;  ///< lines of an unfinished record
  std::size_t pending_lines_ = 0;
  std::vector<std::string> fields_;
};

}  // namespace dragoman
