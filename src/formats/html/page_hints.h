// What the elements of a page say of themselves.
#pragma once

#include <cstdint>
#include <vector>

#include "formats/html/page_tree.h"
#include "formats/html/page_words.h"

namespace dragoman {

/// A set of ContainerHint for each node, from its class, id, role and the like; 0 for text.
/// O(nodes and bytes of attributes).
std::vector<std::uint8_t> page_hints(const PageTree& page, const PageWords& words);

}  // namespace dragoman
