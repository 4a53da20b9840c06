// The ten standings of a statement: whether the thing is, and if not, who or what keeps it so.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace dragoman {

/// Factuality of a statement. `background` is an occurrence long before publication.
enum class Modality : std::uint8_t {
  occurred,
  ongoing,
  planned,
  possible,
  demanded,
  threatened,
  refused,
  denied,
  cancelled,
  background
};

inline constexpr std::size_t kModalityCount = 10;

/// Lower-case name as used in records.
std::string_view to_string(Modality modality);

/// Parses a lower-case name; false when unknown.
bool parse_modality(std::string_view name, Modality* out);

}  // namespace dragoman
