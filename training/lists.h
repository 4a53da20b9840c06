// Names that the network is told of: from the tables in data/knowledge.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace dragoman::training {

/// What a token may be in a listed name; a token can be several.
enum NameKind : std::uint8_t {
  kGivenName = 1,
  kPlace = 2,      ///< the whole name of a town
  kPlacePart = 4,  ///< a word of a longer name of a town
  kCountry = 8,    ///< the whole name of a country
  kCountryPart = 16,
  kOrganisation = 32,
  kOrganisationPart = 64,
  kSurname = 128,
};

/// Field `column` of each line of a table, taken apart at '|'; empty, with a note on stderr, where
/// the file is absent.
std::vector<std::string> table_column(const std::string& path, std::size_t column);

/// Hashes of normal forms to kinds, from the tables in `folder`; those that are absent are left
/// out, with a note on stderr.
std::unordered_map<std::uint64_t, std::uint8_t> read_lists(const std::string& folder);

}  // namespace dragoman::training
