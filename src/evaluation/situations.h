// The labelled situations of evaluation/situations.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "coding/coder.h"
#include "story/report.h"
#include "text/result.h"

namespace dragoman {

/// A row of labels.tsv.
struct LabelledReport {
  int article = 0;  ///< from 1
  std::string trigger;
  std::uint32_t offset = 0;  ///< of the trigger in the article's text, bytes
  std::string type;
  std::vector<std::string> actors, recipients;
  std::string event;
  Stage stage = Stage::occurred;
  std::string day;
  std::vector<std::string> figures;  ///< killed=12, freed>=400
};

/// A row of events.tsv.
struct LabelledEvent {
  Stage stage = Stage::occurred;
  std::vector<std::string> disagrees;
};

struct Situation {
  std::string name;
  bool dev = false;
  std::vector<CodedArticle> articles;  ///< article n at n - 1
  std::vector<LabelledReport> reports;
  std::map<std::string, LabelledEvent> events;
};

/// Reads and codes every situation of `folder`.
Result<std::vector<Situation>> read_situations(const Coder& coder, const std::string& folder);

/// The report of a label: its fields as labelled, the words from the text.
StoryReport report_of_label(const Situation& situation, const LabelledReport& label,
                            const Coder& coder);

/// The event that the coder found where a label stands: at its word, else the only one of its
/// sentence and act; null for none.
const Event* coded_event_of(const Situation& situation, const LabelledReport& label);

}  // namespace dragoman
