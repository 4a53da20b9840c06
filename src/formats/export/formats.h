// One maker for each export format.
#pragma once

#include <memory>

#include "formats/export/writer.h"

namespace dragoman {

/// GDELT 2.0 Event: 61 columns, no header.
std::unique_ptr<EventWriter> gdelt_writer(const ExportContext& context);
/// ICEWS: 20 columns with a header.
std::unique_ptr<EventWriter> icews_writer(const ExportContext& context);
/// POLECAT: 40 columns with a header.
std::unique_ptr<EventWriter> polecat_writer(const ExportContext& context);

}  // namespace dragoman
