// Things that may belong together, the links between those that do, and the groups that links
// reach: kept in tables, and the same whatever the order in which the things came.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "store/database.h"
#include "store/recent.h"
#include "story/candidate_keys.h"

namespace dragoman {

/// A row of events or of articles.
using Node = std::int64_t;

/// What a graph asks of those whose things it links.
struct LinkRules {
  /// Log odds that a thing belongs together with each of others, in thousandths.
  std::function<Result<std::vector<std::int32_t>>(Node, const std::vector<Node>&)> scores;
  /// The keys of a thing that is kept.
  std::function<Result<std::vector<BlockKey>>(Node)> keys;
  /// Things to compare a thing with whatever their keys.
  std::function<Result<std::vector<Node>>(Node)> others;
};

/// Scores of a thing with each of others: `card(node)` gives a result of a pointer to its card,
/// `score(card, card)` that of two. For LinkRules::scores.
template <typename Cards, typename Score>
Result<std::vector<std::int32_t>> scores_of(Node node, const std::vector<Node>& others,
                                            const Cards& card, const Score& score) {
  const auto own = card(node);
  if (!own.ok()) return own.error();
  std::vector<std::int32_t> out;
  out.reserve(others.size());
  for (const Node other : others) {
    const auto its = card(other);
    if (!its.ok()) return its.error();
    const Result<std::int32_t> s = score(*own.value(), *its.value());
    if (!s.ok()) return s.error();
    out.push_back(s.value());
  }
  return out;
}

/// Works on the tables X_cards, X_keys and X_links. Things meet under keys. A block of a key has
/// `kHeads` heads, the first by rank, and others; a pair meets when one of the two is a head, so
/// that a new thing is compared with a bounded number of others, and one event with a thousand
/// reports still holds together. Holds a bounded part of the links in memory. Not thread-safe.
class LinkGraph {
 public:
  /// `kind`: "report" or "article"; `column`: what a thing is called in its tables.
  static Result<LinkGraph> open(const Database& database, const std::string& kind,
                                const std::string& column);

  /// Keeps the card and keys of a thing and links it with those that it scores with. Amortized
  /// O(keys * kHeads) scores.
  Result<Done> add(Node node, std::string_view card, std::int64_t rank, const LinkRules& rules);

  /// Takes a thing and its links out.
  Result<Done> remove(Node node, std::int64_t rank, const LinkRules& rules);

  /// Scores a thing again with those it meets.
  Result<Done> refresh(Node node, const LinkRules& rules);

  /// The card of a thing; empty for none.
  Result<std::string> card(Node node);

  /// The groups of things that links connect and that have changed since the last call, each
  /// sorted. Where more than `kMost` things hang together, weak links are left out until they do
  /// not.
  Result<std::vector<std::vector<Node>>> changed_groups();

  /// Forgets what has changed and what is held in memory, as when a transaction is rolled back or
  /// another connection has written.
  void forget();

  static constexpr std::int64_t kHeads = 16;
  static constexpr std::size_t kMost = 160;
  static constexpr std::int32_t kWeakest = -500;  ///< a pair below is no link

 private:
  struct Link {
    Node other = 0;
    std::int32_t score = 0;
  };
  using Links = std::vector<Link>;
  /// The first things of a block by rank, one more than its heads.
  struct Ranked {
    std::int64_t rank = 0;
    Node node = 0;
    friend bool operator<(const Ranked& a, const Ranked& b) {
      return a.rank != b.rank ? a.rank < b.rank : a.node < b.node;
    }
  };
  using Firsts = std::vector<Ranked>;
  struct Block {
    std::int32_t number = 0;
    Firsts firsts;
  };
  using Blocks = std::vector<Block>;  ///< those of a key that were asked for

  LinkGraph() = default;
  Result<std::vector<Node>> nodes(const char* name, std::initializer_list<std::int64_t> values);
  Blocks& blocks(std::int64_t key);
  Result<Firsts*> firsts(Blocks& blocks, const BlockKey& key);
  Result<Done> keep_key(const BlockKey& key, const Ranked& thing);
  /// The head of a block that `node` keeps from being one, or let be one when it goes; 0 for none.
  Result<Node> displaced(const BlockKey& key, Node node);
  Result<std::vector<Node>> candidates(Node node, const std::vector<BlockKey>& keys);
  Result<Done> link_again(Node node, const LinkRules& rules);
  Result<const Links*> links(Node node);
  Result<Done> link(Node a, const Link& to);
  Result<Done> unlink(Node a, Node b);
  void forget_links();
  Result<Done> run(const char* name, std::initializer_list<std::int64_t> values);

  /// The rung of the ladder of weakest links from which on a thing's group is small enough, as far
  /// as it is known. Links that are added can only raise it.
  using Rungs = std::unordered_map<Node, std::uint8_t>;
  struct Search;
  Result<bool> reach(Node from, std::uint8_t rung, const Rungs& known, Search& search);
  Result<Done> climb(Node seed, Rungs& known, Search& search);

  std::map<std::string, Query, std::less<>> queries_;
  std::set<Node> touched_;
  std::set<Node> cut_;                     ///< of these, those that have lost a link
  std::map<Node, std::string> new_cards_;  ///< written with their components, by changed_groups
  Rungs rungs_;
  std::unordered_map<Node, Links> links_;
  std::size_t held_ = 0;  ///< links in `links_`
  Recent<std::int64_t, Blocks> blocks_{kMostKeys};

  static constexpr std::size_t kMostKeys = 60'000;  ///< whose blocks are held in memory
};

}  // namespace dragoman
