// The command line: thin shells over the library. Data to stdout, talk to stderr.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/input_options.h"
#include "cli/query_options.h"
#include "cli/verbs.h"
#include "formats/conllu.h"
#include "store/schema.h"
#include "text/file.h"
#include "text/segmenter.h"

namespace dragoman::cli {

namespace {

/// The folder that holds data/ and models/: DRAGOMAN_HOME, beside the binary, or the source tree.
std::string home() {
  if (const char* given = std::getenv("DRAGOMAN_HOME")) return given;
  std::error_code error;
  std::filesystem::path here = std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
  for (int up = 0; up < 4 && !here.empty(); ++up, here = here.parent_path()) {
    if (std::filesystem::exists(here / "data" / "lexicon", error)) return here.string();
    if (std::filesystem::exists(here / "share" / "dragoman" / "data", error))
      return (here / "share" / "dragoman").string();
  }
  return DRAGOMAN_SOURCE_DIR;
}

/// The knowledge file that the build made; empty when there is none, and data/ is read instead.
std::string compiled_knowledge(const std::string& base) {
  std::error_code error;
  const auto beside = std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
  for (const std::filesystem::path& path :
       {beside / "knowledge.drg", std::filesystem::path(base) / "knowledge.drg"}) {
    if (std::filesystem::exists(path, error)) return path.string();
  }
  return {};
}

/// Compiles data/knowledge into the file that other runs map.
int compile(const Options& o) {
  auto bytes = compile_knowledge(data_folder(o));
  if (!bytes.ok()) {
    fmt::print(stderr, "dragoman: {}\n", bytes.error().message());
    return 1;
  }
  std::ofstream out(o.out, std::ios::binary);
  out << bytes.value();
  if (!out.flush()) {
    fmt::print(stderr, "dragoman: {}: cannot be written\n", o.out);
    return 1;
  }
  return 0;
}

int parse(const Options& o) {
  auto coder = open_coder(o);
  if (!coder) return 1;
  int status = 0;
  for (const std::string& input : or_stdin(o.inputs)) {
    auto read = read_file(input);
    if (!read.ok()) {
      fmt::print(stderr, "dragoman: {}\n", read.error().message());
      status = 1;
      continue;
    }
    std::string& bytes = read.value();
    if (o.input == "conllu") {
      auto bank = read_conllu(bytes, input);
      if (!bank.ok()) {
        fmt::print(stderr, "dragoman: {}\n", bank.error().message());
        status = 1;
        continue;
      }
      std::cout << write_conllu(
          coder->model().annotate(std::move(bank.value().annotated.document)));
    } else {
      std::cout << write_conllu(coder->annotate(std::move(bytes)));
    }
  }
  return status;
}

std::string relate_line(const Coder& coder, const std::string& line, const std::string& where,
                        int* status) {
  using Json = nlohmann::ordered_json;
  Json answer;
  try {
    const Json q = Json::parse(line);
    if (q.contains("id") && q["id"].is_primitive()) answer["id"] = q["id"];
    PairQuestion question;
    question.text = q.at("text").get<std::string>();
    question.actor = {q.at("actor").at(0).get<std::uint32_t>(),
                      q.at("actor").at(1).get<std::uint32_t>()};
    question.recipient = {q.at("recipient").at(0).get<std::uint32_t>(),
                          q.at("recipient").at(1).get<std::uint32_t>()};
    const PairAnswer a = coder.relate(question);
    answer["type"] = a.type;
    answer["act"] = a.act;
    answer["modality"] = to_string(a.modality);
    answer["event"] = a.event;
    const auto rounded = [](double x) { return std::round(x * 1e6) / 1e6; };
    answer["confidence"] = rounded(a.confidence);
    for (const auto& [type, score] : a.scores) answer["scores"][type] = rounded(score);
  } catch (const Json::exception& e) {
    fmt::print(stderr,
               "dragoman: {}: {} (wants {{\"id\",\"text\",\"actor\":[b,e],\"recipient\":[b,e]}})\n",
               where, e.what());
    answer["error"] = "bad input";
    *status = 1;
  }
  return answer.dump(-1, ' ', false, Json::error_handler_t::replace);
}

int relate(const Options& o) {
  auto coder = open_coder(o);
  if (!coder) return 1;
  int status = 0;
  for (const std::string& input : or_stdin(o.inputs)) {
    std::ifstream file;
    if (input != "-") {
      std::error_code error;
      const bool folder = std::filesystem::is_directory(input, error);
      if (!folder) file.open(input);
      if (folder || !file) {
        fmt::print(stderr, "dragoman: {}: {}\n", input,
                   folder ? "is a folder (name a file in it)"
                          : "cannot be read (check the name and its permissions)");
        status = 1;
        continue;
      }
    }
    std::istream& in = input == "-" ? std::cin : file;
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
      std::cout << relate_line(*coder, line, input + ":" + std::to_string(number), &status) << "\n";
    }
  }
  return status;
}

int print_version(const Options& o) {
  fmt::print("dragoman {}\n", DRAGOMAN_VERSION);
  auto coder = open_coder(o);
  if (!coder) return 1;
  fmt::print("model      {}\nranker     {}\ndata       {} lexicon entries\nknowledge  {:016x}\n",
             coder->model().version(), coder->ranker().card(), coder->lexicon().entries().size(),
             coder->knowledge().checksum());
  return 0;
}

}  // namespace

