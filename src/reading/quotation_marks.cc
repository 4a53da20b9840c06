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
    if (mark == Mark::none) continue;
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
