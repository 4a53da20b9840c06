// `cite`: what a result depends on, how to cite it, how it was made, and how to make it again.
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/coder_card.h"
#include "cli/verbs.h"
#include "formats/sections.h"
#include "store/provenance.h"

namespace dragoman::cli {

namespace {

constexpr const char* kReleaseYear = "2026";

std::string bibtex() {
  return fmt::format(
      "@software{{dragoman,\n  title = {{dragoman: from news text to sourced political event "
      "records}},\n  author = {{{{The dragoman developers}}}},\n  version = {{{}}},\n  year = "
      "{{{}}},\n  license = {{Apache-2.0}}\n}}",
      DRAGOMAN_VERSION, kReleaseYear);
}

/// A word as a shell takes it.
std::string quoted(const std::string& word) {
  const bool plain =
      !word.empty() && word.find_first_not_of(
                           "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                           "_-./:,+@%=") == std::string::npos;
  if (plain) return word;
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

/// Seconds since 1970 of a time in UTC, as `recorded` holds it; empty when it is none.
std::string epoch_of(const std::string& time) {
  std::tm tm{};
  if (strptime(time.c_str(), "%Y-%m-%dT%H:%M:%SZ", &tm) == nullptr) return {};
  return std::to_string(timegm(&tm));
}

/// The command of a row of `ingests`, to write into `db`.
std::string command_of(const std::vector<Cell>& row, const std::string& db) {
  const auto inputs = nlohmann::json::parse(text_of(row[2]), nullptr, false);
  const auto settings = nlohmann::json::parse(text_of(row[3]), nullptr, false);
  std::string out = "dragoman ingest";
  if (settings.is_object()) {
    for (const auto& [name, value] : settings.items()) {
      for (const auto& one : value.is_array() ? value : nlohmann::json::array({value}))
        if (one.is_string()) out += " --" + name + " " + quoted(one.get<std::string>());
    }
  }
  out += " --db " + quoted(db);
  if (inputs.is_array()) {
    for (const auto& input : inputs)
      if (input.is_string()) out += " " + quoted(input.get<std::string>());
  }
  const std::string epoch = epoch_of(text_of(row[1]));
  return epoch.empty() ? out : "SOURCE_DATE_EPOCH=" + epoch + " " + out;
}

const Section* named(const std::vector<Section>& all, std::string_view name) {
  for (const Section& s : all)
    if (s.name == name) return &s;
  return nullptr;
}

std::string count(const std::vector<Section>& all, std::string_view column) {
  const Section* counts = named(all, "counts");
  if (counts == nullptr || counts->rows.empty()) return {};
  for (std::size_t c = 0; c < counts->columns.size(); ++c)
    if (counts->columns[c] == column) return text_of(counts->rows.front()[c]);
  return {};
}

/// The coder of the newest revision that has current codings; `now` where there is none.
CoderCard coder_of(const std::vector<Section>& all, const CoderCard& now) {
  CoderCard card = now;
  const Section* revisions = named(all, "revisions");
  if (revisions == nullptr) return card;
  for (const auto& row : revisions->rows) {
    if (row.back() == Cell(std::int64_t{0})) continue;
    card = {text_of(row[2]), text_of(row[3]), text_of(row[4]), text_of(row[5]), text_of(row[6])};
  }
  return card;
}

std::string methods(const CoderCard& card, const std::vector<Section>& all,
                    const std::string& events) {
  std::string out = fmt::format(
      "Events were coded from English news text with dragoman {} (language model {:.12}, ranker "
      "{:.12}, lexicon {:.12}, knowledge {:.12}; hashes are XXH3). The program parses each "
      "sentence, matches predicates against a lexicon, assigns PLOVER types, modes and contexts "
      "with a modality, derives CAMEO codes, scores and quad classes by table, and weighs events "
      "between parties with a statistical ranker.",
      card.version, card.model, card.ranker, card.lexicon, card.knowledge);
  if (all.empty()) return out;
  out += fmt::format(
      " The database holds {} articles published from {} to {}, of which {} are copies or near "
      "copies of others and were not coded again, and {} events (content hash {}). Counts of what "
      "happened take in the modalities `occurred` and `ongoing` unless said otherwise.",
      count(all, "articles"), count(all, "first_published"), count(all, "last_published"),
      count(all, "copies"), count(all, "events"), events);
  return out;
}

/// The commands that make the file again, and how to see that it is the same.
std::vector<std::string> commands(const std::vector<Section>& all, const std::string& events) {
  std::vector<std::string> out;
  const Section* ingests = named(all, "ingests");
  if (ingests == nullptr) return out;
  for (const auto& row : ingests->rows) out.push_back(command_of(row, "again.db"));
  if (!out.empty())
    out.push_back("dragoman cite again.db --format json  # the same \"events_hash\": " + events);
  return out;
}

}  // namespace

int cite(const Options& o) {
  if (o.format == "bibtex") {
    fmt::print("{}\n", bibtex());
    return 0;
  }
  auto coder = open_coder(o);
  if (!coder) return 1;
  const auto card = coder_card(*coder, o);
  if (!card.ok()) return fail(card.error());
  std::vector<Section> all;
  std::string events;
  if (!o.db.empty()) {
    auto database = open_database(o.db);
    if (!database.ok()) return fail(database.error());
    auto sections = provenance_of(database.value());
    if (!sections.ok()) return fail(sections.error());
    all = std::move(sections.value());
    const auto hash = events_hash(database.value());
    if (!hash.ok()) return fail(hash.error());
    events = hash.value();
  }
  const CoderCard& c = card.value();
  const CoderCard coded_by = coder_of(all, c);
  if (revision_hash(coded_by) != revision_hash(c))
    fmt::print(stderr, "{}: was coded by another program or other data than these\n", o.db);
  std::vector<std::pair<std::string, Cell>> head = {
      {"version", Cell(c.version)},         {"model", Cell(coder->model().version())},
      {"model_hash", Cell(c.model)},        {"ranker", Cell(coder->ranker().card())},
      {"ranker_hash", Cell(c.ranker)},      {"lexicon_hash", Cell(c.lexicon)},
      {"knowledge_hash", Cell(c.knowledge)}};
  if (!all.empty()) head.emplace_back("events_hash", Cell(events));
  const auto again = commands(all, events);
  if (o.format == "json") {
    head.emplace_back("methods", Cell(methods(coded_by, all, events)));
    head.emplace_back("bibtex", Cell(bibtex()));
    Section made{"commands", {"command"}, {}};
    for (const std::string& line : again) made.rows.push_back({Cell(line)});
    if (!again.empty()) all.push_back(std::move(made));
    write_sections("", head, all, "json", std::cout);
  } else {
    for (const auto& [name, cell] : head) fmt::print("{:15} {}\n", name, text_of(cell));
    fmt::print("\n");
    std::fflush(stdout);
    if (!all.empty()) write_sections(o.db, {}, all, "markdown", std::cout);
    std::cout.flush();
    fmt::print("\nMethods\n\n{}\n\nBibTeX\n\n{}\n", methods(coded_by, all, events), bibtex());
    if (!again.empty()) {
      fmt::print("\nTo make it again, with this version and the same inputs\n\n");
      for (const std::string& line : again) fmt::print("{}\n", line);
    }
  }
  std::fflush(stdout);
  if (!std::cout.flush() || std::ferror(stdout) != 0)
    return fail({"standard output", "cannot be written", "check the disk or the pipe"});
  return 0;
}

}  // namespace dragoman::cli
