#include "reading/quotation_marks.h"

namespace dragoman {

namespace {

enum class Mark : std::uint8_t { none, opens, closes, straight };

Mark mark_of(std::string_view form) {
  if (form == "“" || form == "``" || form == "„" || form == "«") return Mark::opens;
  if (form == "”" || form == "»") return Mark::closes;
  if (form == "\"" || form == "''") return Mark::straight;
  return Mark::none;
}

/// True where `t` can open a quotation in single marks: apart from the word before it, hard by the
/// one after it.
bool opens_single(const Document& d, std::uint32_t t) {
  const std::string_view form = d.form(t);
  if (form != "‘" && form != "'") return false;
  const bool apart = t == 0 || d.tokens[t].begin > d.tokens[t - 1].end || d.form(t - 1) == "(";
  return apart && t + 1 < d.tokens.size() && d.tokens[t + 1].begin == d.tokens[t].end;
}

/// The mark that closes the single mark `open`, `open` itself for none. One behind a comma or full
/// stop is surer than one that may be the apostrophe of "the soldiers’ pay". Looks no farther than
/// the next opening mark or the end of the paragraph.
std::uint32_t closing_single(const Document& d, std::uint32_t open) {
  const std::string_view closing = d.form(open) == "'" ? "'" : "’";
  std::uint32_t candidate = open;
  for (std::uint32_t t = open + 1; t < d.tokens.size(); ++t) {
    if (opens_single(d, t) || mark_of(d.form(t)) != Mark::none || paragraph_between(d, t - 1, t))
      break;
    if (d.form(t) != closing || t == open + 1) continue;
    const std::string_view before = d.form(t - 1);
    const bool stop = before == "," || before == "." || before == "!" || before == "?";
    if (stop) return t;
    const bool ends = t + 1 == d.tokens.size() || d.tokens[t + 1].begin > d.tokens[t].end ||
                      d.tokens[t + 1].end == d.tokens[t + 1].begin + 1;
    if (ends && candidate == open) candidate = t;
  }
  return candidate;
}

}  // namespace

bool is_quotation_mark(std::string_view form) { return mark_of(form) != Mark::none; }

bool paragraph_between(const Document& document, std::uint32_t a, std::uint32_t b) {
  const std::uint32_t from = document.tokens[a].end;
  const std::uint32_t to = document.tokens[b].begin;
  if (to <= from) return false;
  return std::string_view(document.text).substr(from, to - from).find("\n\n") !=
         std::string_view::npos;
}

std::vector<QuotationMarks> find_quotation_marks(const Document& document) {
  std::vector<QuotationMarks> out;
  std::int64_t open = -1;
  const auto n = static_cast<std::uint32_t>(document.tokens.size());
  const auto close_at = [&](std::uint32_t t) {
    const auto first = static_cast<std::uint32_t>(open);
    if (t > first + 1) out.push_back({first, t});
    open = -1;
  };
  for (std::uint32_t t = 0; t < n; ++t) {
    // Every paragraph of a long quotation opens again; an unclosed one ends with its paragraph.
    if (open >= 0 && t > 0 && paragraph_between(document, t - 1, t)) close_at(t - 1);
    const Mark mark = mark_of(document.form(t));
    if (mark == Mark::none) {
      if (open >= 0 || !opens_single(document, t)) continue;
      const std::uint32_t close = closing_single(document, t);
      if (close > t + 1) {
        out.push_back({t, close});
        t = close;
      }
      continue;
    }
    if (mark == Mark::opens || (mark == Mark::straight && open < 0)) {
      if (open < 0) open = t;
    } else if (open >= 0) {
      close_at(t);
    }
  }
  if (open >= 0 && n > 0) close_at(n - 1);
  return out;
}

}  // namespace dragoman
