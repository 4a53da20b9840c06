// Coded articles in one SQLite file: kept once, never overwritten, safe at every moment.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "coding/coder.h"
#include "store/article_digest.h"
#include "store/database.h"
#include "store/imprint.h"
#include "store/recent.h"
#include "store/story_groups.h"
#include "store/story_teller.h"

namespace dragoman {

/// What the results of a coder depend on, each as a name or a hash. Two coders with the same card
/// give the same events.
struct CoderCard {
  std::string version;  ///< of the program
  std::string model;
  std::string ranker;
  std::string lexicon;  ///< lexicon, ontology and reading tables
  std::string knowledge;
};

/// The hash by which a database knows a revision.
std::string revision_hash(const CoderCard& card);

/// What the store makes of an article that is offered to it.
struct Admission {
  enum class Kind : std::uint8_t {
    wanted,  ///< new, or known but not yet coded by this revision: code it and `add` it
    copy,    ///< new as a record, but its text is kept already, or nearly so: linked, not coded
    known,   ///< the same record is here, coded by this revision or a copy of one
  };
  Kind kind = Kind::known;
  std::int64_t article = 0;  ///< its row
};

/// One writer. Not thread-safe. Rows are numbered in the order of the calls, so that the same calls
/// give the same file contents.
class Store {
 public:
  /// Opens or makes a file and brings its tables up to date.
  static Result<Store> open(const std::string& path);

  /// The revision of a coder, made when it is first seen. `recorded`: a time in UTC, ISO 8601.
  Result<std::int64_t> revision(const CoderCard& card, std::string_view recorded);

  /// All that lies between is kept whole or not at all. `commit` also writes what happened, as the
  /// reports of the transaction tell it.
  Result<Done> begin();
  Result<Done> commit();
  void roll_back();

  /// Keeps the record of an article, unless it is here, and says whether to code it. `source` is
  /// the file it came from, `imprint` that of the article. O(log n) in the number of articles.
  Result<Admission> admit(const Article& article, const Imprint& imprint, std::string_view source,
                          std::int64_t revision);
  Result<Admission> admit(const Article& article, std::string_view source, std::int64_t revision) {
    return admit(article, imprint_of(article), source, revision);
  }

  /// Keeps that a command was run; the same again, on the same inputs, is kept once. `inputs` is a
  /// JSON array, `settings` a JSON object of the options that change what is kept, `hash` that of
  /// the inputs' bytes or empty.
  Result<Done> add_ingest(std::int64_t revision, std::string_view inputs, std::string_view settings,
                          std::string_view hash, std::string_view recorded);

  /// Keeps what a coder found in an admitted article. An earlier coding of it stays, superseded.
  /// `digest` is that of `coded`.
  Result<Done> add(std::int64_t article, std::int64_t revision, const CodedArticle& coded,
                   ArticleDigest digest);
  Result<Done> add(std::int64_t article, std::int64_t revision, const CodedArticle& coded) {
    return add(article, revision, coded, digest_of(coded));
  }

  /// Keeps what a person said of two reports, by id, and, without a verdict, takes it back. What
  /// follows is written by `commit`.
  Result<Done> judge(std::string_view a, std::string_view b, std::optional<Verdict> verdict,
                     std::string_view who, std::string_view recorded);

  /// Keeps an error of the input, once.
  Result<Done> add_bad_record(const Error& error);
  /// All of them, in the order of their sources.
  Result<std::vector<Error>> bad_records() const;

  [[nodiscard]] Database& database() { return database_; }

 private:
  explicit Store(Database database) : database_(std::move(database)) {}

  /// A statement that is prepared once, at its first use.
  Result<Query*> prepared(const char* sql);
  /// Row of the first value of a SELECT with one text parameter; 0 for none.
  Result<std::int64_t> find(const char* sql, std::string_view key);
  /// Most similar article whose text is nearly the same; 0 for none.
  Result<std::int64_t> near_copy(const Signature& signature, double* similarity);
  Result<Done> keep_signature(std::int64_t article, const Signature& signature);
  Result<std::int64_t> actor_row(std::string_view name, std::string_view country);
  Result<std::int64_t> kept_actor_row(std::string_view name, std::string_view country);
  Result<std::int64_t> place_row(const NameEntry& place);
  /// `key` tells articles apart whatever the order in which they came.
  Result<Done> add_event(std::int64_t coding, std::int64_t article, std::int64_t key,
                         const CodedArticle& coded, const Event& event, JoinableReport report);
  Result<std::int64_t> article_key(std::int64_t article);
  Result<Done> add_parties(std::int64_t event, const char* side, std::string_view day,
                           const std::vector<Party>& parties);
  /// Earlier codings of an article leave what filters look through; their rows stay.
  Result<Done> supersede(std::int64_t article, std::int64_t revision);
  /// What the sentences that tell events are about.
  Result<Done> add_topics(std::int64_t coding, const std::vector<SentenceTopics>& all);
  Result<std::int64_t> topic_row(const std::string& text);
  /// Adds the sentences of the transaction to the counts of its topics.
  Result<Done> count_topics();
  Result<Done> add_quotes(std::int64_t coding, const CodedArticle& coded);
  Result<Done> add_roles(std::int64_t coding, const CodedArticle& coded);
  Result<Done> add_names(std::int64_t coding, const std::vector<WrittenName>& names);

  Database database_;
  std::map<const char*, Query> statements_;
  Recent<std::string, std::int64_t> actors_{15'000};  ///< rows by name and country
  Recent<std::string, std::int64_t> topics_{15'000};
  std::map<std::int64_t, std::int64_t> topic_counts_;  ///< sentences by topic, not yet written
  std::int64_t written_by_others_ = 0;                 ///< PRAGMA data_version when last looked at
  StoryTeller teller_;
  StoryGroups groups_;
};

/// The text of an article row, unpacked; that of its original where it is a copy.
Result<std::string> article_text(const Database& database, std::int64_t article);

}  // namespace dragoman
