// What a report is to those who join reports: one coded event of one article, without its text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "story/stage.h"

namespace dragoman {

/// A party as it is compared with others.
struct StoryParty {
  std::string name;     ///< canonical, as in the record
  std::string country;  ///< ISO 3166-1 alpha-3, an international code, or empty
  std::string sector;   ///< PLOVER, or empty
  std::string role;     ///< what the article calls the party, or empty
  /// Folded words that the party is known by, sorted, each once; those of a country's name and
  /// demonym are left out, since `country` says them.
  std::vector<std::string> words;
  bool state = false;  ///< a country or its government by metonym, and nobody in particular
};

/// A count told with an event.
struct StoryFigure {
  std::string kind;  ///< killed, arrested ... (data/reading/quantities.tsv)
  double low = 0;
  double high = 0;  ///< infinite after "at least"
  std::string text;
};

inline constexpr std::int32_t kNoDay = INT32_MIN;

/// Days since 1970-01-01 of "YYYY-MM-DD"; `kNoDay` for anything else.
std::int32_t parsed_day(std::string_view iso);

/// "YYYY-MM-DD"; empty for `kNoDay`.
std::string told_day(std::int32_t day);

/// Fills `words` from the name; a state has none.
StoryParty make_party(std::string name, std::string country, std::string sector, std::string role,
                      bool state);

/// A figure as told: `value` with its qualifier ("at least", "about" ...).
StoryFigure make_figure(std::string kind, double value, std::string_view qualifier,
                        std::string text);

/// One report. Days are counted from 1970-01-01; `kNoDay` where nothing is known.
struct StoryReport {
  std::int64_t row = 0;      ///< of the event in a store; unique among the reports given together
  std::string id;            ///< of the record
  std::int64_t article = 0;  ///< reports of one article share it
  std::string publisher;
  std::int32_t published = kNoDay;
  std::uint32_t offset = 0;  ///< of the trigger in the text, bytes
  std::string type, act, mode;
  std::string quad;
  double score = 0;
  double confidence = 0;
  Stage stage = Stage::occurred;
  std::vector<StoryParty> actors, recipients;
  std::int32_t day = kNoDay;      ///< of the happening as told, not of the publication
  std::int32_t day_end = kNoDay;  ///< last day, included
  std::string place;              ///< folded name
  std::string place_country;
  std::int64_t place_row = 0;  ///< in a store
  std::vector<StoryFigure> figures;
  std::string trigger;  ///< stem of the word that tells it
  /// Hashes of the stems of the content words of its sentence, sorted, each once.
  std::vector<std::uint32_t> words;
  bool correction = false;  ///< its sentence says that an earlier report was wrong
};

}  // namespace dragoman
