// The coded event record, as shared/written by every output format.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reading/reading.h"

namespace dragoman {

/// A party to an event.
struct Party {
  std::string text;
  std::string name;
  std::string country;  ///< ISO 3166-1 alpha-3, an international code, or empty
  std::string sector;
  std::string also;  ///< a further sector: OPP of "opposition party"
  std::string role;
  Span span;
  int chain = -1;  ///< coreference chain of the mention
};

/// One event of one sentence.
struct Event {
  std::string id;
  std::uint32_t sentence = 0;  ///< 0-based
  std::string type;
  std::string act;
  std::string mode;
  Modality modality = Modality::occurred;
  std::vector<std::string> contexts;
  std::vector<Party> actors;
  std::vector<Party> recipients;
  int time = -1;   ///< index in CodedArticle::reading.times
  int place = -1;  ///< index in CodedArticle::reading.places
  Source time_from = Source::none;
  Source place_from = Source::none;
  struct Counted {
    std::string kind;
    double value = 0;
    std::optional<double> low;
    std::optional<double> high;
    std::string unit;
    std::string qualifier;
    Span span;
  };
  std::vector<Counted> quantities;
  std::string speaker;
  bool quoted = false;
  double score = 0;
  std::string quad;
  std::string cameo;
  double confidence = 0;
  std::uint32_t trigger = 0;  ///< token
  std::string because;
};

}  // namespace dragoman
