#include "reading/quotes.h"

#include <algorithm>

namespace dragoman {

namespace {

class QuoteFinder {
 public:
  QuoteFinder(const Tree& tree, const ReadingLexicon& lexicon, Reading& reading)
      : tree_(tree), lexicon_(lexicon), reading_(reading), document_(tree.annotated().document) {}

  void run() {
    direct();
    indirect();
    attribute();
  }

 private:
  [[nodiscard]] bool reports(std::uint32_t t) const {
    return tree_.word(t).upos == "VERB" && lexicon_.reporting.contains(tree_.word(t).lemma);
  }

  [[nodiscard]] int subject_mention(std::uint32_t verb) const {
    std::uint32_t t = verb;
    for (int depth = 0; depth < 4; ++depth) {
      const std::int32_t subject = tree_.child(t, "nsubj");
      if (subject >= 0) return reading_.mention_of_head[static_cast<std::uint32_t>(subject)];
      const Word& w = tree_.word(t);
      if (w.head < 0 || (w.deprel != "conj" && w.deprel != "advcl" && w.deprel != "xcomp" &&
                         w.deprel != "ccomp" && w.deprel != "parataxis"))
        break;
      t = static_cast<std::uint32_t>(w.head);
    }
    return -1;
  }

  void direct() {
    std::int64_t open = -1;
    for (std::uint32_t t = 0; t < tree_.size(); ++t) {
      const std::string_view form = document_.form(t);
      const bool opens = form == "“" || form == "``";
      const bool closes = form == "”" || form == "''";
      const bool straight = form == "\"";
      if (opens || (straight && open < 0)) {
        open = t;
      } else if ((closes || straight) && open >= 0) {
        const auto first = static_cast<std::uint32_t>(open);
        if (t > first + 1) add_direct(first, t);
        open = -1;
      }
    }
  }

  void add_direct(std::uint32_t open, std::uint32_t close) {
    Quote q;
    q.direct = true;
    q.content = {document_.tokens[open].begin, document_.tokens[close].end};
    // The cue is a reporting verb of the same sentence, outside the marks, nearest to them.
    const Sentence& a = document_.sentences[tree_.sentence(open)];
    const Sentence& b = document_.sentences[tree_.sentence(close)];
    std::uint32_t best_distance = ~0U;
    for (std::uint32_t t = a.first; t < b.last; ++t) {
      if (t >= open && t <= close) continue;
      const bool verb = tree_.word(t).upos == "VERB";
      if (!verb || subject_mention(t) < 0) continue;
      std::uint32_t distance = t < open ? open - t : t - close;
      if (!reports(t)) distance += 12;
      if (distance < best_distance) {
        best_distance = distance;
        q.speaker = subject_mention(t);
        q.cue = {document_.tokens[t].begin, document_.tokens[t].end};
      }
    }
    reading_.quotes.push_back(q);
  }

  void indirect() {
    const std::size_t directs = reading_.quotes.size();
    for (std::uint32_t t = 0; t < tree_.size(); ++t) {
      if (!reports(t)) continue;
      const std::int32_t clause = tree_.child(t, "ccomp");
      if (clause < 0) continue;
      Quote q;
      q.speaker = subject_mention(t);
      q.cue = {document_.tokens[t].begin, document_.tokens[t].end};
      std::uint32_t first = static_cast<std::uint32_t>(clause);
      std::uint32_t last = first;
      reach(static_cast<std::uint32_t>(clause), first, last);
      q.content = {document_.tokens[first].begin, document_.tokens[last].end};
      // Direct quotes stand first, in text order, and do not overlap.
      const auto begin = reading_.quotes.begin();
      const auto end = begin + static_cast<std::ptrdiff_t>(directs);
      const auto next = std::partition_point(
          begin, end, [&](const Quote& d) { return d.content.end <= q.content.begin; });
      const bool inside_direct = next != end && next->content.begin < q.content.end;
      if (!inside_direct) reading_.quotes.push_back(q);
    }
  }

  void reach(std::uint32_t t, std::uint32_t& first, std::uint32_t& last) const {
    first = std::min(first, t);
    last = std::max(last, t);
    for (const std::uint32_t c : tree_.children(t)) reach(c, first, last);
  }

  void attribute() {
    auto& statements = reading_.statements;  // in text order
    for (const Quote& q : reading_.quotes) {
      const auto first =
          std::partition_point(statements.begin(), statements.end(),
                               [&](const Statement& s) { return begin_of(s) < q.content.begin; });
      for (auto s = first; s != statements.end() && begin_of(*s) < q.content.end; ++s) {
        s->speaker = q.speaker;
        s->quoted = q.direct;
      }
    }
  }

  [[nodiscard]] std::uint32_t begin_of(const Statement& s) const {
    return document_.tokens[s.predicate].begin;
  }

  const Tree& tree_;
  const ReadingLexicon& lexicon_;
  Reading& reading_;
  const Document& document_;
};

}  // namespace

void find_quotes(const Tree& tree, const ReadingLexicon& lexicon, Reading& reading) {
  QuoteFinder(tree, lexicon, reading).run();
}

}  // namespace dragoman
