// Every view, in both themes and on a narrow screen: it shows what it should, and axe finds nothing serious.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { before, test } from 'node:test';
import type { Ranking, Search, Timeline } from '../../src/wire.ts';
import { type Served, axe, binary, examples, json, openPage, overflow, scratch, serve, settled, shownExamples } from './support.ts';

let served: Served;
let views: [name: string, path: string, holds: string][];

before(async () => {
  served = await shownExamples('edit');
  const { events } = await json<Search>(`${served.url}/api/search?dyad=ARM,AZE&limit=20`);
  const { actors } = await json<Ranking>(`${served.url}/api/actors?q=Vardikian`);
  const event = events.find((one) => one.actors.length > 0 && one.recipients.length > 0)!;
  views = [
    ['situation', '/situation', 'The whole picture'],
    ['pair', '/situation?dyad=ARM,AZE', 'Armenia and Azerbaijan'],
    ['event', `/event/${event.id}`, 'In these words'],
    ['event to correct', `/event/${event.id}?edit=1`, 'Save correction'],
    ['article', `/article/${event.article.id}?event=${event.id}`, 'Vardikian'],
    ['actor', `/actor/${actors[0]!.actor}`, 'Offices, as stated'],
    ['actors', '/actors', 'Quotes'],
    ['search', '/search?text=border', 'Told as'],
    ['review', '/review', 'least sure first'],
    ['code', '/code', 'Paste a text'],
    ['nothing found', '/situation?dyad=ARM,AZE&type=AID&since=1950-01-01&until=1950-02-01', 'No event'],
    ['missing event', '/event/0000', 'There is no such thing here'],
    ['missing', '/nowhere', 'There is no such page'],
  ];
});

for (const theme of ['light', 'dark'] as const) {
  test(`every view in ${theme} colours is complete, and axe finds nothing serious`, async () => {
    const { page, context, complaints } = await openPage('about:blank', { theme });
    for (const [name, where, holds] of views) {
      await page.goto(served.url + where);
      await settled(page);
      assert.match(await page.locator('body').innerText(), new RegExp(holds), name);
      assert.deepEqual(await axe(page), [], `${name}, ${theme}`);
      assert.equal(await page.locator('h1').count(), 1, `${name} has one main heading`);
      // The browser itself reports an answer of 404; nothing else may complain.
      assert.deepEqual(complaints.filter((one) => !/404/.test(one)), [], name);
    }
    await context.close();
  });
}

test('every view fits 400 pixels', async () => {
  const { page, context } = await openPage('about:blank', { width: 400, height: 800 });
  for (const [name, where] of views) {
    await page.goto(served.url + where);
    await settled(page);
    assert.deepEqual(await overflow(page), [], name);
  }
  await context.close();
});

test('the examples explain themselves when there is no database', async () => {
  const alone = await serve('');
  try {
    const { page, context } = await openPage(alone.url);
    await page.getByText('These are its own invented examples').waitFor();
    await page.locator('.welcome').getByRole('link', { name: 'Paste a text' }).click();
    await page.getByRole('heading', { name: 'Code an article' }).waitFor();
    await context.close();
  } finally {
    alone.stop();
  }
});

test('situations that were given a name can be opened by it', async () => {
  const db = examples('kept');
  execFileSync(binary(), ['situation', 'bombing', '--db', db, '--define', '--country', 'NGA', '--type', 'ASSAULT,COERCE'], { stdio: 'ignore' });
  const named = await serve(db);
  try {
    const { page, context, complaints } = await openPage(`${named.url}/situation`);
    await page.locator('.kept summary').click();
    await page.locator('.kept').getByRole('link', { name: 'bombing' }).click();
    await page.waitForURL('**/situation?country=NGA&type=*');
    await page.getByText('Situation “bombing”').waitFor();
    assert.equal(await page.locator('h1').innerText(), 'Nigeria');
    assert.deepEqual(complaints, []);
    await context.close();
  } finally {
    named.stop();
  }
});

test('a turning point is drawn and told, with what happened then', async () => {
  const db = path.join(scratch, 'turn.db');
  fs.writeFileSync(path.join(scratch, 'turn.jsonl'), twoNeighbours());
  execFileSync(binary(), ['ingest', path.join(scratch, 'turn.jsonl'), '--db', db], { stdio: 'ignore' });
  const turned = await serve(db);
  try {
    const { page, context, complaints } = await openPage(`${turned.url}/situation?dyad=KEN,UGA`);
    const [turn] = (await json<Timeline>(`${turned.url}/api/timeline?limit=0&dyad=KEN,UGA`)).turning_points;
    assert.equal(turn!.towards, 'conflict');
    assert.equal(await page.locator('.overview .turn.conflict').count(), 1);
    assert.match(await page.locator('.turnlist').innerText(), /Kenya and Uganda: turn towards conflict, \d+ (Jun|Jul) 2025/);
    await page.locator('.turnlist a').first().click();
    await page.waitForURL(`**/event/${turn!.happenings[0]}`);
    await page.getByText('In these words').waitFor();

    // Somebody whose office changes over the same time has a chart of offices.
    const { actors } = await json<Ranking>(`${turned.url}/api/actors?q=Wanyonyi`);
    await page.goto(`${turned.url}/actor/${actors[0]!.actor}`);
    await page.locator('.plotbox svg').waitFor();
    assert.ok(await page.locator('.plotbox svg path[stroke-linecap=round], .plotbox svg [stroke-linecap=round] path').count() >= 2);
    assert.deepEqual(complaints, []);
    await context.close();
  } finally {
    turned.stop();
  }
});

