// Everything can be done without a mouse.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { Search } from '../../src/wire.ts';
import { type Served, json, openPage, settled, shownExamples } from './support.ts';

let served: Served;
before(async () => void (served = await shownExamples('edit')));

test('by keyboard: from the situation into an event and its article', async () => {
  const { page, context } = await openPage(`${served.url}/situation?dyad=ARM,AZE`);
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement!.textContent), 'Skip to content');
  const reach = async (selector: string): Promise<void> => {
    for (let i = 0; i < 60; ++i) {
      if (await page.evaluate((wanted) => document.activeElement!.matches(wanted), selector)) return;
      await page.keyboard.press('Tab');
    }
    assert.fail(`${selector} is not reached by Tab`);
  };

  // The window is moved with arrow keys and given back with Escape.
  await reach('.overview .grip');
  await page.keyboard.press('ArrowRight');
  await page.waitForURL(/since=/);
  await page.keyboard.press('Escape');
  await page.waitForURL((url) => !url.search.includes('since='));
  await settled(page);

  // The marks are walked; what has the focus is spoken.
  await reach('.lanes');
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(() => document.querySelector('.lanes .spoken')!.textContent !== '');
  const first = (await page.locator('.lanes .spoken').textContent())!;
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction((old) => document.querySelector('.lanes .spoken')!.textContent !== old, first);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/event\//);
  await settled(page);
  await reach('a.button');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/article\//);
  await settled(page);

  // Events of the article are walked with j and k.
  const selected = (): Promise<string | null> => page.locator('.card[aria-current=true]').getAttribute('data-card');
  const another = (old: string | null): Promise<unknown> => page.waitForFunction((before) => {
    const now = document.querySelector('.card[aria-current=true]')?.getAttribute('data-card');
    return now && now !== before;
  }, old);
  const one = await selected();
  const last = await page.locator('.card').last().getAttribute('data-card');
  const [there, back] = one === last ? ['k', 'j'] : ['j', 'k'];
  await page.keyboard.press(there);
  await another(one);
  const two = await selected();
  await page.keyboard.press(back);
  await another(two);
  assert.equal(await selected(), one);
  await context.close();
});

test('by keyboard: accept, reject, change a span, undo', async () => {
  const { events } = await json<Search>(`${served.url}/api/search?review=none&order=confidence&limit=60`);
  const { page, context } = await openPage(`${served.url}/review`);
  const decided = async (id: string, decision: string): Promise<void> => {
    for (let i = 0; i < 60; ++i) {
      const { events: found } = await json<Search>(`${served.url}/api/search?review=${decision}&limit=100`);
      if (found.some((event) => event.id === id)) return;
      await page.waitForTimeout(50);
    }
    assert.fail(`${id} is not kept as ${decision}`);
  };
  const at = (index: number): Promise<unknown> => page.waitForFunction((wanted) => {
    const current = document.querySelector('.queue [aria-current=true]');
    return current && [...document.querySelectorAll('.queue button')].indexOf(current) === wanted;
  }, index);

  await page.keyboard.press('a');
  await decided(events[0]!.id, 'accept');
  await at(1);
  await page.keyboard.press('x');
  await decided(events[1]!.id, 'reject');
  await at(2);

  // The trigger becomes the first word and the one after it.
  const words = await page.locator('.desk .evidence .word').allInnerTexts();
  await page.keyboard.press('3');
  for (let i = 0; i < words.length; ++i) await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Shift+ArrowRight');
  assert.deepEqual((await page.locator('.desk .evidence .word.s-trigger').allInnerTexts()).slice(0, 2), words.slice(0, 2));
  await page.keyboard.press('Enter');
  await page.keyboard.press('s');
  await decided(events[2]!.id, 'change');
  await at(3);

  // Back to the first, and take its decision back.
  for (let i = 2; i >= 0; --i) {
    await page.keyboard.press('k');
    await at(i);
  }
  await page.keyboard.press('u');
  await decided(events[0]!.id, 'none');
  await context.close();
});
