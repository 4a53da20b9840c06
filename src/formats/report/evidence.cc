#include "formats/report/evidence.h"

#include <algorithm>

#include "formats/report/escape.h"

namespace dragoman {

namespace {

/// True where a UTF-8 sequence goes on.
bool inside_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

bool stands_in(const StoredParty& p, const StoredEvent& e) {
  return p.first < p.last && p.first >= e.evidence_begin && p.last <= e.evidence_end &&
         p.last - e.evidence_begin <= e.evidence.size();
}

/// Letters of marks for each byte of the sentence, '-' for none.
class Letters {
 public:
  explicit Letters(const StoredEvent& e)
      : begin_(e.evidence_begin), letters_(e.evidence.size(), '-') {}

  void set(std::size_t first, std::size_t last, char letter) {
    const std::size_t from = std::max(first, begin_) - begin_;
    const std::size_t to = std::min(last, begin_ + letters_.size());
    if (first >= last || to <= begin_ || from >= to - begin_) return;
    std::fill(letters_.begin() + static_cast<std::ptrdiff_t>(from),
              letters_.begin() + static_cast<std::ptrdiff_t>(to - begin_), letter);
  }

  [[nodiscard]] char at(std::size_t i) const { return letters_[i]; }

 private:
  std::size_t begin_;
  std::string letters_;
};

}  // namespace

std::string marked_sentence(const StoredEvent& e) {
  Letters letters(e);
  for (const StoredParty& p : e.actors) letters.set(p.first, p.last, 'a');
  for (const StoredParty& p : e.recipients) letters.set(p.first, p.last, 'r');
  letters.set(e.trigger_begin, e.trigger_end, 't');
  std::string out;
  const std::string_view text = e.evidence;
  for (std::size_t from = 0; from < text.size();) {
    std::size_t to = from + 1;
    while (to < text.size() && (inside_character(text[to]) || letters.at(to) == letters.at(from)))
      ++to;
    const std::string piece = escape_html(text.substr(from, to - from));
    if (letters.at(from) == '-')
      out += piece;
    else
      out += std::string("<mark class=\"") + letters.at(from) + "\">" + piece + "</mark>";
    from = to;
  }
  return out;
}

std::string named_elsewhere(const StoredEvent& e) {
  std::string out;
  for (const auto* side : {&e.actors, &e.recipients}) {
    for (const StoredParty& p : *side)
      if (!stands_in(p, e)) out += (out.empty() ? "" : "; ") + p.name;
  }
  return out;
}

}  // namespace dragoman
