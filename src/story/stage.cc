#include "story/stage.h"

#include <array>

namespace dragoman {

namespace {

constexpr std::array<std::string_view, 9> kStageNames = {"threatened", "demanded",  "planned",
                                                         "agreed",     "occurred",  "ongoing",
                                                         "ended",      "cancelled", "denied"};

}  // namespace

std::string_view to_string(Stage stage) { return kStageNames[static_cast<std::size_t>(stage)]; }

bool parse_stage(std::string_view name, Stage* out) {
  for (std::size_t i = 0; i < kStageNames.size(); ++i) {
    if (kStageNames[i] != name) continue;
    *out = static_cast<Stage>(i);
    return true;
  }
  return false;
}

bool has_come_true(Stage stage) {
  return stage == Stage::occurred || stage == Stage::ongoing || stage == Stage::ended;
}

bool lies_ahead(Stage stage) { return stage <= Stage::agreed; }

Stage stage_of(Modality modality) {
  switch (modality) {
    case Modality::ongoing:
      return Stage::ongoing;
    case Modality::planned:
    case Modality::possible:
      return Stage::planned;
    case Modality::demanded:
      return Stage::demanded;
    case Modality::threatened:
      return Stage::threatened;
    case Modality::refused:
    case Modality::denied:
      return Stage::denied;
    case Modality::cancelled:
      return Stage::cancelled;
    case Modality::occurred:
    case Modality::background:
      break;
  }
  return Stage::occurred;
}

}  // namespace dragoman
