#include "reading/toponyms.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace dragoman {

namespace {

/// The longest name looked for, in tokens ("Zaporizhzhia Nuclear Power Plant", "St. Mary's
/// County").
constexpr std::uint32_t kLongest = 5;
/// More places of one name than these tell no more apart; they are the smallest.
constexpr std::size_t kMostCandidates = 96;
/// A town of this size is known by its name where the tagger saw no location.
constexpr std::int64_t kWellKnown = 15000;

bool lower_case(std::string_view form) { return form.front() >= 'a' && form.front() <= 'z'; }

bool upper_case(std::string_view form) {
  return std::none_of(form.begin(), form.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// "St." for "Saint" and the other way round; empty when the key starts with none of them.
std::string respelled(std::string_view key) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kForms = {
      {{"st. ", "saint "},
       {"st ", "saint "},
       {"saint ", "st. "},
       {"mt. ", "mount "},
       {"mt ", "mount "},
       {"mount ", "mt. "},
       {"ft. ", "fort "},
       {"ft ", "fort "},
       {"fort ", "ft. "},
       {"the ", ""}}};
  for (const auto& [from, to] : kForms) {
    if (key.starts_with(from)) return std::string(to) + std::string(key.substr(from.size()));
  }
  return {};
}

/// "Helmand" of "helmand province": what a division is called without its kind.
std::string_view without_kind(std::string_view key) {
  static constexpr std::array<std::string_view, 14> kKinds = {
      " province", " state",  " governorate", " region",     " oblast", " district", " county",
      " township", " parish", " territory",   " prefecture", " city",   " town",     " borough"};
  for (const std::string_view kind : kKinds) {
    if (key.ends_with(kind)) return key.substr(0, key.size() - kind.size());
  }
  return {};
}

/// A two-letter code or an abbreviation with a full stop: a word of its own in most places.
bool abbreviated(std::string_view form) {
  return form.size() <= 2 || (form.size() <= 6 && form.back() == '.');
}

/// A direction or a month alone, which some village is called too.
bool compass(std::string_view key) {
  static constexpr std::array<std::string_view, 12> kWords = {
      "north",     "south",     "east",    "west",  "northeast", "northwest",
      "southeast", "southwest", "central", "march", "may",       "august"};
  return std::find(kWords.begin(), kWords.end(), key) != kWords.end();
}

class Finder {
 public:
  Finder(const Tree& tree, const Knowledge& knowledge)
      : tree_(tree), document_(tree.document()), knowledge_(knowledge) {
    entity_at_.assign(tree.size(), -1);
    const auto& entities = tree.annotated().entities;
    for (std::size_t e = 0; e < entities.size(); ++e) {
      for (std::uint32_t t = entities[e].first; t < entities[e].last; ++t)
        entity_at_[t] = static_cast<int>(e);
    }
  }

  std::vector<Toponym> run() {
    learn_surnames();
    scan();
    // A name that is a place once is a place wherever it stands, whatever the tagger took it for.
    for (const Toponym& t : out_) {
      if (!t.nationality && known(t.first, t.last)) seen_.insert(key(t.first, t.last));
    }
    out_.clear();
    scan();
    return std::move(out_);
  }

 private:
  /// The type of the entity that token `t` is part of; empty when of none.
  [[nodiscard]] std::string_view type(std::uint32_t t) const {
    return entity_at_[t] < 0
               ? std::string_view()
               : tree_.annotated().entities[static_cast<std::size_t>(entity_at_[t])].type;
  }

  void scan() {
    for (const Sentence& sentence : document_.sentences) {
      std::uint32_t t = sentence.first;
      while (t < sentence.last) {
        const Toponym found = at(t, sentence);
        if (found.last == 0) {
          ++t;
          continue;
        }
        out_.push_back(found);
        t = found.last;
      }
    }
  }

  [[nodiscard]] std::string_view key(std::uint32_t first, std::uint32_t last) const {
    return tree_.folded_tokens().run(first, last);
  }

  /// Whether the gazetteer or the table of countries has the name.
  bool known(std::uint32_t first, std::uint32_t last) {
    candidates_.clear();
    place_candidates(tree_, knowledge_, {first, last, false}, candidates_);
    return !candidates_.empty();
  }

  /// Last words of the names of people in this article: a bare one later on is the person.
  void learn_surnames() {
    for (const EntitySpan& e : tree_.annotated().entities) {
      if (e.type == "PER" && e.last - e.first > 1) surnames_.insert(key(e.last - 1, e.last));
    }
  }

  [[nodiscard]] const EntitySpan& entity(std::uint32_t t) const {
    return tree_.annotated().entities[static_cast<std::size_t>(entity_at_[t])];
  }

  /// "in Aden", "from Aden", and not "in the Aden".
  [[nodiscard]] bool governed(std::uint32_t t) const {
    const std::string_view p = tree_.preposition(t);
    return (p == "in" || p == "at" || p == "near" || p == "from" || p == "to" || p == "outside" ||
            p == "around" || p == "of") &&
           tree_.child(t, "det") < 0;
  }

  /// The toponym that starts at `t`; `last` is 0 when there is none.
  Toponym at(std::uint32_t t, const Sentence& sentence) {
    const std::string_view form = document_.form(t);
    if (form.front() < 'A' || lower_case(form)) return {};
    if (Toponym after = after_comma(t, sentence); after.last != 0) return after;
    if (Toponym state = state_or_nationality(t, sentence); state.last != 0) return state;
    const std::string_view kind = type(t);
    if (kind == "LOC" && entity(t).first == t) {
      if (Toponym found = located(entity(t), sentence); found.last != 0) return found;
      return {};
    }
    if (Toponym again = seen_before(t, sentence); again.last != 0) return again;
    if (kind == "ORG") return in_organisation(t);
    if (kind == "PER" && (entity(t).last - entity(t).first > 1 || !stands_in(t))) return {};
    return untagged(t, sentence);
  }

  /// "in Aden", where no person can be.
  [[nodiscard]] bool stands_in(std::uint32_t t) const {
    const std::string_view p = tree_.preposition(t);
    return (p == "in" || p == "near" || p == "outside") && !surnames_.contains(key(t, t + 1)) &&
           tree_.child(t, "det") < 0;
  }

  /// "Day" of "Christmas Day": the last word of a longer name. "South Boston" is Boston still.
  [[nodiscard]] bool last_of_name(std::uint32_t t, const Sentence& sentence) const {
    if (t == sentence.first || type(t - 1) == "LOC") return false;
    const std::string_view before = document_.form(t - 1);
    return before.front() >= 'A' && before.front() <= 'Z' && tree_.word(t - 1).upos == "PROPN" &&
           tree_.word(t - 1).head == static_cast<std::int32_t>(t) &&
           !compass(tree_.folded(t - 1)) && tree_.folded(t - 1) != "downtown";
  }

  /// A name that is a place elsewhere in the article. Part of a person's full name is none.
  Toponym seen_before(std::uint32_t t, const Sentence& sentence) {
    if (seen_.empty()) return {};
    for (std::uint32_t n = std::min(kLongest, sentence.last - t); n >= 1; --n) {
      if (!seen_.contains(key(t, t + n))) continue;
      bool person = false;
      for (std::uint32_t i = t; i < t + n; ++i) {
        person = person || (type(i) == "PER" && entity(i).last - entity(i).first > n);
      }
      if (person || (n == 1 && surnames_.contains(key(t, t + 1)))) return {};
      return {t, t + n, false};
    }
    return {};
  }

  /// "Athens Police Department", "Bank of Georgia": the place in the name of an organisation.
  Toponym in_organisation(std::uint32_t t) {
    const EntitySpan& e = entity(t);
    const bool starts = e.first == t;
    if (!starts && (t == e.first || tree_.folded(t - 1) != "of")) return {};
    for (std::uint32_t n = std::min(kLongest, e.last - t); n >= 1; --n) {
      if (n == 1 && (compass(tree_.folded(t)) || abbreviated(document_.form(t)))) return {};
      // "Court of Human Rights": a place after "of" ends the name.
      if (!starts && t + n < e.last && tree_.word(t + n).upos == "PROPN") continue;
      const auto places = knowledge_.places(key(t, t + n));
      if (places.empty()) continue;
      const NameEntry& best = places.front();
      const bool large =
          best.kind == NameKind::division || best.geonames == 0 || best.population >= kWellKnown;
      if (large || n > 1) {
        // A whole organisation of one word may be a company: it must be a large place.
        if (n == 1 && surnames_.contains(key(t, t + 1))) return {};
        return {t, t + n, false};
      }
    }
    return {};
  }

  /// "Springfield, Ill.": a division or country right after a place and a comma.
  Toponym after_comma(std::uint32_t t, const Sentence& sentence) {
    if (out_.empty() || out_.back().nationality || out_.back().last + 1 != t ||
        out_.back().last < sentence.first || document_.form(t - 1) != ",")
      return {};
    for (std::uint32_t n = 3; n >= 1; --n) {
      if (t + n > sentence.last) continue;
      for (const NameEntry& e : knowledge_.places(tree_.folded_tokens().run(t, t + n))) {
        if (e.kind != NameKind::division) continue;
        const std::string_view form = document_.form(t);
        if (n == 1 && form.size() <= 2 && !upper_case(form)) continue;
        return {t, t + n, false};
      }
    }
    return {};
  }

  Toponym state_or_nationality(std::uint32_t t, const Sentence& sentence) {
    std::uint32_t length = 0;
    const NameEntry* found =
        knowledge_.longest(document_, tree_.folded_tokens(), t, sentence.last, &length);
    if (found == nullptr ||
        (found->kind != NameKind::country && found->kind != NameKind::adjective))
      return {};
    // "American Airlines", "Jordan Smith": part of another name.
    const std::string_view kind = type(t);
    if (kind == "PER") return {};
    if (kind == "ORG") {
      const EntitySpan& e = entity(t);
      if (e.first != t || (found->kind == NameKind::adjective && e.last != t + length)) return {};
    }
    if (found->country.empty() || found->country.size != 3) return {};
    return {t, t + length, found->kind == NameKind::adjective};
  }

  /// A location of the tagger: with the word after it where that makes a known name ("Laurel"
  /// tagged of "Laurel County"), as it stands, or the longest known part of it.
  Toponym located(const EntitySpan& e, const Sentence& sentence) {
    if (e.last - e.first == 1 && compass(tree_.folded(e.first))) return {};
    if (e.last - e.first == 1 && last_of_name(e.first, sentence)) return {};
    if (e.last - e.first == 1 && surnames_.contains(key(e.first, e.last)) && !governed(e.first))
      return {};
    if (e.last < sentence.last && !lower_case(document_.form(e.last)) &&
        (tree_.word(e.last).upos == "PROPN" || tree_.word(e.last).upos == "ADJ") &&
        !knowledge_.places(key(e.first, e.last + 1)).empty())
      return {e.first, e.last + 1, false};
    const std::uint32_t last = std::min(e.last, e.first + kLongest);
    for (std::uint32_t end = last; end > e.first; --end) {
      if (end == e.first + 1 && compass(tree_.folded(e.first))) break;
      // "Bank" of "Bank of Georgia" is no place.
      if (end == e.first + 1 && end < e.last && document_.form(end) == "of") break;
      if (known(e.first, end)) return {e.first, end, false};
    }
    return {e.first, e.last, false};
  }

  /// A name in the gazetteer that the tagger left out: it must be well known, or of several words
  /// of which some are a location.
  Toponym untagged(std::uint32_t t, const Sentence& sentence) {
    if (tree_.word(t).upos != "PROPN") return {};
    for (std::uint32_t n = std::min(kLongest, sentence.last - t); n >= 1; --n) {
      const std::string_view end = type(t + n - 1);
      if ((end == "PER" && n > 1) || end == "ORG" || lower_case(document_.form(t + n - 1)))
        continue;
      if (n == 1 &&
          (abbreviated(document_.form(t)) || compass(tree_.folded(t)) || last_of_name(t, sentence)))
        return {};
      const auto places = knowledge_.places(key(t, t + n));
      if (places.empty()) {
        if (n > 1 && end == "LOC" && known(t, t + n)) return {t, t + n, false};
        continue;
      }
      const NameEntry& best = places.front();
      if (best.kind == NameKind::division || best.geonames == 0) return {t, t + n, false};
      if (n > 1 && (end == "LOC" || best.population >= kWellKnown)) return {t, t + n, false};
      if (n == 1 && best.population >= kWellKnown && governed(t)) return {t, t + n, false};
    }
    return {};
  }

  const Tree& tree_;
  const Document& document_;
  const Knowledge& knowledge_;
  std::vector<int> entity_at_;
  std::vector<Toponym> out_;
  std::vector<const NameEntry*> candidates_;
  std::unordered_set<std::string_view> seen_;  ///< keys of names found in the first scan
  std::unordered_set<std::string_view> surnames_;
};

}  // namespace

void place_candidates(const Tree& tree, const Knowledge& knowledge, const Toponym& toponym,
                      std::vector<const NameEntry*>& out) {
  const std::string_view key = tree.folded_tokens().run(toponym.first, toponym.last);
  const Document& document = tree.document();
  const std::uint32_t begin = document.tokens[toponym.first].begin;
  const std::string_view surface =
      std::string_view(document.text).substr(begin, document.tokens[toponym.last - 1].end - begin);
  for (const NameEntry& e : knowledge.find(key)) {
    if (e.kind != NameKind::country && e.kind != NameKind::adjective) continue;
    if (e.exact_case && e.surface.view() != surface) continue;
    if (e.country.size == 3) out.push_back(&e);
  }
  const auto take = [&](std::string_view name) {
    for (const NameEntry& e : knowledge.places(name)) {
      if (out.size() == kMostCandidates) break;
      out.push_back(&e);
    }
  };
  if (key.size() > 2 || upper_case(surface)) take(key);
  if (const std::string other = respelled(key); !other.empty()) take(other);
  if (!out.empty()) return;
  if (surface.find_first_of("-'\xE2") != std::string_view::npos) take(fold(surface));
  if (out.empty()) {
    if (const std::string_view plain = without_kind(key); !plain.empty()) take(plain);
  }
  if (!out.empty()) return;
  for (const NameEntry& e : knowledge.find(key)) {  // a seat of government by its own name
    if (e.kind == NameKind::government && e.latitude != 0) out.push_back(&e);
  }
}

std::vector<Toponym> find_toponyms(const Tree& tree, const Knowledge& knowledge) {
  return Finder(tree, knowledge).run();
}

}  // namespace dragoman
