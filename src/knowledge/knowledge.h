// What a well-read person knows before opening the paper: who and what names stand for.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "knowledge/packed.h"
#include "text/document.h"
#include "text/folded.h"
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
  place,
  division  ///< province, state, county: a place that contains others
};

/// One meaning of a phrase. Lives in the knowledge block; never copied.
struct NameEntry {
  PackedText name;     ///< canonical name
  PackedText country;  ///< ISO 3166-1 alpha-3 or a PLOVER international code; may be empty
  PackedText sector;   ///< PLOVER sector; may be empty
  PackedText also;     ///< a further sector, for roles: OPP of "opposition party"
  PackedText role;     ///< office, for persons; the noun itself, for roles
  PackedText surface;  ///< the alias as written
  PackedText admin1;   ///< first-level division, for places
  PackedText from;     ///< first day in office, YYYY[-MM-DD]; may be empty
  PackedText to;       ///< last day in office
  double latitude;
  double longitude;
  std::int64_t geonames;
  std::int64_t population;
  NameKind kind;
  char gender;      ///< m, f or -
  bool group;       ///< denotes several people
  bool office;      ///< a title that stands before a name and has one holder
  bool exact_case;  ///< matches only as written (US, not us)
};

/// Immutable after opening; safe to share by threads.
class Knowledge {
 public:
  /// Maps a file that compile() made. Error when it is absent, cut short, damaged or of another
  /// version. O(bytes) for the checksum, a few milliseconds.
  static Result<Knowledge> open(const std::string& path);

  /// Compiles `directory`/knowledge/*.tsv in memory. Error for a missing or malformed file.
  static Result<Knowledge> load(const std::string& directory);

  /// The longest known phrase that starts at token `first` of `document` and ends at or before
  /// token `limit`. `length` receives its number of tokens. Null when there is none.
  /// O(longest phrase), no allocation.
  [[nodiscard]] const NameEntry* longest(const Document& document, const FoldedTokens& folded,
                                         std::uint32_t first, std::uint32_t limit,
                                         std::uint32_t* length) const;

  /// Entries of a folded phrase (tokens joined by single spaces); empty when unknown.
  [[nodiscard]] std::span<const NameEntry> find(std::string_view folded) const;

  /// Places of that folded name, most inhabitants first; empty when unknown.
  [[nodiscard]] std::span<const NameEntry> places(std::string_view folded) const;

  /// The place of that name with the most inhabitants; null when unknown.
  [[nodiscard]] const NameEntry* place(std::string_view folded) const;

  /// Role noun (lower-case lemma); null when unknown.
  [[nodiscard]] const NameEntry* role(std::string_view lemma) const;

  /// m, f or - for a folded given name.
  [[nodiscard]] char gender_of(std::string_view folded_given_name) const;

  /// Ids of the WordNet classes above the commonest senses of a verb ('v') or noun ('n'); empty
  /// when unknown. Ids are hashes of class names, the same in every build.
  [[nodiscard]] std::span<const std::uint32_t> word_classes(std::string_view lemma, char pos) const;

  /// Checksum of the block: tells one set of tables from another.
  [[nodiscard]] std::uint64_t checksum() const { return header().checksum; }

  /// Entry of a country by its code; null when unknown.
  [[nodiscard]] const NameEntry* country(std::string_view iso3) const;

  /// Display name of an ISO code; the code itself when unknown.
  [[nodiscard]] std::string_view country_name(std::string_view iso3) const;

 private:
  [[nodiscard]] const PackedHeader& header() const {
    return *reinterpret_cast<const PackedHeader*>(block_.get());
  }
  [[nodiscard]] const PackedKey* lookup(const PackedTable& table, std::string_view key) const;
  [[nodiscard]] std::span<const NameEntry> run(const PackedTable& table,
                                               std::string_view key) const;

  std::shared_ptr<const std::byte> block_;  ///< mapped file or heap
};

/// Compiles `directory`/knowledge/*.tsv into the bytes of a knowledge file.
Result<std::string> compile_knowledge(const std::string& directory);

}  // namespace dragoman
