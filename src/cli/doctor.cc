// `doctor`: whether program, data, models and a database are as they should be, and what to do.
#include <fmt/format.h>

#include <filesystem>
#include <unordered_map>

#include "cli/coder_card.h"
#include "cli/verbs.h"
#include "coding/lexicon_file.h"
#include "store/checks.h"
#include "store/schema.h"
#include "text/file.h"

namespace dragoman::cli {

namespace {

using Level = Finding::Level;

class Report {
 public:
  void add(const char* subject, const Finding& f) {
    static constexpr const char* kLevels[] = {"ok", "warning", "error"};
    fmt::print("{:8} {:10} {}{}\n", kLevels[static_cast<std::size_t>(f.level)], subject, f.what,
               f.remedy.empty() ? "" : "; " + f.remedy);
    errors_ += f.level == Level::error ? 1 : 0;
    warnings_ += f.level == Level::warning ? 1 : 0;
  }
  void add(const char* subject, const Error& e) {
    add(subject, Finding{Level::error, e.where + ": " + e.what, e.remedy});
    for (const Error& more : e.more) add(subject, more);
  }
  [[nodiscard]] int end() const {
    fmt::print("{} errors, {} warnings\n", errors_, warnings_);
    return errors_ > 0 ? 1 : 0;
  }

 private:
  int errors_ = 0;
  int warnings_ = 0;
};

/// The compiled file is whole, and made from the tables beside it.
void check_knowledge(const CoderOptions& where, Report& report) {
  if (where.knowledge.empty()) {
    report.add("knowledge", Finding{Level::ok, "read from " + where.data + "/knowledge", ""});
    return;
  }
  const auto compiled = Knowledge::open(where.knowledge);
  if (!compiled.ok()) {
    report.add("knowledge", compiled.error());
    return;
  }
  report.add("knowledge", Finding{Level::ok,
                                  fmt::format("{}: checksum {:016x} holds", where.knowledge,
                                              compiled.value().checksum()),
                                  ""});
  const auto fresh = compile_knowledge(where.data);
  const auto bytes = read_file(where.knowledge);
  if (!fresh.ok()) {
    report.add("knowledge", fresh.error());
  } else if (!bytes.ok()) {
    report.add("knowledge", bytes.error());
  } else if (fresh.value() == bytes.value()) {
    report.add("knowledge", Finding{Level::ok, "made from " + where.data + "/knowledge", ""});
  } else {
    report.add("knowledge", Finding{Level::warning, "differs from " + where.data + "/knowledge",
                                    "build again, or run `dragoman compile`"});
  }
}

/// What the ontology does not know, and entries of the same words of which only one is ever met.
void check_lexicon(const Coder& coder, Report& report) {
  const auto& entries = coder.lexicon().entries();
  std::size_t wrong = 0;
  std::unordered_map<std::string, const LexiconEntry*> frames;
  for (const LexiconEntry& e : entries) {
    for (const Error& error : check_entry(e, coder.ontology())) {
      report.add("lexicon", error);
      ++wrong;
    }
    const auto [first, added] = frames.try_emplace(frame_of(e), &e);
    if (added || first->second->act == e.act) continue;
    report.add("lexicon", Finding{Level::warning,
                                  fmt::format("{}: is never met: {} has the same words and comes "
                                              "first",
                                              e.where, first->second->where),
                                  "keep one of them"});
    ++wrong;
  }
  if (wrong == 0)
    report.add("lexicon", Finding{Level::ok, fmt::format("{} entries", entries.size()), ""});
}

void check_program(const Options& o, const CoderOptions& where, Report& report,
                   std::string* revision) {
  check_knowledge(where, report);
  const auto coder = Coder::open(where);
  if (!coder.ok()) {
    report.add("coder", coder.error());
    return;
  }
  const auto card = coder_card(coder.value(), o);
  if (!card.ok()) {
    report.add("coder", card.error());
    return;
  }
  *revision = revision_hash(card.value());
  report.add(
      "model",
      Finding{Level::ok,
              fmt::format("{} ({})", coder.value().model().version(), card.value().model), ""});
  report.add(
      "ranker",
      Finding{Level::ok, fmt::format("{} ({})", coder.value().ranker().card(), card.value().ranker),
              ""});
  check_lexicon(coder.value(), report);
  Article article;
  article.text = "The president of Ghana met the president of Togo on Monday.";
  article.published = "2026-01-15";
  const std::size_t events = coder.value().code(std::move(article)).events.size();
  if (events > 0)
    report.add("coder", Finding{Level::ok, "codes a sentence", ""});
  else
    report.add("coder", Finding{Level::warning, "finds no event in a plain sentence",
                                "check that model, lexicon and data belong together"});
}

/// Which articles this program would code anew.
void check_revision(const std::string& path, const std::string& revision, Report& report) {
  auto database = Database::open(path, Access::read);
  if (!database.ok() || revision.empty()) return;
  auto query = database.value().prepare(
      "SELECT count(*) FROM codings c JOIN revisions r USING(revision) WHERE superseded_by IS NULL "
      "AND r.coder <> ?");
  if (!query.ok()) return;
  const auto old = query.value().bind(revision).first_integer();
  if (!old.ok()) return;
  if (old.value() == 0) {
    report.add("database", Finding{Level::ok, "every coding is by this program and data", ""});
    return;
  }
  report.add("database",
             Finding{Level::warning,
                     fmt::format("{} articles are coded by another program or data", old.value()),
                     "ingest them again to bring them up to date"});
}

}  // namespace

int doctor(const Options& o) {
  Report report;
  report.add("program", Finding{Level::ok, "dragoman " DRAGOMAN_VERSION, ""});
  std::string revision;
  check_program(o, coder_options(o), report, &revision);
  if (o.db.empty()) {
    report.add("disk", check_room("here"));
    return report.end();
  }
  const auto findings = check_database(o.db);
  for (const Finding& f : findings) report.add("database", f);
  if (findings.size() > 1) check_revision(o.db, revision, report);
  report.add("disk", check_room(o.db));
  return report.end();
}

}  // namespace dragoman::cli
