// Which format an input is in, by its name or by how it begins.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dragoman {

enum class Kind : std::uint8_t {
  unknown,
  text,
  json_lines,
  json,
  csv,
  tsv,
  xml,
  html,
  conllu,
  warc,
  archive,
};

/// What the last part of a name says. Case does not count; an ending of a compression (.gz) is
/// passed over, and .tgz is .tar.gz.
Kind kind_of_name(std::string_view name);

/// What the first bytes say; text when nothing.
Kind kind_of_bytes(std::string_view first);

/// A name without its folders.
std::string_view last_part(std::string_view path);

}  // namespace dragoman
