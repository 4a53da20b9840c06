// How far a happening has come, as one report tells it or after all of them.
#pragma once

#include <cstdint>
#include <string_view>

#include "reading/modality.h"

namespace dragoman {

/// The nine stages of a life. docs/stories.md says what each means.
enum class Stage : std::uint8_t {
  threatened,
  demanded,
  planned,
  agreed,
  occurred,
  ongoing,
  ended,
  cancelled,
  denied
};

/// Lower-case name as used in records.
std::string_view to_string(Stage stage);

/// Parses a lower-case name; false when unknown.
bool parse_stage(std::string_view name, Stage* out);

/// True once the thing is there: occurred, ongoing, ended.
bool has_come_true(Stage stage);

/// True before it is there or known not to come: threatened to agreed.
bool lies_ahead(Stage stage);

/// The stage that a standing tells by itself. What is only possible counts as planned; a refusal is
/// the denial of the act that was asked for.
Stage stage_of(Modality modality);

}  // namespace dragoman
