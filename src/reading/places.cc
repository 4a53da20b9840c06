#include "reading/places.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <unordered_map>

#include "knowledge/packed.h"

namespace dragoman {

namespace {

// Weights of evidence, in powers of ten of inhabitants.
constexpr double kContained = 12;     ///< "Paris, Texas"
constexpr double kDivision = 1.5;     ///< a vote for the division
constexpr double kCountry = 0.9;      ///< a vote for the country
constexpr double kNear = 1.2;         ///< a place of another name close by
constexpr double kCountryPrior = 10;  ///< "Mexico", before any town of that name
constexpr double kPartPrior = 5;      ///< "England" as another name of the United Kingdom
constexpr double kMostVotes = 4;
constexpr double kNearby = 120;  ///< km at which nearness has fallen to 1/e
constexpr std::size_t kNeighbours = 24;

// Confidence from the margin to the next place of the name, fitted to how often the place is within
// 161 km of the right one in LGL (docs/reading.md).
constexpr double kUnsure = 0.75;
constexpr double kMargin = 1.3;
constexpr double kSurrounded = 0.4;  ///< of a place that only its surroundings are known of

constexpr double kRadians = std::numbers::pi / 180;

/// Great-circle distance in km.
double distance(const NameEntry& a, const NameEntry& b) {
  const double up = std::sin((b.latitude - a.latitude) * kRadians / 2);
  const double across = std::sin((b.longitude - a.longitude) * kRadians / 2);
  const double h =
      up * up + std::cos(a.latitude * kRadians) * std::cos(b.latitude * kRadians) * across * across;
  return 12742 * std::asin(std::min(1.0, std::sqrt(h)));
}

bool whole_country(const NameEntry& e) {
  return e.kind == NameKind::country || e.kind == NameKind::adjective;
}

/// A first-level division, whose name is the name that its towns have as theirs.
bool first_level(const NameEntry& e) {
  return e.kind == NameKind::division && e.name.view() == e.admin1.view();
}

std::uint64_t division_of(const NameEntry& e) {
  return packed_hash(e.country) * 31 + packed_hash(e.admin1);
}

bool contains(const NameEntry& outer, const NameEntry& inner) {
  if (&outer == &inner || outer.country.view() != inner.country.view()) return false;
  if (whole_country(outer)) return !whole_country(inner);
  return outer.kind == NameKind::division && !whole_country(inner) &&
         !(first_level(inner) && !first_level(outer)) &&
         outer.admin1.view() == inner.admin1.view() && !outer.admin1.empty();
}

/// How likely a place is meant where nothing else is known.
double prior(const NameEntry& e) {
  if (whole_country(e)) return kCountryPrior;
  if (e.kind == NameKind::government) return 2;
  if (e.kind == NameKind::division)
    return first_level(e) ? std::max(5.5, std::log10(static_cast<double>(e.population) + 1)) : 4.2;
  if (e.geonames == 0) return 6.5;  // regions and landmarks that news reports name
  return std::log10(static_cast<double>(e.population) + 100);
}

struct Candidate {
  const NameEntry* entry = nullptr;
  double prior = 0;
  double vote = 0;       ///< of its name for its country
  double contained = 0;  ///< named together with what contains it
  double score = 0;
};

/// One name, wherever the article has it.
struct Name {
  std::vector<Candidate> candidates;
  double vote = 0;  ///< for each of its divisions
  std::size_t chosen = 0;
  double confidence = 1;
  int times = 0;
  bool government = true;  ///< wherever it stands
};

class Resolver {
 public:
  Resolver(const Tree& tree, const Knowledge& knowledge, std::span<const Toponym> toponyms,
           const std::vector<bool>& governments)
      : tree_(tree), knowledge_(knowledge), toponyms_(toponyms) {
    std::unordered_map<std::string_view, std::size_t> index;
    std::vector<const NameEntry*> found;
    of_.reserve(toponyms.size());
    for (std::size_t i = 0; i < toponyms.size(); ++i) {
      const Toponym& t = toponyms[i];
      const auto [at, added] =
          index.emplace(tree.folded_tokens().run(t.first, t.last), names_.size());
      of_.push_back(at->second);
      if (added) {
        found.clear();
        place_candidates(tree, knowledge, t, found);
        Name name;
        for (const NameEntry* e : found) name.candidates.push_back({e, prior(*e), 0, 0, 0});
        prefer_parts(name);
        names_.push_back(std::move(name));
      }
      Name& name = names_[at->second];
      ++name.times;
      name.government = name.government && i < governments.size() && governments[i];
    }
  }

