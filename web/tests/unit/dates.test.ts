import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY_MS, byLatest, dayOf, endOfPeriod, plural, readable, readableRange, timeOf, whenWords } from '../../src/dates.ts';
import { tickLabels } from '../../src/timeline/ticks.ts';

test('days are read and written', () => {
  assert.equal(dayOf(timeOf('2025-08-07')), '2025-08-07');
  assert.ok(Number.isNaN(timeOf('soon')));
  assert.ok(Number.isNaN(timeOf(null)));
  assert.equal(dayOf(NaN), '');
});

test('days as people write them', () => {
  assert.equal(readable('2025-08-07'), '7 Aug 2025');
  assert.equal(readable('2025-08'), 'Aug 2025');
  assert.equal(readable(null), '');
  assert.equal(readableRange('2025-08-05', '2025-08-07'), '5 – 7 Aug 2025');
  assert.equal(readableRange('2025-07-30', '2025-08-02'), '30 Jul – 2 Aug 2025');
  assert.equal(readableRange('2024-12-30', '2025-01-02'), '30 Dec 2024 – 2 Jan 2025');
  assert.equal(readableRange('2025-08-05', '2025-08-05'), '5 Aug 2025');
  assert.equal(readableRange(null, null), '');
});

test('periods end where the next begins', () => {
  assert.equal(dayOf(endOfPeriod('2025-02', 'month')), '2025-03-01');
  assert.equal(dayOf(endOfPeriod('2024', 'year')), '2025-01-01');
  assert.equal(dayOf(endOfPeriod('2025-08-04', 'week')), '2025-08-11');
});

test('one report, two reports', () => {
  assert.equal(plural(1, 'report'), '1 report');
  assert.equal(plural(1200, 'copy', 'copies'), '1,200 copies');
});

test('an axis has a sensible number of labels whatever its length', () => {
  const start = timeOf('2025-03-10');
  for (const days of [2, 6, 20, 45, 100, 300, 1000, 4000, 30000]) {
    const ticks = tickLabels(start, start + days * DAY_MS, 9);
    assert.ok(ticks.length >= 1 && ticks.length <= 22, `${days} days: ${ticks.length} labels`);
    assert.equal(new Set(ticks.map((tick) => tick.time)).size, ticks.length);
  }
});

test('an event whose day is not told has the day of its first report, and says so', () => {
  const told = { day: '2025-08-05', day_end: '2025-08-07', first_seen: '2025-08-08' };
  const untold = { day: null, day_end: null, first_seen: '2025-08-07' };
  const never = { day: null, day_end: null, first_seen: null };
  assert.equal(whenWords(told), '5 – 7 Aug 2025');
  assert.equal(whenWords(untold), 'reported 7 Aug 2025');
  assert.equal(whenWords(never), '');
  assert.deepEqual([told, never, untold].sort(byLatest), [untold, told, never]);
});
