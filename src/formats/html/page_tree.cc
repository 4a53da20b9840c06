#include "formats/html/page_tree.h"

#include <algorithm>

#include "text/characters.h"

namespace dragoman {

namespace {

/// Memory for the parser that is given back all at once: the parser's own way to free a tree
/// recurses with its depth.
class Arena {
 public:
  explicit Arena(std::vector<std::unique_ptr<char[]>>& blocks) : blocks_(blocks) {}

  void* take(std::size_t size) {
    size = (size + 15) & ~std::size_t{15};
    if (size > kBlock / 4) return new_block(size);
    if (size > left_) {
      next_ = new_block(kBlock);
      left_ = kBlock;
    }
    char* given = next_;
    next_ += size;
    left_ -= size;
    return given;
  }

 private:
  static constexpr std::size_t kBlock = std::size_t{1} << 18;

  char* new_block(std::size_t size) {
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(size));
    return blocks_.back().get();
  }

  std::vector<std::unique_ptr<char[]>>& blocks_;
  char* next_ = nullptr;
  std::size_t left_ = 0;
};

void* take(void* arena, std::size_t size) { return static_cast<Arena*>(arena)->take(size); }
void give_back(void* /*arena*/, void* /*pointer*/) {}

}  // namespace

PageTree::PageTree(const std::string& html) {
  Arena arena(memory_);
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = take;
  options.deallocator = give_back;
  options.userdata = &arena;
  options.max_errors = 0;
  const GumboOutput* parsed = gumbo_parse_with_options(&options, html.data(), html.size());

  struct Step {
    const GumboNode* node;
    std::uint32_t parent;
  };
  std::vector<Step> steps{{parsed->root, 0}};
  std::vector<std::uint32_t> open;  // elements whose content is being read
  while (!steps.empty()) {
    const Step step = steps.back();
    steps.pop_back();
    const auto at = static_cast<std::uint32_t>(nodes.size());
    while (!open.empty() && (at == 0 || open.back() != step.parent)) {
      nodes[open.back()].end = at;
      open.pop_back();
    }
    PageNode out;
    out.parent = step.parent;
    out.end = at + 1;
    if (step.node->type == GUMBO_NODE_TEXT || step.node->type == GUMBO_NODE_WHITESPACE ||
        step.node->type == GUMBO_NODE_CDATA) {
      out.text = step.node->v.text.text;
      nodes.push_back(out);
      continue;
    }
    if (step.node->type != GUMBO_NODE_ELEMENT) continue;
    const GumboElement& element = step.node->v.element;
    out.tag = element.tag;
    out.first_attribute = static_cast<std::uint32_t>(attributes_.size());
    out.attributes = element.attributes.length;
    for (unsigned i = 0; i < element.attributes.length; ++i) {
      const auto* a = static_cast<const GumboAttribute*>(element.attributes.data[i]);
      attributes_.push_back({a->name, a->value});
    }
    nodes.push_back(out);
    open.push_back(at);
    for (unsigned i = element.children.length; i > 0; --i)
      steps.push_back({static_cast<const GumboNode*>(element.children.data[i - 1]), at});
  }
  for (const std::uint32_t n : open) nodes[n].end = static_cast<std::uint32_t>(nodes.size());
}

const PageTree::Attribute* PageTree::find(std::uint32_t node, std::string_view name) const {
  const PageNode& n = nodes[node];
  for (std::uint32_t i = n.first_attribute; i < n.first_attribute + n.attributes; ++i) {
    if (attributes_[i].name == name) return &attributes_[i];
  }
  return nullptr;
}

std::string_view PageTree::attribute(std::uint32_t node, std::string_view name) const {
  const Attribute* found = find(node, name);
  return found == nullptr ? std::string_view() : found->value;
}

bool PageTree::has_attribute(std::uint32_t node, std::string_view name) const {
  return find(node, name) != nullptr;
}

std::string PageTree::text_of(std::uint32_t node, std::size_t most) const {
  std::string out;
  for (std::uint32_t i = node; i < nodes[node].end && out.size() < most; ++i) {
    if (nodes[i].is_text())
      append_spaced(out, nodes[i].text);
    else if (nodes[i].tag != GUMBO_TAG_SPAN && nodes[i].tag != GUMBO_TAG_A)
      append_spaced(out, " ");
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

void append_spaced(std::string& out, std::string_view text) {
  for (std::size_t p = 0; p < text.size();) {
    const std::size_t n = sequence(text, p);
    const std::string_view s = text.substr(p, n);
    p += n;
    const bool none = s == "\xC2\xAD" || s == "\xE2\x80\x8B" || s == "\xEF\xBB\xBF" ||
                      s == "\xE2\x81\xA0" || s == "\xE2\x80\x8C" || s == "\xE2\x80\x8E";
    if (none) continue;
    const bool line = s == "\xE2\x80\xA8" || s == "\xE2\x80\xA9";
    if ((n == 1 && static_cast<unsigned char>(s[0]) <= 0x20) || s == "\x7F" || line ||
        (n > 1 && wide_space(s)) ||
        (n == 2 && s[0] == '\xC2' && static_cast<unsigned char>(s[1]) < 0xA0)) {
      if (!out.empty() && out.back() != ' ' && out.back() != '\n') out += ' ';
    } else {
      out += s;
    }
  }
}

}  // namespace dragoman
