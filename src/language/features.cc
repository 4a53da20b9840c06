#include "language/features.h"

#include <algorithm>

#include "language/linear.h"

namespace dragoman {

void view_tokens(const std::vector<std::string_view>& forms, std::vector<TokenView>& out) {
  out.assign(forms.size(), {});
  std::string low;
  std::string shape;
  for (std::size_t i = 0; i < forms.size(); ++i) {
    low.clear();
    shape.clear();
    for (char c : forms[i]) {
      const bool up = c >= 'A' && c <= 'Z';
      const char kind = up                                      ? 'X'
                        : c >= 'a' && c <= 'z'                  ? 'x'
                        : c >= '0' && c <= '9'                  ? 'd'
                        : static_cast<unsigned char>(c) >= 0x80 ? 'u'
                                                                : c;
      if (shape.size() < 2 || shape[shape.size() - 1] != kind || shape[shape.size() - 2] != kind)
        shape += kind;
      low += up ? static_cast<char>(c + 32) : c >= '0' && c <= '9' ? '0' : c;
    }
    TokenView& v = out[i];
    v.form = text_hash(low);
    v.exact = text_hash(forms[i]);
    v.shape = text_hash(shape);
    const std::string_view l = low;
    for (std::size_t k = 0; k < 4; ++k)
      v.suffix[k] = text_hash(l.substr(l.size() - std::min(l.size(), k + 1)));
    for (std::size_t k = 0; k < 3; ++k) v.prefix[k] = text_hash(l.substr(0, k + 1));
  }
}

namespace {

constexpr TokenView kNone{};

const TokenView& at(const std::vector<TokenView>& s, std::ptrdiff_t i) {
  return i >= 0 && i < static_cast<std::ptrdiff_t>(s.size()) ? s[static_cast<std::size_t>(i)]
                                                             : kNone;
}

}  // namespace

void tag_features(const std::vector<TokenView>& s, std::size_t i, std::vector<std::uint64_t>& out) {
  out.clear();
  const auto p = static_cast<std::ptrdiff_t>(i);
  const TokenView& w = s[i];
  const TokenView& l1 = at(s, p - 1);
  const TokenView& l2 = at(s, p - 2);
  const TokenView& r1 = at(s, p + 1);
  const TokenView& r2 = at(s, p + 2);
  out.push_back(feature(1, 0));
  out.push_back(feature(2, w.form));
  out.push_back(feature(3, w.exact));
  out.push_back(feature(4, w.shape, i == 0));
  for (std::uint64_t k = 0; k < 4; ++k) out.push_back(feature(5 + k, w.suffix[k]));
  for (std::uint64_t k = 0; k < 3; ++k) out.push_back(feature(10 + k, w.prefix[k]));
  out.push_back(feature(14, l1.tag_hash));
  out.push_back(feature(15, l1.tag_hash, l2.tag_hash));
  out.push_back(feature(16, l1.tag_hash, w.form));
  out.push_back(feature(17, l1.form));
  out.push_back(feature(18, l2.form));
  out.push_back(feature(19, r1.form));
  out.push_back(feature(20, r2.form));
  out.push_back(feature(21, r1.suffix[2]));
  out.push_back(feature(22, r1.shape));
  out.push_back(feature(23, w.form, r1.form));
  out.push_back(feature(24, l1.form, w.form));
  out.push_back(feature(25, l1.tag_hash, r1.suffix[2]));
  out.push_back(feature(26, w.suffix[2], r1.suffix[2]));
  out.push_back(feature(27, l1.tag_hash, w.suffix[2]));
}

void entity_features(const std::vector<TokenView>& s, std::size_t i, std::uint32_t previous,
                     std::uint32_t before, std::vector<std::uint64_t>& out) {
  out.clear();
  const auto p = static_cast<std::ptrdiff_t>(i);
  const TokenView& w = s[i];
  out.push_back(feature(1, previous));
  out.push_back(feature(2, previous, before));
  for (std::ptrdiff_t d = -2; d <= 2; ++d) {
    const TokenView& v = at(s, p + d);
    const auto o = static_cast<std::uint64_t>(d + 3);
    out.push_back(feature(10 + o, v.form));
    out.push_back(feature(20 + o, v.shape));
    out.push_back(feature(30 + o, v.tag_hash));
  }
  out.push_back(feature(3, w.exact));
  out.push_back(feature(4, w.form, previous));
  out.push_back(feature(5, w.shape, previous, i == 0));
  out.push_back(feature(6, w.tag_hash, previous));
  for (std::uint64_t k = 1; k < 4; ++k) out.push_back(feature(40 + k, w.suffix[k]));
  for (std::uint64_t k = 1; k < 3; ++k) out.push_back(feature(50 + k, w.prefix[k]));
  out.push_back(feature(7, w.form, at(s, p + 1).form));
  out.push_back(feature(8, at(s, p - 1).form, w.form));
  out.push_back(feature(9, at(s, p - 1).shape, w.shape, at(s, p + 1).shape));
}

void ParseState::start(std::size_t tokens) {
  n = static_cast<std::int32_t>(tokens);
  next = 0;
  stack.clear();
  head.assign(tokens, -1);
  label.assign(tokens, 0);
  for (int k = 0; k < 2; ++k) {
    left[k].assign(tokens + 1, -1);
    right[k].assign(tokens + 1, -1);
  }
  left_count.assign(tokens + 1, 0);
  right_count.assign(tokens + 1, 0);
}

void ParseState::reduce(bool to_left, std::uint16_t relation) {
  const std::int32_t child = stack.back();
  stack.pop_back();
  const std::int32_t parent = to_left ? next : stack.back();
  const auto c = static_cast<std::size_t>(child);
  const auto h = static_cast<std::size_t>(parent);
  head[c] = parent;
  label[c] = relation;
  auto& first = to_left ? left[0] : right[0];
  auto& second = to_left ? left[1] : right[1];
  second[h] = first[h];
  first[h] = child;
  auto& count = to_left ? left_count[h] : right_count[h];
  if (count < 255) ++count;
}

void parse_features(const std::vector<TokenView>& s, const ParseState& st,
                    std::vector<std::uint64_t>& out) {
  out.clear();
  const auto stack = [&](std::size_t k) {
    return k < st.stack.size() ? st.stack[st.stack.size() - 1 - k] : -1;
  };
  const std::int32_t s0 = stack(0);
  const std::int32_t s1 = stack(1);
  const std::int32_t s2 = stack(2);
  const std::int32_t b0 = st.next;
  const auto form = [&](std::int32_t t) { return at(s, t).form; };
  const auto tag = [&](std::int32_t t) { return t == st.n ? 77 : at(s, t).tag_hash; };
  const auto upos = [&](std::int32_t t) { return t == st.n ? 78 : at(s, t).upos_hash; };
  const auto child = [](const std::vector<std::int32_t>& v, std::int32_t t) {
    return t < 0 ? -1 : v[static_cast<std::size_t>(t)];
  };
  const auto relation = [&](std::int32_t t) {
    return t < 0 || t >= st.n ? std::uint64_t{99} : st.label[static_cast<std::size_t>(t)];
  };
  const std::int32_t s0l = child(st.left[0], s0);
  const std::int32_t s0r = child(st.right[0], s0);
  const std::int32_t s1l = child(st.left[0], s1);
  const std::int32_t s1r = child(st.right[0], s1);
  const std::int32_t b0l = child(st.left[0], b0);
  const std::int32_t s0l2 = child(st.left[1], s0);
  const std::int32_t s0r2 = child(st.right[1], s0);
  const std::int32_t s1r2 = child(st.right[1], s1);
  const auto add = [&](std::uint64_t k, std::uint64_t a, std::uint64_t b = 0, std::uint64_t c = 0) {
    out.push_back(feature(k, a, b, c));
  };
  const std::uint64_t gap = s0 < 0 ? 0 : static_cast<std::uint64_t>(std::min(b0 - s0, 6));
  const std::uint64_t gap1 = s1 < 0 ? 0 : static_cast<std::uint64_t>(std::min(s0 - s1, 6));
  const auto count = [](const std::vector<std::uint8_t>& v, std::int32_t t) {
    return t < 0 ? std::uint64_t{9} : std::min<std::uint64_t>(v[static_cast<std::size_t>(t)], 4);
  };
  std::uint64_t k = 1;
  for (const std::int32_t t : {s0, s1, s2, b0, b0 + 1, b0 + 2}) {
    add(k++, form(t), tag(t));
    add(k++, tag(t));
    add(k++, form(t));
  }
  for (const std::int32_t t : {s0l, s0r, s1l, s1r, b0l, s0l2, s0r2, s1r2}) {
    add(k++, tag(t), relation(t));
    add(k++, form(t), relation(t));
  }
  add(40, form(s0), form(b0));
  add(41, form(s0), tag(s0), tag(b0));
  add(42, tag(s0), form(b0), tag(b0));
  add(43, tag(s0), tag(b0), gap);
  add(44, form(s1), form(s0));
  add(45, form(s1), tag(s1), tag(s0));
  add(46, tag(s1), form(s0), tag(s0));
  add(47, tag(s1), tag(s0), gap1);
  add(48, tag(b0), tag(b0 + 1), tag(s0));
  add(49, tag(s2), tag(s1), tag(s0));
  add(50, tag(s1), tag(s0), tag(b0));
  add(51, tag(s0), tag(b0), tag(b0l));
  add(52, tag(s0), tag(s0l), tag(b0));
  add(53, tag(s0), tag(s0r), tag(b0));
  add(54, tag(s1), tag(s1r), tag(s0));
  add(55, tag(s1), tag(s0), tag(s0l));
  add(56, tag(s1), tag(s0), tag(s0r));
  add(57, form(s0), gap);
  add(58, form(b0), gap);
  add(59, form(s0), count(st.right_count, s0), count(st.left_count, s0));
  add(60, tag(s0), count(st.right_count, s0), count(st.left_count, s0));
  add(61, tag(s1), count(st.right_count, s1));
  add(62, form(b0), count(st.left_count, b0));
  add(63, tag(b0), tag(b0 + 1), tag(b0 + 2));
  add(64, upos(s0), upos(b0), upos(b0 + 1));
  add(65, form(s1), tag(s0), relation(s0r));
  add(66, tag(s0), relation(s0l), relation(s0r));
  add(67, tag(s1), relation(s1l), relation(s1r));
  add(68, form(s0), form(b0 + 1), tag(b0));
  add(69, form(s1), tag(b0), gap1);
  add(70, upos(s1), upos(s0), upos(b0) * 31 + upos(b0 + 1));
}

}  // namespace dragoman
