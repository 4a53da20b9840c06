// Views as files.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { before, test } from 'node:test';
import { PNG } from 'pngjs';
import type { Page } from 'playwright-core';
import type { Ranking, Search, Timeline } from '../../src/wire.ts';
import { type Served, json, openPage, scratch, settled, shownExamples } from './support.ts';

let served: Served;
let editing: Served;
before(async () => {
  served = await shownExamples('read');
  editing = await shownExamples('edit');
});

async function saved(page: Page, name: RegExp): Promise<{ bytes: Buffer; name: string }> {
  await page.locator('.share summary').click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('.share .menubody').getByText(name).click()]);
  const bytes = fs.readFileSync((await download.path())!);
  await page.evaluate(() => document.querySelector('.share details')!.removeAttribute('open'));
  return { bytes, name: download.suggestedFilename() };
}

/** How many colours a picture has: an empty one has few. */
function colours(png: Buffer): number {
  const { data } = PNG.sync.read(png);
  const seen = new Set<number>();
  for (let i = 0; i < data.length; i += 4 * 7) seen.add((data[i]! << 16) | (data[i + 1]! << 8) | data[i + 2]!);
  return seen.size;
}

test('a situation is saved as CSV, JSON, SVG, PNG and one HTML file', async () => {
  const { page, context, complaints } = await openPage(`${served.url}/situation?country=ARM,AZE`);
  const csv = await saved(page, /Table/);
  assert.equal(csv.name, 'dragoman-situation-ARM-AZE.csv');
  assert.ok(csv.bytes.toString().split('\n').length > 5);
  const data = await saved(page, /Data/);
  const { marks } = JSON.parse(data.bytes.toString()) as Timeline;
  assert.ok(marks.length > 0);

  const svg = (await saved(page, /Drawing/)).bytes.toString();
  assert.match(svg, /^<svg xmlns/);
  assert.ok((svg.match(/<path/g) ?? []).length > 20);
  assert.ok((svg.match(/<path[^>]*><title>/g) ?? []).length >= marks.length, 'every event is a shape');
  for (const chart of ['Cooperation and conflict', 'Where', 'Who with whom']) assert.ok(svg.includes(`>${chart}<`), chart);
  assert.doesNotMatch(svg, /foreignObject|class=|NaN|var\(/);
  assert.match(svg, /Armenia/);
  assert.match(svg, /hollow: planned, threatened or demanded · struck/, 'it says what the marks mean');
  const wrong = await page.evaluate((text) => new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror')?.textContent ?? '', svg);
  assert.equal(wrong, '');

  const png = await saved(page, /Picture/);
  assert.ok(PNG.sync.read(png.bytes).width > 1500);
  assert.ok(colours(png.bytes) > 40);

  const html = await saved(page, /Page in one file/);
  const file = path.join(scratch, 'saved.html');
  fs.writeFileSync(file, html.bytes);
  assert.deepEqual(complaints, []);
  await context.close();

  // The file stands on its own: nothing is asked from anywhere.
  const alone = await openPage('about:blank');
  const asked: string[] = [];
  alone.page.on('request', (request) => void (request.url().startsWith('file:') || asked.push(request.url())));
  await alone.page.goto(`file://${file}`);
  assert.match(await alone.page.locator('h1').innerText(), /Armenia/);
  assert.ok(await alone.page.locator('.lanes svg.painted path').count() > 3, 'marks are drawn');
  assert.ok(JSON.parse((await alone.page.locator('#data').textContent())!).total > 0);
  assert.deepEqual(asked, []);
  await alone.context.close();
});

test('an article is saved as a picture with its colours', async () => {
  const { events } = await json<Search>(`${served.url}/api/search?dyad=ARM,AZE&limit=1`);
  const { page, context, complaints } = await openPage(`${served.url}/article/${events[0]!.article.id}`, { theme: 'dark' });
  const png = await saved(page, /Picture/);
  assert.ok(colours(png.bytes) > 60, `${colours(png.bytes)} colours`);
  const svg = (await saved(page, /Drawing/)).bytes.toString();
  assert.match(svg, /Vardikian/);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('every other view is saved, too', async () => {
  const { events } = await json<Search>(`${editing.url}/api/search?dyad=ARM,AZE&limit=1`);
  const { actors } = await json<Ranking>(`${editing.url}/api/actors?q=Vardikian`);
  const { page, context, complaints } = await openPage('about:blank');
  for (const where of [`/event/${events[0]!.id}`, `/actor/${actors[0]!.actor}`, '/actors', '/search?text=border', '/review', '/code']) {
    await page.goto(editing.url + where);
    await settled(page);
    if (where === '/code') {
      await page.getByRole('button', { name: 'Try a sample' }).click();
      await page.locator('.card').first().waitFor();
    }
    const heading = await page.locator('h1').innerText();
    const csv = (await saved(page, /Table/)).bytes.toString();
    assert.ok(csv.split('\n').length > (where === '/review' ? 1 : 2), `${where}: ${csv}`);
    assert.ok(JSON.parse((await saved(page, /Data/)).bytes.toString()), where);
    const svg = (await saved(page, /Drawing/)).bytes.toString();
    assert.match(svg, /^<svg xmlns/, where);
    assert.ok(svg.includes(heading.slice(0, 12).split('\n')[0]!), where);
    assert.ok(colours((await saved(page, /Picture/)).bytes) > 12, where);
    const html = (await saved(page, /Page in one file/)).bytes.toString();
    assert.match(html, /id="data">./, where);
    assert.doesNotMatch(html, /<script(?! type="application\/json")/, where);
  }
  assert.deepEqual(complaints, []);
  await context.close();
});

test('a link is copied', async () => {
  const { page, context } = await openPage(`${served.url}/search?type=ASSAULT&text=market`);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.locator('.share summary').click();
  await page.getByRole('button', { name: 'Copy link' }).click();
  await page.getByText('Link copied').waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  await page.goto(copied);
  await settled(page);
  assert.equal(await page.locator('.chips li').count(), 1);
  assert.equal(await page.locator('.searchbar input').inputValue(), 'market');
  await context.close();
});
