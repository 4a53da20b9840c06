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
      {"keep", "INSERT INTO " + cards + "(" + column + ", card) VALUES(?,?)"},
      {"drop", "DELETE FROM " + cards + " WHERE " + column + " = ?"},
      {"key", "INSERT INTO " + keys + "(key, block, rank, " + column + ") VALUES(?,?,?,?)"},
      {"unkey",
       "DELETE FROM " + keys + " WHERE key = ? AND block = ? AND rank = ? AND " + column + " = ?"},
      // The heads and the first that is none.
      {"heads", "SELECT " + column + " FROM " + keys +
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

Result<const std::vector<Node>*> LinkGraph::first(const BlockKey& key, Firsts& known) {
  const auto found = known.find(key);
  if (found != known.end()) return &found->second;
  auto heads = nodes("heads", {key.key, key.block});
  if (!heads.ok()) return heads.error();
  return &known.emplace(key, std::move(heads.value())).first->second;
}

Result<Node> LinkGraph::displaced(const BlockKey& key, Node node, Firsts& known) {
  const auto all = first(key, known);
  if (!all.ok()) return all.error();
  const std::vector<Node>& f = *all.value();
  const bool moves = f.size() > static_cast<std::size_t>(kHeads) && f.back() != node &&
                     std::find(f.begin(), f.end(), node) != f.end();
  return moves ? f.back() : Node{0};
}

Result<std::vector<Node>> LinkGraph::candidates(Node node, const std::vector<BlockKey>& keys,
                                                Firsts& known) {
  std::vector<Node> out;
  const auto take_heads = [&](const BlockKey& key) -> Result<bool> {
    const auto all = first(key, known);
    if (!all.ok()) return all.error();
    const std::vector<Node>& f = *all.value();
    const auto end = f.begin() + std::min<std::ptrdiff_t>(kHeads, std::ssize(f));
    out.insert(out.end(), f.begin(), end);
    return std::find(f.begin(), end, node) != end;
  };
  for (const BlockKey& k : keys) {
    const auto head = take_heads(k);
    if (!head.ok()) return head.error();
    for (const std::int32_t block : {k.block - 1, k.block, k.block + 1}) {
      // All that share the block with a head, and the heads alone for the others.
      if (head.value()) {
        const auto met = nodes("block", {k.key, block});
        if (!met.ok()) return met.error();
        out.insert(out.end(), met.value().begin(), met.value().end());
      } else if (block != k.block) {
        const auto met = take_heads({k.key, block});
        if (!met.ok()) return met.error();
      }
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
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
  Firsts known;
  return refresh(node, rules, known);
}

Result<Done> LinkGraph::refresh(Node node, const LinkRules& rules, Firsts& known) {
  const auto keys = rules.keys(node);
  if (!keys.ok()) return keys.error();
  auto met = candidates(node, keys.value(), known);
  if (!met.ok()) return met.error();
  const auto more = rules.others(node);
  if (!more.ok()) return more.error();
  met.value().insert(met.value().end(), more.value().begin(), more.value().end());
  std::map<Node, std::int32_t> wanted;
  for (const Node other : met.value()) {
    if (other == node || wanted.contains(other)) continue;
    const auto s = rules.score(node, other);
    if (!s.ok()) return s.error();
    if (s.value() >= kWeakest) wanted.emplace(other, s.value());
  }
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
  auto done = queries_.find("keep")->second.bind(node).bind_blob(card).run();
  if (!done.ok()) return done;
  touched_.insert(node);
  links_.emplace(node, Links());
  const auto keys = rules.keys(node);
  if (!keys.ok()) return keys.error();
  for (const BlockKey& k : keys.value()) {
    done = run("key", {k.key, k.block, rank, node});
    if (!done.ok()) return done;
  }
  std::set<Node> again = {node};
  Firsts known;
  for (const BlockKey& k : keys.value()) {
    // A head that makes room for this one is head no more.
    const auto other = displaced(k, node, known);
    if (!other.ok()) return other.error();
    if (other.value() != 0) again.insert(other.value());
  }
  for (const Node n : again) {
    done = refresh(n, rules, known);
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
  Firsts known;
  for (const BlockKey& k : keys.value()) {
    const auto other = displaced(k, node, known);
    if (!other.ok()) return other.error();
    if (other.value() != 0) again.insert(other.value());
    auto done = run("unkey", {k.key, k.block, rank, node});
    if (!done.ok()) return done;
  }
  const auto had = links(node);
  if (!had.ok()) return had.error();
  for (const Link& l : Links(*had.value())) {
    auto done = unlink(node, l.other);
    if (done.ok()) done = unlink(l.other, node);
    if (!done.ok()) return done;
  }
  auto done = run("drop", {node});
  if (!done.ok()) return done;
  touched_.erase(node);
  cut_.erase(node);
  rungs_.erase(node);
  links_.erase(node);
  known.clear();
  for (const Node n : again) {
    done = refresh(n, rules, known);
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
    if (component_of.contains(node)) continue;
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
      const auto had = component_of.find(node);
      if (had != component_of.end() && had->second == label) continue;
      done = run("assign", {label, node});
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
