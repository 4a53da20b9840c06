#include "corpus.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "formats/conllu.h"

namespace dragoman::training {

std::vector<Example> read_treebank(const std::string& path, bool to_ship) {
  std::ifstream in(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  auto bank = read_conllu(bytes, path);
  std::vector<Example> out;
  if (!bank.ok()) {
    fmt::print(stderr, "{}\n", bank.error().message());
    return out;
  }
  const Annotated& a = bank.value().annotated;
  for (std::size_t i = 0; i < a.document.sentences.size(); ++i) {
    const std::string& id = bank.value().sentence_ids[i];
    if (to_ship &&
        (id.find("GUM_whow") != std::string::npos || id.find("GUM_fiction") != std::string::npos))
      continue;
    const Sentence& s = a.document.sentences[i];
    Example e;
    e.id = id;
    for (std::uint32_t t = s.first; t < s.last; ++t) {
      const Word& w = a.words[t];
      e.forms.emplace_back(a.document.form(t));
      e.lemmas.push_back(w.lemma);
      e.upos.emplace_back(w.upos);
      e.xpos.emplace_back(w.xpos);
      e.heads.push_back(w.head < 0 ? static_cast<std::int32_t>(s.last - s.first)
                                   : w.head - static_cast<std::int32_t>(s.first));
      e.relations.emplace_back(w.deprel);
    }
    out.push_back(std::move(e));
  }
  return out;
}

std::vector<Example> read_names(const std::string& path, std::size_t column) {
  static const std::map<std::string, std::string> kTypes = {
      {"PER", "PER"},      {"LOC", "LOC"},          {"ORG", "ORG"},
      {"person", "PER"},   {"politician", "PER"},   {"country", "LOC"},
      {"location", "LOC"}, {"organisation", "ORG"}, {"politicalparty", "ORG"},
      {"event", "MISC"},   {"election", "MISC"},    {"misc", "MISC"}};
  std::ifstream in(path);
  std::vector<Example> out;
  Example now;
  std::string line;
  const auto flush = [&] {
    if (!now.forms.empty()) out.push_back(std::move(now));
    now = {};
  };
  while (std::getline(in, line)) {
    if (line.empty()) {
      flush();
      continue;
    }
    if (line.starts_with("# ")) {
      if (line.starts_with("# sent_id = ")) now.id = line.substr(12);
      continue;
    }
    std::vector<std::string> f;
    std::size_t from = 0;
    for (std::size_t at = line.find('\t');; at = line.find('\t', from)) {
      f.push_back(line.substr(from, at == std::string::npos ? at : at - from));
      if (at == std::string::npos) break;
      from = at + 1;
    }
    if (f.size() <= column + 1) continue;
    std::string label = "O";
    if (f[column + 1].size() > 2) {
      const auto type = kTypes.find(f[column + 1].substr(2));
      if (type != kTypes.end()) label = f[column + 1].substr(0, 2) + type->second;
    }
    now.forms.push_back(f[column]);
    now.names.push_back(label);
  }
  flush();
  return out;
}

namespace {

std::vector<std::string> cut(const std::string& text, char separator) {
  std::vector<std::string> out;
  std::size_t from = 0;
  for (std::size_t at = text.find(separator);; at = text.find(separator, from)) {
    out.push_back(text.substr(from, at == std::string::npos ? at : at - from));
    if (at == std::string::npos) return out;
    from = at + 1;
  }
}

struct Mention {
  std::string group;
  std::string type;
  std::size_t first = 0;
  std::size_t last = 0;  ///< inclusive
  std::size_t head = 0;
};

/// Labels the name in one mention.
void label_name(const Mention& m, const std::vector<std::string>& upos,
                const std::vector<std::string>& xpos, Example& e) {
  static const std::map<std::string, std::string> kTypes = {
      {"person", "PER"}, {"place", "LOC"}, {"organization", "ORG"}};
  static const std::set<std::string> kTitles = {
      "President", "Mr.",      "Mr",      "Mrs.",   "Mrs",     "Ms.",     "Ms",     "Dr.",
      "Dr",        "Sir",      "Senator", "Lord",   "King",    "Queen",   "Prince", "Princess",
      "Prime",     "Minister", "Vice",    "Prof.",  "General", "Captain", "Saint",  "Professor",
      "Governor",  "Chairman", "Justice", "Judge",  "Sheikh",  "Colonel", "Pope",   "Chancellor",
      "Secretary", "Doctor",   "Sen.",    "Rep.",   "Gen.",    "Gov.",    "Lt.",    "Col.",
      "Emperor",   "Lady",     "Father",  "Sister", "Uncle",   "Aunt",    "Bishop", "Miss"};
  static const std::set<std::string> kInside = {"of", "for", "the", "de", "la", "del", "and", "&"};
  const auto type = kTypes.find(m.type);
  if (type == kTypes.end() || upos[m.head] != "PROPN") return;
  const auto capital = [&](std::size_t t) {
    const char c = e.forms[t].front();
    return c >= 'A' && c <= 'Z';
  };
  const auto named = [&](std::size_t t) {
    return upos[t] == "PROPN" || (capital(t) && (upos[t] == "ADJ" || upos[t] == "NOUN"));
  };
  std::size_t first = m.head;
  std::size_t last = m.head;
  while (first > m.first && named(first - 1)) --first;
  for (;;) {
    std::size_t next = last + 1;
    while (type->second != "PER" && next <= m.last && next < last + 3 &&
           kInside.contains(e.forms[next]))
      ++next;
    if (next > m.last || !named(next)) break;
    last = next;
  }
  while (type->second == "PER" && first < last && kTitles.contains(e.forms[first])) ++first;
  // A bare title, and "Americans", name nobody.
  if (type->second == "PER" && first == last &&
      (kTitles.contains(e.forms[first]) || xpos[first] == "NNPS"))
    return;
  for (std::size_t t = first; t <= last; ++t) {
    if (e.names[t] != "O") return;
  }
  for (std::size_t t = first; t <= last; ++t)
    e.names[t] = (t == first ? "B-" : "I-") + type->second;
}

/// Opens and closes mentions as the value of Entity= says for token t.
void read_brackets(const std::string& value, std::size_t t, std::vector<Mention>& open,
                   std::vector<Mention>& closed) {
  const auto close = [&](const std::string& group) {
    for (std::size_t k = open.size(); k-- > 0;) {
      if (open[k].group != group) continue;
      open[k].last = t;
      closed.push_back(open[k]);
      open.erase(open.begin() + static_cast<std::ptrdiff_t>(k));
      return;
    }
  };
  for (std::size_t at = 0; at < value.size();) {
    const std::size_t end = std::min(value.find_first_of("()", at + 1), value.size());
    if (value[at] == '(') {
      const auto f = cut(value.substr(at + 1, end - at - 1), '-');
      Mention m{f[0], f.size() > 1 ? f[1] : "", t, t, t};
      if (f.size() > 5)
        m.head = t + static_cast<std::size_t>(std::max(1, std::atoi(f[5].c_str()))) - 1;
      open.push_back(m);
      at = end;
      if (at < value.size() && value[at] == ')') {
        close(m.group);
        ++at;
      }
    } else {
      close(value.substr(at, end - at));
      at = end < value.size() && value[end] == ')' ? end + 1 : end;
    }
  }
}

}  // namespace

std::vector<Example> read_gum_names(const std::string& path) {
  std::ifstream in(path);
  std::vector<Example> out;
  Example now;
  std::vector<std::string> upos;
  std::vector<std::string> xpos;
  std::vector<Mention> open;
  std::vector<Mention> closed;
  std::string line;
  while (std::getline(in, line)) {
    if (line.starts_with("# sent_id = ")) now.id = line.substr(12);
    if (line.starts_with("#")) continue;
    if (line.empty()) {
      // Longest first, so that a name within a name gives way.
      std::stable_sort(closed.begin(), closed.end(), [](const Mention& a, const Mention& b) {
        return a.last - a.first > b.last - b.first;
      });
      for (const Mention& m : closed) {
        if (m.head <= m.last) label_name(m, upos, xpos, now);
      }
      if (!now.forms.empty() && now.id.find("GUM_whow") == std::string::npos &&
          now.id.find("GUM_fiction") == std::string::npos)
        out.push_back(std::move(now));
      now = {};
      upos.clear();
      xpos.clear();
      open.clear();
      closed.clear();
      continue;
    }
    const auto f = cut(line, '\t');
    if (f.size() != 10 || f[0].find_first_of("-.") != std::string::npos) continue;
    for (const std::string& part : cut(f[9], '|')) {
      if (part.starts_with("Entity="))
        read_brackets(part.substr(7), now.forms.size(), open, closed);
    }
    now.forms.push_back(f[1]);
    now.names.emplace_back("O");
    upos.push_back(f[3]);
    xpos.push_back(f[4]);
  }
  // What is mostly a place is one always ("Sweden" as a team or a government).
  std::map<std::string, std::map<std::string, int>> counts;
  const auto single = [](const Example& e, std::size_t t) {
    return e.names[t].starts_with("B-") &&
           (t + 1 == e.names.size() || !e.names[t + 1].starts_with("I-"));
  };
  for (const Example& e : out) {
    for (std::size_t t = 0; t < e.names.size(); ++t) {
      if (single(e, t)) ++counts[e.forms[t]][e.names[t]];
    }
  }
  for (Example& e : out) {
    for (std::size_t t = 0; t < e.names.size(); ++t) {
      if (e.names[t] != "B-ORG" || !single(e, t)) continue;
      if (counts[e.forms[t]]["B-LOC"] > counts[e.forms[t]]["B-ORG"]) e.names[t] = "B-LOC";
    }
  }
  return out;
}

std::vector<Example> join_names(std::vector<Example> from, std::vector<Example>& examples) {
  std::map<std::string, Example*> by_id;
  for (Example& e : examples) by_id[e.id] = &e;
  std::vector<Example> rest;
  for (Example& e : from) {
    const auto found = by_id.find(e.id);
    if (!e.id.empty() && found != by_id.end() && found->second->forms == e.forms)
      found->second->names = std::move(e.names);
    else
      rest.push_back(std::move(e));
  }
  return rest;
}

std::vector<Example> read_training(const std::string& data, bool gum_names) {
  std::vector<Example> out = read_treebank(data + "/ud/en_ewt-train.conllu", true);
  std::vector<Example> rest = join_names(read_names(data + "/ner/uner_en_ewt-train.iob2", 1), out);
  const std::string gum = data + "/ud/en_gum-train.conllu";
  for (Example& e : read_treebank(gum, true)) out.push_back(std::move(e));
  if (gum_names) join_names(read_gum_names(gum), out);
  for (Example& e : rest) out.push_back(std::move(e));
  for (Example& e : read_names(data + "/ner/crossner_politics-train.txt", 0))
    out.push_back(std::move(e));
  return out;
}

}  // namespace dragoman::training
