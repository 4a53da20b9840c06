// Options that choose events of a database.
#pragma once

#include "cli/verbs.h"

namespace CLI {
class App;  // its header takes five seconds to compile
}

namespace dragoman::cli {

/// Adds the database, the filters, the limit and the format to a verb.
void query_options(CLI::App& verb, Options& options);

/// Adds the database, a name, the filters, the limit and the format.
void actors_options(CLI::App& verb, Options& options);

/// Adds the database, the id of a happening, the filters, decisions by hand, limit and format.
void stories_options(CLI::App& verb, Options& options);

/// Adds the database, the filters, unit, codes and measures.
void panel_options(CLI::App& verb, Options& options);

/// Adds the database, the filters, the format and where to write.
void export_options(CLI::App& verb, Options& options);

/// Adds the files, the database, the format and the name of the data set.
void import_options(CLI::App& verb, Options& options);

/// Adds the two sets, the tolerances, the period and the format.
void diff_options(CLI::App& verb, Options& options);

/// Adds the name of a situation, the database, what to do, the filters and the format.
void situation_options(CLI::App& verb, Options& options);

/// Adds the name of a situation, the database, the format and where to write.
void report_options(CLI::App& verb, Options& options);

/// The filters alone.
void filter_options(CLI::App& verb, EventFilter& filter);

}  // namespace dragoman::cli
