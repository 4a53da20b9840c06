// Verbs of the command line and their options.
#pragma once

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "coding/coder.h"
#include "formats/article_reader.h"
#include "store/database.h"
#include "store/filter.h"

namespace dragoman::cli {

/// import, diff: other people's events.
struct ForeignOptions {
  std::string theirs;               ///< diff: file, data set or database
  std::string dataset;              ///< name to import under
  int days = 1;                     ///< the same event at most so many days apart
  double km = 100;                  ///< and so far
  std::string parties = "country";  ///< what makes parties the same: country or sector
  std::string level = "quad";       ///< what makes acts the same: type or quad
  bool undirected = false;
};

/// situation: what to do with the one that is named.
struct SituationOptions {
  bool define = false;
  bool list = false;
  bool drop = false;
  bool peek = false;  ///< leave no mark
  std::string since;  ///< a day, or "last"
};

struct Options {
  std::vector<std::string> inputs;
  std::string format;
  std::string published;
  InputOptions reading;           ///< of articles
  std::string map;                ///< --map as given
  std::string date_from;          ///< --date-from as given
  std::string offsets = "bytes";  ///< read: bytes or chars
  std::string input = "text";
  std::string model_file;
  std::string ranker_file;
  bool lexicon_only = false;
  std::string data_folder;            ///< empty: the shipped data
  std::vector<std::string> lexicons;  ///< the user's own lexicon files
  std::string out;
  unsigned threads = 0;  ///< 0: all cores
  std::string data;
  std::string stage;  ///< eval: one stage only
  std::string db;     ///< database file
  std::string watch;  ///< ingest: folder to look into again and again
  bool dry_run = false;
  std::size_t commit_every = 4000;                             ///< articles of a transaction
  std::string unit = "dyad-month";                             ///< panel
  std::vector<std::string> codes = {"iso3"};                   ///< panel: schemes of country codes
  std::vector<std::string> measures = {"count", "score-sum"};  ///< panel
  EventFilter filter;                                          ///< query
  std::string sql;        ///< query: a SELECT instead of a filter
  std::size_t limit = 0;  ///< query, actors, export: rows or events at most, 0: all
  std::string name;       ///< actors: of whom to give the dossier; situation, report: which;
                          ///< stories: id of a happening
  std::string decision;   ///< stories: join, split, undo or why; empty: list
  std::vector<std::string> pair;  ///< stories: ids of the two reports that it is about
  bool one_a_day = false;         ///< export: phoenix
  ForeignOptions compared;
  SituationOptions situation;
  int port = 8321;        ///< serve
  bool edit = false;      ///< serve: decisions may be written
  bool examples = false;  ///< serve: the shipped examples
  bool errors = false;    ///< eval: print what went wrong
  bool all = false;       ///< explain: every event
};

/// Where the coder that `options` ask for finds what it needs.
CoderOptions coder_options(const Options& options);

/// Opens the coder with the shipped data; says what is wrong and returns null when it cannot.
std::unique_ptr<Coder> open_coder(const Options& options);

/// The folder of knowledge, lexicon and ontology: the one named, else the shipped one.
std::string data_folder(const Options& options);

/// The language model and the ranker: those named, else the shipped ones.
std::string model_path(const Options& options);
std::string ranker_path(const Options& options);

/// Says what went wrong on standard error. The exit status for it.
int fail(const Error& error);

/// Opens a database for reading, if it is one of ours and of this version.
Result<Database> open_database(const std::string& path);

/// How rows are printed: as asked, else a table on a terminal and CSV in a pipe.
std::string rows_format(const Options& options);

/// Flushes standard output. The exit status: 1, and a message, when not all of it was written.
int end_of_output();

/// The inputs, or standard input when none is named.
std::vector<std::string> or_stdin(std::vector<std::string> inputs);

/// Codes (or only reads) the inputs and writes them in their order. Exit status.
int code_or_read(const Options& options, bool reading);

/// Codes the inputs into the database options.db. Exit status.
int ingest(const Options& options);
/// The same with a coder that is open already; a watched folder is looked into until `stop`.
int ingest_into(const Options& options, const Coder& coder, const std::stop_token& stop);

/// Serves the database options.db, or the shipped examples, on 127.0.0.1 until a signal ends it.
/// Exit status.
int serve(const Options& options);

/// Prints events of the database options.db. Exit status.
int query(const Options& options);

/// Prints who acts in the database options.db, or the dossier of options.name. Exit status.
int actors(const Options& options);

/// Prints what happened, as the reports of the database options.db tell it, or decides by hand
/// whether two reports are one. Exit status.
int stories(const Options& options);

/// Prints whether program, data and the database options.db (if named) are whole. Exit status: 1
/// when something is broken.
int doctor(const Options& options);

/// Prints versions, hashes, a citation and how the database options.db (if named) was made. Exit
/// status.
int cite(const Options& options);

/// Prints a panel of the database options.db as CSV. Exit status.
int panel(const Options& options);

/// Writes events of the database options.db in another format. Exit status.
int export_events(const Options& options);

/// Reads events of other data sets into the database options.db. Exit status.
int import_events(const Options& options);

/// Prints what options.compared.theirs and the database options.db have in common. Exit status.
int diff(const Options& options);

/// Defines, lists, drops or prints the situation options.name of the database options.db. Exit
/// status.
int situation(const Options& options);

/// Writes the situation options.name as a page. Exit status.
int report(const Options& options);

/// Explains the event whose id is the first input, or all. Exit status.
int explain(const Options& options);

/// Prints the table of scores on the public data sets under options.data. Exit status.
int evaluate(const Options& options);

/// Prints sentences a second for each stage. Exit status.
int benchmark(const Options& options);

}  // namespace dragoman::cli
