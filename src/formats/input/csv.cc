#include "formats/input/csv.h"

#include <fmt/format.h>

#include <algorithm>

namespace dragoman {

namespace {

constexpr std::size_t kMostColumns = 10'000;
/// How often reading goes on behind a quote that does not end: each time the rest is read again.
constexpr int kMostResumed = 3;

/// The separator that cuts a line into most pieces, outside quotes.
char separator_of(std::string_view line) {
  char best = ',';
  std::ptrdiff_t most = 0;
  for (const char c : {',', ';', '\t', '|'}) {
    bool quoted = false;
    std::ptrdiff_t count = 0;
    for (const char at : line) {
      if (at == '"') quoted = !quoted;
      if (at == c && !quoted) ++count;
    }
    if (count > most) {
      most = count;
      best = c;
    }
  }
  return best;
}

std::string_view first_line(Buffered& in) {
  std::string_view text = in.available();
  if (text.find('\n') == std::string_view::npos) text = in.peek(std::size_t{64} << 10);
  text = text.substr(0, text.find('\n'));
  if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
  return text;
}

/// Names for a message, not too many.
std::string listed(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t i = 0; i < names.size() && i < 12; ++i)
    out += fmt::format("{}\"{}\"", i > 0 ? ", " : "", names[i].substr(0, 40));
  return names.size() > 12 ? out + ", ..." : out;
}

}  // namespace

bool looks_like_csv(std::string_view line) {
  const char separator = separator_of(line);
  std::size_t known = 0;
  bool text = false;
  for (std::size_t cells = 0; cells < 200; ++cells) {
    std::string_view cell = line.substr(0, line.find(separator));
    const bool last = cell.size() == line.size();
    line.remove_prefix(last ? line.size() : cell.size() + 1);
    if (cell.size() > 1 && cell.front() == '"' && cell.back() == '"')
      cell = cell.substr(1, cell.size() - 2);
    if (cell.size() > 64) return false;
    if (const auto use = field_named(cell)) {
      ++known;
      text = text || use->field == Field::text;
    }
    if (last) return text && known >= 2;
  }
  return false;
}

CsvReader::CsvReader(Buffered& in, std::string name, const InputOptions& options, char separator)
    : in_(in), name_(std::move(name)), fields_(options.map, name_), separator_(separator) {}

/// One row into row_. A quote has a meaning only at the start of a field; what follows its end,
/// other than a separator, shows that it was a letter like others, and it is put back.
CsvReader::Row CsvReader::read_row() {
  enum class State : unsigned char { start, plain, quoted, closing };
  row_.clear();
  held_.clear();
  first_line_ = line_;
  width_ = 1;
  std::string field;
  std::size_t bytes = 0;
  bool too_long = false;
  bool any = false;
  State state = State::start;
  const auto put = [&](char c) {
    if (!too_long) field += c;
  };
  const auto end_field = [&] {
    if (row_.size() < kMostColumns)
      row_.push_back(std::move(field));
    else
      too_long = true;
    field.clear();
    state = State::start;
  };
  for (std::string_view view = in_.available(); !view.empty(); view = in_.available()) {
    any = true;
    std::size_t p = 0;
    for (; p < view.size(); ++p) {
      const char c = view[p];
      if (++bytes > kLongestRecord) {
        if (state == State::quoted && !too_long) {
          in_.skip(p);
          return Row::open_quote;
        }
        too_long = true;
        if (state == State::quoted) state = State::plain;  // the next line end is the end
      }
      if (line_ > first_line_ && !too_long) held_ += c;
      if (c == '\n') ++line_;
      if (state == State::quoted) {
        if (c == '"')
          state = State::closing;
        else
          put(c);
        continue;
      }
      if (state == State::closing && c == '"') {
        put('"');
        state = State::quoted;
        continue;
      }
      if (c == separator_) {
        end_field();
        ++width_;
      } else if (c == '\n') {
        in_.skip(p + 1);
        if (state != State::closing && !field.empty() && field.back() == '\r') field.pop_back();
        end_field();
        return too_long ? Row::too_long : Row::whole;
      } else if (state == State::start && c == '"') {
        state = State::quoted;
      } else if (state == State::closing && c != '\r') {
        field.insert(field.begin(), '"');
        put('"');
        put(c);
        state = State::plain;
      } else if (state != State::closing) {
        put(c);
        state = State::plain;
      }
    }
    in_.skip(p);
  }
  if (!any) return Row::none;
  if (state == State::quoted) return Row::open_quote;
  end_field();
  return too_long ? Row::too_long : Row::whole;
}

