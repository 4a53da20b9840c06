// Which key or column of a record is which field of an article.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "formats/read_report.h"

namespace dragoman {

enum class Field : std::uint8_t { id, title, text, published, publisher, url, language };
inline constexpr std::size_t kFields = 7;

/// Our own name of a field, as in `--map`.
std::string_view to_string(Field field);

/// What a user says with `--map text=body,date=pub_date`: the key for each field that is named.
class FieldMap {
 public:
  /// Error when a field is unknown, has no key, or is named twice.
  static Result<FieldMap> parse(std::string_view given);

  /// The key of a field; empty when it is to be found by its name.
  [[nodiscard]] const std::string& key(Field field) const {
    return keys_[static_cast<std::size_t>(field)];
  }

 private:
  std::array<std::string, kFields> keys_;
};

/// Finds the fields of one input, and says once what it takes for what.
class FieldFinder {
 public:
  FieldFinder(const FieldMap& map, std::string input) : map_(map), input_(std::move(input)) {}

  struct Use {
    Field field;
    std::size_t rank;  ///< smaller is better, where a record has several keys for one field
  };
  /// The field of a key; none for keys that say nothing to us. Amortized O(length of the key).
  std::optional<Use> find(const std::string& key);

  /// Tells `out` what is read from keys with names that are not our own, each once.
  void announce(std::span<const std::pair<Field, std::string>> chosen, ReadReport& out);

  /// Gives an article a field. A date that cannot be read is a warning, the first time.
  void set(Article& article, Field field, std::string value, const std::string& where,
           ReadReport& out);

  [[nodiscard]] const FieldMap& map() const { return map_; }

 private:
  const FieldMap& map_;
  std::string input_;
  std::unordered_map<std::string, std::optional<Use>> known_;
  std::vector<std::pair<Field, std::string>> told_;
  bool bad_date_told_ = false;
};

/// Gives an article a field as it is written; for dates see `day_of`.
void set_field(Article& article, Field field, std::string value);

/// The field with this name, our own or another that is used for it, and its rank; none if unknown.
/// Case, spaces, '-' and '_' do not count.
std::optional<FieldFinder::Use> field_named(std::string_view name);

}  // namespace dragoman
