// The whole way through: look at a situation, choose a time, open an event, see it in its article, correct it, take that back.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { before, test } from 'node:test';
import type { EventPage } from '../../src/wire.ts';
import { type Served, json, openPage, settled, shownExamples } from './support.ts';

let served: Served;
before(async () => void (served = await shownExamples('edit')));

test('the whole tour', async () => {
  const { page, context, complaints } = await openPage(served.url);
  const all = await page.locator('.standfirst').innerText();

  // Choose the right half of the time by dragging.
  const box = (await page.locator('.overview .catch').boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.7, box.y + box.height / 2, { steps: 4 });
  await page.mouse.move(box.x + box.width - 2, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  await page.waitForURL(/since=2025-\d\d-\d\d&until=2025-\d\d-\d\d/);
  await page.waitForFunction((old) => document.querySelector('.standfirst')!.textContent !== old, all);
  await settled(page);
  const part = await page.locator('.standfirst').innerText();
  assert.match(part, /^\d+ of \d+ events/);

  // The address alone brings the same view back.
  const again = await openPage(page.url());
  assert.equal(await again.page.locator('.standfirst').innerText(), part);
  await again.context.close();

  // Click an event: the mark that the keyboard finds is where the mouse finds it, too.
  const lanes = page.locator('.lanes');
  await lanes.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  const ring = page.locator('.lanes .above .hover');
  await ring.waitFor();
  const event = (await ring.getAttribute('data-event'))!;
  const [x, y] = [Number(await ring.getAttribute('cx')), Number(await ring.getAttribute('cy'))];
  await page.keyboard.press('Escape');
  await lanes.scrollIntoViewIfNeeded();
  const place = (await lanes.boundingBox())!;
  await page.mouse.move(place.x + x + 2, place.y + y + 1);
  await page.locator('.tip').waitFor();
  await page.mouse.click(place.x + x + 2, place.y + y + 1);
  await page.waitForURL(`**/event/${event}`);
  await settled(page);

  // Its evidence is the sentence that tells it, with the trigger marked.
  const told = await json<EventPage>(`${served.url}/api/event/${event}`);
  const { evidence } = told.report;
  assert.ok(squeezed(await page.locator('#evidence .evidence').innerText()).includes(squeezed(evidence.text)));
  assert.ok((await page.locator('#evidence .s-trigger').allInnerTexts()).join(' ').includes(evidence.trigger.text));

  // And it is highlighted in the article.
  await page.getByRole('link', { name: 'See it in the article' }).click();
  await page.waitForURL(/\/article\//);
  await settled(page);
  const trigger = page.locator(`.prose mark.s-trigger.lit[data-trigger~="${event}"]`).first();
  assert.ok(evidence.trigger.text.startsWith(await trigger.innerText()));
  const inView = await trigger.evaluate((element) => {
    const rect = element.getBoundingClientRect();
    return rect.top >= 0 && rect.bottom <= innerHeight;
  });
  assert.ok(inView, 'the trigger is scrolled into view');
  assert.ok(await page.locator('.prose mark.dim').count() > 0, 'what is not part of the event steps back');

  // Pointing at another event lights up its words; pointing at words lights up its card.
  const other = page.locator('.card:not(.active)').first();
  const otherId = (await other.getAttribute('data-card'))!;
  await page.locator(`.card[data-card="${otherId}"]`).hover();
  await page.locator(`.prose mark.lit[data-trigger~="${otherId}"]`).first().waitFor();
  await page.locator(`.prose mark[data-trigger~="${otherId}"]`).first().hover();
  await page.locator(`.card.active[data-card="${otherId}"]`).waitFor();

  // Correct it.
  await page.goto(`${served.url}/event/${event}?edit=1`);
  await settled(page);
  const right = told.report.type === 'CONSULT' ? 'SUPPORT' : 'CONSULT';
  await page.getByLabel('Type').selectOption(right);
  await page.getByText('What else this touches').waitFor();
  await page.getByLabel('Who decides').fill('mira');
  await page.getByRole('button', { name: 'Save correction' }).click();
  await page.locator('.decide').getByText('Corrected by mira').waitFor();
  let now = await json<EventPage>(`${served.url}/api/event/${event}`);
  assert.equal(now.reviews[0]!.decision, 'change');
  assert.equal(now.reviews[0]!.changes!.type, right);
  assert.equal(now.reviews[0]!.who, 'mira');

  // The decision is in the list, and can be exported.
  await page.goto(`${served.url}/review?review=change`);
  await settled(page);
  await page.locator('.queue .decided.change').first().waitFor();
  const [decisions] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Export decisions' }).click()]);
  const lines = fs.readFileSync((await decisions.path())!, 'utf8').trim().split('\n');
  assert.ok(lines.some((line) => JSON.stringify(JSON.parse(line)).includes(event)), 'the correction is in the training data');

  // Take it back.
  await page.goto(`${served.url}/event/${event}?edit=1`);
  await settled(page);
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await page.locator('.decide').getByText('Not decided').waitFor();
  now = await json<EventPage>(`${served.url}/api/event/${event}`);
  assert.equal(now.report.review, null);
  assert.ok(now.reviews[0]!.undone, 'what was decided stays readable');
  assert.equal(now.report.type, told.report.type);
  assert.deepEqual(complaints, []);
  await context.close();
});

function squeezed(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
