// Things that may belong together, the links between those that do, and the groups that links
// reach: kept in tables, and the same whatever the order in which the things came.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "store/database.h"
#include "story/candidate_keys.h"

namespace dragoman {

/// A row of events or of articles.
using Node = std::int64_t;

/// Works on the tables X_cards, X_keys and X_links. Things meet under keys. A block of a key has
/// `kHeads` heads, the first by rank, and others; a pair meets when one of the two is a head, so
/// that a new thing is compared with a bounded number of others, and one event with a thousand
/// reports still holds together. Not thread-safe.
class LinkGraph {
 public:
  /// Log odds of a pair, in thousandths.
  using Score = std::function<Result<std::int32_t>(Node, Node)>;
  /// Things to compare a thing with whatever their keys.
  using Others = std::function<Result<std::vector<Node>>(Node)>;

  /// `kind`: "report" or "article"; `column`: what a thing is called in its tables.
  static Result<LinkGraph> open(const Database& database, const std::string& kind,
                                const std::string& column);

  /// Keeps the card and keys of a thing and links it with those that it scores with. Amortized
  /// O(keys * kHeads) scores.
  Result<Done> add(Node node, std::string_view card, std::int64_t rank,
                   const std::vector<BlockKey>& keys, const Score& score, const Others& others);

  /// Takes a thing and its links out.
  Result<Done> remove(Node node, const Score& score, const Others& others);

  /// Scores a thing again with those it meets.
  Result<Done> refresh(Node node, const Score& score, const Others& others);

  /// The card of a thing; empty for none.
  Result<std::string> card(Node node);

  /// The groups of things that links connect and that have changed since the last call, each
  /// sorted. Where more than `kMost` things hang together, weak links are left out until they do
  /// not.
  Result<std::vector<std::vector<Node>>> changed_groups();

  /// Forgets what has changed, as when a transaction is rolled back.
  void forget() { touched_.clear(); }

  static constexpr std::int64_t kHeads = 16;
  static constexpr std::size_t kMost = 160;
  static constexpr std::int32_t kWeakest = -500;  ///< a pair below is no link

 private:
  LinkGraph() = default;
  Result<std::vector<Node>> nodes(const char* name, std::initializer_list<std::int64_t> values);
  Result<std::vector<Node>> candidates(Node node);
  Result<std::map<Node, std::int32_t>> links(Node node);
  Result<bool> reach(Node from, std::int32_t weakest, std::size_t most, std::set<Node>* out);
  Result<Done> run(const char* name, std::initializer_list<std::int64_t> values);

  std::map<std::string, Query, std::less<>> queries_;
  std::set<Node> touched_;
};

}  // namespace dragoman
