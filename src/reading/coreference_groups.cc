// Mentions of several: pairs, "both sides", "they", and officers of a country.
#include <algorithm>

#include "reading/resolver.h"
#include "text/one_of.h"

namespace dragoman {

void Resolver::counterpart(Mention& m) const {
  if (m.role != "counterpart" || m.owner < 0) return;
  const Mention& owner = mentions_[static_cast<std::size_t>(m.owner)];
  if (owner.role.empty() || owner.role == "counterpart") return;
  m.role = owner.role;
  if (!owner.sector.empty()) m.sector = owner.sector;
}

void Resolver::group(std::size_t i) {
  Mention& m = mentions_[i];
  const std::string_view noun = tree_.word(m.head).lemma;
  for (std::size_t j = i; j-- > oldest(i);) {
    const Mention& c = mentions_[j];
    if (tree_.sentence(m.head) - tree_.sentence(c.head) > 5) return;
    if (!c.plural || c.named || tree_.word(c.head).lemma != noun) continue;
    if (!m.country.empty() && !c.country.empty() && m.country != c.country) continue;
    link(j, m, true);
    return;
  }
}

void Resolver::officers(std::size_t i) {
  Mention& m = mentions_[i];
  if (m.role != "officer" && m.role != "officers") return;
  for (std::size_t j = i; j-- > oldest(i);) {
    const Mention& c = mentions_[j];
    if (c.role == m.role || (c.sector != "COP" && c.sector != "MIL")) continue;
    m.sector = c.sector;
    return;
  }
}

bool Resolver::is_pair(const Mention& m) const {
  // The foreign minister's "foreign" is part of his office.
  const bool office = m.role.find(' ') != std::string::npos;
  return has_word(m, {"two", "both"}) && (office || !described(m)) &&
         one_of(tree_.word(m.head).lemma,
                {"side",       "leader",     "country",      "nation",         "party",
                 "government", "man",        "woman",        "president",      "minister",
                 "state",      "capital",    "neighbour",    "neighbor",       "ally",
                 "rival",      "power",      "delegation",   "team",           "army",
                 "official",   "republic",   "people",       "group",          "navy",
                 "force",      "military",   "ministry",     "commander",      "general",
                 "foe",        "enemy",      "premier",      "administration", "chief",
                 "diplomat",   "negotiator", "organisation", "organization"});
}

void Resolver::pair(std::size_t i) {
  Mention& m = mentions_[i];
  const std::string_view noun = tree_.word(m.head).lemma;
  const bool people = m.person || one_of(noun, {"leader", "president", "minister", "premier", "man",
                                                "woman", "official", "diplomat", "envoy", "chief"});
  const bool states = one_of(noun, {"country", "nation", "state", "capital", "neighbour",
                                    "neighbor", "republic", "power"});
  if (!states && !people && last_two(i)) return;
  if (pair_of(i, people)) return;
  if (people ? pair_of(i, false) : last_two(i)) return;  // leaders of two states named alone
  if (states || people || one_of(noun, {"army", "navy", "force", "military", "ministry"}))
    two_sides(i);
}

void Resolver::two_sides(std::size_t i) {
  struct Side {
    std::string_view country;
    double weight = 0;
    int latest = -1;
  };
  std::vector<Side> sides;
  const std::uint32_t here = tree_.sentence(mentions_[i].head);
  for (std::size_t j = oldest(i); j < i; ++j) {
    const Mention& c = mentions_[j];
    if (!c.actor || c.country.size() != 3 || !c.members.empty() ||
        tree_.word(c.head).upos == "PRON")
      continue;
    auto side = std::find_if(sides.begin(), sides.end(),
                             [&](const Side& s) { return s.country == c.country; });
    if (side == sides.end()) side = sides.insert(side, {c.country, 0, -1});
    side->weight += 1.0 / (1.0 + (here - tree_.sentence(c.head)));
    side->latest = static_cast<int>(j);
  }
  if (sides.size() < 2) return;
  std::partial_sort(sides.begin(), sides.begin() + 2, sides.end(),
                    [](const Side& a, const Side& b) { return a.weight > b.weight; });
  Mention& m = mentions_[i];
  m.members = {std::min(sides[0].latest, sides[1].latest),
               std::max(sides[0].latest, sides[1].latest)};
  m.actor = true;
}

bool Resolver::last_two(std::size_t i) {
  Mention& m = mentions_[i];
  const std::uint32_t here = tree_.sentence(m.head);
  for (std::size_t j = i; j-- > oldest(i);) {
    const Mention& second = mentions_[j];
    if (here - tree_.sentence(second.head) > 1) return false;
    if (!stands_as_party(second)) continue;
    const Word& w = tree_.word(second.head);
    if (w.head < 0) continue;
    const auto up = static_cast<std::uint32_t>(w.head);
    int first = -1;
    if (w.deprel == "conj") {
      first = head_mention_[up];
    } else if (w.deprel == "obj" || is_relation(w.deprel, "obl")) {
      const std::int32_t subj = tree_.child(up, "nsubj");
      if (subj >= 0) first = head_mention_[static_cast<std::size_t>(subj)];
    }
    if (first < 0 || first >= static_cast<int>(j)) continue;
    const Mention& one = mentions_[static_cast<std::size_t>(first)];
    if (!stands_as_party(one) || one.chain == second.chain) continue;
    m.members = {first};
    for (const std::uint32_t c : tree_.children(mentions_[static_cast<std::size_t>(first)].head)) {
      const int more = tree_.word(c).deprel == "conj" ? head_mention_[c] : -1;
      if (more >= 0 && more < static_cast<int>(i) && more != static_cast<int>(j) &&
          stands_as_party(mentions_[static_cast<std::size_t>(more)]))
        m.members.push_back(more);
    }
    m.members.push_back(static_cast<int>(j));
    std::sort(m.members.begin(), m.members.end());
    m.actor = true;
    return true;
  }
  return false;
}

bool Resolver::pair_before(std::size_t i) {
  if (!last_two(i)) return false;
  Mention& m = mentions_[i];
  const Mention& one = mentions_[static_cast<std::size_t>(m.members[0])];
  const Mention& two = mentions_[static_cast<std::size_t>(m.members[1])];
  if (one.person == two.person && one.state == two.state && !one.plural && !two.plural) return true;
  m.members.clear();
  m.actor = false;
  return false;
}

bool Resolver::stands_as_party(const Mention& c) const {
  return c.actor && !c.location && c.members.empty() && tree_.word(c.head).upos != "PRON" &&
         !c.sector.empty();
}

bool Resolver::pair_of(std::size_t i, bool people) {
  Mention& m = mentions_[i];
  const std::uint32_t here = tree_.sentence(m.head);
  std::map<int, double> weight;  // by chain
  std::map<int, int> latest;
  for (std::size_t j = oldest(i); j < i; ++j) {
    const Mention& c = mentions_[j];
    if (!c.actor || c.country.empty() || !c.members.empty() || c.plural) continue;
    if (people ? !c.person : !c.state) continue;
    const double distance = here - tree_.sentence(c.head);
    weight[c.chain] += (subject(c.head) ? 2.0 : 1.0) / ((1.0 + distance) * (1.0 + distance));
    if (c.named) latest[c.chain] = static_cast<int>(j);
  }
  std::vector<std::pair<double, int>> order;
  for (const auto& [chain, w] : weight)
    if (latest.contains(chain)) order.emplace_back(-w, latest[chain]);
  std::sort(order.begin(), order.end());
  std::vector<int> chosen;
  for (const std::pair<double, int>& next : order) {
    const Mention& candidate = mentions_[static_cast<std::size_t>(next.second)];
    const bool seen = std::any_of(chosen.begin(), chosen.end(), [&](int k) {
      return mentions_[static_cast<std::size_t>(k)].country == candidate.country;
    });
    if (!seen && chosen.size() < 2) chosen.push_back(next.second);
  }
  if (chosen.size() < 2) return false;
  std::sort(chosen.begin(), chosen.end());
  m.members = chosen;
  m.actor = true;
  return true;
}

}  // namespace dragoman