  std::vector<Place> run() {
    containers();
    vote();
    choose(false);
    for (int round = 0; round < 2; ++round) choose(true);
    std::vector<Place> out;
    out.reserve(toponyms_.size());
    for (std::size_t i = 0; i < toponyms_.size(); ++i) {
      const Toponym& t = toponyms_[i];
      const Name& name = names_[of_[i]];
      Place place;
      place.span = {tree_.document().tokens[t.first].begin,
                    tree_.document().tokens[t.last - 1].end};
      place.head = head_of(t);
      place.nationality = t.nationality;
      if (!name.candidates.empty()) {
        place.entry = name.candidates[name.chosen].entry;
        place.confidence = name.confidence;
      } else {
        place.confidence = 0;
      }
      out.push_back(place);
    }
    surround(out);
    return out;
  }

 private:
  /// "England" stands in the table of countries for the United Kingdom; the division says more.
  static void prefer_parts(Name& name) {
    for (Candidate& c : name.candidates) {
      if (c.entry->kind != NameKind::country || fold(c.entry->name) == fold(c.entry->surface))
        continue;
      for (const Candidate& d : name.candidates) {
        if (first_level(*d.entry) && d.entry->country.view() == c.entry->country.view())
          c.prior = kPartPrior;
      }
    }
  }

  [[nodiscard]] std::uint32_t head_of(const Toponym& t) const {
    std::uint32_t head = t.last - 1;
    for (std::uint32_t steps = t.first; steps < t.last; ++steps) {
      const std::int32_t up = tree_.word(head).head;
      if (up < static_cast<std::int32_t>(t.first) || up >= static_cast<std::int32_t>(t.last)) break;
      head = static_cast<std::uint32_t>(up);
    }
    return head;
  }

  /// "Paris, Texas", "Lexington (Kentucky)": both sides gain where one contains the other.
  void containers() {
    for (std::size_t i = 0; i + 1 < toponyms_.size(); ++i) {
      const std::uint32_t between = toponyms_[i].last;
      if (between + 1 != toponyms_[i + 1].first || of_[i] == of_[i + 1]) continue;
      const std::string_view mark = tree_.document().form(between);
      if (mark != "," && mark != "(" && mark != "in") continue;
      const double weight = mark == "in" ? kContained / 2 : kContained;
      for (Candidate& inner : names_[of_[i]].candidates) {
        for (Candidate& outer : names_[of_[i + 1]].candidates) {
          if (!contains(*outer.entry, *inner.entry)) continue;
          // "Ontario, Canada" and "Ontario, California": the smaller container tells more.
          inner.contained = std::max(inner.contained, weight);
          outer.contained = std::max(outer.contained, weight / 2);
        }
      }
    }
  }

