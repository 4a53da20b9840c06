// An article as sources, cues and contents are looked for in it.
#pragma once

#include <string_view>
#include <vector>

#include "reading/attribution.h"
#include "reading/quotation_marks.h"
#include "reading/reading.h"
#include "reading/reading_lexicon.h"
#include "reading/tree.h"

namespace dragoman {

/// Answers about one article: reaches of subtrees, quotation marks, subjects. Immutable; borrows
/// its arguments. Built in O(tokens).
class QuoteText {
 public:
  QuoteText(const Tree& tree, const ReadingLexicon& lexicon, const Reading& reading);

  [[nodiscard]] const Tree& tree() const { return tree_; }
  [[nodiscard]] const Document& document() const { return document_; }
  [[nodiscard]] const ReadingLexicon& lexicon() const { return lexicon_; }
  [[nodiscard]] const Reading& reading() const { return reading_; }
  [[nodiscard]] const std::vector<QuotationMarks>& marks() const { return marks_; }

  /// Quotation around a token, its marks included; -1 for none.
  [[nodiscard]] int within(std::uint32_t t) const { return within_[t]; }
  /// A reporting verb set off before a quotation: "said, “...”" and "said: “...”".
  [[nodiscard]] bool before_mark(std::uint32_t t) const { return before_mark_[t] != 0; }

  /// First and last token of the subtree of `t`, and the range they span.
  [[nodiscard]] std::uint32_t first(std::uint32_t t) const { return first_[t]; }
  [[nodiscard]] std::uint32_t last(std::uint32_t t) const { return last_[t]; }
  [[nodiscard]] TokenRange span_of(std::uint32_t t) const { return {first_[t], last_[t]}; }

  [[nodiscard]] bool punctuation(std::uint32_t t) const { return tree_.word(t).upos == "PUNCT"; }
  [[nodiscard]] bool is_comma(std::uint32_t t) const {
    return t < tree_.size() && document_.form(t) == ",";
  }
  [[nodiscard]] bool child_is(std::uint32_t c, std::string_view relation) const {
    return is_relation(tree_.word(c).deprel, relation);
  }
  /// The marker of a clause, folded; empty for none.
  [[nodiscard]] std::string_view marker_of(std::uint32_t t) const;
  [[nodiscard]] bool passive(std::uint32_t t) const;
  [[nodiscard]] bool same_paragraph(std::uint32_t a, std::uint32_t b) const {
    return !paragraph_between(document_, std::min(a, b), std::max(a, b));
  }
  /// Last token of the paragraph of `t`. O(paragraph).
  [[nodiscard]] std::uint32_t paragraph_end(std::uint32_t t) const;

  /// Commas, colons and full stops at the edges are no part of what is said; marks are.
  [[nodiscard]] TokenRange trimmed(TokenRange r) const;

  /// The nearest subject of `t` itself: parsers give a verb after a long clause two. kNoToken:
  /// none.
  [[nodiscard]] std::uint32_t own_subject(std::uint32_t t) const;
  /// Head of the phrase that does what verb `t` says, found through shared subjects.
  [[nodiscard]] std::uint32_t subject_of(std::uint32_t t) const;
  /// The phrase of a subject: its clause markers and commas at the end stay out.
  [[nodiscard]] TokenRange source_span(std::uint32_t head, std::uint32_t anchor) const;
  /// Auxiliaries, negation and adverbs that stand right before a predicate belong to the cue.
  [[nodiscard]] TokenRange cue_span(std::uint32_t t) const;
  /// How verb `t`, with its particle, takes what is said; null when it reports nothing.
  [[nodiscard]] const ReportingFrame* frame_of(std::uint32_t t) const;

  /// Source and its head; nothing when `head` is kNoToken.
  void set_source(Attribution& a, std::uint32_t head) const;
  /// Cuts `hole` out of `all`; the rest is the content.
  void around(TokenRange all, TokenRange hole, Attribution& a) const;

  /// Mention headed by a token; -1 for none, and for kNoToken.
  [[nodiscard]] int speaker_of(std::uint32_t head) const {
    return head == kNoToken ? -1 : reading_.mention_of_head[head];
  }
  [[nodiscard]] Span bytes(TokenRange r) const {
    return r.empty() ? Span{} : Span{document_.tokens[r.first].begin, document_.tokens[r.last].end};
  }

 private:
  void reach(std::uint32_t t);
  [[nodiscard]] TokenRange before_relative(TokenRange r, std::uint32_t head) const;

  const Tree& tree_;
  const ReadingLexicon& lexicon_;
  const Reading& reading_;
  const Document& document_;
  std::vector<QuotationMarks> marks_;
  std::vector<std::uint32_t> first_;
  std::vector<std::uint32_t> last_;
  std::vector<int> within_;
  std::vector<char> before_mark_;
};

}  // namespace dragoman
