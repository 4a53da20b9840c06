// The overview: cooperation above a line, conflict below, a column for each bin.
import type { Bin } from '../wire.ts';
import { endOfPeriod, timeOf, type Unit } from '../dates.ts';
import { QUAD_CLASS, type Quad } from '../words.ts';

export interface Bars {
  /** Path data by quad class. */
  paths: Record<string, string>;
  /** y of the line between cooperation and conflict. */
  zero: number;
  /** Largest count on a side, what the height stands for. */
  most: number;
  mostUp: number;
  mostDown: number;
}

const UP: Quad[] = ['material cooperation', 'verbal cooperation'];
const DOWN: Quad[] = ['material conflict', 'verbal conflict'];

export function countOf(bin: Bin, quad: Quad): number {
  return bin[quad.replace(' ', '_') as 'verbal_cooperation'];
}

/** Columns in the room from `top` on; one event is at most 9 pixels tall. */
export function barsOf(
  bins: readonly Bin[], unit: Unit['unit'], x: (time: number) => number, top: number, height: number,
): Bars {
  const sum = (bin: Bin, quads: Quad[]): number => quads.reduce((total, quad) => total + countOf(bin, quad), 0);
  const mostUp = bins.reduce((most, bin) => Math.max(most, sum(bin, UP)), 0);
  const mostDown = bins.reduce((most, bin) => Math.max(most, sum(bin, DOWN)), 0);
  const total = Math.max(1, mostUp + mostDown);
  const perOne = Math.min(9, (height - 2) / total);
  const zero = top + (height - perOne * total) / 2 + perOne * mostUp;
  const paths: Record<string, string> = {};
  for (const [quads, sign] of [[UP, -1], [DOWN, 1]] as const) {
    for (const bin of bins) {
      const left = x(timeOf(bin.period));
      const wide = Math.max(1, x(endOfPeriod(bin.period, unit)) - left);
      const column = Math.min(40, wide - (wide > 4 ? 1 : 0));
      const start = wide > 41 ? left + (wide - column) / 2 : left;
      let done = 0;
      for (const quad of quads) {
        const tall = countOf(bin, quad) * perOne;
        if (tall <= 0) continue;
        const from = zero + sign * (done + 0.5);
        const path = `M${f(start)},${f(from)}h${f(column)}v${f(sign * tall)}h${f(-column)}Z`;
        const name = QUAD_CLASS[quad];
        paths[name] = (paths[name] ?? '') + path;
        done += tall;
      }
    }
  }
  return { paths, zero, most: Math.max(mostUp, mostDown), mostUp, mostDown };
}

const f = (number: number): string => String(Math.round(number * 100) / 100);
