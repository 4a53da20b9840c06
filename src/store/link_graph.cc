#include "store/link_graph.h"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace dragoman {

namespace {

/// Weakest links that count, one after another, where groups grow too large.
constexpr std::array<std::int32_t, 6> kLadder = {LinkGraph::kWeakest, 500, 1500, 2500, 3500, 5000};

/// Links, and things of which it is known how large their groups are, held in memory; beyond, they
/// are read and found again.
constexpr std::size_t kMostHeld = 400'000;

}  // namespace

Result<LinkGraph> LinkGraph::open(const Database& database, const std::string& kind,
                                  const std::string& column) {
  LinkGraph graph;
  const std::string cards = kind + "_cards";
  const std::string keys = kind + "_keys";
  const std::string links = kind + "_links";
  const std::string heads = std::to_string(kHeads);
  const std::vector<std::pair<const char*, std::string>> all = {
      {"card", "SELECT card FROM " + cards + " WHERE " + column + " = ?"},
      {"keep", "INSERT INTO " + cards + "(" + column + ", component, card) VALUES(?,?,?)"},
      {"drop", "DELETE FROM " + cards + " WHERE " + column + " = ?"},
      {"key", "INSERT INTO " + keys + "(key, block, rank, " + column + ") VALUES(?,?,?,?)"},
      {"unkey",
       "DELETE FROM " + keys + " WHERE key = ? AND block = ? AND rank = ? AND " + column + " = ?"},
      // The heads and the first that is none.
      {"heads", "SELECT rank, " + column + " FROM " + keys +
                    " WHERE key = ? AND block = ? ORDER BY rank, " + column + " LIMIT " + heads +
                    " + 1"},
      {"block", "SELECT " + column + " FROM " + keys + " WHERE key = ? AND block = ?"},
      {"links", "SELECT b, score FROM " + links + " WHERE a = ?"},
      {"link", "INSERT INTO " + links + "(a, b, score) VALUES(?,?,?)"},
      {"unlink", "DELETE FROM " + links + " WHERE a = ? AND b = ?"},
      {"component", "SELECT component FROM " + cards + " WHERE " + column + " = ?"},
      {"members", "SELECT " + column + " FROM " + cards + " WHERE component = ?"},
      {"assign", "UPDATE " + cards + " SET component = ? WHERE " + column + " = ?"},
  };
  for (const auto& [name, sql] : all) {
    auto query = database.prepare(sql);
    if (!query.ok()) return query.error();
    graph.queries_.emplace(name, std::move(query.value()));
  }
  return graph;
}

Result<std::vector<Node>> LinkGraph::nodes(const char* name,
                                           std::initializer_list<std::int64_t> values) {
  Query& q = queries_.find(name)->second;
  for (const std::int64_t v : values) q.bind(v);
  std::vector<Node> out;
  for (;;) {
    const auto more = q.step();
    if (!more.ok()) return more.error();
    if (!more.value()) return out;
    if (!q.is_null(0)) out.push_back(q.integer(0));
  }
}

Result<Done> LinkGraph::run(const char* name, std::initializer_list<std::int64_t> values) {
  Query& q = queries_.find(name)->second;
  for (const std::int64_t v : values) q.bind(v);
  return q.run();
}

Result<std::string> LinkGraph::card(Node node) {
  const auto fresh = new_cards_.find(node);
  if (fresh != new_cards_.end()) return fresh->second;
  Query& q = queries_.find("card")->second;
  const auto row = q.bind(node).step();
  if (!row.ok()) return row.error();
  std::string out = row.value() ? std::string(q.text(0)) : std::string();
  if (row.value()) {
    const auto end = q.run();
    if (!end.ok()) return end.error();
  }
  return out;
}

LinkGraph::Blocks& LinkGraph::blocks(std::int64_t key) {
  Blocks* const held = blocks_.find(key);
  return held != nullptr ? *held : *blocks_.keep(key, {});
}

