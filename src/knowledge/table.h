// Tab-separated knowledge files: `#` starts a comment line, `-` is an empty field.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "text/result.h"

namespace dragoman {

/// A table held in memory; fields are views into `bytes`, which must not move (hence the pointer).
struct Table {
  struct Row {
    int line = 0;  ///< 1-based line number in the file
    std::vector<std::string_view> fields;

    /// Field `i`, empty when absent or `-`.
    [[nodiscard]] std::string_view at(std::size_t i) const {
      return i < fields.size() && fields[i] != "-" ? fields[i] : std::string_view();
    }
  };
  std::string path;
  std::unique_ptr<std::string> bytes;
  std::vector<Row> rows;
};

/// Reads a whole table. Error when the file cannot be read or a row has fewer than `columns`
/// fields.
Result<Table> read_table(const std::string& path, std::size_t columns);

/// Cuts `text` at `separator`; empty pieces are dropped.
std::vector<std::string_view> split(std::string_view text, char separator);

}  // namespace dragoman
