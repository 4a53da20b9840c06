// How long a person waits with 100,000 events.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { type Served, binary, openPage, scratch, serve, settled } from './support.ts';

const EVENTS = 100_000;
/** Shared machines are slow now and then: what is asserted is looser than what is claimed, and what was measured is printed. */
const SLACK = Number(process.env['DRAGOMAN_SLACK'] ?? 3);

let served: Served | null = null;
before(async () => {
  const db = process.env['DRAGOMAN_LARGE_DB'] ?? path.join(scratch, 'large.db');
  if (!fs.existsSync(db)) {
    const maker = path.join(path.dirname(binary()), 'dragoman-bench-store');
    if (!fs.existsSync(maker)) return;
    execFileSync(maker, [db, String(EVENTS)], { stdio: 'ignore' });
  }
  served = await serve(db);
});
after(() => served?.stop());

test('first paint under a second, interaction under 100 ms with 100,000 events', async (context) => {
  if (!served) return context.skip('dragoman-bench-store, which makes the events, is not built');
  // Once unmeasured: the server and the disk have then seen the file.
  const warm = await openPage(`${served!.url}/situation`);
  await warm.context.close();

  const { page, context: session, complaints } = await openPage('about:blank');
  await page.goto(`${served!.url}/situation`);
  await page.locator('.lanes canvas').waitFor();
  await page.waitForFunction(() => (document.querySelector('.standfirst')?.textContent ?? '').trim() !== '');
  const times = await page.evaluate(() => ({
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
    marks: performance.now(),
  }));
  await settled(page);
  const total = await page.locator('.standfirst').innerText();

  // A brush over a third of the time, in 30 steps; and the pointer over the marks.
  await page.evaluate(() => {
    const store = window as unknown as { took: number[] };
    store.took = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) store.took.push(entry.duration);
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  });
  const box = (await page.locator('.overview .catch').boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.3, box.y + 20);
  await page.mouse.down();
  for (let i = 1; i <= 30; ++i) await page.mouse.move(box.x + box.width * (0.3 + i * 0.01), box.y + 20);
  await page.mouse.up();
  await page.waitForURL(/since=/);
  await settled(page);
  const lanes = (await page.locator('.lanes').boundingBox())!;
  for (let i = 1; i <= 30; ++i) await page.mouse.move(lanes.x + 140 + i * 20, lanes.y + 30 + i * 6);
  await page.waitForTimeout(200);
  const took = await page.evaluate(() => (window as unknown as { took: number[] }).took.sort((a, b) => a - b));
  const slowest = took.at(-1) ?? 16;
  const p95 = took[Math.floor(took.length * 0.95)] ?? 16;
  context.diagnostic(`${total}: first paint ${Math.round(times.paint)} ms, timeline with marks ${Math.round(times.marks)} ms; ${took.length} pointer events took 16 ms or more until painted, p95 of these ${Math.round(p95)} ms, slowest ${Math.round(slowest)} ms`);
  assert.ok(times.paint < 1000 * SLACK, `first paint ${times.paint} ms`);
  assert.ok(times.marks < 1000 * SLACK * 2, `marks ${times.marks} ms`);
  assert.ok(p95 < 100 * SLACK, `p95 ${p95} ms`);
  assert.deepEqual(complaints, []);
  await session.close();
});
