#include "formats/html/main_text.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "formats/html/page_blocks.h"
#include "formats/html/page_date.h"
#include "text/characters.h"

namespace dragoman {

namespace {

constexpr std::uint32_t kFewLetters = 40;      ///< fewer are no prose
constexpr double kManyLetters = 1200;          ///< more of one block say no more
constexpr std::uint32_t kShortSentence = 100;  ///< letters: longer sentences are no stray lines
constexpr std::uint32_t kLongCaption = 200;    ///< letters
constexpr std::uint32_t kLongHeading = 100;    ///< letters: from here on it is a paragraph
constexpr double kLinked = 0.5;                ///< of the letters: more are links, not prose

/// How much of an article a block is, in letters.
double prose(const PageBlock& b) {
  if (b.letters < kFewLetters || b.link_density() > kLinked || b.row) return 0;
  return std::min<double>(b.letters, kManyLetters) * (1 - b.link_density());
}

/// Sums over blocks by the nodes they start at.
class BlockSums {
 public:
  template <typename Weight>
  BlockSums(std::size_t nodes, const std::vector<PageBlock>& blocks, const Weight& weight)
      : sums_(nodes + 1) {
    for (const PageBlock& b : blocks) sums_[b.first + 1] += weight(b);
    for (std::size_t i = 1; i < sums_.size(); ++i) sums_[i] += sums_[i - 1];
  }
  [[nodiscard]] double in(std::uint32_t begin, std::uint32_t end) const {
    return sums_[end] - sums_[begin];
  }

 private:
  std::vector<double> sums_;
};

/// True for text that ends as sentences do.
bool sentence(std::string_view text) {
  static constexpr std::array<std::string_view, 9> kEnds = {
      ".",
      "!",
      "?",
      "\xE2\x80\x9D",  // closing quotation marks
      "\xC2\xBB",
      "\xE2\x80\xA6",  // ellipsis
      "\xE3\x80\x82",  // ideographic full stop and its kin
      "\xEF\xBC\x81",
      "\xEF\xBC\x9F"};
  return std::any_of(kEnds.begin(), kEnds.end(),
                     [&](std::string_view end) { return text.ends_with(end); });
}

bool heading(GumboTag tag) { return tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6; }

class Extractor {
 public:
  Extractor(const PageTree& page, const std::vector<std::uint8_t>& hints, const PageWords& words,
            const std::string& title, std::uint32_t headline)
      : page_(page),
        words_(words),
        hints_(hints),
        title_(plain_words(title)),
        headline_(headline) {}

  MainText run() {
    if (page_.nodes.empty()) return {};
    leave_out();
    MainText out;
    out.root = find_root();
    out.text = write(out.root);
    return out;
  }

 private:
  /// How far classes are believed.
  enum class Trust { all, strong, none };

  [[nodiscard]] bool holds_table(std::uint32_t i) const {
    for (std::uint32_t k = i + 1; k < page_.nodes[i].end; ++k) {
      if (page_.nodes[k].tag == GUMBO_TAG_TABLE) return true;
    }
    return false;
  }

  /// How much of the page's prose an element may hold and still be left out; 0: it stays.
  [[nodiscard]] double dispensable(std::uint32_t i, Trust trust) const {
    const bool strict = trust == Trust::all;
    const PageNode& n = page_.nodes[i];
    switch (n.tag) {
      case GUMBO_TAG_HTML:
      case GUMBO_TAG_BODY:
      case GUMBO_TAG_MAIN:
        return 0;
      case GUMBO_TAG_NAV:
        return 0.8;
      case GUMBO_TAG_FOOTER:
      case GUMBO_TAG_ASIDE:
      case GUMBO_TAG_FIELDSET:
        return 0.6;
      case GUMBO_TAG_FIGURE:
      case GUMBO_TAG_FIGCAPTION:
        if (strict && !holds_table(i)) return 0.4;
        break;
      default:
        break;
    }
    if (page_.has_attribute(i, "hidden") || page_.attribute(i, "aria-hidden") == "true")
      return strict ? 0.5 : 0;
    if (trust == Trust::none || (hints_[i] & kBody) != 0) return 0;
    if ((hints_[i] & kNever) != 0) return n.tag == GUMBO_TAG_ARTICLE ? 0.2 : 0.8;
    if (!strict || (hints_[i] & kBeside) == 0 || (hints_[i] & kLead) != 0) return 0;
    return n.tag == GUMBO_TAG_ARTICLE ? 0.2 : 0.4;
  }

