// Files of other data sets, for the verbs that read them.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "formats/import/foreign_rows.h"

namespace dragoman::cli {

/// What a file held.
struct ForeignTally {
  std::string format;
  std::size_t events = 0;
  std::size_t bad = 0;
};

/// Calls `take` for each event of a file, and names bad rows on standard error. `format` may be
/// empty. Nothing when the file cannot be read to its end, or `take` failed; it has said why.
std::optional<ForeignTally> read_foreign(
    const std::string& path, const CodeTables& tables, const std::string& format,
    const std::function<Result<Done>(const ForeignEvent&, ForeignFormat)>& take);

}  // namespace dragoman::cli
