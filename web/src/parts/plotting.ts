// What is used of Observable Plot.
export { link, plot, ruleX } from '@observablehq/plot';
export type { PlotOptions } from '@observablehq/plot';