  /// Every name votes once for each country and division that it may lie in; one that can lie in
  /// many has little to say.
  void vote() {
    for (Name& name : names_) {
      if (name.candidates.empty()) continue;
      double best = 0;
      for (const Candidate& c : name.candidates) best = std::max(best, c.prior + c.contained);
      seen_.clear();
      for (Candidate& c : name.candidates) {
        c.vote = std::exp(1.5 * (c.prior + c.contained - best)) *
                 (whole_country(*c.entry) ? 1.0 + 0.3 * std::log(name.times) : 0.7);
        double& most = seen_[packed_hash(c.entry->country)];
        most = std::max(most, c.vote);
      }
      for (Candidate& c : name.candidates) c.vote = seen_[packed_hash(c.entry->country)];
      for (const auto& [country, weight] : seen_) countries_[country] += weight;
      seen_.clear();
      if (name.government) continue;
      bool plain_division = false;
      for (const Candidate& c : name.candidates) {
        if (whole_country(*c.entry) || c.entry->admin1.empty()) continue;
        if (c.contained > 0 || name.candidates.front().contained == 0)
          seen_[division_of(*c.entry)] = 1;
        plain_division = plain_division || (first_level(*c.entry) && c.prior >= best - 0.5);
      }
      if (seen_.empty()) continue;
      name.vote = (plain_division ? 1.5 : 1.0) / std::sqrt(static_cast<double>(seen_.size()));
      for (const auto& [division, one] : seen_) divisions_[division] += name.vote;
    }
  }

  /// A place that the gazetteer lacks lies most likely in the division that the article names most.
  void surround(std::vector<Place>& places) const {
    if (std::all_of(places.begin(), places.end(),
                    [](const Place& p) { return p.entry != nullptr; }))
      return;
    std::unordered_map<std::uint64_t, std::pair<const NameEntry*, int>> focus;
    for (const Place& p : places) {
      if (p.entry == nullptr) continue;
      const bool country = whole_country(*p.entry) || p.entry->admin1.empty();
      auto& [entry, times] = focus[country ? packed_hash(p.entry->country) : division_of(*p.entry)];
      if (entry == nullptr) entry = p.entry;
      times += country ? 1 : 2;  // a country says less of where
    }
    const NameEntry* best = nullptr;
    int most = 0;
    for (const Place& p : places) {  // in text order: the first of equals
      if (p.entry == nullptr) continue;
      const bool country = whole_country(*p.entry) || p.entry->admin1.empty();
      const auto& [entry, times] =
          focus.at(country ? packed_hash(p.entry->country) : division_of(*p.entry));
      if (times > most) {
        most = times;
        best = entry;
      }
    }
    if (best == nullptr) return;
    const NameEntry* around = best;
    for (const NameEntry& e : knowledge_.places(fold(best->admin1))) {
      if (first_level(e) && e.country.view() == best->country.view() &&
          e.admin1.view() == best->admin1.view())
        around = &e;
    }
    if (around == best && !whole_country(*best) && !first_level(*best))
      around = knowledge_.country(best->country);
    if (around == nullptr) return;
    for (Place& p : places) {
      if (p.entry != nullptr) continue;
      p.entry = around;
      p.approximate = true;
      p.confidence = kSurrounded;
    }
  }

  /// Takes the best candidate of every name; with `near`, close to those taken for other names.
  void choose(bool near) {
    std::vector<const NameEntry*> taken(names_.size(), nullptr);
    for (std::size_t n = 0; n < names_.size(); ++n) {
      if (!names_[n].candidates.empty() && !names_[n].government)
        taken[n] = names_[n].candidates[names_[n].chosen].entry;
    }
    for (std::size_t n = 0; n < names_.size(); ++n) {
      Name& name = names_[n];
      if (name.candidates.empty()) continue;
      for (Candidate& c : name.candidates) {
        const NameEntry& e = *c.entry;
        const double country = countries_[packed_hash(e.country)] - c.vote;
        c.score = c.prior + c.contained + kCountry * std::min(kMostVotes, country);
        if (!whole_country(e) && !e.admin1.empty()) {
          const double division = divisions_[division_of(e)] - name.vote;
          c.score += kDivision * std::clamp(division, 0.0, kMostVotes);
        }
        if (near && !whole_country(e)) c.score += kNear * nearness(e, n, taken);
      }
      settle(name);
    }
  }