Result<LinkGraph::Firsts*> LinkGraph::firsts(Blocks& blocks, const BlockKey& key) {
  for (Block& b : blocks)
    if (b.number == key.block) return &b.firsts;
  Query& q = queries_.find("heads")->second;
  q.bind(key.key).bind(std::int64_t{key.block});
  Firsts out;
  for (;;) {
    const auto more = q.step();
    if (!more.ok()) return more.error();
    if (!more.value()) break;
    out.push_back({q.integer(0), q.integer(1)});
  }
  blocks.push_back({key.block, std::move(out)});
  return &blocks.back().firsts;
}

Result<Done> LinkGraph::keep_key(const BlockKey& key, const Ranked& thing) {
  const auto found = firsts(blocks(key.key), key);
  if (!found.ok()) return found.error();
  Firsts& f = *found.value();
  f.insert(std::upper_bound(f.begin(), f.end(), thing), thing);
  if (std::ssize(f) > kHeads + 1) f.pop_back();
  return run("key", {key.key, key.block, thing.rank, thing.node});
}

Result<Node> LinkGraph::displaced(const BlockKey& key, Node node) {
  const auto all = firsts(blocks(key.key), key);
  if (!all.ok()) return all.error();
  const Firsts& f = *all.value();
  if (std::ssize(f) <= kHeads || f.back().node == node) return Node{0};
  const bool head =
      std::any_of(f.begin(), f.end(), [&](const Ranked& r) { return r.node == node; });
  return head ? f.back().node : Node{0};
}

Result<std::vector<Node>> LinkGraph::candidates(Node node, const std::vector<BlockKey>& keys) {
  std::vector<Node> out;
  // Of a block, its heads, or all of it; whether the thing is a head of it.
  const auto take = [&](Blocks& held, const BlockKey& key, bool all) -> Result<bool> {
    const auto found = firsts(held, key);
    if (!found.ok()) return found.error();
    const Firsts& f = *found.value();
    const auto heads = std::min<std::ptrdiff_t>(kHeads, std::ssize(f));
    const bool head =
        std::any_of(f.begin(), f.begin() + heads, [&](const Ranked& r) { return r.node == node; });
    if (heads == std::ssize(f) || !(all || head)) {
      for (std::ptrdiff_t i = 0; i < heads; ++i) out.push_back(f[static_cast<std::size_t>(i)].node);
      return head;
    }
    const auto block = nodes("block", {key.key, key.block});
    if (!block.ok()) return block.error();
    out.insert(out.end(), block.value().begin(), block.value().end());
    return head;
  };
  for (const BlockKey& k : keys) {
    // A head meets all in its block and beside it, others the heads.
    Blocks& held = blocks(k.key);
    const auto head = take(held, k, false);
    if (!head.ok()) return head.error();
    for (const std::int32_t block : {k.block - 1, k.block + 1}) {
      const auto met = take(held, {k.key, block}, head.value());
      if (!met.ok()) return met.error();
    }
  }
  return out;
}

Result<const LinkGraph::Links*> LinkGraph::links(Node node) {
  const auto found = links_.find(node);
  if (found != links_.end()) return &found->second;
  Query& q = queries_.find("links")->second;
  q.bind(node);
  Links out;
  for (;;) {
    const auto more = q.step();
    if (!more.ok()) return more.error();
    if (!more.value()) break;
    out.push_back({q.integer(0), static_cast<std::int32_t>(q.integer(1))});
  }
  held_ += out.size() + 1;
  return &links_.emplace(node, std::move(out)).first->second;
}

Result<Done> LinkGraph::link(Node a, const Link& to) {
  touched_.insert(a);
  const auto found = links_.find(a);
  if (found != links_.end()) {
    found->second.push_back(to);
    ++held_;
  }
  return run("link", {a, to.other, to.score});
}

Result<Done> LinkGraph::unlink(Node a, Node b) {
  touched_.insert(a);
  cut_.insert(a);
  const auto found = links_.find(a);
  if (found != links_.end()) {
    held_ -= std::erase_if(found->second, [b](const Link& l) { return l.other == b; });
  }
  return run("unlink", {a, b});
}

Result<Done> LinkGraph::refresh(Node node, const LinkRules& rules) {
  touched_.insert(node);
  return link_again(node, rules);
}

