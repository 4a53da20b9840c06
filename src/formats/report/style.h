// How the page of a report looks: light and dark, from 320 px on, and on paper.
#pragma once

namespace dragoman {

inline constexpr const char* kReportStyle = R"css(
:root{color-scheme:light dark;--paper:#fff;--ink:#1c2126;--soft:#56606a;--line:#d5dade;--card:#f5f7f8;--link:#0a58a6;
--q1:#0b62a8;--q2:#00785a;--q3:#a85400;--q4:#b3123a;--q0:#56606a;--land:#e4e7e2;--sea:#f5f9fc;--hit:#fff0b8;--edge:#6b7680}
@media(prefers-color-scheme:dark){:root{--paper:#14181b;--ink:#e6e9eb;--soft:#a3adb5;--line:#39424a;--card:#1d2327;
--link:#7fbdf5;--q1:#6db3f2;--q2:#4fd1a5;--q3:#f5a04b;--q4:#ff8095;--q0:#a3adb5;--land:#2b3330;--sea:#161d22;--hit:#4d430f;
--edge:#8d99a3}}
*{box-sizing:border-box}
html{font:16px/1.5 system-ui,sans-serif;background:var(--paper);color:var(--ink)}
body{margin:0 auto;max-width:62rem;padding:0 1rem 3rem;overflow-wrap:break-word}
a{color:var(--link)}
a:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-99rem}.skip:focus{position:static}
h1{font-size:1.7rem;line-height:1.2;margin:1.2rem 0 .3rem}
h2{font-size:1.25rem;margin:2.2rem 0 .5rem;padding-top:.4rem;border-top:2px solid var(--line)}
h3{font-size:1rem;margin:1.2rem 0 .3rem}
nav ul{display:flex;flex-wrap:wrap;gap:.2rem 1rem;list-style:none;margin:.8rem 0;padding:0}
nav a{display:inline-block;padding:.3rem 0}
.soft{color:var(--soft)}
code{font-size:.9em}
.scroll{overflow-x:auto}
.chart svg{display:block;width:100%;min-width:38rem;height:auto}
table{border-collapse:collapse;font-size:.93rem}
caption{text-align:left;color:var(--soft);padding:.3rem 0}
th,td{text-align:left;vertical-align:top;padding:.3rem .8rem .3rem 0;border-bottom:1px solid var(--line)}
td.n,th.n{text-align:right;white-space:nowrap}
ol.plain,ul.plain{list-style:none;margin:0;padding:0}
.card{margin:.5rem 0;padding:.5rem .8rem;background:var(--card);border-left:4px solid var(--line);border-radius:4px}
.card p{margin:.15rem 0}
.card.q1{border-color:var(--q1)}.card.q2{border-color:var(--q2)}.card.q3{border-color:var(--q3)}.card.q4{border-color:var(--q4)}
.card:target,li:target,tr:target{outline:3px solid var(--link)}
.card .key{width:1.1em;height:1.1em;vertical-align:-.15em}
.stage{border:1px solid currentColor;border-radius:1em;padding:0 .5em;font-size:.85em}
.not{border-style:dashed}
mark{background:none;color:inherit;border-bottom:2px solid}
mark.t{background:var(--hit);border:0;font-weight:600}
mark.a{border-color:var(--q1)}
mark.r{border-bottom-style:dashed;border-color:var(--q3)}
blockquote{margin:.4rem 0;padding-left:.8rem;border-left:3px solid var(--line)}
svg text{font:11px system-ui,sans-serif;fill:var(--ink)}
svg .tick{fill:var(--soft);text-anchor:middle}svg .start{text-anchor:start}
svg .grid{stroke:var(--line);stroke-width:.6}svg .rule{stroke:var(--line)}
svg .m{fill:var(--q0);stroke:var(--q0);stroke-width:1.6;fill-opacity:.8}
svg .q1{fill:var(--q1);stroke:var(--q1)}svg .q2{fill:var(--q2);stroke:var(--q2)}
svg .q3{fill:var(--q3);stroke:var(--q3)}svg .q4{fill:var(--q4);stroke:var(--q4)}
svg .hollow{fill:var(--paper)}
svg .strike{stroke:var(--ink);stroke-width:1.4}
svg .bar{stroke-width:2;fill:none}svg .up{stroke:var(--q2)}svg .down{stroke:var(--q4)}
svg .turn{stroke:var(--ink);stroke-width:1.4}svg .single{stroke-dasharray:2 3}
svg .turn-name{text-anchor:middle;font-weight:700}
svg .land{fill:var(--land);stroke:var(--edge);stroke-width:.6;fill-rule:evenodd}svg .sea{fill:var(--sea)}
svg .place{paint-order:stroke;stroke:var(--sea);stroke-width:3px}svg .place.end{text-anchor:end}
svg .spot{stroke:var(--paper)}
svg .edge{fill:none;stroke:var(--edge)}svg .edge.mixed{stroke-dasharray:1 5;stroke-linecap:round}
svg .edge.pos{stroke:var(--q2)}svg .edge.neg{stroke:var(--q4);stroke-dasharray:7 5}
svg .node{fill:var(--ink)}
svg .who{font-size:12px}svg .who.end{text-anchor:end}svg .who.middle{text-anchor:middle}
.share{display:inline-block;height:.7em;background:var(--q1);border-radius:2px;min-width:1px}
footer{margin-top:3rem;border-top:1px solid var(--line);color:var(--soft);font-size:.9rem}
@media print{html{font-size:11pt}nav,.skip{display:none}.card,tr{break-inside:avoid}.chart svg{min-width:0}}
)css";

}  // namespace dragoman
