// Links between things that may belong together: lists in memory, packed rows in a table.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "store/database.h"
#include "store/row_pages.h"

namespace dragoman {

/// A row of events or of articles.
using Node = std::int64_t;

/// A link of a thing with another, in eight bytes.
class Link {
 public:
  Link() = default;
  /// `other` below 2^39; `score` is held to +-`kMost`.
  Link(Node other, std::int32_t score)
      : bits_(static_cast<std::int64_t>(static_cast<std::uint64_t>(other) << 24 |
                                        (static_cast<std::uint32_t>(held(score)) & 0xffffffU))) {}

  [[nodiscard]] Node other() const { return bits_ >> 24; }
  [[nodiscard]] std::int32_t score() const {
    return static_cast<std::int32_t>(static_cast<std::uint32_t>(bits_) << 8) >> 8;
  }
  friend bool operator<(Link a, Link b) { return a.bits_ < b.bits_; }
  friend bool operator==(Link a, Link b) { return a.bits_ == b.bits_; }

  static constexpr std::int32_t kMost = 8'000'000;
  static constexpr Node kNodes = Node{1} << 39;

 private:
  static std::int32_t held(std::int32_t score) {
    return score > kMost ? kMost : score < -kMost ? -kMost : score;
  }
  std::int64_t bits_ = 0;
};

/// Works on a table X_links(a, part, links): those of `a` with things of one range of rows, sorted,
/// eight bytes each as they lie in memory. What is new is written by `write`, so that a thing that
/// is linked a hundred times costs one row. Holds a bounded number of links. Not thread-safe.
class LinkTable {
 public:
  using Links = std::vector<Link>;

  /// `most`: links held in memory, about; those beyond are read again.
  static Result<LinkTable> open(const Database& database, const std::string& table,
                                std::size_t most = 1'000'000);

  /// The links of a thing, in no order; they end with the next call.
  Result<const Links*> of(Node node);
  /// A thing that has none yet.
  void start(Node node);
  /// One way; the pair must not be linked yet.
  Result<Done> link(Node a, Link to);
  /// One way.
  Result<Done> unlink(Node a, Node b);
  /// Writes what has changed, and lets go of what was not used for long, if much is held.
  Result<Done> write();
  /// Writes in the midst of a transaction, if very much is held. A moment goes by.
  Result<Done> make_room();
  /// Forgets what is not written, and all that is held.
  void forget();

 private:
  struct List {
    Links links;
    std::int64_t changed = -1;  ///< the part that was changed last
    bool held = false;
  };
  LinkTable(std::size_t most, Query read, Query keep, Query drop)
      : most_(most), read_(std::move(read)), keep_(std::move(keep)), drop_(std::move(drop)) {}
  Result<List*> list(Node node);
  /// Links held, and pages of lists as so many.
  [[nodiscard]] std::size_t weight() const;
  void change(Node node, List& list, Node other);

  std::size_t most_;
  Query read_, keep_, drop_;
  RowPages<List> lists_;
  std::size_t held_ = 0;                                ///< links in `lists_`
  std::vector<std::pair<Node, std::int64_t>> changed_;  ///< things and parts, some more than once
};

/// Moves links from a table of (a, b, score) into one of packed links.
Result<Done> pack_links(const Database& database, const std::string& from, const std::string& to);

}  // namespace dragoman
