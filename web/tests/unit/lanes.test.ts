import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Mark } from '../../src/wire.ts';
import { timeOf } from '../../src/dates.ts';
import { layOut, markScale, nearest, neighbour, timeScale } from '../../src/timeline/lanes.ts';
import { barsOf } from '../../src/timeline/bars.ts';
import { shapePath } from '../../src/timeline/shapes.ts';

const frame = { width: 1000, left: 100, right: 20, top: 8, bottom: 30 };
const x = timeScale(timeOf('2025-01-01'), timeOf('2026-01-01'), frame);

function mark(id: string, type: string, day: string, more: Partial<Mark> = {}): Mark {
  return {
    id, kind: 'report', event: id, type, act: type, mode: null, stage: 'occurred', quad: 'verbal cooperation', score: 1, confidence: 1, day, day_end: null,
    first_seen: null, last_seen: null, actors: [], recipients: [], place: null, reports: 1, articles: 1, publishers: 1, ...more,
  };
}

test('lanes run from cooperation to conflict', () => {
  const layout = layOut([mark('a', 'ASSAULT', '2025-02-01'), mark('b', 'AID', '2025-02-01'), mark('c', 'CONSULT', '2025-02-01')], ['PROTEST'], x, frame);
  assert.deepEqual(layout.lanes.map((lane) => lane.type), ['AID', 'CONSULT', 'PROTEST', 'ASSAULT']);
  assert.ok(layout.divide !== null && layout.divide > layout.lanes[1]!.y && layout.divide < layout.lanes[2]!.y);
});

test('marks of one day do not cover one another', () => {
  const layout = layOut(['a', 'b', 'c', 'd', 'e'].map((id) => mark(id, 'AID', '2025-03-03')), [], x, frame);
  for (const one of layout.placed) {
    for (const other of layout.placed) {
      if (one !== other) assert.ok(Math.hypot(one.x - other.x, one.y - other.y) >= one.radius + other.radius);
    }
    const lane = layout.lanes[0]!;
    assert.ok(one.y - one.radius >= lane.y && one.y + one.radius <= lane.y + lane.height);
  }
});

test('what has not happened is hollow, what was denied is struck', () => {
  const layout = layOut([mark('a', 'AGREE', '2025-01-05', { stage: 'planned' }), mark('b', 'AID', '2025-01-05'), mark('c', 'REJECT', '2025-01-05', { stage: 'denied' })], [], x, frame);
  const by = new Map(layout.placed.map((one) => [one.mark.id, one]));
  assert.deepEqual([by.get('a')!.hollow, by.get('a')!.struck], [true, false]);
  assert.deepEqual([by.get('b')!.hollow, by.get('b')!.struck], [false, false]);
  assert.deepEqual([by.get('c')!.hollow, by.get('c')!.struck], [true, true]);
});

test('more reports make a larger mark', () => {
  const layout = layOut([mark('a', 'AID', '2025-01-05'), mark('b', 'AID', '2025-06-05', { reports: 9 })], [], x, frame);
  assert.ok(layout.placed[1]!.radius > layout.placed[0]!.radius);
});

test('five thousand marks stay inside a picture that fits a screen', () => {
  const types = ['AID', 'AGREE', 'CONSULT', 'ACCUSE', 'ASSAULT', 'COERCE', 'PROTEST', 'SANCTION'];
  const marks = Array.from({ length: 5000 }, (_, i) => mark(`m${i}`, types[i % types.length]!, `2025-${String(1 + (i * 7) % 12).padStart(2, '0')}-${String(1 + (i * 13) % 28).padStart(2, '0')}`));
  const layout = layOut(marks, [], x, frame, markScale(marks.length, 1000));
  assert.equal(layout.placed.length, 5000);
  assert.ok(layout.height < 900, `height ${layout.height}`);
  for (const one of layout.placed) assert.ok(one.y > 0 && one.y < layout.height - frame.bottom);
});

test('a mark is found near the pointer and by arrow keys', () => {
  const layout = layOut([mark('a', 'AID', '2025-01-05'), mark('b', 'AID', '2025-06-05'), mark('c', 'ASSAULT', '2025-06-08')], [], x, frame);
  const [a, b, c] = ['a', 'b', 'c'].map((id) => layout.placed.find((one) => one.mark.id === id)!);
  assert.equal(nearest(layout.placed, a!.x + 6, a!.y, 9), a);
  assert.equal(nearest(layout.placed, a!.x + 80, a!.y, 9), null);
  assert.equal(neighbour(layout, null, 'ArrowRight'), a);
  assert.equal(neighbour(layout, a!, 'ArrowRight'), b);
  assert.equal(neighbour(layout, b!, 'ArrowDown'), c);
  assert.equal(neighbour(layout, c!, 'ArrowUp'), b);
  assert.equal(neighbour(layout, c!, 'End'), c);
});

test('a mark without a day is left out', () => {
  assert.equal(layOut([mark('a', 'AID', '2025-01-05', { day: null })], [], x, frame).placed.length, 0);
});

test('a mark whose own day is not told stands where it was first reported', () => {
  const [told, untold] = ['2025-01-05', null].map((day) => layOut([mark('a', 'AID', '', { day, first_seen: '2025-01-05' })], [], x, frame).placed[0]!);
  assert.equal(untold!.x, told!.x);
});

test('columns stand above and below the line', () => {
  const bin = { period: '2025-01', count: 3, verbal_cooperation: 1, material_cooperation: 0, verbal_conflict: 0, material_conflict: 2, score_sum: 0, open: 0 };
  const bars = barsOf([bin], 'month', x, 10, 90);
  assert.deepEqual(Object.keys(bars.paths).sort(), ['mconf', 'vcoop']);
  assert.ok(bars.zero > 10 && bars.zero < 100);
  assert.equal(bars.mostDown, 2);
});

test('every form is a closed path without broken numbers', () => {
  for (const shape of ['circle', 'square', 'triangle', 'diamond', 'down', 'cross', 'star'] as const) {
    const path = shapePath(shape, 10, 20, 5);
    assert.match(path, /^M.*Z$/);
    assert.doesNotMatch(path, /NaN|undefined/);
  }
});
