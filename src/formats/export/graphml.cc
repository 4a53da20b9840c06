// GraphML: actors as nodes, what they did to each other as directed edges with signed weights.
#include <fmt/format.h>

#include <map>

#include "formats/export/columns.h"
#include "formats/export/formats.h"
#include "formats/export/pairs.h"

namespace dragoman {

namespace {

std::string xml(std::string_view text) {
  std::string out;
  for (const char c : field_of(text)) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else
      out += c;
  }
  return out;
}

constexpr const char* kHead =
    R"(<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="label" for="node" attr.name="label" attr.type="string"/>
<key id="country" for="node" attr.name="country" attr.type="string"/>
<key id="sector" for="node" attr.name="sector" attr.type="string"/>
<key id="events" for="edge" attr.name="events" attr.type="long"/>
<key id="weight" for="edge" attr.name="weight" attr.type="double"/>
<key id="score" for="edge" attr.name="score" attr.type="double"/>
<key id="cooperation" for="edge" attr.name="cooperation" attr.type="long"/>
<key id="conflict" for="edge" attr.name="conflict" attr.type="long"/>
<graph edgedefault="directed">
)";

class GraphmlWriter : public EventWriter {
 public:
  Result<Done> event(const StoredEvent& e, std::ostream& /*out*/) override {
    for (const PartyPair& pair : pairs_of(e)) {
      if (pair.source == nullptr || pair.target == nullptr) {
        ++left_out_;
        continue;
      }
      Edge& edge = edges_[{node(*pair.source), node(*pair.target)}];
      ++edge.events;
      edge.score += e.score;
      ++(e.quad.ends_with("conflict") ? edge.conflict : edge.cooperation);
    }
    return Done{};
  }

  Result<Done> end(std::ostream& out) override {
    out << kHead;
    for (const Node* n : order_) {
      out << fmt::format(
          "<node id=\"n{}\"><data key=\"label\">{}</data><data key=\"country\">{}</data>"
          "<data key=\"sector\">{}</data></node>\n",
          n->number, xml(n->name), xml(n->country), xml(n->sector));
    }
    for (const auto& [ends, e] : edges_) {
      out << fmt::format(
          "<edge source=\"n{}\" target=\"n{}\"><data key=\"events\">{}</data><data "
          "key=\"weight\">{}</data><data key=\"score\">{:.4g}</data><data key=\"cooperation\">{}"
          "</data><data key=\"conflict\">{}</data></edge>\n",
          ends.first, ends.second, e.events, e.cooperation - e.conflict,
          e.score / static_cast<double>(e.events), e.cooperation, e.conflict);
    }
    out << "</graph>\n</graphml>\n";
    return Done{};
  }

 private:
  struct Node {
    std::size_t number = 0;
    std::string name, country, sector;
  };
  struct Edge {
    std::int64_t events = 0, cooperation = 0, conflict = 0;
    double score = 0;
  };

  /// One node for a name with a country; the sector is that of its first event.
  std::size_t node(const StoredParty& p) {
    const auto [at, made] = nodes_.try_emplace({p.name, p.country});
    if (made) {
      at->second = {order_.size(), p.name, p.country, p.sector};
      order_.push_back(&at->second);
    }
    return at->second.number;
  }

  std::map<std::pair<std::string, std::string>, Node> nodes_;
  std::vector<const Node*> order_;
  std::map<std::pair<std::size_t, std::size_t>, Edge> edges_;
};

}  // namespace

std::unique_ptr<EventWriter> graphml_writer(const ExportContext& /*context*/) {
  return std::make_unique<GraphmlWriter>();
}

}  // namespace dragoman