bool CsvReader::resume(const std::string& where, ReadReport& out) {
  const bool again = ++resumed_ <= kMostResumed && !held_.empty();
  out.errors.push_back(
      {where, "a quoted field that begins in this row does not end",
       again ? "close the quote; reading went on at the next line" : "close the quote"});
  if (!again) return false;
  line_ = first_line_ + 1;
  in_.put_back(held_);
  return true;
}

bool CsvReader::read_header(ReadReport& out) {
  started_ = true;
  std::string_view first = first_line(in_);
  if (first.starts_with("sep=") && first.size() == 5) {  // as Excel writes it
    separator_ = first[4];
    std::string line;
    in_.line(line, 16);
    ++line_;
    first = first_line(in_);
  }
  if (separator_ == '\0') separator_ = separator_of(first);
  const Row row = read_row();
  if (row == Row::none || (row_.size() == 1 && blank(row_[0]))) {
    if (in_.trouble() == nullptr)
      out.errors.push_back({name_, "is empty", "give a row with the names of the columns first"});
    return false;
  }
  if (row != Row::whole) {
    out.errors.push_back({fmt::format("{}:{}", name_, first_line_),
                          row == Row::open_quote ? "a quoted name of a column does not end"
                                                 : "the first row is too long for names of columns",
                          "name the columns in the first row"});
    return false;
  }
  columns_named_ = row_.size();
  std::vector<std::pair<std::size_t, Column>> found[kFields];
  std::vector<std::pair<Field, std::string>> chosen;
  for (std::size_t i = 0; i < row_.size(); ++i) {
    std::string& name = row_[i];
    const std::size_t from = std::min(name.find_first_not_of(' '), name.size());
    name = name.substr(from, name.find_last_not_of(' ') + 1 - from);
    if (const auto use = fields_.find(name))
      found[static_cast<std::size_t>(use->field)].push_back({use->rank, {i, name}});
  }
  for (std::size_t f = 0; f < kFields; ++f) {
    const auto field = static_cast<Field>(f);
    std::stable_sort(found[f].begin(), found[f].end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& column : found[f]) columns_[f].push_back(std::move(column.second));
    if (!columns_[f].empty()) chosen.emplace_back(field, columns_[f].front().name);
    const std::string& wanted = fields_.map().key(field);
    if (columns_[f].empty() && (field == Field::text || !wanted.empty())) {
      out.errors.push_back({name_,
                            wanted.empty() ? "names no column that holds the text of articles"
                                           : fmt::format("has no column \"{}\"", wanted),
                            fmt::format("name one with --map {}=COLUMN; the columns are {}",
                                        to_string(field), listed(row_))});
      return false;
    }
  }
  fields_.announce(chosen, out);
  return true;
}

void CsvReader::read_article(const std::string& where, ReadReport& out) {
  if (row_.size() == 1 && blank(row_[0])) return;  // an empty line
  if (row_.size() != columns_named_) {
    out.errors.push_back(
        {where,
         fmt::format("has {} fields where the first row names {}", row_.size(), columns_named_),
         "quote fields that hold the separator or a line break"});
    return;
  }
  Article article;
  for (std::size_t f = 0; f < kFields; ++f) {
    for (const Column& column : columns_[f]) {
      if (blank(row_[column.index])) continue;
      fields_.set(article, static_cast<Field>(f), std::move(row_[column.index]), where, out);
      break;
    }
  }
  admit(std::move(article), where, "fill the column of the text, or take the row out", out);
}

bool CsvReader::next(ReadReport& out) {
  if (!started_ && !read_header(out)) return false;
  const Row row = read_row();
  const std::string where = fmt::format("{}:{}", name_, first_line_);
  switch (row) {
    case Row::none:
      return false;
    case Row::open_quote:
      return resume(where, out);
    case Row::too_long:
      out.errors.push_back({where,
                            width_ > kMostColumns
                                ? fmt::format("has more than {} fields", kMostColumns)
                                : fmt::format("a record of more than {} MiB", kLongestRecord >> 20),
                            "give one article a row"});
      return true;
    case Row::whole:
      read_article(where, out);
      return true;
  }
  return false;
}

}  // namespace dragoman
