// One maker for each export format.
#pragma once

#include <memory>

#include "formats/export/writer.h"

namespace dragoman {

/// GDELT 2.0 Event: 61 columns, no header.
std::unique_ptr<EventWriter> gdelt_writer(const ExportContext& context);
/// GDELT 2.0 Mentions: 16 columns, no header; a row for each article that carries an event.
std::unique_ptr<EventWriter> gdelt_mentions_writer(const ExportContext& context);
/// ICEWS: 20 columns with a header.
std::unique_ptr<EventWriter> icews_writer(const ExportContext& context);
/// POLECAT: 40 columns with a header.
std::unique_ptr<EventWriter> polecat_writer(const ExportContext& context);
/// Phoenix: 26 columns, no header.
std::unique_ptr<EventWriter> phoenix_writer(const ExportContext& context);
/// PLOVER's JSON Lines.
std::unique_ptr<EventWriter> plover_writer(const ExportContext& context);
/// GeoJSON: a point for each event.
std::unique_ptr<EventWriter> geojson_writer(const ExportContext& context);
/// GraphML: actors as nodes, signed directed edges.
std::unique_ptr<EventWriter> graphml_writer(const ExportContext& context);
/// brat standoff, in a folder.
std::unique_ptr<EventWriter> brat_writer(const ExportContext& context);
/// Label Studio tasks with predictions.
std::unique_ptr<EventWriter> label_studio_writer(const ExportContext& context);
/// Prodigy JSON Lines.
std::unique_ptr<EventWriter> prodigy_writer(const ExportContext& context);
/// CSV, one row an event.
std::unique_ptr<EventWriter> csv_writer(const ExportContext& context);

}  // namespace dragoman
