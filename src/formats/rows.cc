#include "formats/rows.h"

#include <sqlite3.h>
#include <utf8proc.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace dragoman {

namespace {

constexpr std::size_t kWidest = 40;
constexpr std::size_t kLookedAt = 1000;

/// One value as text. A number is written as SQLite does.
std::string value_of(const Query& query, int column) {
  return query.is_null(column) ? std::string() : std::string(query.text(column));
}

std::vector<std::string> names_of(const Query& query) {
  std::vector<std::string> names;
  for (int c = 0; c < query.columns(); ++c) names.emplace_back(query.name(c));
  return names;
}

std::string quoted_csv(const std::string& value) {
  if (value.find_first_of(",\"\r\n") == std::string::npos) return value;
  std::string out = "\"";
  for (const char c : value) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

std::string one_line(std::string value) {
  std::replace_if(
      value.begin(), value.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
  return value;
}

std::string in_markdown(const std::string& value) {
  std::string out;
  for (const char c : one_line(value)) {
    if (c == '|') out += '\\';
    out += c;
  }
  return out;
}

nlohmann::ordered_json object_of(const Query& query, const std::vector<std::string>& names) {
  nlohmann::ordered_json object = nlohmann::ordered_json::object();
  for (int c = 0; c < query.columns(); ++c) {
    auto& field = object[names[static_cast<std::size_t>(c)]];
    switch (query.kind(c)) {
      case SQLITE_INTEGER:
        field = query.integer(c);
        break;
      case SQLITE_FLOAT:
        field = query.real(c);
        break;
      case SQLITE_NULL:
        break;
      default:
        field = std::string(query.text(c));
    }
  }
  return object;
}

std::string text_of_json(const nlohmann::ordered_json& json) {
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// Columns a text takes on a terminal, and the text cut to at most `most` of them.
struct Shown {
  std::string text;
  std::size_t width = 0;
};

Shown shown(const std::string& value, std::size_t most) {
  Shown s;
  const std::string line = one_line(value);
  for (std::size_t p = 0; p < line.size();) {
    utf8proc_int32_t code = 0;
    const auto n = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(line.data() + p),
                                    static_cast<utf8proc_ssize_t>(line.size() - p), &code);
    const std::size_t length = n > 0 ? static_cast<std::size_t>(n) : 1;
    const std::size_t width =
        n > 0 ? static_cast<std::size_t>(std::max(0, utf8proc_charwidth(code))) : 1;
    if (s.width + width >= most && p + length < line.size()) {
      s.text += "…";
      ++s.width;
      return s;
    }
    s.text.append(line, p, length);
    s.width += width;
    p += length;
  }
  return s;
}

class TableWriter {
 public:
  explicit TableWriter(std::vector<std::string> names) { rows_.push_back(std::move(names)); }

  void row(std::vector<std::string> values, std::ostream& out) {
    if (!open_) {
      rows_.push_back(std::move(values));
      if (rows_.size() > kLookedAt) flush(out);
    } else {
      print(values, out);
    }
  }

  void flush(std::ostream& out) {
    if (open_) return;
    open_ = true;
    widths_.resize(rows_.front().size());
    for (const auto& row : rows_)
      for (std::size_t c = 0; c < row.size(); ++c)
        widths_[c] = std::max(widths_[c], shown(row[c], kWidest).width);
    for (const auto& row : rows_) print(row, out);
    rows_.clear();
  }

 private:
  void print(const std::vector<std::string>& row, std::ostream& out) const {
    for (std::size_t c = 0; c < row.size(); ++c) {
      const Shown s = shown(row[c], std::min(kWidest, std::max<std::size_t>(widths_[c], 1)));
      out << s.text;
      if (c + 1 < row.size())
        out << std::string(widths_[c] + 2 - std::min(widths_[c], s.width), ' ');
    }
    out << '\n';
  }

  std::vector<std::vector<std::string>> rows_;
  std::vector<std::size_t> widths_;
  bool open_ = false;
};

void join(const std::vector<std::string>& values, std::string_view separator, std::string_view end,
          std::ostream& out) {
  for (std::size_t i = 0; i < values.size(); ++i) out << (i > 0 ? separator : "") << values[i];
  out << end << '\n';
}

void markdown_head(const std::vector<std::string>& names, std::ostream& out) {
  out << "| ";
  join(names, " | ", " |", out);
  out << '|';
  for (std::size_t c = 0; c < names.size(); ++c) out << "---|";
  out << '\n';
}

}  // namespace

void write_texts(const std::vector<std::string>& names,
                 const std::vector<std::vector<std::string>>& rows, std::string_view format,
                 std::ostream& out) {
  const auto mapped = [](std::vector<std::string> values, const auto& change) {
    for (std::string& v : values) v = change(v);
    return values;
  };
  if (format == "csv" || format == "tsv") {
    join(names, format == "csv" ? "," : "\t", "", out);
    for (const auto& row : rows) {
      if (format == "csv")
        join(mapped(row, quoted_csv), ",", "", out);
      else
        join(mapped(row, one_line), "\t", "", out);
    }
  } else if (format == "markdown") {
    markdown_head(names, out);
    for (const auto& row : rows) {
      out << "| ";
      join(mapped(row, in_markdown), " | ", " |", out);
    }
  } else {
    TableWriter table(names);
    for (const auto& row : rows) table.row(row, out);
    table.flush(out);
  }
}

bool is_row_format(std::string_view format) {
  static constexpr std::string_view kFormats[] = {"table", "csv",   "tsv",
                                                  "json",  "jsonl", "markdown"};
  return std::find(std::begin(kFormats), std::end(kFormats), format) != std::end(kFormats);
}

Result<std::size_t> write_rows(Query& query, std::string_view format, std::ostream& out) {
  const std::vector<std::string> names = names_of(query);
  const auto mapped = [&](const auto& change) {
    std::vector<std::string> values;
    for (int c = 0; c < query.columns(); ++c) values.push_back(change(value_of(query, c)));
    return values;
  };
  TableWriter table(names);
  if (format == "csv" || format == "tsv") join(names, format == "csv" ? "," : "\t", "", out);
  if (format == "markdown") markdown_head(names, out);
  if (format == "json") out << "[";
  std::size_t rows = 0;
  for (;; ++rows) {
    const auto more = query.step();
    if (!more.ok()) return more.error();
    if (!more.value()) break;
    if (format == "csv") {
      join(mapped(quoted_csv), ",", "", out);
    } else if (format == "tsv") {
      join(mapped(one_line), "\t", "", out);
    } else if (format == "markdown") {
      out << "| ";
      join(mapped(in_markdown), " | ", " |", out);
    } else if (format == "json") {
      out << (rows > 0 ? ",\n " : "\n ") << text_of_json(object_of(query, names));
    } else if (format == "jsonl") {
      out << text_of_json(object_of(query, names)) << '\n';
    } else {
      table.row(mapped([](std::string v) { return v; }), out);
    }
  }
  if (format == "json") out << "\n]\n";
  if (format == "table") table.flush(out);
  return rows;
}

}  // namespace dragoman