Result<Done> LinkGraph::link_again(Node node, const LinkRules& rules) {
  const auto keys = rules.keys(node);
  if (!keys.ok()) return keys.error();
  auto met = candidates(node, keys.value());
  if (!met.ok()) return met.error();
  const auto more = rules.others(node);
  if (!more.ok()) return more.error();
  std::vector<Node>& others = met.value();
  others.insert(others.end(), more.value().begin(), more.value().end());
  std::sort(others.begin(), others.end());
  others.erase(std::unique(others.begin(), others.end()), others.end());
  std::erase(others, node);
  const auto scores = rules.scores(node, others);
  if (!scores.ok()) return scores.error();
  std::map<Node, std::int32_t> wanted;
  for (std::size_t i = 0; i < others.size(); ++i)
    if (scores.value()[i] >= kWeakest) wanted.emplace(others[i], scores.value()[i]);
  const auto had = links(node);
  if (!had.ok()) return had.error();
  for (const Link& l : Links(*had.value())) {
    const auto found = wanted.find(l.other);
    if (found != wanted.end() && found->second == l.score) {
      wanted.erase(found);
      continue;
    }
    auto done = unlink(node, l.other);
    if (done.ok()) done = unlink(l.other, node);
    if (!done.ok()) return done;
  }
  for (const auto& [other, s] : wanted) {
    auto done = link(node, {other, s});
    if (done.ok()) done = link(other, {node, s});
    if (!done.ok()) return done;
  }
  return Done{};
}

Result<Done> LinkGraph::add(Node node, std::string_view card, std::int64_t rank,
                            const LinkRules& rules) {
  if (held_ > kMostHeld) forget_links();
  blocks_.make_room();
  new_cards_.emplace(node, card);
  touched_.insert(node);
  links_.emplace(node, Links());
  const auto keys = rules.keys(node);
  if (!keys.ok()) return keys.error();
  for (const BlockKey& k : keys.value()) {
    auto done = keep_key(k, {rank, node});
    if (!done.ok()) return done;
  }
  std::set<Node> again = {node};
  for (const BlockKey& k : keys.value()) {
    // A head that makes room for this one is head no more.
    const auto other = displaced(k, node);
    if (!other.ok()) return other.error();
    if (other.value() != 0) again.insert(other.value());
  }
  for (const Node n : again) {
    auto done = link_again(n, rules);
    if (!done.ok()) return done;
  }
  return Done{};
}

Result<Done> LinkGraph::remove(Node node, std::int64_t rank, const LinkRules& rules) {
  const auto component = nodes("component", {node});
  if (!component.ok()) return component.error();
  if (!component.value().empty()) {
    const auto members = nodes("members", {component.value().front()});
    if (!members.ok()) return members.error();
    touched_.insert(members.value().begin(), members.value().end());
  }
  const auto keys = rules.keys(node);
  if (!keys.ok()) return keys.error();
  std::set<Node> again;
  for (const BlockKey& k : keys.value()) {
    const auto other = displaced(k, node);
    if (!other.ok()) return other.error();
    if (other.value() != 0) again.insert(other.value());
    auto done = run("unkey", {k.key, k.block, rank, node});
    blocks_.erase(k.key);
    if (!done.ok()) return done;
  }
  const auto had = links(node);
  if (!had.ok()) return had.error();
  for (const Link& l : Links(*had.value())) {
    auto done = unlink(node, l.other);
    if (done.ok()) done = unlink(l.other, node);
    if (!done.ok()) return done;
  }
  if (new_cards_.erase(node) == 0) {
    auto done = run("drop", {node});
    if (!done.ok()) return done;
  }
  touched_.erase(node);
  cut_.erase(node);
  rungs_.erase(node);
  links_.erase(node);
  for (const Node n : again) {
    auto done = link_again(n, rules);
    if (!done.ok()) return done;
  }
  return Done{};
}

void LinkGraph::forget_links() {
  links_.clear();
  held_ = 0;
}

void LinkGraph::forget() {
  touched_.clear();
  cut_.clear();
  rungs_.clear();
  new_cards_.clear();
  blocks_.clear();
  forget_links();
}