  [[nodiscard]] static double nearness(const NameEntry& e, std::size_t n,
                                       const std::vector<const NameEntry*>& taken) {
    double sum = 0;
    const std::size_t first = n > kNeighbours / 2 ? n - kNeighbours / 2 : 0;
    const std::size_t last = std::min(taken.size(), first + kNeighbours);
    for (std::size_t m = first; m < last; ++m) {
      if (m == n || taken[m] == nullptr || whole_country(*taken[m])) continue;
      sum += std::exp(-distance(e, *taken[m]) / kNearby);
    }
    return std::min(sum, kMostVotes);
  }

  static void settle(Name& name) {
    std::size_t best = 0;
    for (std::size_t i = 1; i < name.candidates.size(); ++i) {
      if (name.candidates[i].score > name.candidates[best].score) best = i;
    }
    name.chosen = best;
    double next = name.candidates[best].score - 3;
    for (const Candidate& c : name.candidates) {
      if (distance(*c.entry, *name.candidates[best].entry) > 50) next = std::max(next, c.score);
    }
    name.confidence = 1 / (1 + std::exp(kUnsure - kMargin * (name.candidates[best].score - next)));
  }

  const Tree& tree_;
  const Knowledge& knowledge_;
  std::span<const Toponym> toponyms_;
  std::vector<std::size_t> of_;  ///< toponym -> name
  std::vector<Name> names_;
  std::unordered_map<std::uint64_t, double> countries_;
  std::unordered_map<std::uint64_t, double> divisions_;
  std::unordered_map<std::uint64_t, double> seen_;
};

/// What stands around the name of a place.
class Surroundings {
 public:
  Surroundings(const Tree& tree, const PlaceLexicon& words, const Reading& reading)
      : tree_(tree), words_(words), reading_(reading) {}

  /// "In Aden", "in the city of Aden", "flew to Aden": something happens there.
  [[nodiscard]] bool locative(std::uint32_t head) const {
    const std::uint32_t outer = governed(head);
    const std::string_view p = tree_.preposition(outer);
    if (words_.is(p, PlaceLexicon::kWhere) || opens_sentence(head) || acted_on(outer)) return true;
    return (p == "to" || p == "from") && (located(head) || located(outer));
  }

  /// Whether the name denotes the place rather than its government or what is called after it.
  [[nodiscard]] bool denotes(const Place& place) const {
    if (inside_organisation(place)) return false;
    return !government(place.head);
  }

  /// "Minsk expelled": a state or its capital as one who acts.
  [[nodiscard]] bool government(std::uint32_t head) const {
    const int m = reading_.mention_of_head[head];
    if (m < 0 || !reading_.mentions[static_cast<std::size_t>(m)].state || located(head))
      return false;
    const std::uint32_t outer = governed(head);
    if (outer != head && tree_.word(outer).upos == "NOUN") return false;
    const std::string_view p = tree_.preposition(outer);
    if (words_.is(p, PlaceLexicon::kWhere) || opens_sentence(head) || in_dateline(head) ||
        in_dateline(outer) || (p != "to" && p != "from" && words_.is(p, PlaceLexicon::kWay)))
      return false;
    return !acted_on(outer);
  }

 private:
  /// "Shelled Aden", "Aden was taken".
  [[nodiscard]] bool acted_on(std::uint32_t head) const {
    const Word& w = tree_.word(head);
    return w.head >= 0 && (is_relation(w.deprel, "obj") || w.deprel == "nsubj:pass") &&
           words_.is(tree_.word(static_cast<std::uint32_t>(w.head)).lemma, PlaceLexicon::kAct);
  }

  /// "ADEN, Yemen -": in capitals, first in its sentence.
  [[nodiscard]] bool in_dateline(std::uint32_t head) const {
    const std::uint32_t first = tree_.document().sentences[tree_.sentence(head)].first;
    if (head > first + 2) return false;
    const std::string_view form = tree_.document().form(head);
    if (form.size() < 3 ||
        std::any_of(form.begin(), form.end(), [](char c) { return c >= 'a' && c <= 'z'; }))
      return false;
    if (head + 1 >= tree_.size()) return false;
    const std::string_view next = tree_.document().form(head + 1);
    return next == "," || next == "(" || next == "-" || next == "--" || next == "\xE2\x80\x93" ||
           next == "\xE2\x80\x94";
  }

