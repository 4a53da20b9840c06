#include "evaluation/calibration.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace dragoman {

void Reliability::add(double probability, bool right) {
  const double p = std::clamp(probability, 0.0, 1.0);
  Bin& bin = bins_[std::min(kBins - 1, static_cast<std::size_t>(p * kBins))];
  bin.answers += 1;
  bin.said += p;
  bin.right += right ? 1 : 0;
}

double Reliability::error() const {
  double distance = 0;
  double answers = 0;
  for (const Bin& bin : bins_) {
    distance += std::abs(bin.said - bin.right);
    answers += bin.answers;
  }
  return answers == 0 ? 0 : distance / answers;
}

std::string reliability_svg(const std::vector<ReliabilityPanel>& panels) {
  constexpr double kSide = 240;
  constexpr double kLeft = 50;
  constexpr double kTop = 40;
  constexpr double kPanel = 320;
  const double width = kPanel * static_cast<double>(panels.size());
  std::string out = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} 340\" width=\"{0:.0f}\" "
      "height=\"340\" font-family=\"sans-serif\" font-size=\"12\">\n"
      "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n",
      width);
  for (std::size_t i = 0; i < panels.size(); ++i) {
    const Reliability& r = panels[i].reliability;
    double most = 1;
    for (const auto& bin : r.bins()) most = std::max(most, bin.answers);
    out += fmt::format("<g transform=\"translate({:.0f} {:.0f})\">\n",
                       kLeft + kPanel * static_cast<double>(i), kTop);
    out +=
        fmt::format("<text x=\"{:.0f}\" y=\"-16\" text-anchor=\"middle\">{}: error {:.3f}</text>\n",
                    kSide / 2, panels[i].title, r.error());
    out += fmt::format(
        "<rect width=\"{0:.0f}\" height=\"{0:.0f}\" fill=\"none\" stroke=\"#999\"/>\n", kSide);
    out += fmt::format(
        "<line x1=\"0\" y1=\"{0:.0f}\" x2=\"{0:.0f}\" y2=\"0\" stroke=\"#999\" "
        "stroke-dasharray=\"4 4\"/>\n",
        kSide);
    for (const double tick : {0.0, 0.5, 1.0}) {
      out += fmt::format("<text x=\"{:.0f}\" y=\"{:.0f}\" text-anchor=\"middle\">{:.1f}</text>\n",
                         tick * kSide, kSide + 16, tick);
      out += fmt::format("<text x=\"-6\" y=\"{:.0f}\" text-anchor=\"end\">{:.1f}</text>\n",
                         kSide - tick * kSide + 4, tick);
    }
    out += fmt::format("<text x=\"{:.0f}\" y=\"{:.0f}\" text-anchor=\"middle\">said</text>\n",
                       kSide / 2, kSide + 34);
    out += fmt::format(
        "<text transform=\"translate(-34 {:.0f}) rotate(-90)\" text-anchor=\"middle\">right"
        "</text>\n",
        kSide / 2);
    for (std::size_t b = 0; b < Reliability::kBins; ++b) {
      const auto& bin = r.bins()[b];
      if (bin.answers == 0) continue;
      const double wide = kSide / Reliability::kBins;
      const double high = 40 * bin.answers / most;
      out += fmt::format(
          "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" "
          "fill=\"#ccd6e4\"/>\n",
          wide * static_cast<double>(b) + 1, kSide - high, wide - 2, high);
      out += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\" fill=\"#1f4e8c\"/>\n",
                         kSide * bin.said / bin.answers, kSide - kSide * bin.right / bin.answers);
    }
    out += "</g>\n";
  }
  return out + "</svg>\n";
}

}  // namespace dragoman
