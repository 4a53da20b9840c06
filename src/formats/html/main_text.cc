#include "formats/html/main_text.h"

#include <algorithm>

#include "formats/html/page_blocks.h"
#include "text/one_of.h"

namespace dragoman {

namespace {

constexpr std::uint32_t kFewLetters = 40;  ///< fewer are no prose
constexpr double kManyLetters = 1200;      ///< more of one block say no more
constexpr double kLinked = 0.5;            ///< of the letters: more are links, not prose

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

bool heading(GumboTag tag) { return tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6; }

class Extractor {
 public:
  Extractor(const PageTree& page, const PageWords& words, const std::string& title)
      : page_(page), words_(words), title_(plain_words(title)) {}

  MainText run() {
    if (page_.nodes.empty()) return {};
    read_hints();
    leave_out();
    blocks_ = page_blocks(page_, left_out_);
    MainText out;
    out.root = find_root();
    out.text = write(out.root);
    return out;
  }

 private:
  void read_hints() {
    hints_.resize(page_.nodes.size());
    for (std::uint32_t i = 0; i < page_.nodes.size(); ++i) {
      if (page_.nodes[i].is_text() || page_.nodes[i].attributes == 0) continue;
      for (const char* name : {"class", "id", "role", "itemprop", "data-testid"}) {
        const std::string_view value = page_.attribute(i, name);
        if (!value.empty()) hints_[i] |= words_.hints(value);
      }
    }
  }

  /// How much of the page's prose an element may hold and still be left out; 0: it stays.
  [[nodiscard]] double dispensable(std::uint32_t i) const {
    const PageNode& n = page_.nodes[i];
    switch (n.tag) {
      case GUMBO_TAG_HTML:
      case GUMBO_TAG_BODY:
      case GUMBO_TAG_MAIN:
        return 0;
      case GUMBO_TAG_NAV:
        return 0.6;
      case GUMBO_TAG_FOOTER:
      case GUMBO_TAG_ASIDE:
      case GUMBO_TAG_FIELDSET:
      case GUMBO_TAG_FIGURE:
      case GUMBO_TAG_FIGCAPTION:
        return 0.4;
      default:
        break;
    }
    if (page_.has_attribute(i, "hidden") || page_.attribute(i, "aria-hidden") == "true") return 0.5;
    if ((hints_[i] & kBeside) != 0 && (hints_[i] & kBody) == 0)
      return n.tag == GUMBO_TAG_ARTICLE ? 0.2 : 0.4;
    return 0;
  }

  void leave_out() {
    left_out_.assign(page_.nodes.size(), 0);
    const std::vector<PageBlock> all = page_blocks(page_, {});
    const BlockSums sums(page_.nodes.size(), all, prose);
    const auto size = static_cast<std::uint32_t>(page_.nodes.size());
    const double total = sums.in(0, size);
    for (std::uint32_t i = 0; i < size;) {
      const PageNode& n = page_.nodes[i];
      const double share = n.is_text() ? 0 : dispensable(i);
      if (share > 0 && sums.in(i, n.end) <= share * total) {
        left_out_[i] = 1;
        i = n.end;
      } else {
        ++i;
      }
    }
  }

  [[nodiscard]] double weight(const PageBlock& b) const {
    const double p = prose(b);
    if (p > 0) return p;
    if (heading(page_.nodes[b.inside].tag)) return 0;
    if (b.link_density() > kLinked) return -20 - 0.5 * b.linked;
    return -10;
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

  [[nodiscard]] std::string write(std::uint32_t root) const {
    std::string out;
    const PageBlock* held = nullptr;  // a heading that waits for what it heads
    for (const PageBlock& b : blocks_) {
      if (b.first < root || b.first >= page_.nodes[root].end) continue;
      const std::string plain = plain_words(b.text);
      if (plain.empty() || plain == title_ || words_.stray_line(plain)) continue;
      const GumboTag tag = page_.nodes[b.inside].tag;
      if (tag == GUMBO_TAG_H1) continue;
      if (b.link_density() > 0.8 && (b.letters < 100 || tag == GUMBO_TAG_LI)) continue;
      if (heading(tag)) {
        held = &b;
        continue;
      }
      if (held != nullptr) add(out, held->text);
      held = nullptr;
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
  std::string title_;
  std::vector<std::uint8_t> hints_;
  std::vector<char> left_out_;
  std::vector<PageBlock> blocks_;
};

}  // namespace

MainText main_text(const PageTree& page, const PageWords& words, const std::string& title) {
  return Extractor(page, words, title).run();
}

}  // namespace dragoman
