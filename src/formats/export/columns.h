// Rows of tab-separated formats that know no quoting.
#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace dragoman {

/// Text that can stand in a field: tabs, line breaks and other control characters (of Unicode too,
/// at which some readers break lines) are spaces, spaces at the ends are gone, bytes that are no
/// UTF-8 are U+FFFD.
std::string field_of(std::string_view text);

/// Upper case by Unicode, one character for one.
std::string upper_case(std::string_view text);

/// Fields of one row in order. An empty field is a missing value.
class Row {
 public:
  /// Text, cleaned by field_of.
  Row& add(std::string_view text);
  Row& add(std::int64_t number);
  /// The shortest digits that give the number back: 60, -98.5795.
  Row& add(double number);
  /// So many empty fields.
  Row& skip(std::size_t fields);

  [[nodiscard]] std::size_t size() const { return fields_.size(); }
  /// Writes the fields with tabs between and a line feed after.
  void write(std::ostream& out) const;

 private:
  std::vector<std::string> fields_;
};

/// Values joined by `separator`, which within a value becomes a comma.
std::string joined(const std::vector<std::string>& values, char separator);

/// A day without its dashes: 20260304. Empty when it is no YYYY-MM-DD.
std::string digits_of_day(std::string_view day);

/// One decimal, without a negative zero: 3.5, -10.0.
std::string one_decimal(double value);

}  // namespace dragoman
