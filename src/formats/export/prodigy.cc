// Prodigy: JSON Lines, a sentence with its spans for each event. Offsets are code points.
#include <nlohmann/json.hpp>

#include "formats/export/article_texts.h"
#include "formats/export/formats.h"

namespace dragoman {

namespace {

using Json = nlohmann::ordered_json;

class ProdigyWriter : public EventWriter {
 public:
  Result<Done> event(const StoredEvent& e, std::ostream& out) override {
    const OffsetMap offsets(e.evidence);
    Json spans = Json::array();
    const auto add = [&](std::size_t first, std::size_t last, const std::string& label) {
      if (first < e.evidence_begin || last > e.evidence_end || first >= last) return;
      spans.push_back({{"start", offsets.code_points(first - e.evidence_begin)},
                       {"end", offsets.code_points(last - e.evidence_begin)},
                       {"label", label}});
    };
    add(e.trigger_begin, e.trigger_end, e.type);
    for (const StoredParty& p : e.actors) add(p.first, p.last, "ACTOR");
    for (const StoredParty& p : e.recipients) add(p.first, p.last, "RECIPIENT");
    const Json j{{"text", e.evidence},
                 {"spans", spans},
                 {"meta",
                  {{"event", e.id},
                   {"type", e.type},
                   {"mode", e.mode},
                   {"modality", e.modality},
                   {"confidence", e.confidence},
                   {"article", e.article_id}}}};
    out << j.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
    return Done{};
  }
};

}  // namespace

std::unique_ptr<EventWriter> prodigy_writer(const ExportContext& /*context*/) {
  return std::make_unique<ProdigyWriter>();
}

}  // namespace dragoman