  /// "In Aden members of the guard ...", whatever the parser makes of it.
  [[nodiscard]] bool opens_sentence(std::uint32_t head) const {
    const std::uint32_t first = tree_.document().sentences[tree_.sentence(head)].first;
    return head > first && head <= first + 3 && tree_.word(first).upos == "ADP" &&
           words_.is(tree_.folded(first), PlaceLexicon::kWhere) &&
           tree_.word(head - 1).upos != "NOUN";
  }

  /// The noun whose preposition is the name's too: "city" of "in the city of Aden", "Aden" of "in
  /// Aden and Sana'a".
  [[nodiscard]] std::uint32_t governed(std::uint32_t head) const {
    for (int depth = 0; depth < 4; ++depth) {
      const Word& w = tree_.word(head);
      if (w.head < 0) break;
      const auto up = static_cast<std::uint32_t>(w.head);
      const bool joined = is_relation(w.deprel, "conj") && is_nominal(tree_.word(up).upos) &&
                          tree_.preposition(head).empty();
      const bool apposed = w.deprel == "appos" && is_nominal(tree_.word(up).upos);
      const bool part = (is_relation(w.deprel, "compound") || is_relation(w.deprel, "amod") ||
                         w.deprel == "nmod:poss" || w.deprel == "flat" ||
                         w.deprel == "nmod:unmarked" || w.deprel == "nmod:desc" ||
                         (is_relation(w.deprel, "nmod") && tree_.preposition(head) == "of")) &&
                        words_.is(tree_.word(up).lemma, PlaceLexicon::kArea);
      if (!joined && !apposed && !part) break;
      head = up;
    }
    return head;
  }

  [[nodiscard]] bool located(std::uint32_t head) const {
    const int m = reading_.mention_of_head[head];
    return m >= 0 && reading_.mentions[static_cast<std::size_t>(m)].location;
  }

  /// "Bank of Georgia": part of a longer name of an organisation.
  [[nodiscard]] bool inside_organisation(const Place& place) const {
    const auto& entities = tree_.annotated().entities;
    const auto at = std::partition_point(entities.begin(), entities.end(),
                                         [&](const EntitySpan& e) { return e.last <= place.head; });
    if (at == entities.end() || at->first > place.head || at->type != "ORG") return false;
    const auto& tokens = tree_.document().tokens;
    return tokens[at->first].begin < place.span.begin || tokens[at->last - 1].end > place.span.end;
  }

  const Tree& tree_;
  const PlaceLexicon& words_;
  const Reading& reading_;
};

}  // namespace

std::vector<Place> resolve_places(const Tree& tree, const Knowledge& knowledge,
                                  std::span<const Toponym> toponyms,
                                  const std::vector<bool>& governments) {
  return Resolver(tree, knowledge, toponyms, governments).run();
}

void find_places(const Tree& tree, const Knowledge& knowledge, const PlaceLexicon& words,
                 Reading& reading) {
  const std::vector<Toponym> toponyms = find_toponyms(tree, knowledge);
  const Surroundings around(tree, words, reading);
  std::vector<bool> governments;
  governments.reserve(toponyms.size());
  for (const Toponym& t : toponyms)
    governments.push_back(!t.nationality && t.last == t.first + 1 && around.government(t.first));
  reading.toponyms = resolve_places(tree, knowledge, toponyms, governments);
  for (Place& p : reading.toponyms) {
    if (p.entry == nullptr || p.nationality) continue;
    p.locative = !p.approximate && around.locative(p.head);
    if (p.locative || around.denotes(p)) reading.places.push_back(p);
  }
}

}  // namespace dragoman
