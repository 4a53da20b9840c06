#include "reading/quote_text.h"

#include "text/one_of.h"

namespace dragoman {

QuoteText::QuoteText(const Tree& tree, const ReadingLexicon& lexicon, const Reading& reading)
    : tree_(tree),
      lexicon_(lexicon),
      reading_(reading),
      document_(tree.annotated().document),
      marks_(find_quotation_marks(document_)),
      first_(tree.size()),
      last_(tree.size()),
      within_(tree.size(), -1),
      before_mark_(tree.size(), 0) {
  for (std::uint32_t t = 0; t < tree_.size(); ++t) {
    if (tree_.word(t).head < 0) reach(t);
  }
  for (std::size_t i = 0; i < marks_.size(); ++i) {
    for (std::uint32_t t = marks_[i].open; t <= marks_[i].close; ++t)
      within_[t] = static_cast<int>(i);
  }
  for (const QuotationMarks& m : marks_) {
    if (m.open < 2) continue;
    const bool set_off = is_comma(m.open - 1) || document_.form(m.open - 1) == ":";
    const std::uint32_t t = m.open - 2;
    if (!set_off || within_[t] >= 0 || tree_.word(t).upos != "VERB") continue;
    const ReportingFrame* frame = frame_of(t);
    if (frame != nullptr && frame->clause) before_mark_[t] = 1;
  }
}

std::uint32_t QuoteText::paragraph_end(std::uint32_t t) const {
  while (t + 1 < tree_.size() && !paragraph_between(document_, t, t + 1)) ++t;
  return t;
}

void QuoteText::reach(std::uint32_t t) {
  first_[t] = last_[t] = t;
  for (const std::uint32_t c : tree_.children(t)) {
    reach(c);
    first_[t] = std::min(first_[t], first_[c]);
    last_[t] = std::max(last_[t], last_[c]);
  }
}

TokenRange QuoteText::trimmed(TokenRange r) const {
  const auto idle = [&](std::uint32_t t) {
    return punctuation(t) && !is_quotation_mark(document_.form(t)) && document_.form(t) != "?" &&
           document_.form(t) != "!" && document_.form(t) != ")" && document_.form(t) != "(";
  };
  if (r.empty() || r.last >= tree_.size()) return {};  // nothing before the first token
  while (!r.empty() && idle(r.last) && within_[r.last] < 0) {
    if (r.last == r.first) return {};
    --r.last;
  }
  while (!r.empty() && idle(r.first) && within_[r.first] < 0) ++r.first;
  return r;
}

std::uint32_t QuoteText::own_subject(std::uint32_t t) const {
  std::uint32_t best = kNoToken;
  for (const std::uint32_t c : tree_.children(t)) {
    if (!child_is(c, "nsubj")) continue;
    if (best == kNoToken || (c < t && c > best) || (best > t && c < t)) best = c;
  }
  return best;
}

std::uint32_t QuoteText::subject_of(std::uint32_t t) const {
  for (int depth = 0; depth < 5; ++depth) {
    const std::uint32_t subject = own_subject(t);
    // "hope about what comes, declaring": the participle does not belong to "what".
    if (subject != kNoToken && (depth == 0 || tree_.folded(subject) != "what")) return subject;
    const Word& w = tree_.word(t);
    if (w.head < 0) break;
    const auto head = static_cast<std::uint32_t>(w.head);
    if (w.deprel == "acl") {
      // "issued a statement saying": the issuer says it; "a book saying": the book does.
      const Word& noun = tree_.word(head);
      if (noun.deprel == "obj" && noun.head >= 0 && lexicon_.nouns.contains(noun.lemma)) {
        t = static_cast<std::uint32_t>(noun.head);
        continue;
      }
      return w.xpos == "VBG" ? head : kNoToken;
    }
    if (w.deprel == "acl:relcl") return kNoToken;
    if (!one_of(w.deprel, {"conj", "advcl", "xcomp", "ccomp", "parataxis", "advcl:relcl"})) break;
    t = head;
  }
  return kNoToken;
}

/// "said Mr. Diaz, who added ...": a relative clause with a cue of its own is no part of a name.
TokenRange QuoteText::before_relative(TokenRange r, std::uint32_t head) const {
  for (std::uint32_t t = head + 2; t <= r.last; ++t) {
    if (!is_comma(t - 1) || (tree_.folded(t) != "who" && tree_.folded(t) != "which")) continue;
    return {r.first, t - 2};
  }
  return r;
}

TokenRange QuoteText::source_span(std::uint32_t head, std::uint32_t anchor) const {
  TokenRange r = span_of(head);
  const std::int32_t marker = tree_.child(head, "case");
  if (marker >= 0 && static_cast<std::uint32_t>(marker) < head)
    r.first = std::max(r.first, static_cast<std::uint32_t>(marker) + 1);
  // A cue inside the phrase ("a book saying", "the man who said").
  if (r.holds(anchor))
    r = anchor > head ? TokenRange{r.first, anchor - 1} : TokenRange{anchor + 1, r.last};
  if (r.empty() || !r.holds(head)) r = {head, head};
  r = trimmed(r);
  if (r.first > anchor) return before_relative(r, head);
  // An apposition is closed by a comma of its own.
  for (std::uint32_t t = r.first; t < r.last; ++t) {
    if (is_comma(t) && is_comma(r.last + 1)) return {r.first, r.last + 1};
  }
  return r;
}

TokenRange QuoteText::cue_span(std::uint32_t t) const {
  TokenRange r{t, t};
  while (r.first > 0) {
    const std::uint32_t before = r.first - 1;
    const Word& w = tree_.word(before);
    if (tree_.sentence(before) != tree_.sentence(t)) break;
    const bool own =
        w.head >= static_cast<std::int32_t>(r.first) && w.head <= static_cast<std::int32_t>(t);
    const bool light = is_relation(w.deprel, "aux") || w.deprel == "cop" ||
                       (w.deprel == "advmod" && w.upos != "SCONJ") || w.upos == "PART";
    if (!own || !light || tree_.word(before).xpos == "WRB") break;
    r.first = before;
  }
  for (const std::uint32_t c : tree_.children(t)) {
    if (c == r.last + 1 && (child_is(c, "compound") || tree_.word(c).xpos == "RP")) r.last = c;
  }
  return r;
}

const ReportingFrame* QuoteText::frame_of(std::uint32_t t) const {
  const Word& w = tree_.word(t);
  if (const std::int32_t particle = tree_.child(t, "compound:prt"); particle >= 0) {
    const auto found =
        lexicon_.verbs.find(w.lemma + "_" + tree_.word(static_cast<std::uint32_t>(particle)).lemma);
    if (found != lexicon_.verbs.end()) return &found->second;
  }
  const auto found = lexicon_.verbs.find(w.lemma);
  return found == lexicon_.verbs.end() ? nullptr : &found->second;
}

std::string_view QuoteText::marker_of(std::uint32_t t) const {
  const std::int32_t marker = tree_.child(t, "mark");
  return marker < 0 ? std::string_view() : tree_.folded(static_cast<std::uint32_t>(marker));
}

bool QuoteText::passive(std::uint32_t t) const {
  if (tree_.child(t, "nsubj:pass") >= 0 || tree_.child(t, "aux:pass") >= 0) return true;
  // With a subject of its own a participle is a past tense read wrongly.
  return tree_.word(t).xpos == "VBN" && tree_.child(t, "aux") < 0 &&
         tree_.word(t).deprel != "conj" && own_subject(t) == kNoToken;
}

void QuoteText::set_source(Attribution& a, std::uint32_t head) const {
  if (head == kNoToken) return;
  a.source_head = head;
  a.source = source_span(head, a.anchor);
}

void QuoteText::around(TokenRange all, TokenRange hole, Attribution& a) const {
  std::size_t part = 0;
  if (hole.first > all.first) {
    a.content[part] = trimmed({all.first, hole.first - 1});
    if (!a.content[part].empty()) ++part;
  }
  if (hole.last < all.last) a.content[part] = trimmed({hole.last + 1, all.last});
}

}  // namespace dragoman
