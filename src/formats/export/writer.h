// Events of a database in the formats that other programs read (docs/formats.md).
#pragma once

#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "store/code_tables.h"
#include "store/stored_events.h"

namespace dragoman {

/// What writers may look at beside the event.
struct ExportContext {
  const Database* database = nullptr;
  const CodeTables* tables = nullptr;
  std::string folder;      ///< for formats of several files
  bool one_a_day = false;  ///< phoenix: one row for each day, source, target and code
};

/// Writes one export. Calls: begin, event..., end. Not thread-safe.
class EventWriter {
 public:
  virtual ~EventWriter() = default;
  virtual Result<Done> begin(std::ostream& out);
  virtual Result<Done> event(const StoredEvent& event, std::ostream& out) = 0;
  virtual Result<Done> end(std::ostream& out);

  /// Events that the format has no place for: no day, nobody on either side.
  [[nodiscard]] std::size_t left_out() const { return left_out_; }

 protected:
  std::size_t left_out_ = 0;
};

/// A format by name.
struct ExportFormat {
  std::string_view name;
  EventOrder order;
  /// Cannot tell what happened from what did not: only `happened_modalities` unless asked
  /// otherwise.
  bool happened_only;
  bool folder;  ///< writes files into a folder
  std::unique_ptr<EventWriter> (*make)(const ExportContext& context);
};

/// All formats, in the order of docs/formats.md.
const std::vector<ExportFormat>& export_formats();

/// Null when there is none of this name.
const ExportFormat* export_format(std::string_view name);

/// What took place: acts that occurred or go on, and demands, threats and refusals, which are done
/// when spoken.
std::vector<std::string> happened_modalities();

/// Writes every event of a filter. Rows left out are counted into `left_out`. Streams: memory does
/// not grow with the number of events, but for graphml (actors and pairs) and phoenix with
/// `one_a_day` (rows of a day).
Result<Done> export_events(const Database& database, const EventFilter& filter, std::size_t limit,
                           const ExportFormat& format, const ExportContext& context,
                           std::ostream& out, std::size_t* left_out);

}  // namespace dragoman
