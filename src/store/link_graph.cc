#include "store/link_graph.h"

#include <algorithm>
#include <array>

namespace dragoman {

namespace {

/// Weakest links that count, one after another, where groups grow too large.
constexpr std::array<std::int32_t, 6> kLadder = {LinkGraph::kWeakest, 500, 1500, 2500, 3500, 5000};

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
      {"keys", "SELECT key, block FROM " + keys + " WHERE " + column + " = ?"},
      {"unkey", "DELETE FROM " + keys + " WHERE " + column + " = ?"},
      // The heads and the first that is none.
      {"heads", "SELECT " + column + " FROM " + keys +
                    " WHERE key = ? AND block = ? ORDER BY rank, " + column + " LIMIT " + heads +
                    " + ?"},
      {"block", "SELECT " + column + " FROM " + keys + " WHERE key = ? AND block = ?"},
      {"links", "SELECT b, score FROM " + links + " WHERE a = ?"},
      {"link", "INSERT INTO " + links + "(a, b, score) VALUES(?,?,?)"},
      {"unlink", "DELETE FROM " + links + " WHERE a = ? AND b = ?"},
      {"component", "SELECT component FROM " + cards + " WHERE " + column + " = ?"},
      {"members", "SELECT " + column + " FROM " + cards + " WHERE component = ?"},
      {"assign",
       "UPDATE " + cards + " SET component = ? WHERE " + column + " = ? AND component IS NOT ?"},
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

Result<std::map<Node, std::int32_t>> LinkGraph::links(Node node) {
  Query& q = queries_.find("links")->second;
  q.bind(node);
  std::map<Node, std::int32_t> out;
  for (;;) {
    const auto more = q.step();
    if (!more.ok()) return more.error();
    if (!more.value()) return out;
    out.emplace(q.integer(0), static_cast<std::int32_t>(q.integer(1)));
  }
}

Result<std::vector<Node>> LinkGraph::candidates(Node node) {
  std::vector<BlockKey> keys;
  Query& q = queries_.find("keys")->second;
  q.bind(node);
  for (;;) {
    const auto more = q.step();
    if (!more.ok()) return more.error();
    if (!more.value()) break;
    keys.push_back({q.integer(0), static_cast<std::int32_t>(q.integer(1))});
  }
  std::vector<Node> out;
  for (const BlockKey& k : keys) {
    const auto own = nodes("heads", {k.key, k.block, 0});
    if (!own.ok()) return own.error();
    const bool head = std::find(own.value().begin(), own.value().end(), node) != own.value().end();
    // All that share the block with a head, and the heads alone for the others.
    if (!head) out.insert(out.end(), own.value().begin(), own.value().end());
    for (const std::int32_t block : {k.block - 1, k.block, k.block + 1}) {
      if (!head && block == k.block) continue;
      const auto met = head ? nodes("block", {k.key, block}) : nodes("heads", {k.key, block, 0});
      if (!met.ok()) return met.error();
      out.insert(out.end(), met.value().begin(), met.value().end());
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

Result<Done> LinkGraph::refresh(Node node, const Score& score, const Others& others) {
  auto met = candidates(node);
  if (!met.ok()) return met.error();
  const auto more = others(node);
  if (!more.ok()) return more.error();
  met.value().insert(met.value().end(), more.value().begin(), more.value().end());
  std::map<Node, std::int32_t> wanted;
  for (const Node other : met.value()) {
    if (other == node || wanted.contains(other)) continue;
    const auto s = score(node, other);
    if (!s.ok()) return s.error();
    if (s.value() >= kWeakest) wanted.emplace(other, s.value());
  }
  auto had = links(node);
  if (!had.ok()) return had.error();
  for (const auto& [other, s] : had.value()) {
    const auto found = wanted.find(other);
    if (found != wanted.end() && found->second == s) {
      wanted.erase(found);
      continue;
    }
    for (const auto& [a, b] : {std::pair{node, other}, {other, node}}) {
      auto done = run("unlink", {a, b});
      if (!done.ok()) return done;
      touched_.insert(a);
    }
  }
  for (const auto& [other, s] : wanted) {
    for (const auto& [a, b] : {std::pair{node, other}, {other, node}}) {
      auto done = run("link", {a, b, s});
      if (!done.ok()) return done;
      touched_.insert(a);
    }
  }
  touched_.insert(node);
  return Done{};
}

Result<Done> LinkGraph::add(Node node, std::string_view card, std::int64_t rank,
                            const std::vector<BlockKey>& keys, const Score& score,
                            const Others& others) {
  auto done = queries_.find("keep")->second.bind(node).bind_blob(card).run();
  if (!done.ok()) return done;
  std::set<Node> again = {node};
  for (const BlockKey& k : keys) {
    done = run("key", {k.key, k.block, rank, node});
    if (!done.ok()) return done;
    const auto first = nodes("heads", {k.key, k.block, 1});
    if (!first.ok()) return first.error();
    // A head that makes room for this one is head no more.
    if (first.value().size() > static_cast<std::size_t>(kHeads) && first.value().back() != node &&
        std::find(first.value().begin(), first.value().end(), node) != first.value().end())
      again.insert(first.value().back());
  }
  for (const Node n : again) {
    done = refresh(n, score, others);
    if (!done.ok()) return done;
  }
  return Done{};
}

Result<Done> LinkGraph::remove(Node node, const Score& score, const Others& others) {
  const auto component = nodes("component", {node});
  if (!component.ok()) return component.error();
  if (!component.value().empty()) {
    const auto members = nodes("members", {component.value().front()});
    if (!members.ok()) return members.error();
    touched_.insert(members.value().begin(), members.value().end());
  }
  std::set<Node> again;
  std::vector<BlockKey> keys;
  Query& q = queries_.find("keys")->second;
  q.bind(node);
  for (;;) {
    const auto more = q.step();
    if (!more.ok()) return more.error();
    if (!more.value()) break;
    keys.push_back({q.integer(0), static_cast<std::int32_t>(q.integer(1))});
  }
  for (const BlockKey& k : keys) {
    const auto first = nodes("heads", {k.key, k.block, 1});
    if (!first.ok()) return first.error();
    if (first.value().size() > static_cast<std::size_t>(kHeads) && first.value().back() != node &&
        std::find(first.value().begin(), first.value().end(), node) != first.value().end())
      again.insert(first.value().back());
  }
  const auto had = links(node);
  if (!had.ok()) return had.error();
  for (const auto& [other, s] : had.value()) {
    for (const auto& [a, b] : {std::pair{node, other}, {other, node}}) {
      auto done = run("unlink", {a, b});
      if (!done.ok()) return done;
    }
    touched_.insert(other);
  }
  for (const char* name : {"unkey", "drop"}) {
    auto done = run(name, {node});
    if (!done.ok()) return done;
  }
  touched_.erase(node);
  for (const Node n : again) {
    auto done = refresh(n, score, others);
    if (!done.ok()) return done;
  }
  return Done{};
}

Result<bool> LinkGraph::reach(Node from, std::int32_t weakest, std::size_t most,
                              std::set<Node>* out) {
  out->clear();
  out->insert(from);
  std::vector<Node> open = {from};
  while (!open.empty()) {
    const Node node = open.back();
    open.pop_back();
    const auto next = links(node);
    if (!next.ok()) return next.error();
    for (const auto& [other, score] : next.value()) {
      if (score < weakest || !out->insert(other).second) continue;
      if (out->size() > most) return false;
      open.push_back(other);
    }
  }
  return true;
}

Result<std::vector<std::vector<Node>>> LinkGraph::changed_groups() {
  std::set<Node> seeds;
  for (const Node node : touched_) {
    seeds.insert(node);
    const auto component = nodes("component", {node});
    if (!component.ok()) return component.error();
    if (component.value().empty()) continue;
    const auto members = nodes("members", {component.value().front()});
    if (!members.ok()) return members.error();
    seeds.insert(members.value().begin(), members.value().end());
  }
  touched_.clear();
  std::vector<std::vector<Node>> out;
  std::set<Node> assigned;
  std::set<Node> group;
  for (const Node seed : seeds) {
    if (assigned.contains(seed)) continue;
    for (std::size_t level = 0; level < kLadder.size(); ++level) {
      const bool last = level + 1 == kLadder.size();
      const auto found = reach(seed, kLadder[level], last ? SIZE_MAX : kMost, &group);
      if (!found.ok()) return found.error();
      if (found.value()) break;
    }
    for (const Node node : group) {
      const auto done = run("assign", {*group.begin(), node, *group.begin()});
      if (!done.ok()) return done.error();
    }
    assigned.insert(group.begin(), group.end());
    out.emplace_back(group.begin(), group.end());
  }
  return out;
}

}  // namespace dragoman
