// Where each mark of the timeline stands. Pure: the painters and the tests share it.
import { scaleUtc } from 'd3-scale';
import type { Mark, TurningPoint } from '../wire.ts';
import { DAY_MS, dayOfMark, timeOf } from '../dates.ts';
import { TYPE_ORDER, hasHappened, typeLook } from '../words.ts';

export interface Placed {
  mark: Mark;
  x: number;
  y: number;
  radius: number;
  /** End of what lasted longer than a day; else `x`. */
  x2: number;
  hollow: boolean;
  /** Denied, refused or called off: struck through. */
  struck: boolean;
}

export interface Lane {
  type: string;
  y: number;
  height: number;
  count: number;
}

export interface Layout {
  lanes: Lane[];
  placed: Placed[];
  height: number;
  /** Between the last cooperative and the first hostile lane; null where there is only one side. */
  divide: number | null;
}

export interface Frame {
  width: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const STRUCK = new Set(['denied', 'refused', 'cancelled']);
const LANE_LEAST = 26;
const LANE_MOST = 72;
/** Height that full lanes share, so that the picture fits a screen. */
const LANES_TOGETHER = 620;
/** From so many marks in a lane on they are strewn: nobody could tell them apart one by one. */
const CROWD = 240;

export function radiusOf(reports: number, scale = 1): number {
  return scale * Math.min(13, 4.6 + 2.1 * Math.sqrt(Math.max(0, reports - 1)));
}

/** Time scale of a window. */
export function timeScale(from: number, to: number, frame: Frame): ReturnType<typeof scaleUtc<number, number>> {
  return scaleUtc<number, number>().domain([from, to]).range([frame.left, frame.width - frame.right]);
}

/** Offsets 0, 1, -1, 2, -2 ... of a place in a lane. */
function offsetOf(step: number): number {
  return (step % 2 === 1 ? 1 : -1) * Math.ceil(step / 2);
}

/**
 * Puts marks into lanes by type, in the order of TYPE_ORDER. Within a lane marks of the same days give way to one another up
 * and down while there is room; then they overlap. `types` keeps lanes that have no mark in this window.
 */
export function layOut(
  marks: readonly Mark[], types: readonly string[], x: (time: number) => number, frame: Frame, scale = 1,
): Layout {
  const by = new Map<string, Mark[]>();
  for (const type of types) by.set(type, []);
  for (const mark of marks) {
    const lane = by.get(mark.type);
    if (lane) lane.push(mark);
    else by.set(mark.type, [mark]);
  }
  const order = [...by.keys()].sort((a, b) => rank(a) - rank(b));
  const lanes: Lane[] = [];
  const placed: Placed[] = [];
  const heights = (most: number): number => order.reduce((sum, type) => sum + heightOf(placeInLane(by.get(type)!, x, scale, most)), 0);
  const most = marks.length <= CROWD && heights(LANE_MOST) <= LANES_TOGETHER ? LANE_MOST : Math.max(LANE_LEAST, LANES_TOGETHER / order.length);
  let y = frame.top;
  let divide: number | null = null;
  let before = '';
  for (const type of order) {
    const side = typeLook(type).quad.endsWith('conflict') ? 'conflict' : 'cooperation';
    if (before !== '' && before !== side) {
      y += 6;
      divide = y;
      y += 6;
    }
    before = side;
    const inLane = placeInLane(by.get(type) ?? [], x, scale, most);
    const low = inLane.reduce((least, one) => Math.min(least, one.y - one.radius), 0);
    const high = inLane.reduce((top, one) => Math.max(top, one.y + one.radius), 0);
    const height = heightOf(inLane);
    const middle = y + height / 2 - (low + high) / 2;
    for (const one of inLane) {
      one.y += middle;
      placed.push(one);
    }
    lanes.push({ type, y, height, count: inLane.length });
    y += height;
  }
  return { lanes, placed, height: y + frame.bottom, divide };
}

function heightOf(inLane: readonly Placed[]): number {
  const low = inLane.reduce((least, one) => Math.min(least, one.y - one.radius), 0);
  const high = inLane.reduce((top, one) => Math.max(top, one.y + one.radius), 0);
  return Math.max(LANE_LEAST, Math.ceil(high - low + 8));
}

function rank(type: string): number {
  const found = TYPE_ORDER.indexOf(type);
  return found < 0 ? TYPE_ORDER.length : found;
}

function placeInLane(marks: readonly Mark[], x: (time: number) => number, scale: number, height: number): Placed[] {
  const result: Placed[] = [];
  for (const mark of marks) {
    const time = timeOf(dayOfMark(mark));
    if (!Number.isFinite(time)) continue;
    const end = mark.day_end === null || mark.day_end === mark.day ? time : timeOf(mark.day_end);
    const at = x(time + DAY_MS / 2);
    result.push({
      mark, x: at, y: 0, radius: radiusOf(mark.reports, scale), x2: end > time ? x(end + DAY_MS / 2) : at,
      hollow: !hasHappened(mark.stage), struck: STRUCK.has(mark.stage),
    });
  }
  result.sort((a, b) => a.x - b.x || b.radius - a.radius || (a.mark.id < b.mark.id ? -1 : 1));
  const crowded = result.length > CROWD;
  let first = 0;
  for (let i = 0; i < result.length; ++i) {
    const one = result[i]!;
    const room = Math.max(0, height / 2 - one.radius - 3);
    if (crowded) {
      one.y = room * scatter(one.mark.id);
      continue;
    }
    while (result[first]!.x < one.x - 28 * scale) ++first;
    let free = false;
    for (let step = 0; !free && step < 48; ++step) {
      one.y = offsetOf(step) * 2.5 * scale;
      if (Math.abs(one.y) > room) break;
      free = true;
      for (let other = first; free && other < i; ++other) free = !touches(result[other]!, one);
    }
    if (!free) one.y = room * scatter(one.mark.id);
  }
  return result;
}

/** A number in [-1, 1) that only depends on the id: where a mark goes that finds no free place. */
function scatter(id: string): number {
  let hash = 2166136261;
  for (let i = 0; i < id.length; ++i) hash = Math.imul(hash ^ id.charCodeAt(i), 16777619);
  return ((hash >>> 0) % 2000) / 1000 - 1;
}

/** How large marks are drawn: smaller where there are many of them in the room. */
export function markScale(marks: number, width: number): number {
  const room = Math.max(120, width) / Math.max(1, marks);
  return Math.max(0.5, Math.min(width < 560 ? 0.85 : 1, 0.42 + room * 0.28));
}

function touches(one: Placed, other: Placed): boolean {
  const reach = one.radius + other.radius + 1.5;
  return (one.x - other.x) ** 2 + (one.y - other.y) ** 2 < reach * reach;
}

/** The mark nearest to a point, within `reach` pixels of its border. O(marks). */
export function nearest(placed: readonly Placed[], x: number, y: number, reach = 9): Placed | null {
  let best: Placed | null = null;
  let least = Infinity;
  for (const one of placed) {
    const distance = Math.hypot(one.x - x, one.y - y) - one.radius;
    if (distance < least) {
      least = distance;
      best = one;
    }
  }
  return least <= reach ? best : null;
}

/** The mark to go to with an arrow key: left and right in time, up and down to the nearest of the next lane. */
export function neighbour(layout: Layout, from: Placed | null, key: string): Placed | null {
  const inTime = [...layout.placed].sort((a, b) => a.x - b.x || a.y - b.y);
  if (!from) return inTime[0] ?? null;
  const index = inTime.findIndex((one) => one.mark.id === from.mark.id);
  if (key === 'ArrowRight') return inTime[Math.min(inTime.length - 1, index + 1)] ?? null;
  if (key === 'ArrowLeft') return inTime[Math.max(0, index - 1)] ?? null;
  if (key === 'Home') return inTime[0] ?? null;
  if (key === 'End') return inTime[inTime.length - 1] ?? null;
  const lane = layout.lanes.findIndex((one) => one.type === from.mark.type);
  const step = key === 'ArrowUp' ? -1 : 1;
  for (let next = lane + step; next >= 0 && next < layout.lanes.length; next += step) {
    const type = layout.lanes[next]!.type;
    const inLane = layout.placed.filter((one) => one.mark.type === type);
    if (inLane.length === 0) continue;
    return inLane.reduce((best, one) => (Math.abs(one.x - from.x) < Math.abs(best.x - from.x) ? one : best));
  }
  return from;
}

/** Turning points inside a window. */
export function turnsWithin(turns: readonly TurningPoint[], from: number, to: number): TurningPoint[] {
  return turns.filter((turn) => timeOf(turn.day) >= from && timeOf(turn.day) <= to);
}
