// Pictures of views against those kept in golden/. The data are recorded answers, so that only the page can change them:
// DRAGOMAN_UPDATE_GOLDEN=1 records and draws anew. Look at the pictures before you commit them.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { after, before, test } from 'node:test';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import type { Meta, Ranking, Search } from '../../src/wire.ts';
import { type Look, examples, json, openPage, root, serve, settled, web } from './support.ts';

const folder = path.join(web, 'tests', 'browser', 'golden');
const recorded = path.join(folder, 'answers.json');
const update = process.env['DRAGOMAN_UPDATE_GOLDEN'] === '1';
/** Share of pixels that may differ: another version of the browser draws edges a little differently. */
const TOLERANCE = 0.012;
/** Views that the documents show, and how much of their height. */
const SHOWN: Record<string, number> = { situation: 1430, event: 1180, article: 1000, review: 900 };

let answers: Record<string, unknown> = {};
let pages: [name: string, path: string, look: Look][] = [];
let server: http.Server;
let source = '';
let stop = (): void => undefined;

const TYPES: Record<string, string> = {
  '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.woff2': 'font/woff2', '.svg': 'image/svg+xml',
};

before(async () => {
  if (update) {
    const served = await serve(examples('golden'), '--edit');
    source = served.url;
    stop = served.stop;
    const { events } = await json<Search>(`${source}/api/search?dyad=ARM,AZE&limit=20`);
    const event = events.find((one) => one.type === 'REJECT') ?? events[0]!;
    const { actors } = await json<Ranking>(`${source}/api/actors?q=Vardikian`);
    answers = { pages: [
      ['situation', '/situation', { height: 2800 }], ['situation-dark', '/situation', { theme: 'dark', height: 1500 }],
      ['situation-narrow', '/situation', { width: 400, height: 2000 }], ['pair', '/situation?dyad=ARM,AZE', { height: 1500 }],
      ['event', `/event/${event.id}`, { height: 1300 }], ['event-narrow', `/event/${event.id}`, { width: 400, height: 1400 }],
      ['article', `/article/${event.article.id}?event=${event.id}`, {}], ['article-dark', `/article/${event.article.id}`, { theme: 'dark' }],
      ['actor', `/actor/${actors[0]!.actor}`, {}], ['actors', '/actors', {}], ['search', '/search?text=border', {}], ['review', '/review', { theme: 'dark' }],
      ['review-narrow', '/review', { width: 400, height: 1600 }], ['code', '/code', { width: 400, height: 800 }],
    ] };
  } else {
    answers = JSON.parse(fs.readFileSync(recorded, 'utf8')) as Record<string, unknown>;
  }
  pages = answers['pages'] as typeof pages;
  server = http.createServer((request, response) => void answer(request.url!, response)).listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
});

after(() => {
  server?.closeAllConnections();
  server?.close();
  stop();
  if (update) fs.writeFileSync(recorded, `${JSON.stringify(answers)}\n`);
});

async function answer(url: string, response: http.ServerResponse): Promise<void> {
  const { pathname } = new URL(url, 'http://x');
  if (pathname === '/api/changes') {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(':\n\n');
    return;
  }
  if (pathname.startsWith('/api/')) {
    if (update && answers[url] === undefined) answers[url] = pathname === '/api/meta' ? { ...await json<Meta>(source + url), user: 'mira', name: 'situation.db' } : await json(source + url);
    const found = answers[url];
    response.writeHead(found === undefined ? 404 : 200, { 'content-type': 'application/json' })
      .end(JSON.stringify(found ?? { error: `${url} is not recorded`, remedy: '' }));
    return;
  }
  const file = pathname.startsWith('/assets/') ? path.basename(pathname) : 'index.html';
  response.writeHead(200, { 'content-type': TYPES[path.extname(file)] ?? 'text/html' }).end(fs.readFileSync(path.join(web, 'dist', file)));
}

test('views look as they should', async (context) => {
  const differences: string[] = [];
  for (const [name, where, look] of pages) {
    const { port } = server.address() as { port: number };
    const opened = await openPage(`http://127.0.0.1:${port}${where}`, look);
    const picture = await opened.page.screenshot({ mask: [opened.page.locator('.foot'), opened.page.locator('input[type=date]')], maskColor: '#888888' });
    const shown = SHOWN[name];
    if (update && shown) {
      await opened.page.setViewportSize({ width: 1280, height: shown });
      await settled(opened.page);
      fs.writeFileSync(path.join(root, 'docs', 'pictures', `${name}.png`), await opened.page.screenshot());
    }
    await opened.context.close();
    const file = path.join(folder, `${name}.png`);
    if (update) {
      fs.mkdirSync(folder, { recursive: true });
      fs.writeFileSync(file, picture);
      continue;
    }
    const [now, then] = [PNG.sync.read(picture), PNG.sync.read(fs.readFileSync(file))];
    if (now.width !== then.width || now.height !== then.height) {
      differences.push(`${name}: ${now.width} x ${now.height}, was ${then.width} x ${then.height}`);
      continue;
    }
    const difference = new PNG({ width: now.width, height: now.height });
    const pixels = pixelmatch(now.data, then.data, difference.data, now.width, now.height, { threshold: 0.2 });
    const share = pixels / (now.width * now.height);
    context.diagnostic(`${name}: ${(100 * share).toFixed(3)}% of the pixels differ`);
    if (share > TOLERANCE) {
      const out = path.join(process.env['DRAGOMAN_WEB_BUILD']!, name);
      fs.writeFileSync(`${out}-now.png`, picture);
      fs.writeFileSync(`${out}-difference.png`, PNG.sync.write(difference));
      differences.push(`${name}: ${(100 * share).toFixed(2)}% of the pixels differ; see ${out}-difference.png`);
    }
  }
  assert.deepEqual(differences, []);
});
