// What a well-read person knows before opening the paper: who and what names stand for.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/document.h"
#include "text/result.h"

namespace dragoman {

/// What a known phrase denotes.
enum class NameKind : std::uint8_t {
  country,
  adjective,
  government,
  organisation,
  person,
  role,
  place
};

/// One meaning of a phrase.
struct NameEntry {
  NameKind kind = NameKind::role;
  std::string name;         ///< canonical name
  std::string country;      ///< ISO 3166-1 alpha-3 or a PLOVER international code; may be empty
  std::string sector;       ///< PLOVER sector; may be empty
  std::string role;         ///< office, for persons
  char gender = '-';        ///< m, f or -
  bool group = false;       ///< denotes several people
  bool exact_case = false;  ///< matches only as written (US, not us)
  std::string surface;      ///< the alias as written
  double latitude = 0;
  double longitude = 0;
  std::string admin1;
  std::int64_t geonames = 0;
  std::int64_t population = 0;
};

/// Immutable after loading; safe to share by threads.
class Knowledge {
 public:
  /// Reads `directory`/knowledge/*.tsv. Error for a missing or malformed file.
  static Result<Knowledge> load(const std::string& directory);

  /// The longest known phrase that starts at token `first` of `document` and ends at or before
  /// token `limit`. `length` receives its number of tokens. Null when there is none.
  /// O(longest phrase).
  [[nodiscard]] const NameEntry* longest(const Document& document, std::uint32_t first,
                                         std::uint32_t limit, std::uint32_t* length) const;

  /// Entries of a normalised phrase, best first; null when unknown.
  [[nodiscard]] const std::vector<NameEntry>* find(std::string_view normalised) const;

  /// The place of that name with the most inhabitants; null when unknown.
  [[nodiscard]] const NameEntry* place(std::string_view normalised) const;

  /// Role noun (lower-case lemma); null when unknown.
  [[nodiscard]] const NameEntry* role(std::string_view lemma) const;

  /// m, f or - for a given name.
  [[nodiscard]] char gender_of(std::string_view given_name) const;

  /// Display name of an ISO code; the code itself when unknown.
  [[nodiscard]] std::string_view country_name(std::string_view iso3) const;

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const {
      return std::hash<std::string_view>::operator()(s);
    }
  };
  template <typename V>
  using Map = std::unordered_map<std::string, V, Hash, std::equal_to<>>;

  void add(std::string_view alias, NameEntry entry);

  Map<std::vector<NameEntry>> names_;
  Map<std::vector<NameEntry>> places_;
  Map<NameEntry> roles_;
  Map<char> given_names_;
  Map<std::string> country_names_;
  Map<std::uint32_t> longest_by_first_;  ///< first token of a phrase -> most tokens after it
};

/// Lower case, accents stripped (utf8proc case folding): the key under which names are compared.
std::string fold(std::string_view text);

}  // namespace dragoman
