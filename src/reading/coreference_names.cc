// Mentions by name: persons and their surnames, acronyms, appositions.

#include "reading/resolver.h"
#include "reading/similar_names.h"
#include "text/one_of.h"

namespace dragoman {

bool Resolver::acronym(std::size_t i) {
  Mention& m = mentions_[i];
  const std::string_view form = tree_.document().form(m.head);
  if (form.size() < 2 || !is_capital(form.front()) || !is_capital(form[1]) || m.person)
    return false;
  const auto known = acronyms_.find(form);
  if (known != acronyms_.end()) return take_acronym(known->second, m);
  if (m.head < 2 || tree_.folded(m.head - 1) != "(" || m.head + 1 >= tree_.size() ||
      tree_.folded(m.head + 1) != ")")
    return false;
  for (std::size_t j = i; j-- > oldest(i);) {
    const Mention& c = mentions_[j];
    if (c.head + 6 < m.head) return false;
    if (c.last > m.head - 1 || c.person || !has_initials(c, form)) continue;
    // What only the short name is listed for holds for the long one too.
    Mention& longer = mentions_[j];
    if (longer.country.empty()) longer.country = m.country;
    if (longer.sector.empty()) longer.sector = m.sector;
    longer.actor = true;
    acronyms_.emplace(form, j);
    return take_acronym(j, m);
  }
  return false;
}

bool Resolver::take_acronym(std::size_t j, Mention& m) {
  m.named = m.place = false;
  m.sector.clear();
  link(j, m, true);
  m.named = true;
  m.location = false;
  return true;
}

bool Resolver::has_initials(const Mention& c, std::string_view acronym) const {
  std::size_t at = 0;
  std::size_t words = 0;
  for (std::uint32_t t = c.first; t < c.last; ++t) {
    const char initial = tree_.document().form(t).front();
    if (!is_capital(initial)) continue;
    ++words;
    if (at < acronym.size() && acronym[at] == initial) ++at;
  }
  return words >= 2 && at == acronym.size();
}

bool Resolver::introduced(std::size_t i) {
  Mention& m = mentions_[i];
  if (!m.named || !m.person || !m.role.empty() || m.first < 2 || i == 0 ||
      tree_.folded(m.first - 1) != "," || m.last >= tree_.size() || tree_.folded(m.last) != ",")
    return false;
  const int by = head_mention_[m.first - 2];
  if (by < 0 || by >= static_cast<int>(i)) return false;
  Mention& title = mentions_[static_cast<std::size_t>(by)];
  if (!title.person || title.named || title.plural || title.role.empty()) return false;
  const std::string name = m.name;
  link(static_cast<std::size_t>(by), m, true);
  m.name = title.name = name;
  m.named = title.named = true;
  return true;
}

bool Resolver::apposition(std::size_t i) {
  Mention& m = mentions_[i];
  const Word& w = tree_.word(m.head);
  if (!is_relation(w.deprel, "appos") || w.head < 0 || m.named) return false;
  const int of = head_mention_[static_cast<std::size_t>(w.head)];
  if (of < 0 || of >= static_cast<int>(i)) return false;
  const Mention& c = mentions_[static_cast<std::size_t>(of)];
  if (!m.actor || !c.actor || c.plural != m.plural || c.state || (c.person != m.person))
    return false;
  const std::string role = m.role;
  const std::string sector = m.sector;
  const std::string also = m.also;
  link(static_cast<std::size_t>(of), m, true);
  if (!role.empty()) {
    m.role = role;
    m.sector = sector;
    m.also = also;
    m.registry_role = false;
  }
  return true;
}

void Resolver::person(std::size_t i) {
  Mention& m = mentions_[i];
  const std::string name = fold(m.name);
  const std::string_view last = last_word(name);
  const bool bare = is_bare(name);
  for (const bool exact : {true, false}) {
    for (std::size_t j = i; j-- > oldest(i);) {
      const Mention& earlier = mentions_[j];
      if (!earlier.named || !earlier.person || earlier.name.empty()) continue;
      const std::string other = fold(earlier.name);
      const char title = title_gender(name);
      if (title != '-' && title_gender(other) != '-' && title != title_gender(other)) continue;
      if (exact ? last_word(other) != last : !same_surname(last_word(other), last)) continue;
      if (!bare && !is_bare(other) && (exact ? other != name : !same_given(other, name))) continue;
      const std::string role = m.role;
      const bool said_here = !m.registry_role && !role.empty();
      const std::string sector = m.sector;
      const std::string also = m.also;
      link(j, m, true);
      if (title != '-') m.gender = title;
      if (said_here) {
        m.role = role;
        m.sector = sector;
        m.also = also;
        m.registry_role = false;
      }
      return;
    }
  }
}

bool Resolver::is_bare(std::string_view folded) {
  const std::size_t space = folded.find(' ');
  if (space == std::string_view::npos) return true;
  return folded.find(' ', space + 1) == std::string_view::npos &&
         one_of(folded.substr(0, space), {"mr", "mr.", "ms", "ms.", "mrs", "mrs.", "dr", "dr.",
                                          "sir", "lord", "lady", "gen.", "gen", "prof."});
}

char Resolver::title_gender(std::string_view folded) {
  const std::string_view first = folded.substr(0, folded.find(' '));
  if (one_of(first, {"mr", "mr.", "sir", "lord"})) return 'm';
  if (one_of(first, {"ms", "ms.", "mrs", "mrs.", "lady", "dame"})) return 'f';
  return '-';
}

bool Resolver::same_given(std::string_view a, std::string_view b) {
  return a.substr(0, a.find(' ')) == b.substr(0, b.find(' '));
}

bool Resolver::surname_of(std::size_t i) {
  Mention& m = mentions_[i];
  if (m.state) return false;
  const std::string_view form = tree_.folded(m.head);
  for (std::size_t j = i; j-- > oldest(i);) {
    const Mention& earlier = mentions_[j];
    if (!earlier.named || !earlier.person || earlier.name.find(' ') == std::string::npos ||
        fold(last_word(earlier.name)) != form)
      continue;
    m.named = false;
    m.place = m.location = false;
    m.sector.clear();
    link(j, m, true);
    m.named = true;
    m.name = earlier.name;
    return true;
  }
  return false;
}

void Resolver::same_name(std::size_t i) {
  Mention& m = mentions_[i];
  for (std::size_t j = i; j-- > oldest(i);) {
    const Mention& earlier = mentions_[j];
    if (!earlier.named || earlier.person) continue;
    const bool same_state = m.state && earlier.state && m.country == earlier.country;
    if (!same_state && fold(earlier.name) != fold(m.name)) continue;
    m.antecedent = static_cast<int>(j);
    m.firm = true;
    m.chain = earlier.chain;
    if (m.country.empty()) m.country = earlier.country;
    if (m.sector.empty() || (!m.state && !earlier.sector.empty())) {
      m.sector = earlier.sector;
      m.also = earlier.also;
    }
    m.actor = m.actor || earlier.actor;
    return;
  }
}

}  // namespace dragoman
