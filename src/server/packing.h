// Answers made smaller for clients that can unpack them (RFC 9110, 12.5.3).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/http_message.h"

namespace dragoman {

enum class Packing : std::uint8_t { none, gzip, deflate };

/// The best one that a request accepts.
Packing packing_of(const HttpRequest& request);

/// "gzip", as headers name it; empty for none.
std::string_view name_of(Packing packing);

/// Text shrinks; pictures and fonts are packed already.
bool shrinks(std::string_view type);

/// Bytes packed with zlib at a level from 1 (fast) to 9 (small); nothing when that made them no
/// smaller.
std::optional<std::string> packed(std::string_view bytes, Packing packing, int level);

/// Packs the body of an answer that is large and shrinks; others stay. Says that the answer depends
/// on what is accepted in either case.
void pack(HttpResponse& response, Packing packing);

}  // namespace dragoman
