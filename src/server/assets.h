// The files of the page, which are part of the program (web/dist).
#pragma once

#include <span>
#include <string_view>

namespace dragoman {

/// One file.
struct Asset {
  std::string_view path;  ///< as asked for: "/assets/page.js"
  std::string_view bytes;
  std::string_view type;  ///< media type
};

/// All of them, made by the build; empty when web/dist was.
std::span<const Asset> assets();

/// The OpenAPI file of this server.
std::string_view openapi_json();

/// The file of a path; null for none.
const Asset* find_asset(std::string_view path);

}  // namespace dragoman