int fail(const Error& error) {
  fmt::print(stderr, "dragoman: {}\n", error.message());
  return 1;
}

Result<Database> open_database(const std::string& path) {
  auto database = Database::open(path, Access::read);
  if (!database.ok()) return database;
  const auto checked = check_schema(database.value());
  if (!checked.ok()) return checked.error();
  return database;
}

std::string rows_format(const Options& o) {
  if (!o.format.empty()) return o.format;
  return isatty(STDOUT_FILENO) != 0 ? "table" : "csv";
}

int end_of_output() {
  if (std::cout.flush()) return 0;
  return fail({"standard output", "cannot be written", "check the disk or the pipe"});
}

std::vector<std::string> or_stdin(std::vector<std::string> inputs) {
  if (inputs.empty()) inputs.emplace_back("-");
  return inputs;
}

std::string data_folder(const Options& o) {
  return o.data_folder.empty() ? home() + "/data" : o.data_folder;
}

std::string model_path(const Options& o) {
  return o.model_file.empty() ? home() + "/models/en-fast.drg" : o.model_file;
}

std::string ranker_path(const Options& o) {
  return o.ranker_file.empty() ? home() + "/models/ranker.drg" : o.ranker_file;
}

CoderOptions coder_options(const Options& o) {
  CoderOptions where;
  where.data = data_folder(o);
  where.model = model_path(o);
  where.ranker = ranker_path(o);
  where.use_ranker = !o.lexicon_only;
  where.lexicons = o.lexicons;
  if (o.data_folder.empty()) where.knowledge = compiled_knowledge(home());
  return where;
}

std::unique_ptr<Coder> open_coder(const Options& o) {
  auto coder = Coder::open(coder_options(o));
  if (!coder.ok()) {
    fmt::print(stderr, "dragoman: {}\n", coder.error().message());
    return nullptr;
  }
  return std::make_unique<Coder>(std::move(coder.value()));
}

}  // namespace dragoman::cli

