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
/** The best of so many visits counts: what else a machine does makes times longer, never shorter. */
const VISITS = 3;

let served: Served | null = null;
before(async () => {
  const db = process.env['DRAGOMAN_LARGE_DB'] ?? path.join(scratch, 'large.db');
  if (!fs.existsSync(db)) {
    const folder = path.dirname(binary());
    const maker = ['dragoman-bench-fill', 'dragoman-bench-store'].map((name) => path.join(folder, name)).find((file) => fs.existsSync(file));
    if (!maker) return;
    execFileSync(maker, [db, String(EVENTS)], { stdio: 'ignore' });
  }
  served = await serve(db);
});
after(() => served?.stop());

interface Visit {
  events: string;
  /** Milliseconds from the address to the first paint, and until the timeline stands with its marks. */
  paint: number;
  marks: number;
  /** Milliseconds from a pointer event until what it changed is painted; those of 16 ms and more. */
  took: number[];
}

async function visit(url: string): Promise<Visit> {
  const { page, context, complaints } = await openPage('about:blank');
  await page.goto(`${url}/situation`);
  await page.locator('.lanes canvas').waitFor();
  await page.waitForFunction(() => (document.querySelector('.standfirst')?.textContent ?? '').trim() !== '');
  const times = await page.evaluate(() => ({
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
    marks: performance.now(),
  }));
  await settled(page);
  const events = await page.locator('.standfirst').innerText();

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
  assert.deepEqual(complaints, []);
  await context.close();
  return { ...times, events, took };
}

const p95 = ({ took }: Visit): number => took[Math.floor(took.length * 0.95)] ?? 16;

test('first paint under a second, interaction under 100 ms with 100,000 events', async (context) => {
  if (!served) return context.skip('dragoman-bench-fill, which makes the events, is not built');
  // The first visit is the first that the server has: nothing is known there yet.
  const visits: Visit[] = [];
  for (let i = 0; i < VISITS; ++i) visits.push(await visit(served.url));
  for (const [index, one] of visits.entries()) {
    context.diagnostic(`${one.events}; visit ${index + 1}: first paint ${Math.round(one.paint)} ms, timeline with marks ${Math.round(one.marks)} ms; ${one.took.length} pointer events took 16 ms or more until painted, p95 of these ${Math.round(p95(one))} ms, slowest ${Math.round(one.took.at(-1) ?? 16)} ms`);
  }
  const best = (of: (one: Visit) => number): number => Math.min(...visits.map(of));
  assert.ok(best((one) => one.paint) < 1000 * SLACK, 'first paint');
  assert.ok(best((one) => one.marks) < 2000 * SLACK, 'timeline with marks');
  assert.ok(best(p95) < 100 * SLACK, 'pointer events');
});
