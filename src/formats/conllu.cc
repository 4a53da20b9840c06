#include "formats/conllu.h"

#include <fmt/format.h>

#include <charconv>
#include <unordered_map>

namespace dragoman {

namespace {

std::vector<std::string_view> cut(std::string_view line, char separator) {
  std::vector<std::string_view> out;
  for (;;) {
    const std::size_t at = line.find(separator);
    out.push_back(line.substr(0, at));
    if (at == std::string_view::npos) return out;
    line.remove_prefix(at + 1);
  }
}

int number(std::string_view text) {
  int value = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? value : -1;
}

class Reader {
 public:
  Reader(std::string_view bytes, const std::string& name) : rest_(bytes), name_(name) {}

  Result<Treebank> run() {
    while (!rest_.empty() || open_) {
      const std::size_t at = rest_.find('\n');
      std::string_view line = rest_.substr(0, at);
      rest_.remove_prefix(at == std::string_view::npos ? rest_.size() : at + 1);
      if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
      ++number_;
      if (line.empty()) {
        if (open_ && !finish()) return Error{where(), error_, "see the CoNLL-U format description"};
        open_ = false;
      } else if (line.front() == '#') {
        comment(line);
      } else if (!word(line)) {
        return Error{where(), error_, "see the CoNLL-U format description"};
      }
    }
    return std::move(bank_);
  }

 private:
  [[nodiscard]] std::string where() const { return name_ + ":" + std::to_string(number_); }

  void comment(std::string_view line) {
    if (line.starts_with("# sent_id = ")) id_ = line.substr(12);
    if (line.starts_with("# newpar") || line.starts_with("# newdoc")) paragraph_ = true;
  }

  bool word(std::string_view line) {
    open_ = true;
    const auto f = cut(line, '\t');
    if (f.size() != 10) {
      error_ = "has " + std::to_string(f.size()) + " columns, wants 10";
      return false;
    }
    if (f[0].find('.') != std::string_view::npos) return true;  // empty node
    const bool spaced = f[9].find("SpaceAfter=No") == std::string_view::npos;
    if (const std::size_t dash = f[0].find('-'); dash != std::string_view::npos) {
      range_from_ = number(f[0].substr(0, dash));
      range_to_ = number(f[0].substr(dash + 1));
      range_form_ = f[1];
      range_spaced_ = spaced;
      if (range_from_ < 1 || range_to_ < range_from_ || range_to_ - range_from_ > 100) {
        error_ = "bad word range";
        return false;
      }
      return true;
    }
    if (number(f[0]) != static_cast<int>(words_.size()) + 1) {
      error_ = "word numbers must run from 1 without gaps";
      return false;
    }
    const int head = f[6] == "_" ? 0 : number(f[6]);
    if (head < 0 || f[1].empty()) {
      error_ = "bad head or empty form";
      return false;
    }
    Pending p;
    p.form = f[1];
    p.head = head;
    p.spaced = spaced;
    p.word.lemma = f[2];
    p.word.upos = label(f[3]);
    p.word.xpos = label(f[4]);
    p.word.deprel = label(f[7]);
    const int id = static_cast<int>(words_.size()) + 1;
    p.from = range_from_;
    p.to = range_to_;
    if (id < range_from_ || id > range_to_) p.from = p.to = 0;
    if (p.from == id) {
      p.range = range_form_;
      p.spaced = range_spaced_;
    }
    words_.push_back(std::move(p));
    return true;
  }

  bool finish() {
    auto& d = bank_.annotated.document;
    const auto base = static_cast<std::uint32_t>(d.tokens.size());
    if (words_.empty()) {
      range_from_ = range_to_ = 0;
      return true;
    }
    if (!d.text.empty()) d.text += paragraph_ ? "\n\n" : " ";
    paragraph_ = false;
    bool spaced = false;
    for (std::size_t i = 0; i < words_.size();) {
      if (spaced && i > 0) d.text += ' ';
      const auto at = static_cast<std::uint32_t>(d.text.size());
      if (words_[i].from == static_cast<int>(i) + 1) {
        d.text += words_[i].range;
        if (!spread(i, at)) return false;
        spaced = words_[i].spaced;
        i = std::min(static_cast<std::size_t>(words_[i].to), words_.size());
      } else {
        d.text += words_[i].form;
        d.tokens.push_back({at, static_cast<std::uint32_t>(d.text.size())});
        spaced = words_[i].spaced;
        ++i;
      }
    }
    for (const Pending& p : words_) {
      if (p.head > static_cast<int>(words_.size())) {
        error_ = "head past the end of the sentence";
        return false;
      }
      Word w = p.word;
      w.head = p.head == 0 ? -1 : static_cast<std::int32_t>(base) + p.head - 1;
      bank_.annotated.words.push_back(std::move(w));
    }
    const auto last = static_cast<std::uint32_t>(d.tokens.size());
    d.sentences.push_back({base, last, d.tokens[base].begin, d.tokens[last - 1].end});
    bank_.sentence_ids.push_back(id_);
    words_.clear();
    range_from_ = range_to_ = 0;
    return true;
  }

