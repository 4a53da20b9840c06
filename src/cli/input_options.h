// What `code`, `read`, `ingest` and `explain` say about their inputs, and what they tell of them.
#pragma once

#include "cli/verbs.h"

namespace CLI {
class App;  // its header takes five seconds to compile
}

namespace dragoman::cli {

/// Adds --published, --map, --date-from and --language.
void input_options(CLI::App& verb, Options& options);

/// Prints the notes, warnings and errors of a report on standard error.
void say(const ReadReport& report);

}  // namespace dragoman::cli
