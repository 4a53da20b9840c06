#include "formats/export/writer.h"

#include "formats/export/formats.h"

namespace dragoman {

Result<Done> EventWriter::begin(std::ostream& /*out*/) { return Done{}; }
Result<Done> EventWriter::end(std::ostream& /*out*/) { return Done{}; }

const std::vector<ExportFormat>& export_formats() {
  static const std::vector<ExportFormat> kFormats = {
      {"gdelt", EventOrder::day, true, false, gdelt_writer},
      {"gdelt-mentions", EventOrder::day, true, false, gdelt_mentions_writer},
      {"icews", EventOrder::day, true, false, icews_writer},
      {"polecat", EventOrder::day, true, false, polecat_writer},
      {"phoenix", EventOrder::day, true, false, phoenix_writer},
      {"plover", EventOrder::day, false, false, plover_writer},
      {"geojson", EventOrder::day, false, false, geojson_writer},
      {"graphml", EventOrder::day, true, false, graphml_writer},
      {"brat", EventOrder::article, false, true, brat_writer},
      {"labelstudio", EventOrder::article, false, false, label_studio_writer},
      {"prodigy", EventOrder::article, false, false, prodigy_writer},
      {"csv", EventOrder::day, false, false, csv_writer},
  };
  return kFormats;
}

const ExportFormat* export_format(std::string_view name) {
  for (const ExportFormat& f : export_formats())
    if (f.name == name) return &f;
  return nullptr;
}

std::vector<std::string> happened_modalities() {
  return {"occurred", "ongoing", "demanded", "threatened", "refused"};
}

Result<Done> export_events(const Database& database, const EventFilter& filter, std::size_t limit,
                           const ExportFormat& format, const ExportContext& context,
                           std::ostream& out, std::size_t* left_out) {
  EventFilter chosen = filter;
  if (chosen.modalities.empty() && format.happened_only) chosen.modalities = happened_modalities();
  auto cursor = EventCursor::open(database, chosen, format.order, limit);
  if (!cursor.ok()) return cursor.error();
  const std::unique_ptr<EventWriter> writer = format.make(context);
  auto done = writer->begin(out);
  StoredEvent event;
  while (done.ok()) {
    const auto more = cursor.value().next(event);
    if (!more.ok()) return more.error();
    if (!more.value()) {
      done = writer->end(out);
      break;
    }
    done = writer->event(event, out);
  }
  *left_out = writer->left_out();
  return done;
}

}  // namespace dragoman
