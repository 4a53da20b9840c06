#include "formats/html/page_words.h"

#include <algorithm>
#include <charconv>

#include "knowledge/table.h"
#include "text/characters.h"
#include "text/folded.h"
#include "text/one_of.h"

namespace dragoman {

namespace {

/// Calls `each` with the fields of every row.
template <typename Each>
void rows(std::string_view table, const Each& each) {
  for (const std::string_view line : split(table, '\n')) {
    if (!line.starts_with('#')) each(split(line, '\t'));
  }
}

std::string_view first_word(std::string_view line) { return line.substr(0, line.find(' ')); }
std::string_view last_word(std::string_view line) { return line.substr(line.rfind(' ') + 1); }

std::uint8_t hint_of(std::string_view kind) {
  if (kind == "never") return kNever;
  if (kind == "body") return kBody;
  if (kind == "lead") return kLead;
  if (kind == "date") return kDated;
  if (kind == "title") return kTitle;
  if (kind == "plain") return kPlain;
  return kBeside;
}

/// Words that turn what follows: "has-sidebar" is no sidebar.
bool turns(std::string_view word) {
  return one_of(word, {"has", "no", "with", "without", "not", "is", "show", "under", "below"});
}

/// Cuts the value of a class into words: at what is no letter, and before a capital after a small
/// letter. `joined` words are those without the second kind of cut, when there was one.
struct ClassWords {
  explicit ClassWords(std::string_view value) {
    lower.reserve(value.size());
    std::size_t from = 0;
    std::size_t whole_from = 0;
    bool cut = false;
    for (std::size_t i = 0; i <= value.size(); ++i) {
      const bool part = i < value.size() && (is_alpha(value[i]) || !is_ascii(value[i]));
      const bool camel = part && i > 0 && is_upper(value[i]) && is_lower(value[i - 1]);
      if (!part || camel) {
        if (i > from) words.push_back({from, i - from});
        from = camel ? i : i + 1;
      }
      if (!part) {
        if (cut) joined.push_back({whole_from, i - whole_from});
        whole_from = i + 1;
        cut = false;
      }
      cut = cut || camel;
      if (i < value.size()) lower += to_lower(value[i]);
    }
  }

  struct Span {
    std::size_t at;
    std::size_t size;
  };
  [[nodiscard]] std::string_view word(Span s) const {
    return std::string_view(lower).substr(s.at, s.size);
  }

  std::string lower;
  std::vector<Span> words;
  std::vector<Span> joined;
};

}  // namespace

const PageWords& PageWords::shipped() {
  static const PageWords words;
  return words;
}

PageWords::PageWords() {
  rows(page_tables::containers, [&](const std::vector<std::string_view>& r) {
    if (r.size() < 2) return;
    const std::uint8_t hint = hint_of(r[1]);
    if (r[0].ends_with('*'))
      starts_[r[0].substr(0, r[0].size() - 1)] |= hint;
    else
      words_[r[0]] |= hint;
  });
  rows(page_tables::lines, [&](const std::vector<std::string_view>& r) {
    if (r.size() < 2) return;
    if (r[1] == "credit") {
      credits_.push_back(r[0]);
      return;
    }
    const std::string_view key = r[1] == "end" ? last_word(r[0]) : first_word(r[0]);
    lines_[key].push_back({r[0], r[1]});
  });
  int rank = 0;
  rows(page_tables::fields, [&](const std::vector<std::string_view>& r) {
    if (r.size() < 2) return;
    const PageField field = r[1] == "date"        ? PageField::date
                            : r[1] == "modified"  ? PageField::modified
                            : r[1] == "title"     ? PageField::title
                            : r[1] == "publisher" ? PageField::publisher
                            : r[1] == "url"       ? PageField::url
                                                  : PageField::language;
    fields_.emplace(r[0], Field{field, ++rank});
  });
  rows(page_tables::months, [&](const std::vector<std::string_view>& r) {
    if (r.size() < 2) return;
    int month = 0;
    std::from_chars(r[1].data(), r[1].data() + r[1].size(), month);
    months_.emplace(fold(r[0]), month);
  });
}

std::uint8_t PageWords::hints(std::string_view value) const {
  static constexpr std::size_t kShortestStart = 3;
  static constexpr std::size_t kLongestStart = 20;
  const ClassWords cut(value.substr(0, 400));
  std::uint8_t found = 0;
  const auto look = [&](std::string_view word) {
    if (const auto it = words_.find(word); it != words_.end()) found |= it->second;
    for (std::size_t n = kShortestStart; n <= std::min(word.size(), kLongestStart); ++n) {
      if (const auto it = starts_.find(word.substr(0, n)); it != starts_.end()) found |= it->second;
    }
  };
  for (std::size_t i = 0; i < cut.words.size(); ++i) {
    if (i > 0 && turns(cut.word(cut.words[i - 1]))) continue;
    look(cut.word(cut.words[i]));
    std::string several(cut.word(cut.words[i]));
    for (std::size_t k = i + 1; k < std::min(i + 3, cut.words.size()); ++k) {
      several += ' ';
      several += cut.word(cut.words[k]);
      if (const auto it = words_.find(several); it != words_.end()) found |= it->second;
    }
  }
  for (const auto& span : cut.joined) look(cut.word(span));
  if ((found & kPlain) != 0) found &= static_cast<std::uint8_t>(~kBeside);
  return found;
}

bool PageWords::stray_line(std::string_view plain) const {
  static constexpr std::size_t kLongest = 160;
  static constexpr std::size_t kLongestEnd = 40;
  if (plain.empty() || plain.size() > kLongest) return false;
  const auto fits = [&](const Line& line) {
    if (line.how == "end") return plain.ends_with(line.words) && plain.size() <= kLongestEnd;
    if (!plain.starts_with(line.words)) return false;
    if (plain.size() == line.words.size()) return true;
    return line.how == "start" && plain[line.words.size()] == ' ';
  };
  for (const std::string_view key : {first_word(plain), last_word(plain)}) {
    const auto it = lines_.find(key);
    if (it != lines_.end() && std::any_of(it->second.begin(), it->second.end(), fits)) return true;
  }
  return false;
}

bool PageWords::credit(std::string_view line) const {
  const std::string folded = fold(line);
  return std::any_of(credits_.begin(), credits_.end(), [&](std::string_view words) {
    for (std::size_t p = folded.find(words); p != std::string::npos;
         p = folded.find(words, p + 1)) {
      const std::size_t end = p + words.size();
      if ((p == 0 || !is_alpha(folded[p - 1])) &&
          (words.ends_with(':') || end == folded.size() || !is_alpha(folded[end])))
        return true;
    }
    return false;
  });
}

PageWords::Field PageWords::field(std::string_view name) const {
  const auto it = fields_.find(name);
  return it == fields_.end() ? Field{} : it->second;
}

int PageWords::month(std::string_view folded) const {
  const auto it = months_.find(std::string(folded));
  return it == months_.end() ? 0 : it->second;
}

std::string plain_words(std::string_view text) {
  const std::string folded = fold(text);
  std::string out;
  for (std::size_t p = 0; p < folded.size();) {
    const std::size_t n = sequence(folded, p);
    const std::string_view s = std::string_view(folded).substr(p, n);
    p += n;
    if (s == "'" || s == "\xE2\x80\x99") continue;
    const bool word = n == 1 ? is_alpha(s[0]) || is_digit(s[0]) : !wide_symbol(s) && !wide_space(s);
    if (word)
      out += s;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace dragoman