namespace {

int run(int argc, char** argv) {
  using namespace dragoman::cli;
  Options o;
  CLI::App app("dragoman: news text in, sourced political events out");
  bool version = false;
  app.add_flag("--version", version, "print the versions of program, model and data");
  app.require_subcommand(0, 1);
  const auto common = [&](CLI::App* verb) {
    verb->add_option("inputs", o.inputs, "files, folders, or - for standard input");
    verb->add_option("--data-folder", o.data_folder,
                     "data folder to read instead of the compiled one (see docs/lexicon.md)");
    verb->add_option("--lexicon", o.lexicons,
                     "file of your own lexicon entries, before the shipped ones (may be repeated)")
        ->allow_extra_args(false);
    verb->add_option("--model-file", o.model_file, "model file to use instead of the shipped one");
    return verb;
  };
  CLI::App* code = common(app.add_subcommand("code", "read articles, code events"));
  code->add_option("--format", o.format, "table or jsonl")
      ->check(CLI::IsMember({"table", "jsonl"}));
  code->add_option("--threads", o.threads, "threads to use (default: all cores)");
  input_options(*code, o);
  CLI::App* parse_verb =
      common(app.add_subcommand("parse", "sentences, tags and trees as CoNLL-U"));
  parse_verb->add_option("--input", o.input, "text or conllu")
      ->check(CLI::IsMember({"text", "conllu"}));
  common(app.add_subcommand("relate", "type the relation between two marked parties"));
  CLI::App* read = common(app.add_subcommand("read", "everything read from an article, as JSON"));
  input_options(*read, o);
  read->add_option("--offsets", o.offsets, "what offsets count: bytes or chars (code points)")
      ->check(CLI::IsMember({"bytes", "chars"}));
  CLI::App* keep = common(app.add_subcommand("ingest", "code articles into a database"));
  keep->add_option("--db", o.db, "database file; made when it is not there")->required();
  input_options(*keep, o);
  keep->add_option("--threads", o.threads, "threads to use (default: all cores)");
  keep->add_option("--watch", o.watch, "folder to look into again and again for new files");
  keep->add_flag("--dry-run", o.dry_run, "read everything, keep nothing");
  keep->add_option("--commit-every", o.commit_every,
                   "articles that are written together; fewer are seen sooner by others")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  CLI::App* page = app.add_subcommand("serve", "a database, or the examples, on a local page");
  page->add_option("db", o.db, "database file (default: the shipped examples)");
  page->add_option("--port", o.port, "port on 127.0.0.1; 0: any that is free")
      ->check(CLI::Range(0, 65535))
      ->capture_default_str();
  page->add_flag("--edit", o.edit, "decisions on events and new articles may be written");
  page->add_option("--watch", o.watch, "folder whose new files are ingested while it is served");
  page->add_flag("--examples", o.examples, "serve the shipped examples");
  page->add_option("--data-folder", o.data_folder,
                   "data folder to read instead of the compiled one");
  page->add_option("--lexicon", o.lexicons, "file of your own lexicon entries (may be repeated)")
      ->allow_extra_args(false);
  page->add_option("--model-file", o.model_file, "model file to use instead of the shipped one");
  CLI::App* ask = app.add_subcommand("query", "events of a database, by filter or by SQL");
  query_options(*ask, o);
  actors_options(*app.add_subcommand("actors", "who acts in a database; all about one of them"), o);
  stories_options(*app.add_subcommand("stories", "what happened, joined from its reports"), o);
  panel_options(*app.add_subcommand("panel", "counts by dyad or country and period, with zeros"),
                o);
  for (CLI::App* verb :
       {app.add_subcommand("doctor", "whether program, data and a database are whole"),
        app.add_subcommand("cite", "versions, hashes, a citation, and how a database was made")}) {
    verb->add_option("db", o.db, "database file");
    verb->add_option("--data-folder", o.data_folder,
                     "data folder to read instead of the compiled one");
    verb->add_option("--lexicon", o.lexicons, "file of your own lexicon entries (may be repeated)")
        ->allow_extra_args(false);
    verb->add_option("--model-file", o.model_file, "model file to use instead of the shipped one");
    if (verb->get_name() == "cite")
      verb->add_option("--format", o.format, "text, json or bibtex")
          ->check(CLI::IsMember({"text", "json", "bibtex"}));
  }
  export_options(*app.add_subcommand("export", "events of a database in another format"), o);
  import_options(*app.add_subcommand("import", "events of GDELT, ICEWS, POLECAT or ACLED"), o);
  diff_options(*app.add_subcommand("diff", "two sets of events side by side"), o);
  situation_options(*app.add_subcommand("situation", "a named part of a database, followed"), o);
  report_options(*app.add_subcommand("report", "a situation as one page"), o);
  CLI::App* why =
      common(app.add_subcommand("explain", "why an event (id, then files) was coded as it was"));
  why->add_option("--db", o.db, "database: why two of its reports (ids) are one happening, or not");
  why->add_flag("--all", o.all, "explain every event");
  why->add_option("--format", o.format, "text or json")->check(CLI::IsMember({"text", "json"}));
  input_options(*why, o);
  CLI::App* compiler = app.add_subcommand("compile", "compile data/knowledge into one file");
  compiler->add_option("--data-folder", o.data_folder, "data folder");
  compiler->add_option("--out", o.out, "file to write")->required();
  CLI::App* eval = app.add_subcommand("eval", "measure every stage on public data");
  eval->add_option("--data", o.data, "folder of the public data sets")->required();
  eval->add_flag("--lexicon-only", o.lexicon_only, "let the lexicon decide alone where it speaks");
  eval->add_option("--ranker-file", o.ranker_file, "ranker file to use instead of the shipped one");
  eval->add_option(
      "--stage", o.stage,
      "one stage only: language, coref, quotes, times, places, modality, alarms, kinds, "
      "pairs, records, html, stories or seed");
  eval->add_flag("--errors", o.errors, "print each error under its score");
  eval->add_option("--data-folder", o.data_folder,
                   "data folder to read instead of the compiled one");
  CLI::App* bench = app.add_subcommand("bench", "measure speed");
  bench->add_option("--data", o.data, "folder of the public data sets")->required();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? 0 : 2;
  }
  if (version) return print_version(o);
  if (app.get_subcommands().empty()) {
    fmt::print(
        stderr,
        "dragoman: say what to do: one of code, explain, read, parse, relate (see --help)\n");
    return 2;
  }
  if (app.got_subcommand("code")) return code_or_read(o, false);
  if (app.got_subcommand("read")) return code_or_read(o, true);
  if (app.got_subcommand("ingest")) return ingest(o);
  if (app.got_subcommand("serve")) return serve(o);
  if (app.got_subcommand("query")) return query(o);
  if (app.got_subcommand("actors")) return actors(o);
  if (app.got_subcommand("stories")) return stories(o);
  if (app.got_subcommand("doctor")) return doctor(o);
  if (app.got_subcommand("cite")) return cite(o);
  if (app.got_subcommand("panel")) return panel(o);
  if (app.got_subcommand("export")) return export_events(o);
  if (app.got_subcommand("import")) return import_events(o);
  if (app.got_subcommand("diff")) return diff(o);
  if (app.got_subcommand("situation")) return situation(o);
  if (app.got_subcommand("report")) return report(o);
  if (app.got_subcommand("explain")) return explain(o);
  if (app.got_subcommand("parse")) return parse(o);
  if (app.got_subcommand("relate")) return relate(o);
  if (app.got_subcommand("compile")) return compile(o);
  if (app.got_subcommand("eval")) return evaluate(o);
  return benchmark(o);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "dragoman: %s; this is a fault of the program, please report it\n",
                 error.what());
    return 70;  // EX_SOFTWARE of sysexits.h
  }
}
