#include "formats/input/database_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "text/one_of.h"

namespace dragoman {

namespace {

std::string_view bare_line(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return line.substr(first, line.find_last_not_of(" \t\r") + 1 - first);
}

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// "12 of 40 DOCUMENTS" alone on its line.
bool begins_lexis(std::string_view line) {
  line = bare_line(line);
  const std::size_t of = line.find(" of ");
  if (of == std::string_view::npos || !is_number(line.substr(0, of))) return false;
  line.remove_prefix(of + 4);
  const std::size_t space = line.find(' ');
  return space != std::string_view::npos && is_number(line.substr(0, space)) &&
         one_of(line.substr(space + 1), {"DOCUMENTS", "DOCUMENT"});
}

/// Labels of Factiva's records.
constexpr std::array<std::string_view, 27> kFactivaLabels = {
    "SE", "HD", "BY", "CR", "WC", "PD", "ET",  "SN",  "SC",  "ED", "PG",  "LA",  "CY", "LP",
    "TD", "CT", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN", "ART", "CLM", "VOL"};

/// The label at the start of a line, followed by white space or nothing; empty when there is none.
std::string_view factiva_label(std::string_view line) {
  const std::string_view word = line.substr(0, line.find_first_of(" \t"));
  return one_of(word, kFactivaLabels) ? word : std::string_view();
}

/// Paragraphs of lines, which blank lines part.
class Paragraphs {
 public:
  void add(std::string_view line) {
    line = bare_line(line);
    if (line.empty()) {
      part_ = true;
      return;
    }
    if (!text_.empty()) text_ += part_ ? "\n\n" : " ";
    part_ = false;
    text_ += line;
  }
  void part() { part_ = true; }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
  bool part_ = false;
};

/// "LABEL: value" of LexisNexis. Values may go on in the next lines.
std::optional<std::pair<std::string_view, std::string_view>> lexis_label(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > 24) return std::nullopt;
  const std::string_view label = line.substr(0, colon);
  const bool capitals = std::all_of(label.begin(), label.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || c == '-' || c == ' ';
  });
  if (!capitals || label.front() == ' ') return std::nullopt;
  return std::pair(label, bare_line(line.substr(colon + 1)));
}

}  // namespace

NewsDatabase database_of(std::string_view first) {
  bool hd = false;
  bool pd = false;
  for (std::size_t lines = 0; lines < 100 && !first.empty(); ++lines) {
    std::string_view line = first.substr(0, first.find('\n'));
    first.remove_prefix(std::min(line.size() + 1, first.size()));
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (begins_lexis(line)) return NewsDatabase::lexis;
    const std::string_view label = factiva_label(line);
    hd = hd || label == "HD";
    pd = pd || (hd && label == "PD");
    if (pd && one_of(label, {"LP", "TD"})) return NewsDatabase::factiva;
  }
  return NewsDatabase::none;
}

DatabaseDocument read_lexis(const std::vector<std::string>& lines) {
  DatabaseDocument out;
  Paragraphs text;
  std::string unlabelled;  // the headline of old exports
  std::string* open = nullptr;
  enum class Part : unsigned char { head, body, tail } part = Part::head;
  for (const std::string& line : lines) {
    const std::string_view bare = bare_line(line);
    const auto label = lexis_label(line);
    if (part == Part::body) {
      const bool tail =
          label && one_of(label->first, {"LANGUAGE", "LOAD-DATE", "PUBLICATION-TYPE", "SUBJECT",
                                         "GRAPHIC", "DOCUMENT-TYPE", "COUNTRY", "CITY", "COMPANY",
                                         "PERSON", "ORGANIZATION", "GEOGRAPHIC", "URL"});
      const bool notice = line.starts_with("     ") && bare.starts_with("Copyright ");
      if (!tail && !notice) {
        text.add(line);
        continue;
      }
      part = Part::tail;
    }
    if (bare.empty()) {
      open = nullptr;
    } else if (label) {
      open = nullptr;
      const auto& [name, value] = *label;
      if (name == "HEADLINE" || name == "TITLE") *(open = &out.title) = value;
      if (name == "LANGUAGE") out.language = value;
      if (name == "URL") out.url = value;
      if (name == "LENGTH" && part == Part::head) part = Part::body;
    } else if (open != nullptr) {
      *open += ' ';
      *open += bare;
    } else if (part == Part::head) {
      if (bare.starts_with("Copyright ") || bare == "All Rights Reserved") continue;
      if (out.publisher.empty())
        out.publisher = bare;
      else if (out.date.empty() && !day_of(bare).empty())
        out.date = bare;
      else if (unlabelled.empty())
        *(open = &unlabelled) = bare;
    }
  }
  if (out.title.empty()) out.title = std::move(unlabelled);
  out.text = text.take();
  return out;
}

DatabaseDocument read_factiva(const std::vector<std::string>& lines) {
  DatabaseDocument out;
  Paragraphs text;
  std::string label;
  const auto join = [](std::string& to, std::string_view more) {
    if (!to.empty() && !more.empty()) to += ' ';
    to += more;
  };
  for (const std::string& line : lines) {
    std::string_view rest = line;
    if (const std::string_view found = factiva_label(line); !found.empty()) {
      label = found;
      rest.remove_prefix(found.size());
      if (one_of(label, {"LP", "TD"})) text.part();
    }
    const std::string_view bare = bare_line(rest);
    if (label == "LP" || label == "TD")
      text.add(rest);
    else if (label == "HD")
      join(out.title, bare);
    else if (label == "PD")
      join(out.date, bare);
    else if (label == "SN")
      join(out.publisher, bare);
    else if (label == "LA")
      join(out.language, bare);
    else if (label == "AN" && !bare.empty())
      out.id = bare.starts_with("Document ") ? bare.substr(9) : bare;
  }
  out.text = text.take();
  return out;
}

void DatabaseTextReader::end_document(ReadReport& out) {
  const bool open = std::exchange(open_, false);
  const std::vector<std::string> lines = std::exchange(document_, {});
  if (!open) return;
  const std::string where = fmt::format("{}:{}", name_, first_line_);
  if (std::exchange(bytes_, 0) > kLongestArticle) {
    out.errors.push_back(record_too_long(where));
    return;
  }
  DatabaseDocument read =
      database_ == NewsDatabase::lexis ? read_lexis(lines) : read_factiva(lines);
  Article article;
  article.id = std::move(read.id);
  article.title = std::move(read.title);
  article.publisher = std::move(read.publisher);
  article.url = std::move(read.url);
  article.language = std::move(read.language);
  article.text = std::move(read.text);
  fields_.set(article, Field::published, std::move(read.date), where, out);
  admit(std::move(article), where, "save the full text, not the list", out);
}

bool DatabaseTextReader::next(ReadReport& out) {
  for (bool more = true; more;) {
    more = in_.line(line_, kLongestArticle) != Buffered::Line::none;
    ++number_;
    const bool begins = more && (database_ == NewsDatabase::lexis ? begins_lexis(line_)
                                                                  : factiva_label(line_) == "HD");
    if (begins || !more) {
      const bool any = open_;
      end_document(out);
      open_ = begins;
      first_line_ = number_;
      if (database_ == NewsDatabase::factiva && begins) document_.push_back(line_);
      if (any || !more) return more;
      continue;
    }
    // What stands before the first article is the name of the search.
    if (!open_) continue;
    bytes_ += line_.size() + 1;
    if (bytes_ <= kLongestArticle) document_.push_back(line_);
  }
  return false;
}

}  // namespace dragoman
