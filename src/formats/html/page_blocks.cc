#include "formats/html/page_blocks.h"

#include "text/characters.h"
#include "text/one_of.h"

namespace dragoman {

namespace {

bool in_line(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_A:
    case GUMBO_TAG_SPAN:
    case GUMBO_TAG_TIME:
    case GUMBO_TAG_LABEL:
    case GUMBO_TAG_CITE:
    case GUMBO_TAG_BR:
    case GUMBO_TAG_IMG:
      return true;
    default:
      return false;
  }
}

bool is_cell(GumboTag tag) { return tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH; }

/// Letters of the length of Latin ones: an ideograph says as much as two.
std::uint32_t count_letters(std::string_view text) {
  std::uint32_t n = 0;
  for (const char c : text) {
    const auto u = static_cast<unsigned char>(c);
    if (is_space(c) || (u & 0xC0) == 0x80) continue;
    n += u >= 0xE3 && u <= 0xED ? 2 : 1;
  }
  return n;
}

/// True for a link to another page; a mark in this one or an address of mail is text.
bool leads_away(std::string_view href) {
  return !href.empty() && href[0] != '#' && !href.starts_with("mailto:");
}

class Cutter {
 public:
  Cutter(const PageTree& page, const std::vector<char>& left_out)
      : page_(page), left_out_(left_out) {}

  std::vector<PageBlock> run() {
    const auto size = static_cast<std::uint32_t>(page_.nodes.size());
    for (std::uint32_t i = 0; i < size;) {
      leave(i);
      const PageNode& n = page_.nodes[i];
      if (n.tag == GUMBO_TAG_TITLE || (!left_out_.empty() && left_out_[i] != 0)) {
        if (!in_line(n.tag)) flush();
        i = n.end;
        continue;
      }
      enter(i, n);
      ++i;
    }
    flush();
    return std::move(out_);
  }

 private:
  /// Closes the block elements that end before node `i`.
  void leave(std::uint32_t i) {
    while (!open_.empty() && page_.nodes[open_.back()].end <= i) {
      if (open_.back() == row_) {
        flush();
        row_ = 0;
      } else if (row_ == 0) {
        flush();
      }
      open_.pop_back();
    }
  }

  void enter(std::uint32_t i, const PageNode& n) {
    if (n.is_text()) {
      text(i, n.text);
      return;
    }
    if (n.tag == GUMBO_TAG_BR) {
      if (row_ == 0 && breaks_++ > 0) flush();
      append(" ");
      return;
    }
    if (n.tag == GUMBO_TAG_A && leads_away(page_.attribute(i, "href"))) link_end_ = n.end;
    if (in_line(n.tag)) return;
    if (row_ != 0) {
      if (is_cell(n.tag) && !block_.text.empty()) append(" | ");
      append(" ");
    } else {
      flush();
    }
    open_.push_back(i);
    if (n.tag == GUMBO_TAG_TR && row_ == 0 && of_short_cells(i)) row_ = i;
  }

  /// True for a row of at least two cells that are values rather than passages.
  [[nodiscard]] bool of_short_cells(std::uint32_t row) const {
    static constexpr std::size_t kShort = 120;
    int cells = 0;
    std::size_t length = 0;
    for (std::uint32_t i = row + 1; i < page_.nodes[row].end; ++i) {
      const PageNode& n = page_.nodes[i];
      if (n.tag == GUMBO_TAG_TABLE || n.tag == GUMBO_TAG_UL || n.tag == GUMBO_TAG_OL) return false;
      if (is_cell(n.tag)) {
        ++cells;
        length = 0;
      }
      if (n.is_text()) {
        length += count_letters(n.text);
        if (length > kShort) return false;
      }
    }
    return cells >= 2;
  }

  void append(std::string_view text) { append_spaced(block_.text, text); }

  void text(std::uint32_t i, std::string_view t) {
    const std::uint32_t letters = count_letters(t);
    if (letters > 0) {
      breaks_ = 0;
      if (block_.letters == 0) {
        block_.first = i;
        block_.inside = open_.empty() ? 0 : open_.back();
      }
      block_.letters += letters;
      if (i < link_end_) block_.linked += letters;
    }
    append(t);
  }

  void flush() {
    breaks_ = 0;
    while (!block_.text.empty() && one_of(block_.text.substr(block_.text.size() - 1), {" ", "|"}))
      block_.text.pop_back();
    if (block_.letters > 0 && !block_.text.empty()) {
      block_.row = row_ != 0;
      out_.push_back(std::move(block_));
    }
    block_ = {};
  }

  const PageTree& page_;
  const std::vector<char>& left_out_;
  std::vector<PageBlock> out_;
  PageBlock block_;
  std::vector<std::uint32_t> open_;  ///< block elements
  std::uint32_t row_ = 0;            ///< the row whose cells are being joined; 0: none
  std::uint32_t link_end_ = 0;
  int breaks_ = 0;  ///< line breaks since the last text
};

}  // namespace

std::vector<PageBlock> page_blocks(const PageTree& page, const std::vector<char>& left_out) {
  return Cutter(page, left_out).run();
}

}  // namespace dragoman