  /// Leaves out what is no part of the article; less of it when hardly anything would remain.
  void leave_out() {
    static constexpr double kLittle = 0.15;
    const std::vector<PageBlock> all = page_blocks(page_, {});
    const BlockSums sums(page_.nodes.size(), all, prose);
    const auto size = static_cast<std::uint32_t>(page_.nodes.size());
    const double total = sums.in(0, size);
    for (const Trust trust : {Trust::all, Trust::strong, Trust::none}) {
      left_out_.assign(size, 0);
      double left = 0;
      for (std::uint32_t i = 0; i < size;) {
        const PageNode& n = page_.nodes[i];
        const double share = n.is_text() ? 0 : dispensable(i, trust);
        if (share > 0 && sums.in(i, n.end) <= share * total) {
          left_out_[i] = 1;
          left += sums.in(i, n.end);
          i = n.end;
        } else {
          ++i;
        }
      }
      if (total - left >= kLittle * total) break;
    }
    blocks_ = page_blocks(page_, left_out_);
  }

  [[nodiscard]] double weight(const PageBlock& b) const {
    const double p = prose(b);
    if (p > 0) return p;
    if (heading(page_.nodes[b.inside].tag)) return 0;
    if (b.link_density() > kLinked) return -20 - 0.5 * b.linked;
    return b.letters < kFewLetters ? -4 : 0;
  }

  [[nodiscard]] std::uint32_t find_root() const {
    const BlockSums sums(page_.nodes.size(), blocks_,
                         [&](const PageBlock& b) { return weight(b); });
    std::uint32_t best = 0;
    double most = -1e9;
    for (std::uint32_t i = 0; i < page_.nodes.size(); ++i) {
      if (page_.nodes[i].is_text()) continue;
      const double s = sums.in(i, page_.nodes[i].end);
      if (s >= most) {
        most = s;
        best = i;
      }
    }
    // An element that says it holds the article, and holds a good part of the prose, does.
    std::uint32_t named = 0;
    double most_named = 0.5 * most;
    for (std::uint32_t i = best; i < page_.nodes[best].end; ++i) {
      if (page_.nodes[i].is_text() || (hints_[i] & kBody) == 0) continue;
      const double s = sums.in(i, page_.nodes[i].end);
      if (s > most_named) {
        most_named = s;
        named = i;
      }
    }
    return named != 0 ? named : best;
  }

  /// True for a block before the root that belongs to the article: sentences below the headline, or
  /// in an element whose class says so.
  [[nodiscard]] bool leads(const PageBlock& b, std::uint32_t root) const {
    static constexpr std::uint32_t kNear = 200;  // nodes
    if (b.first >= root || b.link_density() > 0.3 || b.letters < kFewLetters) return false;
    if (page_.nodes[b.inside].tag == GUMBO_TAG_LI) return false;
    if (headline_ != 0 && b.first > page_.nodes[headline_].end) return true;
    if (b.first + kNear < root) return false;
    for (std::uint32_t i = page_.nodes[b.first].parent, up = 0; i != 0 && up < 3;
         i = page_.nodes[i].parent, ++up) {
      if ((hints_[i] & kLead) != 0) return true;
    }
    return false;
  }

