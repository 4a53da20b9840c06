import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const web = process.env['DRAGOMAN_WEB']!;

test('the types of the API are those of the file that describes it', async () => {
  const { wireTypes } = await import(path.join(web, 'scripts', 'types.mjs'));
  const api = JSON.parse(fs.readFileSync(path.join(web, '..', 'src', 'server', 'openapi.json'), 'utf8'));
  assert.equal(fs.readFileSync(path.join(web, 'src', 'wire.ts'), 'utf8'), wireTypes(api), 'run npm run types');
});

test('the bundle is what the sources give, and small', async () => {
  const { build } = await import(path.join(web, 'scripts', 'build.mjs'));
  const out = fs.mkdtempSync(path.join(process.env['DRAGOMAN_WEB_BUILD']!, 'dist-'));
  await build(out);
  const dist = path.join(web, 'dist');
  const names = fs.readdirSync(out).sort();
  assert.deepEqual(fs.readdirSync(dist).sort(), names);
  let total = 0;
  for (const name of names) {
    const made = fs.readFileSync(path.join(out, name));
    assert.ok(made.equals(fs.readFileSync(path.join(dist, name))), `${name} is not what npm run build makes: run it and commit`);
    total += made.length;
  }
  fs.rmSync(out, { recursive: true });
  assert.ok(total < 1_000_000, `${total} bytes`);
});

test('no inline style, script or handler that a strict policy forbids', () => {
  const html = fs.readFileSync(path.join(web, 'dist', 'index.html'), 'utf8');
  assert.doesNotMatch(html, /<style|style=|\son\w+=|<script(?![^>]*\ssrc=)/);
});
