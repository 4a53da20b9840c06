// PLOVER's types, modes and scores, and the table from act and modality to event type.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "coding/crosswalk.h"
#include "reading/reading.h"
#include "text/result.h"

namespace dragoman {

/// One event type (PLOVER manual, table of types).
struct EventType {
  std::string name;
  std::string quad;  ///< verbal cooperation ... material conflict
  double score = 0;
  std::string where;  ///< file:line
};

/// A mode's own score.
struct EventMode {
  double score = 0;
  std::string where;  ///< file:line
};

/// A choice and the row of the table that made it; `where` is empty where no row did.
struct Ruling {
  std::string_view value;
  std::string_view where;  ///< file:line
};

class Ontology {
 public:
  /// Reads `directory`/ontology/{types,modes,modality,told_modes,contexts,domains}.tsv and
  /// the crosswalk to CAMEO.
  static Result<Ontology> load(const std::string& directory);

  [[nodiscard]] const std::vector<EventType>& types() const { return types_; }
  [[nodiscard]] const EventType* type(std::string_view name) const;
  [[nodiscard]] const EventMode* mode(std::string_view type, std::string_view mode) const;
  /// The PLOVER type of an act under a modality.
  [[nodiscard]] std::string_view type_of(std::string_view act, Modality modality) const {
    return why_type(act, modality).value;
  }
  /// The same with the row of modality.tsv that says so.
  [[nodiscard]] Ruling why_type(std::string_view act, Modality modality) const;
  /// True when the codebook has modes for a type.
  [[nodiscard]] bool has_modes(std::string_view type) const;
  /// The mode of an event of `type` that an act in `mode` was told as; empty for none. The act's
  /// own mode where the type is the act, or has no modes: a planned release is AGREE with mode
  /// release.
  [[nodiscard]] std::string_view mode_of(std::string_view act, std::string_view mode,
                                         std::string_view type) const {
    return why_mode(act, mode, type).value;
  }
  /// The same with the row of told_modes.tsv that says so.
  [[nodiscard]] Ruling why_mode(std::string_view act, std::string_view mode,
                                std::string_view type) const;
  /// True for one of the 37 contexts.
  [[nodiscard]] bool is_context(std::string_view name) const;
  /// CAMEO codes, both ways.
  [[nodiscard]] const Crosswalk& crosswalk() const { return crosswalk_; }
  /// Domains outside politics that a lemma signals (data/ontology/domains.tsv); null when none.
  [[nodiscard]] const std::vector<std::string>* domains_of(const std::string& lemma) const;
  /// Contexts that a lemma signals; null when none.
  [[nodiscard]] const std::vector<std::string>* contexts_of(const std::string& lemma) const;

 private:
  struct Rule {
    std::string act;  ///< a type, *coop, *conflict or *
    Modality modality{};
    std::string type;
    std::string where;
  };
  std::vector<EventType> types_;
  std::map<std::string, EventMode, std::less<>> modes_;
  std::vector<Rule> rules_;
  struct ToldMode {
    std::string act, mode, type, told, where;
  };
  std::vector<ToldMode> told_modes_;
  std::vector<std::string> context_names_;
  std::unordered_map<std::string, std::vector<std::string>> contexts_;
  std::unordered_map<std::string, std::vector<std::string>> domains_;
  Crosswalk crosswalk_;
};

}  // namespace dragoman