  /// Words of a fused token get their own bytes where their forms concatenate to it, and at least
  /// one character each where they do not. False when there are too few characters.
  bool spread(std::size_t i, std::uint32_t at) {
    auto& d = bank_.annotated.document;
    const auto end = static_cast<std::uint32_t>(d.text.size());
    std::vector<std::uint32_t> cuts;  // where characters start, and the end
    for (std::uint32_t b = at; b < end; ++b) {
      if (b == at || (static_cast<unsigned char>(d.text[b]) & 0xC0) != 0x80) cuts.push_back(b);
    }
    const std::size_t stop = std::min(static_cast<std::size_t>(words_[i].to), words_.size());
    if (cuts.size() < stop - i) {
      error_ = "word range has fewer characters than words";
      return false;
    }
    cuts.push_back(end);
    std::size_t from = 0;
    for (std::size_t k = i; k < stop; ++k) {
      const std::uint32_t wanted = cuts[from] + static_cast<std::uint32_t>(words_[k].form.size());
      const std::size_t most = cuts.size() - (stop - k);  // leaves a character for each word after
      std::size_t to = k + 1 == stop ? most : from + 1;
      while (to < most && cuts[to] < wanted) ++to;
      d.tokens.push_back({cuts[from], cuts[to]});
      from = to;
    }
    return true;
  }

  std::string_view label(std::string_view text) {
    const auto found = labels_.find(std::string(text));
    if (found != labels_.end()) return found->second;
    bank_.labels.emplace_back(text);
    labels_.emplace(std::string(text), bank_.labels.back());
    return bank_.labels.back();
  }

  struct Pending {
    std::string_view form;
    std::string_view range;
    Word word;
    int head = 0;
    int from = 0;
    int to = 0;
    bool spaced = true;
  };

  std::string_view rest_;
  std::string name_;
  std::string error_;
  std::string id_;
  int number_ = 0;
  bool open_ = false;
  bool paragraph_ = false;
  std::vector<Pending> words_;
  int range_from_ = 0;
  int range_to_ = 0;
  std::string_view range_form_;
  bool range_spaced_ = true;
  std::unordered_map<std::string, std::string_view> labels_;
  Treebank bank_;
};

std::string one_line(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  }
  return out;
}

}  // namespace

Result<Treebank> read_conllu(std::string_view bytes, const std::string& name) {
  return Reader(bytes, name).run();
}

std::string write_conllu(const Annotated& a) {
  std::string out;
  std::vector<std::string> entity(a.words.size());
  for (const EntitySpan& e : a.entities) {
    for (std::uint32_t t = e.first; t < e.last; ++t)
      entity[t] = std::string(t == e.first ? "B-" : "I-") + std::string(e.type);
  }
  const auto field = [](std::string_view s) { return s.empty() ? std::string_view("_") : s; };
  for (std::size_t i = 0; i < a.document.sentences.size(); ++i) {
    const Sentence& s = a.document.sentences[i];
    out +=
        fmt::format("# sent_id = {}\n# text = {}\n", i + 1,
                    one_line(std::string_view(a.document.text).substr(s.begin, s.end - s.begin)));
    for (std::uint32_t t = s.first; t < s.last; ++t) {
      const Word& w = a.words[t];
      const Token& token = a.document.tokens[t];
      std::string misc = fmt::format("TokenRange={}:{}", token.begin, token.end);
      if (!entity[t].empty()) misc.insert(0, fmt::format("Entity={}|", entity[t]));
      if (t + 1 < s.last && a.document.tokens[t + 1].begin == token.end)
        misc.insert(0, "SpaceAfter=No|");
      out += fmt::format(
          "{}\t{}\t{}\t{}\t{}\t_\t{}\t{}\t_\t{}\n", t - s.first + 1, one_line(a.document.form(t)),
          one_line(field(w.lemma)), field(w.upos), field(w.xpos),
          w.head < 0 ? 0 : static_cast<std::uint32_t>(w.head) - s.first + 1, field(w.deprel), misc);
    }
    out += '\n';
  }
  return out;
}

}  // namespace dragoman
