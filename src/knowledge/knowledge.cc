#include "knowledge/knowledge.h"

#include <utf8proc.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>

#include "knowledge/table.h"
#include "text/segmenter.h"

namespace dragoman {

std::string fold(std::string_view text) {
  if (std::all_of(text.begin(), text.end(),
                  [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
    std::string out(text);
    for (char& c : out) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
  }
  utf8proc_uint8_t* mapped = nullptr;
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_COMPOSE | UTF8PROC_STABLE |
                                                      UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK);
  const utf8proc_ssize_t n =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                   static_cast<utf8proc_ssize_t>(text.size()), &mapped, options);
  if (n < 0) return std::string(text);
  std::string out(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(n));
  std::free(mapped);  // NOLINT: utf8proc allocates with malloc
  return out;
}

namespace {

double number(std::string_view text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::int64_t integer(std::string_view text) {
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

/// Short all-capital aliases collide with words (US, IS, WHO): they match only as written.
bool needs_exact_case(std::string_view alias) {
  return alias.size() <= 6 &&
         std::none_of(alias.begin(), alias.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace

void Knowledge::add(std::string_view alias, NameEntry entry) {
  const Document parts = segment(std::string(alias));
  std::string key;
  for (std::size_t i = 0; i < parts.tokens.size(); ++i) {
    if (i > 0) key += ' ';
    key += fold(parts.form(i));
  }
  if (key.empty()) return;
  entry.exact_case = needs_exact_case(alias);
  entry.surface = alias;
  auto& longest = longest_by_first_[fold(parts.form(0))];
  longest = std::max(longest, static_cast<std::uint32_t>(parts.tokens.size()));
  names_[key].push_back(std::move(entry));
}

Result<Knowledge> Knowledge::load(const std::string& directory) {
  Knowledge k;
  const std::string base = directory + "/knowledge/";

  Result<Table> countries = read_table(base + "countries.tsv", 8);
  if (!countries.ok()) return countries.error();
  for (const auto& row : countries.value().rows) {
    NameEntry e;
    e.name = row.at(1);
    e.country = row.at(0);
    e.latitude = number(row.at(6));
    e.longitude = number(row.at(7));
    k.country_names_.emplace(e.country, e.name);
    e.kind = NameKind::country;
    k.add(row.at(1), e);
    for (const auto alias : split(row.at(2), '|')) k.add(alias, e);
    e.kind = NameKind::adjective;
    for (const auto alias : split(row.at(3), '|')) k.add(alias, e);
    e.kind = NameKind::government;
    e.sector = "GOV";
    for (const auto alias : split(row.at(5), '|')) k.add(alias, e);
    for (const auto alias : split(row.at(4), '|')) k.add(alias, e);
  }

  Result<Table> organisations = read_table(base + "organisations.tsv", 4);
  if (!organisations.ok()) return organisations.error();
  for (const auto& row : organisations.value().rows) {
    NameEntry e;
    e.kind = NameKind::organisation;
    e.name = row.at(0);
    e.country = row.at(2);
    e.sector = row.at(3);
    k.add(row.at(0), e);
    for (const auto alias : split(row.at(1), '|')) k.add(alias, e);
  }

  Result<Table> people = read_table(base + "people.tsv", 6);
  if (!people.ok()) return people.error();
  for (const auto& row : people.value().rows) {
    NameEntry e;
    e.kind = NameKind::person;
    e.name = row.at(0);
    e.country = row.at(2);
    e.sector = row.at(3);
    e.role = row.at(4);
    if (!row.at(5).empty()) e.gender = row.at(5).front();
    k.add(row.at(0), e);
    for (const auto alias : split(row.at(1), '|')) k.add(alias, e);
  }

  Result<Table> roles = read_table(base + "roles.tsv", 4);
  if (!roles.ok()) return roles.error();
  for (const auto& row : roles.value().rows) {
    NameEntry e;
    e.kind = NameKind::role;
    e.name = row.at(0);
    e.sector = row.at(1);
    e.group = row.at(2) == "group";
    e.role = row.at(0);
    if (!row.at(3).empty()) e.gender = row.at(3).front();
    k.roles_.emplace(std::string(row.at(0)), e);
  }

  Result<Table> names = read_table(base + "given_names.tsv", 2);
  if (!names.ok()) return names.error();
  for (const auto& row : names.value().rows) {
    if (!row.at(1).empty()) k.given_names_.emplace(fold(row.at(0)), row.at(1).front());
  }

  Result<Table> places = read_table(base + "places.tsv", 7);
  if (!places.ok()) return places.error();
  for (const auto& row : places.value().rows) {
    NameEntry e;
    e.kind = NameKind::place;
    e.name = row.at(0);
    e.country = row.at(1);
    e.admin1 = row.at(2);
    e.latitude = number(row.at(3));
    e.longitude = number(row.at(4));
    e.geonames = integer(row.at(5));
    e.population = integer(row.at(6));
    std::vector<std::string_view> aliases = split(row.at(7), '|');
    aliases.push_back(row.at(0));
    for (const auto alias : aliases) k.places_[fold(alias)].push_back(e);
  }
  for (auto& [key, entries] : k.places_) {
    std::stable_sort(entries.begin(), entries.end(), [](const NameEntry& a, const NameEntry& b) {
      return a.population > b.population;
    });
  }
  return k;
}

const NameEntry* Knowledge::longest(const Document& document, std::uint32_t first,
                                    std::uint32_t limit, std::uint32_t* length) const {
  std::string key = fold(document.form(first));
  const auto bound = longest_by_first_.find(key);
  if (bound == longest_by_first_.end()) return nullptr;
  const NameEntry* best = nullptr;
  for (std::uint32_t n = 1; n <= bound->second && first + n <= limit; ++n) {
    if (n > 1) {
      key += ' ';
      key += fold(document.form(first + n - 1));
    }
    const auto found = names_.find(key);
    if (found == names_.end()) continue;
    const std::string_view surface =
        std::string_view(document.text)
            .substr(document.tokens[first].begin,
                    document.tokens[first + n - 1].end - document.tokens[first].begin);
    // Names start with a capital (or are written wholly as in the table).
    const char initial = surface.front();
    for (const NameEntry& entry : found->second) {
      if (entry.exact_case ? surface != entry.surface : (initial >= 'a' && initial <= 'z'))
        continue;
      best = &entry;
      *length = n;
      break;
    }
  }
  return best;
}

const std::vector<NameEntry>* Knowledge::find(std::string_view normalised) const {
  const auto found = names_.find(normalised);
  return found == names_.end() ? nullptr : &found->second;
}

const NameEntry* Knowledge::place(std::string_view normalised) const {
  const auto found = places_.find(normalised);
  return found == places_.end() ? nullptr : &found->second.front();
}

const NameEntry* Knowledge::role(std::string_view lemma) const {
  const auto found = roles_.find(lemma);
  return found == roles_.end() ? nullptr : &found->second;
}

char Knowledge::gender_of(std::string_view given_name) const {
  const auto found = given_names_.find(fold(given_name));
  return found == given_names_.end() ? '-' : found->second;
}

std::string_view Knowledge::country_name(std::string_view iso3) const {
  const auto found = country_names_.find(iso3);
  return found == country_names_.end() ? iso3 : std::string_view(found->second);
}

}  // namespace dragoman