  /// True for a block that has no place in the article; notes in `skipping` that the next may be
  /// what a heading like "Related" stands above.
  [[nodiscard]] bool stray(const PageBlock& b, bool& skipping) const {
    const std::string plain = plain_words(b.text);
    const GumboTag tag = page_.nodes[b.inside].tag;
    if (plain.empty() || plain == title_) return true;
    const bool told = b.letters > kShortSentence && sentence(b.text);
    if (b.letters < kLongCaption && words_.credit(b.text)) return true;
    if (!told && words_.stray_line(plain)) {
      skipping = heading(tag);
      return true;
    }
    if (skipping && !heading(tag) && (b.link_density() > 0.3 || !sentence(b.text))) return true;
    skipping = false;
    if (tag == GUMBO_TAG_H1) return true;
    return b.link_density() > 0.8 && (b.letters < 100 || tag == GUMBO_TAG_LI);
  }

  /// True for a short line that is no sentence, item or row: a byline, a rubric, a label.
  [[nodiscard]] bool label(const PageBlock& b) const {
    const GumboTag tag = page_.nodes[b.inside].tag;
    return b.letters < kFewLetters && !sentence(b.text) && !b.row && !heading(tag) &&
           tag != GUMBO_TAG_LI && tag != GUMBO_TAG_PRE && tag != GUMBO_TAG_DT &&
           tag != GUMBO_TAG_DD;
  }

  /// True for a line of which a date is a good part: when it was published.
  [[nodiscard]] bool dated(const PageBlock& b) const {
    static constexpr std::uint32_t kMost = 100;
    const auto digits = std::count_if(b.text.begin(), b.text.end(), is_digit);
    return b.letters < kMost && 100 * digits >= 15 * static_cast<long>(b.letters) &&
           !day_in_text(b.text, words_, DayOrder::day_first).empty();
  }

  /// Labels and dates before the body and its first paragraphs, and labels after the last, are the
  /// page's; those within are the article's own.
  [[nodiscard]] std::vector<const PageBlock*> without_labels(
      const std::vector<const PageBlock*>& blocks, std::uint32_t root) const {
    static constexpr int kFirstParagraphs = 3;
    std::vector<const PageBlock*> out;
    int paragraphs = 0;
    bool in_body = false;  // a paragraph of the body was seen
    for (const PageBlock* b : blocks) {
      const bool paragraph = prose(*b) > 0;
      if (paragraphs < kFirstParagraphs && dated(*b)) continue;
      if (!in_body && !paragraph && label(*b)) continue;
      paragraphs += paragraph ? 1 : 0;
      in_body = in_body || (paragraph && b->first >= root);
      out.push_back(b);
    }
    while (!out.empty() && label(*out.back())) out.pop_back();
    return in_body ? out : blocks;
  }

  [[nodiscard]] std::string write(std::uint32_t root) const {
    std::vector<const PageBlock*> kept;
    bool skipping = false;
    for (const PageBlock& b : blocks_) {
      if (b.first >= page_.nodes[root].end || (b.first < root && !leads(b, root))) continue;
      if (!stray(b, skipping)) kept.push_back(&b);
    }
    kept = without_labels(kept, root);
    std::string out;
    std::vector<const PageBlock*> headings;  // that wait for what they head
    for (const PageBlock* block : kept) {
      const PageBlock& b = *block;
      const GumboTag tag = page_.nodes[b.inside].tag;
      if (heading(tag) && b.letters < kLongHeading) {
        // One of the same rank, or a lower one, headed nothing.
        while (!headings.empty() && page_.nodes[headings.back()->inside].tag >= tag)
          headings.pop_back();
        headings.push_back(&b);
        continue;
      }
      for (const PageBlock* h : headings) add(out, h->text);
      headings.clear();
      add(out, b.text);
    }
    return out;
  }

  static void add(std::string& out, const std::string& block) {
    if (!out.empty()) out += "\n\n";
    out += block;
  }

  const PageTree& page_;
  const PageWords& words_;
  const std::vector<std::uint8_t>& hints_;
  std::string title_;
  std::uint32_t headline_;
  std::vector<char> left_out_;
  std::vector<PageBlock> blocks_;
};

}  // namespace

MainText main_text(const PageTree& page, const std::vector<std::uint8_t>& hints,
                   const PageWords& words, const std::string& title, std::uint32_t headline) {
  return Extractor(page, hints, words, title, headline).run();
}

}  // namespace dragoman
