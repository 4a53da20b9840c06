#include "reading/modality_evidence.h"

namespace dragoman {

void EvidenceBag::name(Atom kind, Atom a, Atom b, Atom c) {
  std::string name(kind.text);
  bool first = true;
  for (const Atom& part : {a, b, c}) {
    if (part.hash == 0) continue;
    name.append(first ? ": " : ", ").append(part.text);
    first = false;
  }
  names_->push_back(std::move(name));
}

}  // namespace dragoman
