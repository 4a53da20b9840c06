// From the tables under data/knowledge to one block that can be mapped.
#include <algorithm>
#include <charconv>
#include <cstring>
#include <map>
#include <unordered_map>
#include <vector>

#include "knowledge/knowledge.h"
#include "knowledge/table.h"
#include "text/segmenter.h"

namespace dragoman {

namespace {

template <typename Number>
Number number(std::string_view text) {
  Number value{};
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

/// Short all-capital aliases collide with words (US, IS, WHO): they match only as written.
bool needs_exact_case(std::string_view alias) {
  return alias.size() <= 6 &&
         std::none_of(alias.begin(), alias.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// NameEntry before packing.
struct Draft {
  std::string name;
  std::string country;
  std::string sector;
  std::string also;
  std::string role;
  std::string surface;
  std::string admin1;
  std::string from;
  std::string to;
  double latitude = 0;
  double longitude = 0;
  std::int64_t geonames = 0;
  std::int64_t population = 0;
  NameKind kind = NameKind::role;
  char gender = '-';
  bool group = false;
  bool office = false;
  bool exact_case = false;
};

using Groups = std::map<std::string, std::vector<Draft>>;
using Numbers = std::map<std::string, std::uint32_t>;
using Classes = std::map<std::string, std::vector<std::uint32_t>>;

/// Everything the tables say, before packing.
struct Drafts {
  Groups names;
  Groups places;
  Groups roles;
  Groups countries;
  Numbers given_names;
  Numbers phrase_lengths;
  Classes verb_classes;
  Classes noun_classes;

  void name(std::string_view alias, Draft entry) {
    const Document parts = segment(std::string(alias));
    if (parts.tokens.empty()) return;
    const FoldedTokens folded(parts);
    auto& longest = phrase_lengths[std::string(folded.at(0))];
    longest = std::max(longest, static_cast<std::uint32_t>(parts.tokens.size()));
    entry.exact_case = needs_exact_case(alias);
    entry.surface = alias;
    names[std::string(folded.run(0, parts.tokens.size()))].push_back(std::move(entry));
  }

  void aliases(std::string_view list, const Draft& entry) {
    for (const auto alias : split(list, '|')) name(alias, entry);
  }
};

void countries(const Table& table, Drafts& out) {
  for (const auto& row : table.rows) {
    Draft e;
    e.name = row.at(1);
    e.country = row.at(0);
    e.latitude = number<double>(row.at(6));
    e.longitude = number<double>(row.at(7));
    e.geonames = number<std::int64_t>(row.at(8));
    e.kind = NameKind::country;
    out.countries[e.country].push_back(e);
    out.name(row.at(1), e);
    out.aliases(row.at(2), e);
    e.kind = NameKind::adjective;
    out.aliases(row.at(3), e);
    e.kind = NameKind::government;
    e.sector = "GOV";
    out.aliases(row.at(5), e);
    out.aliases(row.at(4), e);
  }
}

void organisations(const Table& table, Drafts& out) {
  for (const auto& row : table.rows) {
    Draft e;
    e.kind = NameKind::organisation;
    e.name = row.at(0);
    e.country = row.at(2);
    e.sector = row.at(3);
    out.name(row.at(0), e);
    out.aliases(row.at(1), e);
  }
}

void people(const Table& table, Drafts& out) {
  for (const auto& row : table.rows) {
    Draft e;
    e.kind = NameKind::person;
    e.name = row.at(0);
    e.country = row.at(2);
    e.sector = row.at(3);
    e.role = row.at(4);
    if (!row.at(5).empty()) e.gender = row.at(5).front();
    e.from = row.at(6);
    e.to = row.at(7);
    out.name(row.at(0), e);
    out.aliases(row.at(1), e);
  }
}

void roles(const Table& table, Drafts& out) {
  for (const auto& row : table.rows) {
    Draft e;
    e.name = row.at(0);
    const std::size_t bar = row.at(1).find('|');
    e.sector = row.at(1).substr(0, bar);
    if (bar != std::string_view::npos) e.also = row.at(1).substr(bar + 1);
    e.group = row.at(2) == "group";
    e.office = row.at(2) == "office";
    e.role = row.at(0);
    if (!row.at(3).empty()) e.gender = row.at(3).front();
    out.roles[e.name].push_back(e);
  }
}

void places(const Table& table, Drafts& out) {
  for (const auto& row : table.rows) {
    Draft e;
    e.kind = NameKind::place;
    e.name = row.at(0);
    e.country = row.at(1);
    e.admin1 = row.at(2);
    e.latitude = number<double>(row.at(3));
    e.longitude = number<double>(row.at(4));
    e.geonames = number<std::int64_t>(row.at(5));
    e.population = number<std::int64_t>(row.at(6));
    if (row.at(8) == "division") e.kind = NameKind::division;
    std::vector<std::string_view> aliases = split(row.at(7), '|');
    aliases.push_back(row.at(0));
    std::vector<std::string> seen;
    for (const auto alias : aliases) {
      std::string key = fold(alias);
      if (std::find(seen.begin(), seen.end(), key) != seen.end()) continue;
      out.places[key].push_back(e);
      seen.push_back(std::move(key));
    }
  }
  for (auto& [key, entries] : out.places) {
    std::stable_sort(entries.begin(), entries.end(),
                     [](const Draft& a, const Draft& b) { return a.population > b.population; });
  }
}

void word_classes(const Table& table, Drafts& out) {
  for (const auto& row : table.rows) {
    auto& ids = (row.at(1) == "v" ? out.verb_classes : out.noun_classes)[std::string(row.at(0))];
    for (const auto name : split(row.at(2), '|'))
      ids.push_back(static_cast<std::uint32_t>(packed_hash(name)));
  }
}

/// A seat of government lies where its capital lies.
void place_metonyms(Drafts& drafts) {
  std::map<std::string, const Draft*> capitals;
  for (const auto& [key, list] : drafts.names) {
    for (const Draft& d : list) {
      if (d.kind != NameKind::government) continue;
      const auto found = drafts.places.find(key);
      if (found == drafts.places.end()) continue;
      for (const Draft& p : found->second) {
        if (p.country != d.country || p.kind != NameKind::place) continue;
        const Draft*& best = capitals[d.country];
        if (best == nullptr || p.population > best->population) best = &p;
      }
    }
  }
  for (auto& [key, list] : drafts.names) {
    for (Draft& d : list) {
      const auto found = capitals.find(d.country);
      if (d.kind != NameKind::government || found == capitals.end()) continue;
      d.latitude = found->second->latitude;
      d.longitude = found->second->longitude;
      d.admin1 = found->second->admin1;
    }
  }
}

/// Lays the block out: header, entries, tables, strings.
class Packer {
 public:
  std::string pack(const Drafts& drafts) {
    std::size_t entries = 0;
    for (const Groups* groups : {&drafts.names, &drafts.places, &drafts.roles, &drafts.countries}) {
      for (const auto& [key, list] : *groups) entries += list.size();
    }
    PackedHeader header{};
    header.entries = take(sizeof(PackedHeader), 0);
    header.entries = take(entries * sizeof(NameEntry), alignof(NameEntry));
    header.entry_count = entries;
    entries_ = header.entries;
    header.names = groups(drafts.names);
    header.places = groups(drafts.places);
    header.roles = groups(drafts.roles);
    header.countries = groups(drafts.countries);
    header.given_names = numbers(drafts.given_names);
    header.phrase_lengths = numbers(drafts.phrase_lengths);
    header.verb_classes = classes(drafts.verb_classes);
    header.noun_classes = classes(drafts.noun_classes);
    header.class_ids = take(ids_.size() * sizeof(std::uint32_t), alignof(std::uint64_t));
    if (!ids_.empty())
      std::memcpy(block_.data() + header.class_ids, ids_.data(),
                  ids_.size() * sizeof(std::uint32_t));
    const std::size_t strings_at = block_.size();
    block_ += strings_;
    for (const auto& [field, offset] : texts_) {
      const auto distance =
          static_cast<std::int32_t>(strings_at + offset) - static_cast<std::int32_t>(field);
      std::memcpy(block_.data() + field, &distance, sizeof distance);
    }
    std::memcpy(header.magic, kPackedMagic, sizeof kPackedMagic);
    header.size = block_.size();
    std::memcpy(block_.data(), &header, sizeof header);
    header.checksum = packed_checksum(packed_guarded(block_));
    std::memcpy(block_.data(), &header, sizeof header);
    return std::move(block_);
  }

 private:
  std::size_t take(std::size_t bytes, std::size_t alignment) {
    while (alignment > 1 && block_.size() % alignment != 0) block_ += '\0';
    const std::size_t at = block_.size();
    block_.resize(at + bytes, '\0');
    return at;
  }

  template <typename T>
  void put(std::size_t at, const T& value) {
    std::memcpy(block_.data() + at, &value, sizeof value);
  }

  void text(std::size_t field, const std::string& value) {
    const auto [found, added] = offsets_.emplace(value, strings_.size());
    if (added) strings_ += value;
    texts_.emplace_back(field, found->second);
    put(field + offsetof(PackedText, size), static_cast<std::uint32_t>(value.size()));
  }

  void entry(std::size_t at, const Draft& d) {
    text(at + offsetof(NameEntry, name), d.name);
    text(at + offsetof(NameEntry, country), d.country);
    text(at + offsetof(NameEntry, sector), d.sector);
    text(at + offsetof(NameEntry, also), d.also);
    text(at + offsetof(NameEntry, role), d.role);
    text(at + offsetof(NameEntry, surface), d.surface);
    text(at + offsetof(NameEntry, admin1), d.admin1);
    text(at + offsetof(NameEntry, from), d.from);
    text(at + offsetof(NameEntry, to), d.to);
    put(at + offsetof(NameEntry, latitude), d.latitude);
    put(at + offsetof(NameEntry, longitude), d.longitude);
    put(at + offsetof(NameEntry, geonames), d.geonames);
    put(at + offsetof(NameEntry, population), d.population);
    put(at + offsetof(NameEntry, kind), d.kind);
    put(at + offsetof(NameEntry, gender), d.gender);
    put(at + offsetof(NameEntry, group), d.group);
    put(at + offsetof(NameEntry, office), d.office);
    put(at + offsetof(NameEntry, exact_case), d.exact_case);
  }

  PackedTable groups(const Groups& source) {
    std::vector<std::pair<const std::string*, std::pair<std::uint32_t, std::uint32_t>>> keys;
    for (const auto& [key, list] : source) {
      keys.push_back({&key, {next_entry_, static_cast<std::uint32_t>(list.size())}});
      for (const Draft& d : list) entry(entries_ + next_entry_++ * sizeof(NameEntry), d);
    }
    return table(keys);
  }

  PackedTable numbers(const Numbers& source) {
    std::vector<std::pair<const std::string*, std::pair<std::uint32_t, std::uint32_t>>> keys;
    for (const auto& [key, value] : source) keys.push_back({&key, {value, 0}});
    return table(keys);
  }

  PackedTable classes(const Classes& source) {
    std::vector<std::pair<const std::string*, std::pair<std::uint32_t, std::uint32_t>>> keys;
    for (const auto& [key, ids] : source) {
      keys.push_back(
          {&key,
           {static_cast<std::uint32_t>(ids_.size()), static_cast<std::uint32_t>(ids.size())}});
      ids_.insert(ids_.end(), ids.begin(), ids.end());
    }
    return table(keys);
  }

  template <typename Keys>
  PackedTable table(const Keys& keys) {
    PackedTable t{};
    t.key_count = keys.size();
    t.capacity = 8;
    while (t.capacity < 2 * keys.size()) t.capacity *= 2;
    t.slots = take(t.capacity * sizeof(std::uint32_t), alignof(std::uint64_t));
    t.keys = take(keys.size() * sizeof(PackedKey), alignof(std::uint64_t));
    for (std::size_t i = 0; i < keys.size(); ++i) {
      const std::size_t at = t.keys + i * sizeof(PackedKey);
      text(at + offsetof(PackedKey, text), *keys[i].first);
      put(at + offsetof(PackedKey, first), keys[i].second.first);
      put(at + offsetof(PackedKey, count), keys[i].second.second);
      std::uint64_t slot = packed_hash(*keys[i].first) & (t.capacity - 1);
      for (;; slot = (slot + 1) & (t.capacity - 1)) {
        std::uint32_t taken = 0;
        std::memcpy(&taken, block_.data() + t.slots + slot * sizeof taken, sizeof taken);
        if (taken == 0) break;
      }
      put(t.slots + slot * sizeof(std::uint32_t), static_cast<std::uint32_t>(i + 1));
    }
    return t;
  }

  std::string block_;
  std::string strings_;
  std::unordered_map<std::string, std::size_t> offsets_;
  std::vector<std::pair<std::size_t, std::size_t>> texts_;  ///< field, offset in strings_
  std::size_t entries_ = 0;
  std::uint32_t next_entry_ = 0;
  std::vector<std::uint32_t> ids_;
};

}  // namespace

Result<std::string> compile_knowledge(const std::string& directory) {
  Drafts drafts;
  struct Part {
    const char* file;
    std::size_t columns;
    void (*read)(const Table&, Drafts&);
  };
  const auto given_names = [](const Table& table, Drafts& out) {
    for (const auto& row : table.rows) {
      if (!row.at(1).empty())
        out.given_names.emplace(fold(row.at(0)), static_cast<unsigned char>(row.at(1).front()));
    }
  };
  for (const Part& part :
       {Part{"countries.tsv", 8, countries}, Part{"organisations.tsv", 4, organisations},
        Part{"people.tsv", 8, people}, Part{"roles.tsv", 4, roles},
        Part{"given_names.tsv", 2, given_names}, Part{"places.tsv", 7, places},
        Part{"word_classes.tsv", 3, word_classes}}) {
    Result<Table> table = read_table(directory + "/knowledge/" + part.file, part.columns);
    if (!table.ok()) return table.error();
    part.read(table.value(), drafts);
  }
  place_metonyms(drafts);
  return Packer().pack(drafts);
}

}  // namespace dragoman
