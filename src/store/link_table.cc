#include "store/link_table.h"

#include <algorithm>
#include <cstring>

namespace dragoman {

namespace {

/// Rows of a part: about as many as a large transaction adds, so that links with what is new do not
/// make those with what is old be written again.
constexpr int kPartBits = 13;

/// A page of lists weighs as much as so many links.
constexpr std::size_t kLinksOfPage = 700;

std::int64_t part_of(Node other) { return other >> kPartBits; }

}  // namespace

Result<LinkTable> LinkTable::open(const Database& database, const std::string& table,
                                  std::size_t most) {
  auto read = database.prepare("SELECT links FROM " + table + " WHERE a = ?");
  if (!read.ok()) return read.error();
  auto keep =
      database.prepare("INSERT OR REPLACE INTO " + table + "(a, part, links) VALUES(?,?,?)");
  if (!keep.ok()) return keep.error();
  auto drop = database.prepare("DELETE FROM " + table + " WHERE a = ? AND part = ?");
  if (!drop.ok()) return drop.error();
  return LinkTable(most, std::move(read.value()), std::move(keep.value()), std::move(drop.value()));
}

Result<LinkTable::List*> LinkTable::list(Node node) {
  List& list = lists_.at(node);
  if (list.held) return &list;
  read_.bind(node);
  for (;;) {
    const auto more = read_.step();
    if (!more.ok()) return more.error();
    if (!more.value()) break;
    const std::string_view bytes = read_.text(0);
    const std::size_t before = list.links.size();
    const std::size_t count = bytes.size() / sizeof(Link);
    list.links.resize(before + count);
    if (count > 0) std::memcpy(list.links.data() + before, bytes.data(), count * sizeof(Link));
  }
  list.held = true;
  held_ += list.links.size();
  return &list;
}

Result<const LinkTable::Links*> LinkTable::of(Node node) {
  const auto found = list(node);
  if (!found.ok()) return found.error();
  return &found.value()->links;
}

void LinkTable::start(Node node) { lists_.at(node).held = true; }

void LinkTable::change(Node node, List& list, Node other) {
  const std::int64_t part = part_of(other);
  if (list.changed == part) return;
  list.changed = part;
  changed_.emplace_back(node, part);
}

Result<Done> LinkTable::link(Node a, Link to) {
  const auto found = list(a);
  if (!found.ok()) return found.error();
  found.value()->links.push_back(to);
  ++held_;
  change(a, *found.value(), to.other());
  return Done{};
}

Result<Done> LinkTable::unlink(Node a, Node b) {
  const auto found = list(a);
  if (!found.ok()) return found.error();
  Links& links = found.value()->links;
  const auto gone =
      std::find_if(links.begin(), links.end(), [b](Link l) { return l.other() == b; });
  if (gone == links.end()) return Done{};
  *gone = links.back();
  links.pop_back();
  --held_;
  change(a, *found.value(), b);
  return Done{};
}

Result<Done> LinkTable::write() {
  std::sort(changed_.begin(), changed_.end());
  changed_.erase(std::unique(changed_.begin(), changed_.end()), changed_.end());
  Links part;
  for (const auto& [node, number] : changed_) {
    const auto found = list(node);
    if (!found.ok()) return found.error();
    found.value()->changed = -1;
    part.clear();
    for (const Link l : found.value()->links)
      if (part_of(l.other()) == number) part.push_back(l);
    std::sort(part.begin(), part.end());
    Query& q = part.empty() ? drop_ : keep_;
    q.bind(node).bind(number);
    if (!part.empty())
      q.bind_blob({reinterpret_cast<const char*>(part.data()), part.size() * sizeof(Link)});
    auto done = q.run();
    if (!done.ok()) return done;
  }
  changed_.clear();
  while (lists_.pages() > 0 && weight() > most_)
    lists_.drop_oldest([this](Node, const List& list) { held_ -= list.links.size(); });
  return Done{};
}

std::size_t LinkTable::weight() const { return held_ + kLinksOfPage * lists_.pages(); }

Result<Done> LinkTable::make_room() {
  lists_.tick();
  return weight() > most_ + most_ / 2 ? write() : Done{};
}

void LinkTable::forget() {
  lists_.clear();
  held_ = 0;
  changed_.clear();
}

Result<Done> pack_links(const Database& database, const std::string& from, const std::string& to) {
  auto table = LinkTable::open(database, to);
  if (!table.ok()) return table.error();
  auto loose = database.prepare("SELECT a, b, score FROM " + from + " ORDER BY a, b");
  if (!loose.ok()) return loose.error();
  Query& q = loose.value();
  for (;;) {
    const auto more = q.step();
    if (!more.ok()) return more.error();
    if (!more.value()) return table.value().write();
    auto done = table.value().make_room();
    if (done.ok())
      done =
          table.value().link(q.integer(0), {q.integer(1), static_cast<std::int32_t>(q.integer(2))});
    if (!done.ok()) return done;
  }
}

}  // namespace dragoman
