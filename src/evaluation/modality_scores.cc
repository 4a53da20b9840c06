#include "evaluation/modality_scores.h"

#include <fmt/format.h>

#include "knowledge/table.h"

namespace dragoman {

namespace {

/// Statement whose predicate token is the word, or holds it ("cease-fire"); null for none.
const Statement* statement_of(const CodedArticle& coded, std::string_view word) {
  const Statement* holding = nullptr;
  for (const Statement& s : coded.reading.statements) {
    const std::string_view form = coded.annotated.document.form(s.predicate);
    if (form == word) return &s;
    if (form.find(word) != std::string_view::npos) holding = &s;
  }
  return holding;
}

}  // namespace

Result<ModalityScores> score_modality(const Coder& coder, const std::string& path,
                                      const std::string& published) {
  const auto table = read_table(path, 5);
  if (!table.ok()) return table.error();
  ModalityScores scores;
  for (const auto& row : table.value().rows) {
    Modality gold{};
    if (!parse_modality(row.at(2), &gold)) continue;
    Article article;
    article.text = std::string(row.at(4));
    article.published = published;
    const CodedArticle coded = coder.code(std::move(article));
    const Statement* s = statement_of(coded, row.at(1));
    ModalityPart& part = scores.parts[std::string(row.at(0))];
    ++part.rows;
    part.found += s != nullptr;
    const bool right = s != nullptr && s->modality == gold;
    part.right += right;
    part.negated += s != nullptr && s->negated == (row.at(3) == "yes");
    if (right || row.at(0) == "final") continue;
    scores.errors.push_back(fmt::format("{} not {} [{}] {}", to_string(gold),
                                        s == nullptr ? "-" : to_string(s->modality), row.at(1),
                                        row.at(4)));
  }
  return scores;
}

}  // namespace dragoman
