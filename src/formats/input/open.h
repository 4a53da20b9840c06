// From bytes to the reader of their format.
#pragma once

#include <memory>
#include <string>

#include "formats/input/kinds.h"
#include "formats/input/record_reader.h"
#include "formats/input/stream.h"

namespace dragoman {

/// A reader for one input. Null when it cannot be opened; then `out` says why. `options` must
/// outlive the reader.
std::unique_ptr<RecordReader> open_input(const std::string& path, const InputOptions& options,
                                         ReadReport& out);

/// A reader for a stream whose format is known (not an archive).
std::unique_ptr<RecordReader> open_records(Kind kind, std::unique_ptr<Buffered> bytes,
                                           const std::string& name, const InputOptions& options);

}  // namespace dragoman
