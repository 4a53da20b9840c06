#include "formats/input/conllu_articles.h"

#include <fmt/format.h>

#include <array>

namespace dragoman {

void ConlluArticleReader::comment(std::string_view text) {
  const auto value = [&](std::string_view key) {
    std::string_view out = text.substr(key.size());
    const std::size_t at = out.find_first_not_of(" =");
    return std::string(at == std::string_view::npos ? std::string_view() : out.substr(at));
  };
  if (text.starts_with("# newpar")) paragraph_ = true;
  if (text.starts_with("# text = ")) given_ = text.substr(9);
  if (text.starts_with("# newdoc")) {
    paragraph_ = true;
    next_ready_ = true;
    next_id_ =
        value(text.starts_with("# newdoc id") || text.starts_with("# newdoc_id") ? "# newdoc id"
                                                                                 : "# newdoc");
  }
}

/// Adds a token to the sentence. Of one that stands for several words the words are passed over.
void ConlluArticleReader::word(std::string_view line, ReadReport& out) {
  std::array<std::string_view, 10> cells;
  std::size_t count = 0;
  for (; count < cells.size(); ++count) {
    const std::size_t tab = line.find('\t');
    cells[count] = line.substr(0, tab);
    if (tab == std::string_view::npos) break;
    line.remove_prefix(tab + 1);
  }
  if (count != 9 || cells[0].empty() || cells[1].empty()) {
    if (!bad_)
      out.errors.push_back({fmt::format("{}:{}", name_, number_), "has not ten columns",
                            "see the CoNLL-U format description; its sentence was left out"});
    bad_ = true;
    told_ = true;
    return;
  }
  if (cells[0].find('.') != std::string_view::npos) return;  // no word of the text
  if (!fused_until_.empty()) {
    if (cells[0] == fused_until_) fused_until_.clear();
    return;
  }
  if (const std::size_t dash = cells[0].find('-'); dash != std::string_view::npos)
    fused_until_ = cells[0].substr(dash + 1);
  if (space_) built_ += ' ';
  built_ += cells[1];
  space_ = cells[9].find("SpaceAfter=No") == std::string_view::npos;
}

void ConlluArticleReader::end_sentence(ReadReport& out) {
  std::string& text = given_.empty() ? built_ : given_;
  if (!blank(text) && !bad_) {
    if (next_ready_) {
      // The next article begins with this sentence.
      next_ready_ = false;
      if (!article_.text.empty())
        admit(std::move(article_), fmt::format("{}:{}", name_, first_line_),
              "give sentences with text", out);
      article_ = Article();
      article_.id = std::move(next_id_);
      first_line_ = number_;
    }
    if (article_.text.empty())
      first_line_ = number_;
    else
      article_.text += paragraph_ ? "\n\n" : "\n";
    // One that is too long is refused when it ends; it need not be whole for that.
    if (article_.text.size() <= kLongestArticle) article_.text += text;
    paragraph_ = false;
    any_ = true;
  }
  given_.clear();
  built_.clear();
  fused_until_.clear();
  space_ = false;
  bad_ = false;
}

bool ConlluArticleReader::take_line(ReadReport& out) {
  switch (in_.line(line_, kLongestRecord)) {
    case Buffered::Line::none:
      end_sentence(out);
      return false;
    case Buffered::Line::too_long:
      ++number_;
      bad_ = true;
      told_ = true;
      out.errors.push_back(record_too_long(fmt::format("{}:{}", name_, number_)));
      return true;
    case Buffered::Line::whole:
      break;
  }
  ++number_;
  if (line_.empty())
    end_sentence(out);
  else if (line_.front() == '#')
    comment(line_);
  else
    word(line_, out);
  return true;
}

bool ConlluArticleReader::next(ReadReport& out) {
  const std::size_t before = out.articles.size() + out.messages();
  while (out.articles.size() + out.messages() == before) {
    if (take_line(out)) continue;
    if (!article_.text.empty())
      admit(std::move(article_), fmt::format("{}:{}", name_, first_line_),
            "give sentences with text", out);
    else if (!any_ && !told_ && in_.trouble() == nullptr)
      out.errors.push_back({name_, "has no sentences", "give CoNLL-U"});
    return false;
  }
  return true;
}

}  // namespace dragoman