/// A walk along links, and what it met.
struct LinkGraph::Search {
  std::vector<Node> met;  ///< in the order of the walk
  std::unordered_set<Node> seen;
};

Result<bool> LinkGraph::reach(Node from, std::uint8_t rung, const Rungs& known, Search& search) {
  const std::int32_t weakest = kLadder[rung];
  const std::size_t most = std::size_t{rung} + 1 == kLadder.size() ? SIZE_MAX : kMost;
  search.met.assign(1, from);
  search.seen.clear();
  search.seen.insert(from);
  for (std::size_t i = 0; i < search.met.size(); ++i) {
    const auto next = links(search.met[i]);
    if (!next.ok()) return next.error();
    for (const Link& l : *next.value()) {
      if (l.score < weakest) continue;
      // What hangs together with something too large is too large.
      const auto other = known.find(l.other);
      if (other != known.end() && other->second > rung) return false;
      if (!search.seen.insert(l.other).second) continue;
      search.met.push_back(l.other);
      if (search.met.size() > most) return false;
    }
  }
  return true;
}

Result<Done> LinkGraph::climb(Node seed, Rungs& known, Search& search) {
  const auto start = known.find(seed);
  std::uint8_t rung = start == known.end() ? std::uint8_t{0} : start->second;
  for (;; ++rung) {
    const auto small = reach(seed, rung, known, search);
    if (!small.ok()) return small.error();
    if (small.value()) break;
    const auto next = static_cast<std::uint8_t>(rung + 1);
    for (const Node node : search.met) {
      auto& least = known[node];
      least = std::max(least, next);
    }
  }
  for (const Node node : search.met) known[node] = rung;
  std::sort(search.met.begin(), search.met.end());
  return Done{};
}

Result<std::vector<std::vector<Node>>> LinkGraph::changed_groups() {
  if (held_ > kMostHeld) forget_links();
  if (rungs_.size() > kMostHeld) rungs_.clear();
  std::map<Node, Node> component_of;
  std::set<Node> seeds;
  for (const Node node : touched_) {
    seeds.insert(node);
    if (component_of.contains(node) || new_cards_.contains(node)) continue;
    const auto component = nodes("component", {node});
    if (!component.ok()) return component.error();
    if (component.value().empty()) continue;
    const Node label = component.value().front();
    const auto members = nodes("members", {label});
    if (!members.ok()) return members.error();
    for (const Node member : members.value()) component_of.emplace(member, label);
    seeds.insert(members.value().begin(), members.value().end());
  }
  touched_.clear();
  std::vector<std::vector<Node>> out;
  std::unordered_set<Node> assigned;
  Search search;
  const auto group = [&](Node seed, Rungs& known) -> Result<Done> {
    if (assigned.contains(seed)) return Done{};
    auto done = climb(seed, known, search);
    if (!done.ok()) return done;
    const Node label = search.met.front();
    for (const Node node : search.met) {
      const auto fresh = new_cards_.find(node);
      const auto had = component_of.find(node);
      if (fresh != new_cards_.end()) {
        done = queries_.find("keep")->second.bind(node).bind(label).bind_blob(fresh->second).run();
        new_cards_.erase(fresh);
      } else if (had == component_of.end() || had->second != label) {
        done = run("assign", {label, node});
      }
      if (!done.ok()) return done;
    }
    assigned.insert(search.met.begin(), search.met.end());
    out.push_back(search.met);
    return done;
  };
  // Where links were lost, what is known of a group's size may hold no more: every part that is now
  // small enough has one of these things in it.
  Rungs fresh;
  for (const Node seed : cut_) {
    const auto done = group(seed, fresh);
    if (!done.ok()) return done.error();
  }
  for (const auto& [node, rung] : fresh) {
    auto& least = rungs_[node];
    least = assigned.contains(node) ? rung : std::max(least, rung);
  }
  cut_.clear();
  for (const Node seed : seeds) {
    const auto done = group(seed, rungs_);
    if (!done.ok()) return done.error();
  }
  return out;
}

}  // namespace dragoman
