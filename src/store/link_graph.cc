#include "store/link_graph.h"

#include <xxhash.h>

#include <algorithm>
#include <array>

namespace dragoman {

namespace {

/// Weakest links that count, one after another, where groups grow too large.
constexpr std::array<std::int32_t, 6> kLadder = {LinkGraph::kWeakest, 500, 1500, 2500, 3500, 5000};

/// Blocks of a key that are held in memory whatever thing asks for the key: as many as one thing
/// may meet, those of the day told and of the publication, and beside them.
constexpr std::size_t kMostBlocks = 6;

/// Links held in memory for each thing: where things are linked with more, fewer are held.
constexpr std::size_t kLinksOfThing = 12;

std::uint64_t hash_of(const std::vector<Node>& group) {
  const std::uint64_t hash = XXH3_64bits(group.data(), group.size() * sizeof(Node));
  return hash == 0 ? 1 : hash;
}

void sort_once(std::vector<Node>& nodes) {
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
}

}  // namespace

Result<LinkGraph> LinkGraph::open(const Database& database, const std::string& kind,
                                  const std::string& column, std::size_t most) {
  auto links = LinkTable::open(database, kind + "_links", most * kLinksOfThing);
  if (!links.ok()) return links.error();
  LinkGraph graph(most, std::move(links.value()));
  const std::string cards = kind + "_cards";
  const std::string keys = kind + "_keys";
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
      {"any", "SELECT EXISTS (SELECT 1 FROM " + keys + " WHERE block = ?)"},
      {"block", "SELECT " + column + " FROM " + keys + " WHERE key = ? AND block = ?"},
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
  if (fresh != new_cards_.end()) return std::string(bytes_of(fresh->second));
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

Result<bool> LinkGraph::lacks(const BlockKey& key) {
  if (!fresh_blocks_.asked(key.block)) {
    const auto any = queries_.find("any")->second.bind(std::int64_t{key.block}).first_integer();
    if (!any.ok()) return any.error();
    fresh_blocks_.tell(key.block, any.value() == 0);
  }
  return fresh_blocks_.lacks(key.block, key.key);
}

std::vector<LinkGraph::HeldKey> LinkGraph::held(const std::vector<BlockKey>& keys) {
  std::vector<HeldKey> out;
  out.reserve(keys.size());
  for (auto first = keys.begin(); first != keys.end();) {
    const auto last =
        std::find_if(first, keys.end(), [&](const BlockKey& k) { return k.key != first->key; });
    Blocks& blocks = blocks_.at(first->key);
    // A key that is met year after year would hold the blocks of all of them.
    if (blocks.size() > kMostBlocks) {
      std::erase_if(blocks, [&](const Block& b) {
        return std::none_of(first, last, [&](const BlockKey& k) {
          return b.number >= k.block - 1 && b.number <= k.block + 1;
        });
      });
    }
    for (; first != last; ++first) out.push_back({*first, &blocks});
  }
  return out;
}

Result<LinkGraph::Firsts*> LinkGraph::firsts(Blocks& blocks, const BlockKey& key) {
  for (Block& b : blocks)
    if (b.number == key.block) return &b.firsts;
  const auto none = lacks(key);
  if (!none.ok()) return none.error();
  Query& q = queries_.find("heads")->second;
  Firsts out;
  if (!none.value()) q.bind(key.key).bind(std::int64_t{key.block});
  while (!none.value()) {
    const auto more = q.step();
    if (!more.ok()) return more.error();
    if (!more.value()) break;
    out.push_back({q.integer(0), q.integer(1)});
  }
  blocks.push_back({key.block, std::move(out)});
  return &blocks.back().firsts;
}

Result<Done> LinkGraph::keep_key(const HeldKey& held, const Ranked& thing) {
  const BlockKey& key = held.key;
  const auto found = firsts(*held.blocks, key);
  if (!found.ok()) return found.error();
  Firsts& f = *found.value();
  const bool full = std::ssize(f) > kHeads;
  if (!full || thing < f.back()) {
    if (full) f.pop_back();
    // No room for more than there will be.
    if (f.size() == f.capacity() && std::ssize(f) > kHeads / 2) f.reserve(kHeads + 1);
    f.insert(std::upper_bound(f.begin(), f.end(), thing), thing);
  }
  fresh_blocks_.add(key.block, key.key);
  return run("key", {key.key, key.block, thing.rank, thing.node});
}

Result<Node> LinkGraph::displaced(const HeldKey& held, Node node) {
  const auto all = firsts(*held.blocks, held.key);
  if (!all.ok()) return all.error();
  const Firsts& f = *all.value();
  if (std::ssize(f) <= kHeads || f.back().node == node) return Node{0};
  const bool head =
      std::any_of(f.begin(), f.end(), [&](const Ranked& r) { return r.node == node; });
  return head ? f.back().node : Node{0};
}

Result<std::vector<Node>> LinkGraph::candidates(Node node, const std::vector<HeldKey>& keys) {
  std::vector<Node> out;
  // Of a block, its heads, or all of it; whether the thing is a head of it.
  const auto take = [&](Blocks& blocks, const BlockKey& key, bool all) -> Result<bool> {
    const auto found = firsts(blocks, key);
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
  for (const HeldKey& k : keys) {
    // A head meets all in its block and beside it, others the heads.
    const auto head = take(*k.blocks, k.key, false);
    if (!head.ok()) return head.error();
    for (const std::int32_t block : {k.key.block - 1, k.key.block + 1}) {
      const auto met = take(*k.blocks, {k.key.key, block}, head.value());
      if (!met.ok()) return met.error();
    }
  }
  return out;
}

void LinkGraph::touch(Node node) {
  Thing& thing = things_.at(node);
  if (std::exchange(thing.touched, true)) return;
  touched_.push_back(node);
}

Result<Done> LinkGraph::link(Node a, Link to) {
  // A link too weak to count where the group of a thing is small enough changes nothing.
  if (to.score() >= kLadder[things_.at(a).rung]) touch(a);
  return links_.link(a, to);
}

Result<Done> LinkGraph::unlink(Node a, Node b) {
  touch(a);
  cut_.push_back(a);
  return links_.unlink(a, b);
}

Result<Done> LinkGraph::unlink_all(Node node) {
  const auto had = links_.of(node);
  if (!had.ok()) return had.error();
  for (const Link l : LinkTable::Links(*had.value())) {
    auto done = unlink(node, l.other());
    if (done.ok()) done = unlink(l.other(), node);
    if (!done.ok()) return done;
  }
  return Done{};
}

Result<Done> LinkGraph::refresh(Node node, const LinkRules& rules) {
  touch(node);
  things_.at(node).group = 0;
  return link_again(node, rules);
}

Result<Done> LinkGraph::link_again(Node node, const LinkRules& rules) {
  const auto keys = rules.keys(node);
  return keys.ok() ? link_again(node, held(keys.value()), rules) : keys.error();
}

Result<Done> LinkGraph::link_again(Node node, const std::vector<HeldKey>& keys,
                                   const LinkRules& rules) {
  auto met = candidates(node, keys);
  if (!met.ok()) return met.error();
  const auto more = rules.others(node);
  if (!more.ok()) return more.error();
  std::vector<Node>& others = met.value();
  others.insert(others.end(), more.value().begin(), more.value().end());
  sort_once(others);
  std::erase(others, node);
  const auto scores = rules.scores(node, others);
  if (!scores.ok()) return scores.error();
  LinkTable::Links wanted;
  for (std::size_t i = 0; i < others.size(); ++i)
    if (scores.value()[i] >= kWeakest) wanted.emplace_back(others[i], scores.value()[i]);
  const auto linked = links_.of(node);
  if (!linked.ok()) return linked.error();
  LinkTable::Links had = *linked.value();
  std::sort(had.begin(), had.end());
  LinkTable::Links gone;
  std::set_difference(had.begin(), had.end(), wanted.begin(), wanted.end(),
                      std::back_inserter(gone));
  for (const Link l : gone) {
    auto done = unlink(node, l.other());
    if (done.ok()) done = unlink(l.other(), node);
    if (!done.ok()) return done;
  }
  LinkTable::Links come;
  std::set_difference(wanted.begin(), wanted.end(), had.begin(), had.end(),
                      std::back_inserter(come));
  for (const Link l : come) {
    auto done = link(node, l);
    if (done.ok()) done = link(l.other(), {node, l.score()});
    if (!done.ok()) return done;
  }
  return Done{};
}

Result<Done> LinkGraph::make_room() {
  blocks_.make_room();
  things_.tick();
  // What is known of things can be found again; which are touched is told by their list as well.
  if (things_.pages() * things_.kRows > most_) things_.drop_oldest([](Node, const Thing&) {});
  return links_.make_room();
}

Result<Done> LinkGraph::add(Node node, std::string_view card, std::int64_t rank,
                            const std::vector<BlockKey>& keys, const LinkRules& rules) {
  auto room = make_room();
  if (!room.ok()) return room;
  if (node < 0 || node >= Link::kNodes)
    return Error{"link graph", "cannot hold row " + std::to_string(node),
                 "ingest the same inputs into a new file"};
  new_cards_.insert_or_assign(node, std::pair(new_bytes_.size(), card.size()));
  new_bytes_ += card;
  touch(node);
  links_.start(node);
  const auto all = held(keys);
  for (const HeldKey& k : all) {
    auto kept = keep_key(k, {rank, node});
    if (!kept.ok()) return kept;
  }
  auto done = link_again(node, all, rules);
  std::vector<Node> again;
  for (const HeldKey& k : all) {
    // A head that makes room for this one is head no more.
    const auto other = displaced(k, node);
    if (!other.ok()) return other.error();
    if (other.value() != 0) again.push_back(other.value());
  }
  sort_once(again);
  for (const Node n : again)
    if (done.ok()) done = link_again(n, rules);
  return done;
}

Result<Done> LinkGraph::remove(Node node, std::int64_t rank, const LinkRules& rules) {
  const auto component = nodes("component", {node});
  if (!component.ok()) return component.error();
  if (!component.value().empty()) {
    const auto members = nodes("members", {component.value().front()});
    if (!members.ok()) return members.error();
    for (const Node member : members.value()) touch(member);
    members_.erase(component.value().front());
  }
  const auto keys = rules.keys(node);
  if (!keys.ok()) return keys.error();
  std::vector<Node> again;
  for (const HeldKey& k : held(keys.value())) {
    const auto other = displaced(k, node);
    if (!other.ok()) return other.error();
    if (other.value() != 0) again.push_back(other.value());
    auto done = run("unkey", {k.key.key, k.key.block, rank, node});
    if (!done.ok()) return done;
  }
  for (const BlockKey& k : keys.value()) blocks_.erase(k.key);
  auto cut = unlink_all(node);
  if (!cut.ok()) return cut;
  if (new_cards_.erase(node) == 0) {
    auto done = run("drop", {node});
    if (!done.ok()) return done;
  }
  std::erase(touched_, node);
  std::erase(cut_, node);
  things_.at(node) = Thing();
  sort_once(again);
  for (const Node n : again) {
    auto done = link_again(n, rules);
    if (!done.ok()) return done;
  }
  return Done{};
}

void LinkGraph::forget() {
  touched_.clear();
  cut_.clear();
  things_.clear();
  new_cards_.clear();
  new_bytes_.clear();
  blocks_.clear();
  fresh_blocks_.clear();
  members_.clear();
  links_.forget();
}

std::uint8_t LinkGraph::rung(const Thing& thing, Known known) const {
  if (known == Known::before) return thing.rung;
  return thing.fresh_of == calls_ ? thing.fresh : std::uint8_t{0};
}

void LinkGraph::set_rung(Node node, std::uint8_t rung, Known known) {
  Thing& thing = things_.at(node);
  if (known == Known::before) {
    thing.rung = rung;
    return;
  }
  if (std::exchange(thing.fresh_of, calls_) != calls_) found_.push_back(node);
  thing.fresh = rung;
}

/// Walks along links that count at a rung; whether what hangs together is small enough.
Result<bool> LinkGraph::reach(Node from, std::uint8_t at, Known known) {
  const std::int32_t weakest = kLadder[at];
  const std::size_t most = std::size_t{at} + 1 == kLadder.size() ? SIZE_MAX : kMost;
  ++searches_;
  met_.assign(1, from);
  things_.at(from).seen = searches_;
  for (std::size_t i = 0; i < met_.size(); ++i) {
    const auto next = links_.of(met_[i]);
    if (!next.ok()) return next.error();
    for (const Link l : *next.value()) {
      if (l.score() < weakest) continue;
      Thing& other = things_.at(l.other());
      if (other.seen == searches_) continue;
      // What hangs together with something too large is too large.
      if (rung(other, known) > at) return false;
      other.seen = searches_;
      met_.push_back(l.other());
      if (met_.size() > most) return false;
    }
  }
  return true;
}

Result<Done> LinkGraph::climb(Node seed, Known known) {
  std::uint8_t at = rung(things_.at(seed), known);
  for (;; ++at) {
    const auto small = reach(seed, at, known);
    if (!small.ok()) return small.error();
    if (small.value()) break;
    const auto next = static_cast<std::uint8_t>(at + 1);
    for (const Node node : met_)
      set_rung(node, std::max(rung(things_.at(node), known), next), known);
  }
  for (const Node node : met_) set_rung(node, at, known);
  std::sort(met_.begin(), met_.end());
  return Done{};
}

Result<Node> LinkGraph::component(Node node) {
  Thing& thing = things_.at(node);
  if (thing.component == 0 && !new_cards_.contains(node)) {
    const auto kept = nodes("component", {node});
    if (!kept.ok()) return kept.error();
    if (!kept.value().empty()) thing.component = kept.value().front();
  }
  return thing.component;
}

Result<std::vector<Node>> LinkGraph::seeds() {
  std::vector<Node> out;
  std::vector<Node> labels;
  sort_once(touched_);
  for (const Node node : touched_) {
    things_.at(node).touched = false;
    const auto label = component(node);
    if (!label.ok()) return label.error();
    if (label.value() != 0) labels.push_back(label.value());
  }
  out.swap(touched_);
  // All that was together with something touched.
  sort_once(labels);
  for (const Node label : labels) {
    const std::vector<Node>* held = members_.find(label);
    if (held == nullptr) {
      auto kept = nodes("members", {label});
      if (!kept.ok()) return kept.error();
      held = members_.keep(label, std::move(kept.value()));
    }
    out.insert(out.end(), held->begin(), held->end());
  }
  sort_once(out);
  return out;
}

Result<Done> LinkGraph::keep_component(Node node, Node label) {
  Thing& thing = things_.at(node);
  const auto fresh = new_cards_.find(node);
  if (fresh != new_cards_.end()) {
    auto done = queries_.find("keep")
                    ->second.bind(node)
                    .bind(label)
                    .bind_blob(bytes_of(fresh->second))
                    .run();
    new_cards_.erase(fresh);
    thing.component = label;
    return done;
  }
  if (thing.component == label) return Done{};
  thing.component = label;
  return run("assign", {label, node});
}

Result<Done> LinkGraph::group(Node seed, Known known, std::vector<std::vector<Node>>& out) {
  if (things_.at(seed).grouped_by == calls_) return Done{};
  auto done = climb(seed, known);
  if (!done.ok()) return done;
  const std::uint64_t hash = hash_of(met_);
  bool same = true;
  for (const Node node : met_) {
    Thing& thing = things_.at(node);
    thing.grouped_by = calls_;
    same = same && thing.group == hash;
    thing.group = hash;
  }
  if (same) return done;
  const Node label = met_.front();
  for (const Node node : met_) {
    done = keep_component(node, label);
    if (!done.ok()) return done;
  }
  members_.keep(label, met_);
  out.push_back(met_);
  return done;
}

Result<std::vector<std::vector<Node>>> LinkGraph::changed_groups() {
  auto done = make_room();
  if (!done.ok()) return done.error();
  ++calls_;
  members_.make_room();
  const auto all = seeds();
  if (!all.ok()) return all.error();
  std::vector<std::vector<Node>> out;
  // Where links were lost, what is known of a group's size may hold no more: every part that is now
  // small enough has one of these things in it.
  sort_once(cut_);
  found_.clear();
  for (const Node seed : cut_) {
    done = group(seed, Known::fresh, out);
    if (!done.ok()) return done.error();
  }
  for (const Node node : found_) {
    Thing& thing = things_.at(node);
    thing.rung = thing.grouped_by == calls_ ? thing.fresh : std::max(thing.rung, thing.fresh);
  }
  cut_.clear();
  for (const Node seed : all.value()) {
    done = group(seed, Known::before, out);
    if (!done.ok()) return done.error();
  }
  done = links_.write();
  if (!done.ok()) return done.error();
  if (new_cards_.empty()) new_bytes_.clear();
  return out;
}

}  // namespace dragoman
