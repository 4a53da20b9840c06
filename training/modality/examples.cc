#include "examples.h"

#include <fmt/format.h>

#include "knowledge/table.h"
#include "reading/background.h"
#include "reading/chains.h"
#include "reading/mentions.h"
#include "reading/modality_features.h"
#include "reading/statements.h"

namespace dragoman {

namespace {

constexpr const char* kPublished = "2026-03-04";

/// A sentence as the rules alone read it.
struct RuledText {
  RuledText(const Coder& coder, const WordTable& words, std::string text)
      : annotated(coder.annotate(std::move(text))), tree(annotated), coder_(coder), words_(words) {
    find_mentions(tree, coder.knowledge(), kPublished, reading);
    resolve_coreference(tree, reading);
    find_statements(tree, reading);
    set_modality(tree, coder.reading_lexicon(), reading);
    set_background(tree, kPublished, coder.reading_lexicon(), reading);
  }

  void give(const Statement& s, ModalityExample& e) const {
    e.ruled = static_cast<int>(s.modality);
    ModalityFeatures(tree, kPublished, coder_.knowledge(), coder_.reading_lexicon(), words_)
        .of(s, e.input);
  }

  Annotated annotated;
  Tree tree;
  Reading reading;

 private:
  const Coder& coder_;
  const WordTable& words_;
};

/// The statement whose predicate is `word`, or holds it; null for none.
const Statement* statement_of(const RuledText& text, std::string_view word) {
  const Statement* holding = nullptr;
  for (const Statement& s : text.reading.statements) {
    const std::string_view form = text.annotated.document.form(s.predicate);
    if (form == word) return &s;
    if (form.find(word) != std::string_view::npos) holding = &s;
  }
  return holding;
}

/// A sentence without its marks, and the spans that they made.
struct Pair {
  std::string text;
  Span actor;
  Span recipient;
};

Pair unmark(std::string_view marked) {
  Pair out;
  Span* open = nullptr;
  for (std::size_t i = 0; i < marked.size(); ++i) {
    const std::string_view rest = marked.substr(i);
    if (open == nullptr && (rest.starts_with("[A ") || rest.starts_with("[R "))) {
      open = rest[1] == 'A' ? &out.actor : &out.recipient;
      open->begin = static_cast<std::uint32_t>(out.text.size());
      i += 2;
    } else if (open != nullptr && marked[i] == ']') {
      open->end = static_cast<std::uint32_t>(out.text.size());
      open = nullptr;
    } else {
      out.text += marked[i];
    }
  }
  return out;
}

bool holds(const RuledText& text, const Statement& s, Span span) {
  for (const Argument& a : s.arguments) {
    const Token& t = text.annotated.document.tokens[a.head];
    if (t.begin >= span.begin && t.end <= span.end) return true;
  }
  return false;
}

}  // namespace

std::vector<ModalityExample> read_labelled(const Coder& coder, const WordTable& words,
                                           const std::string& path, int block) {
  std::vector<ModalityExample> out;
  const auto table = read_table(path, 5);
  if (!table.ok()) {
    fmt::print(stderr, "{}\n", table.error().message());
    return out;
  }
  for (const auto& row : table.value().rows) {
    Modality gold{};
    if (row.at(0) == "final" || !parse_modality(row.at(2), &gold)) continue;
    ModalityExample e;
    e.label = static_cast<int>(gold);
    e.block = block;
    e.shown = fmt::format("[{}] {}", row.at(1), row.at(4));
    const RuledText text(coder, words, std::string(row.at(4)));
    if (const Statement* s = statement_of(text, row.at(1)); s != nullptr) text.give(*s, e);
    out.push_back(std::move(e));
  }
  return out;
}

std::vector<ModalityExample> read_pairs(const Coder& coder, const WordTable& words,
                                        const std::string& path, float weight) {
  std::vector<ModalityExample> out;
  const auto table = read_table(path, 5);
  if (!table.ok()) {
    fmt::print(stderr, "{}\n", table.error().message());
    return out;
  }
  for (const auto& row : table.value().rows) {
    Modality gold{};
    if (row.at(4) != "yes" || !parse_modality(row.at(3), &gold)) continue;
    const bool fact =
        gold == Modality::occurred || gold == Modality::ongoing || gold == Modality::background;
    const Pair pair = unmark(row.at(0));
    const RuledText text(coder, words, pair.text);
    const Candidates candidates = find_candidates(text.tree, text.reading, coder.lexicon());
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      const LexiconEntry* entry = candidates[i];
      if (entry == nullptr || entry->act.empty()) continue;
      const Statement& s = text.reading.statements[i];
      if (coder.ontology().type_of(entry->act, gold) != row.at(1)) continue;
      if (fact != (entry->act == row.at(1)) || !holds(text, s, pair.actor) ||
          !holds(text, s, pair.recipient))
        continue;
      // What one side accuses the other of counts as told in a row, and as possible here.
      if (fact && s.modality == Modality::possible) continue;
      ModalityExample e;
      e.label = static_cast<int>(gold);
      e.block = -1;
      e.weight = weight;
      text.give(s, e);
      out.push_back(std::move(e));
      break;
    }
  }
  return out;
}

}  // namespace dragoman
