#include "reading/toponyms.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace dragoman {

namespace {

/// The longest name looked for, in tokens ("Zaporizhzhia Nuclear Power Plant", "St. Mary's County").
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
    return std::move(out_);
  }

 private:
  /// The type of the entity that token `t` is part of; empty when of none.
  [[nodiscard]] std::string_view type(std::uint32_t t) const {
    return entity_at_[t] < 0
               ? std::string_view()
               : tree_.annotated().entities[static_cast<std::size_t>(entity_at_[t])].type;
  }

  /// The toponym that starts at `t`; `last` is 0 when there is none.
  Toponym at(std::uint32_t t, const Sentence& sentence) {
    const std::string_view form = document_.form(t);
    if (lower_case(form)) return {};
    if (Toponym after = after_comma(t, sentence); after.last != 0) return after;
    if (Toponym state = state_or_nationality(t, sentence); state.last != 0) return state;
    const std::string_view kind = type(t);
    if (kind == "LOC") {
      const EntitySpan& e =
          tree_.annotated().entities[static_cast<std::size_t>(entity_at_[t])];
      if (e.first == t) return located(e);
    }
    if (kind == "PER" || kind == "ORG") return {};
    return untagged(t, sentence);
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
    const NameEntry* known =
        knowledge_.longest(document_, tree_.folded_tokens(), t, sentence.last, &length);
    if (known == nullptr ||
        (known->kind != NameKind::country && known->kind != NameKind::adjective))
      return {};
    // "American Airlines", "Jordan Smith": part of another name.
    const std::string_view kind = type(t);
    if (kind == "PER") return {};
    if (kind == "ORG") {
      const EntitySpan& e =
          tree_.annotated().entities[static_cast<std::size_t>(entity_at_[t])];
      if (e.first != t || e.last != t + length) return {};
    }
    if (known->country.empty() || known->country.size() != 3) return {};
    return {t, t + length, known->kind == NameKind::adjective};
  }

  /// A location of the tagger: as it stands, or the longest known part of it.
  Toponym located(const EntitySpan& e) {
    const std::uint32_t last = std::min(e.last, e.first + kLongest);
    for (std::uint32_t end = last; end > e.first; --end) {
      candidates_.clear();
      place_candidates(tree_, knowledge_, {e.first, end, false}, candidates_);
      if (!candidates_.empty() || end == e.first + 1) {
        if (candidates_.empty()) return {e.first, e.last, false};
        return {e.first, end, false};
      }
    }
    return {};
  }

  /// A name in the gazetteer that the tagger left out: it must be well known.
  Toponym untagged(std::uint32_t t, const Sentence& sentence) {
    if (tree_.word(t).upos != "PROPN") return {};
    for (std::uint32_t n = std::min(kLongest, sentence.last - t); n >= 1; --n) {
      if (tree_.word(t + n - 1).upos != "PROPN" && n > 1) continue;
      if (type(t + n - 1) == "PER" || type(t + n - 1) == "ORG") continue;
      if (n == 1 && abbreviated(document_.form(t))) return {};
      const auto places = knowledge_.places(tree_.folded_tokens().run(t, t + n));
      if (places.empty()) continue;
      const NameEntry& best = places.front();
      if (best.kind == NameKind::division || best.geonames == 0 || best.population >= kWellKnown)
        return {t, t + n, false};
    }
    return {};
  }

  const Tree& tree_;
  const Document& document_;
  const Knowledge& knowledge_;
  std::vector<int> entity_at_;
  std::vector<Toponym> out_;
  std::vector<const NameEntry*> candidates_;
};

}  // namespace

void place_candidates(const Tree& tree, const Knowledge& knowledge, const Toponym& toponym,
                      std::vector<const NameEntry*>& out) {
  const std::string_view key = tree.folded_tokens().run(toponym.first, toponym.last);
  const Document& document = tree.document();
  const std::uint32_t begin = document.tokens[toponym.first].begin;
  const std::string_view surface = std::string_view(document.text)
                                       .substr(begin, document.tokens[toponym.last - 1].end - begin);
  for (const NameEntry& e : knowledge.find(key)) {
    if (e.kind != NameKind::country && e.kind != NameKind::adjective) continue;
    if (e.exact_case && e.surface.view() != surface) continue;
    if (e.country.size() == 3) out.push_back(&e);
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
