// Things that may belong together, the links between those that do, and the groups that links
// reach: kept in tables, and the same whatever the order in which the things came.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "store/database.h"
#include "store/fresh_blocks.h"
#include "store/link_table.h"
#include "store/recent.h"
#include "store/row_pages.h"
#include "story/candidate_keys.h"

namespace dragoman {

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
    out.push_back(score(*own.value(), *its.value()));
  }
  return out;
}

/// Works on the tables X_cards, X_keys and X_links. Things meet under keys. A block of a key has
/// `kHeads` heads, the first by rank, and others; a pair meets when one of the two is a head, so
/// that a new thing is compared with a bounded number of others, and one event with a thousand
/// reports still holds together. Holds a bounded part of all this in memory. Not thread-safe.
class LinkGraph {
 public:
  /// `kind`: "report" or "article"; `column`: what a thing is called in its tables. `most`: things
  /// of which all is held in memory, about; what is known of others is read or found again.
  static Result<LinkGraph> open(const Database& database, const std::string& kind,
                                const std::string& column, std::size_t most);

  /// Keeps the card and keys of a thing and links it with those that it scores with. Amortized
  /// O(keys * kHeads) scores.
  Result<Done> add(Node node, std::string_view card, std::int64_t rank,
                   const std::vector<BlockKey>& keys, const LinkRules& rules);

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
  /// A key of a thing with what is held of its blocks, which is looked for once.
  struct HeldKey {
    BlockKey key;
    Blocks* blocks = nullptr;
  };

  /// What is known of a thing.
  struct Thing {
    std::uint64_t group = 0;       ///< that was given out with it last, as a hash; 0 for unknown
    Node component = 0;            ///< in its table; 0 for unknown
    std::uint64_t seen = 0;        ///< the number of the search that met it last
    std::uint32_t grouped_by = 0;  ///< the number of the call that found its group last
    std::uint32_t fresh_of = 0;    ///< the number of the call that found `fresh`
    /// The rung of the ladder of weakest links from which on its group is small enough, as far as
    /// it is known. Links that are added can only raise it.
    std::uint8_t rung = 0;
    std::uint8_t fresh = 0;  ///< the same, found without what was known before links were cut
    bool touched = false;
  };
  /// Whose knowledge of rungs counts: what was known, or what this call found.
  enum class Known : std::uint8_t { before, fresh };

  LinkGraph(std::size_t most, LinkTable links)
      : most_(most), links_(std::move(links)), members_(most) {}
  Result<std::vector<Node>> nodes(const char* name, std::initializer_list<std::int64_t> values);
  /// Lasts until `make_room`, or until `blocks_` loses the key.
  std::vector<HeldKey> held(const std::vector<BlockKey>& keys);
  Result<Firsts*> firsts(Blocks& blocks, const BlockKey& key);
  Result<Done> keep_key(const HeldKey& held, const Ranked& thing);
  /// The head of a block that `node` keeps from being one, or let be one when it goes; 0 for none.
  Result<Node> displaced(const HeldKey& held, Node node);
  Result<std::vector<Node>> candidates(Node node, const std::vector<HeldKey>& keys);
  Result<Done> link_again(Node node, const LinkRules& rules);
  Result<Done> link_again(Node node, const std::vector<HeldKey>& keys, const LinkRules& rules);
  Result<bool> lacks(const BlockKey& key);
  Result<Done> link(Node a, Link to);
  Result<Done> unlink(Node a, Node b);
  Result<Done> unlink_all(Node node);
  [[nodiscard]] std::string_view bytes_of(std::pair<std::size_t, std::size_t> card) const {
    return std::string_view(new_bytes_).substr(card.first, card.second);
  }
  void touch(Node node);
  Result<Done> make_room();
  Result<Done> run(const char* name, std::initializer_list<std::int64_t> values);

  [[nodiscard]] std::uint8_t rung(const Thing& thing, Known known) const;
  void set_rung(Node node, std::uint8_t rung, Known known);
  Result<bool> reach(Node from, std::uint8_t rung, Known known);
  Result<Done> climb(Node seed, Known known);
  Result<Node> component(Node node);
  Result<std::vector<Node>> seeds();
  /// The group of a seed, unless it was given out already or is what it was.
  Result<Done> group(Node seed, Known known, std::vector<std::vector<Node>>& out);
  Result<Done> keep_component(Node node, Node label);

  std::map<std::string, Query, std::less<>> queries_;
  std::size_t most_;
  LinkTable links_;
  RowPages<Thing> things_;
  std::vector<Node> touched_;  ///< since the last call of changed_groups
  std::vector<Node> cut_;      ///< of these, those that have lost a link
  /// Cards that `changed_groups` has to write with their components: where each lies in one text,
  /// which keeps its room, so that they do not lie between what is held for longer.
  std::unordered_map<Node, std::pair<std::size_t, std::size_t>> new_cards_;
  std::string new_bytes_;
  Recent<std::int64_t, Blocks> blocks_{kMostKeys};
  FreshBlocks fresh_blocks_;
  Recent<Node, std::vector<Node>> members_;  ///< of components
  std::vector<Node> met_;                    ///< by the last search, in the order of the walk
  std::vector<Node> found_;                  ///< things of which this call has found a fresh rung
  std::uint64_t searches_ = 0;               ///< so far
  std::uint32_t calls_ = 0;                  ///< of changed_groups, so far

  static constexpr std::size_t kMostKeys = 45'000;  ///< whose blocks are held in memory
};

}  // namespace dragoman
