#include "coding/acled.h"

#include "knowledge/table.h"

namespace dragoman {

Result<Acled> Acled::load(const std::string& directory) {
  const auto types = read_table(directory + "/ontology/types.tsv", 4);
  if (!types.ok()) return types.error();
  std::map<std::string_view, std::string_view> quads;
  for (const auto& row : types.value().rows) quads[row.at(0)] = row.at(1);
  const auto table = read_table(directory + "/ontology/acled.tsv", 3);
  if (!table.ok()) return table.error();
  Acled out;
  for (const auto& row : table.value().rows) {
    const std::string key(row.at(1));
    const std::string value(row.at(2));
    if (row.at(0) == "inter") {
      out.sectors_[key] = value;
    } else if (row.at(0) == "event" || row.at(0) == "sub") {
      const auto quad = quads.find(value);
      auto& into = row.at(0) == "event" ? out.events_ : out.sub_events_;
      into[key] = {value, quad == quads.end() ? std::string() : std::string(quad->second)};
    } else {
      return Error{table.value().path + ":" + std::to_string(row.line),
                   "'" + std::string(row.at(0)) + "' is no kind of row",
                   "write event, sub or inter"};
    }
  }
  return out;
}

const Acled::Kind& Acled::kind(std::string_view event, std::string_view sub_event) const {
  static const Kind kNone;
  const auto sub = sub_events_.find(sub_event);
  if (sub != sub_events_.end()) return sub->second;
  const auto found = events_.find(event);
  return found == events_.end() ? kNone : found->second;
}

std::string_view Acled::sector(std::string_view inter) const {
  const auto found = sectors_.find(inter);
  return found == sectors_.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace dragoman
