// One server with the shipped examples and one browser, for all tests of the page.
import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core';

export const web = process.env['DRAGOMAN_WEB']!;
export const root = path.dirname(web);

export function binary(name = 'dragoman'): string {
  const given = process.env['DRAGOMAN_BINARY'];
  const folders = given ? [path.dirname(given)] : ['release', 'quick', 'dev'].map((preset) => path.join(root, 'build', preset));
  const found = folders.map((folder) => path.join(folder, name)).find((file) => fs.existsSync(file));
  assert.ok(found, `${name} is not built`);
  return found;
}

export const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'dragoman-page-'));

export interface Served {
  url: string;
  stop: () => void;
}

/** Serves a database; resolves when it says where. */
export function serve(db: string, ...more: string[]): Promise<Served> {
  const child: ChildProcess = spawn(binary(), ['serve', ...(db === '' ? [] : [db]), '--port', '0', ...more], { stdio: ['ignore', 'pipe', 'pipe'] });
  return new Promise((resolve, reject) => {
    let out = '';
    let err = '';
    child.stderr!.on('data', (data: Buffer) => (err += data.toString()));
    child.on('exit', (code) => reject(new Error(`serve ended with ${code}: ${err}`)));
    child.stdout!.on('data', (data: Buffer) => {
      out += data.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(out);
      if (found) resolve({ url: found[0], stop: () => void child.kill('SIGTERM') });
    });
  });
}

/** A database of the shipped examples: that of all tests, or a copy of one's own. */
export function examples(name = 'situation'): string {
  const [made, db] = ['examples', name].map((one) => path.join(scratch, `${one}.db`)) as [string, string];
  if (!fs.existsSync(made)) execFileSync(binary(), ['ingest', path.join(root, 'examples'), '--db', made], { stdio: 'ignore' });
  if (!fs.existsSync(db)) fs.copyFileSync(made, db);
  return db;
}

const shared = new Map<string, Promise<Served>>();

/** The server of the examples that all tests share: one that may write, or one that only reads. */
export function shownExamples(edit: 'edit' | 'read'): Promise<Served> {
  const found = shared.get(edit) ?? serve(examples(), ...(edit === 'edit' ? ['--edit'] : []));
  shared.set(edit, found);
  return found;
}

let browser: Browser | null = null;

/** The sandbox of the browser cannot be used by root, nor where its helper is not installed. What is opened here is our own. */
const SANDBOX = process.getuid?.() !== 0 && fs.existsSync('/usr/lib/chromium/chrome-sandbox');

export async function theBrowser(): Promise<Browser> {
  browser ??= await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [...(SANDBOX ? [] : ['--no-sandbox']), '--font-render-hinting=none', '--force-color-profile=srgb', '--disable-lcd-text'],
  });
  return browser;
}

export async function endAll(): Promise<void> {
  await browser?.close();
  for (const one of shared.values()) (await one).stop();
  fs.rmSync(scratch, { recursive: true, force: true });
}

export interface Look {
  width?: number;
  height?: number;
  theme?: 'light' | 'dark';
}

export interface Open {
  page: Page;
  context: BrowserContext;
  /** What the console complained about: faults, and breaches of the policy. */
  complaints: string[];
}

/** A page of its own, with nothing remembered. */
export async function openPage(url: string, look: Look = {}): Promise<Open> {
  const context = await (await theBrowser()).newContext({
    viewport: { width: look.width ?? 1280, height: look.height ?? 900 }, colorScheme: look.theme ?? 'light', reducedMotion: 'reduce', acceptDownloads: true,
    locale: 'en-GB', timezoneId: 'UTC',
  });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(url);
  if (url !== 'about:blank') await settled(page);
  return { page, context, complaints };
}

/** Until nothing is awaited any more. */
export async function settled(page: Page): Promise<void> {
  await page.waitForSelector('main');
  await page.waitForFunction(() => !document.querySelector('.waiting, [aria-busy=true]'));
  await page.evaluate(() => document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))));
}

const axeSource = fs.readFileSync(createRequire(path.join(web, 'package.json')).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds that is serious or critical. */
export async function axe(page: Page): Promise<string[]> {
  // The policy of the page binds what the page adds; what the debugger runs is not bound by it.
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    interface Violation { id: string; impact: string; help: string; nodes: { html: string; failureSummary: string }[] }
    const { axe } = window as unknown as { axe: { run: (context: Document, options: object) => Promise<{ violations: Violation[] }> } };
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    return violations.filter((one) => one.impact === 'serious' || one.impact === 'critical')
      .map((one) => `${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} (${node.failureSummary.split('\n').slice(1, 3).join(' ').slice(0, 220)})`).join(' | ')}`);
  });
}

/** Elements that make the page wider than its window. */
export function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1).slice(0, 4).map((one) => `${one.tagName} ${one.className}`));
}

export async function json<T>(url: string): Promise<T> {
  const response = await fetch(url);
  assert.ok(response.ok, `${url}: ${response.status}`);
  return (await response.json()) as T;
}
