// Label Studio: a JSON array of tasks with predictions, one article a task. Offsets are UTF-16
// units, as browsers count.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "formats/export/annotated_article.h"
#include "formats/export/formats.h"

namespace dragoman {

namespace {

using Json = nlohmann::ordered_json;

Json region(const std::string& id, const ArticleText& text, std::size_t first, std::size_t last,
            const std::string& label) {
  return {{"id", id},
          {"from_name", "label"},
          {"to_name", "text"},
          {"type", "labels"},
          {"value",
           {{"start", text.offsets.utf16(first)},
            {"end", text.offsets.utf16(last)},
            {"text", text.text.substr(first, last - first)},
            {"labels", {label}}}}};
}

class LabelStudioWriter : public ArticleWriter {
 public:
  explicit LabelStudioWriter(const ExportContext& context) : ArticleWriter(context) {}

  Result<Done> begin(std::ostream& out) override {
    out << '[';
    return Done{};
  }

 protected:
  Result<Done> article(const ArticleText& text, const std::vector<StoredEvent>& events,
                       std::ostream& out) override {
    Json results = Json::array();
    for (const StoredEvent& e : events) {
      results.push_back(region(e.id, text, e.trigger_begin, e.trigger_end, e.type));
      results.push_back({{"id", e.id},
                         {"from_name", "modality"},
                         {"to_name", "text"},
                         {"type", "choices"},
                         {"value",
                          {{"start", text.offsets.utf16(e.trigger_begin)},
                           {"end", text.offsets.utf16(e.trigger_end)},
                           {"choices", {e.modality}}}}});
      parties(e, e.actors, "Actor", text, results);
      parties(e, e.recipients, "Recipient", text, results);
    }
    const StoredEvent& first = events.front();
    const Json task{
        {"data",
         {{"text", text.text},
          {"article", first.article_id},
          {"title", first.title},
          {"published", first.published},
          {"publisher", first.publisher},
          {"url", first.url}}},
        {"predictions", {{{"model_version", "dragoman " + first.version}, {"result", results}}}}};
    out << (first_ ? "\n" : ",\n") << task.dump(-1, ' ', false, Json::error_handler_t::replace);
    first_ = false;
    return Done{};
  }

  void finish(std::ostream& out) override { out << "\n]\n"; }

 private:
  static void parties(const StoredEvent& e, const std::vector<StoredParty>& list,
                      const std::string& label, const ArticleText& text, Json& results) {
    std::size_t number = 0;
    for (const StoredParty& p : list) {
      if (p.first >= p.last || p.last > text.text.size()) continue;
      const std::string id = fmt::format("{}-{}{}", e.id, label, ++number);
      results.push_back(region(id, text, p.first, p.last, label));
      results.push_back({{"type", "relation"},
                         {"from_id", e.id},
                         {"to_id", id},
                         {"direction", "right"},
                         {"labels", {label}}});
    }
  }

  bool first_ = true;
};

}  // namespace

std::unique_ptr<EventWriter> label_studio_writer(const ExportContext& context) {
  return std::make_unique<LabelStudioWriter>(context);
}

}  // namespace dragoman