const line = (id: string, day: string, title: string, more: string): string =>
  `${JSON.stringify({ id, title, text: `${title} ${more}.`, published: day, publisher: 'Lake Post' })}\n`;

/** A report every fifth day of 2025: until June two neighbours help one another, then one attacks the other. A minister changes. */
function twoNeighbours(): string {
  const offices = line('o1', '2025-01-05', "Kenya's foreign minister, Joseph Wanyonyi, met Chad's president in Ndjamena on Saturday.", 'Rain fell on maize and tea')
    + line('o2', '2025-08-05', "Kenya's defence minister, Joseph Wanyonyi, accused Chad of spying on Monday.", 'Boats and nets were counted');
  const from = <T>(list: readonly T[], i: number): T => list[i % list.length]!;
  const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
  const towns = ['Kisumu', 'Kampala', 'Mombasa', 'Jinja', 'Nairobi', 'Entebbe'];
  const words = ['Rain', 'tea', 'cattle', 'roads', 'lamps', 'boats', 'maize', 'schools', 'wells', 'bridges', 'nets'];
  return Array.from({ length: 72 }, (_, i) => {
    const day = new Date(Date.UTC(2025, 0, 2 + 5 * i));
    const told = `on ${weekdays[(day.getUTCDay() + 6) % 7]}`;
    const help = i % 2 === 0 ? `Uganda sent ${from(['food', 'medicine', 'tents'], i)} to Kenya ${told}.` : `Kenya thanked Uganda for its help in ${from(towns, i)} ${told}.`;
    const harm = i % 2 === 0 ? `Ugandan soldiers killed ${i} Kenyan fishermen near ${from(towns, i)} ${told}.` : `Ugandan aircraft bombed a Kenyan ${from(['camp', 'depot', 'bridge'], i)} near ${from(towns, i)} ${told}.`;
    const more = Array.from({ length: 12 }, (_unused, j) => from(words, i * i + j * (i + 3))).join(' ');
    const first = i < 36 ? help : harm;
    return line(`n${i}`, day.toISOString().slice(0, 10), first, more);
  }).join('') + offices;
}

test('a later visit tells what came in since', async () => {
  const later = await serve(examples('later'), '--edit');
  try {
    const first = await openPage(`${later.url}/situation`);
    await first.page.locator('.lanes canvas').waitFor();
    assert.equal(await first.page.locator('.changed').count(), 0, 'nothing is new at the first visit');
    await first.page.close();
    const kept = await fetch(`${later.url}/api/code?keep=1`, {
      method: 'POST', headers: { 'content-type': 'application/json', 'X-Dragoman': '1' },
      body: JSON.stringify({ title: 'Envoys leave', published: '2025-11-09', publisher: 'Lake Post', text: 'KAMPALA - Uganda expelled two Kenyan diplomats on Saturday.' }),
    });
    assert.ok(kept.ok);
    const page = await first.context.newPage();
    await page.goto(`${later.url}/situation`);
    await page.locator('.changed summary').click();
    assert.match(await page.locator('.changed summary').innerText(), /1 new article · 1 new event/);
    assert.match(await page.locator('.changed').innerText(), /Envoys leave/);
    await first.context.close();
  } finally {
    later.stop();
  }
});

test('a text that is dropped on the page is coded at once', async () => {
  const { page, context, complaints } = await openPage(`${served.url}/situation`);
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(['Title: A visit\nDate: 2025-05-02\n\nKenya\'s president visited Uganda on Friday. Uganda expelled two Kenyan diplomats on Thursday.'], 'visit.txt', { type: 'text/plain' }));
    window.dispatchEvent(new DragEvent('dragenter', { dataTransfer: data, bubbles: true }));
    document.querySelector('main')!.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  await page.locator('.card').first().waitFor();
  assert.match(page.url(), /\/code$/);
  assert.match(await page.locator('.prose').innerText(), /expelled two Kenyan diplomats/);
  assert.ok(await page.locator('.card').count() >= 2);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('facets narrow the search, and their counts are right', async () => {
  const { page, context } = await openPage(`${served.url}/search`);
  const facet = page.locator('.facet', { hasText: 'Class' }).locator('label', { hasText: 'material conflict' });
  const number = await facet.locator('.count').innerText();
  await facet.locator('input').click();
  await page.waitForFunction((wanted) => document.querySelector('.standfirst')!.textContent!.startsWith(`${wanted} report`), number);
  assert.match(page.url(), /quad=material%20conflict/);
  await page.locator('.chips button').click();
  await page.waitForFunction((wanted) => !document.querySelector('.standfirst')!.textContent!.startsWith(`${wanted} report`), number);
  await context.close();
});
