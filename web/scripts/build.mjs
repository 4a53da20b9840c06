// Makes web/dist from web/src: `npm run build`; with --out FOLDER elsewhere. The same sources give the same bytes.
import * as esbuild from 'esbuild';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { outlines } from './outlines.mjs';

const web = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

export async function build(out) {
  fs.rmSync(out, { recursive: true, force: true });
  fs.mkdirSync(out, { recursive: true });
  await esbuild.build({
    absWorkingDir: web,
    entryPoints: { app: 'src/main.tsx' },
    outdir: out,
    bundle: true,
    minify: true,
    format: 'esm',
    splitting: true,
    chunkNames: '[name]',
    target: ['es2022'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    charset: 'utf8',
    logLevel: 'warning',
  });
  await esbuild.build({
    absWorkingDir: web,
    entryPoints: { app: 'src/style/app.css' },
    outdir: out,
    bundle: true,
    minify: true,
    external: ['/assets/*'],
    logLevel: 'warning',
  });
  for (const [from, to] of [['index.html', 'index.html'], ['src/icon.svg', 'icon.svg'], ['THIRD-PARTY.txt', 'licenses.txt']]) {
    fs.copyFileSync(path.join(web, from), path.join(out, to));
  }
  const fonts = path.join(web, 'node_modules', '@fontsource-variable');
  for (const family of ['sans-3', 'serif-4']) {
    for (const set of ['latin', 'latin-ext']) {
      const to = `source-${family.split('-')[0]}${set === 'latin' ? '' : '-ext'}.woff2`;
      fs.copyFileSync(path.join(fonts, `source-${family}`, 'files', `source-${family}-${set}-wght-normal.woff2`), path.join(out, to));
    }
  }
  fs.writeFileSync(path.join(out, 'world.json'), outlines(web));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const at = process.argv.indexOf('--out');
  const out = at > 0 ? path.resolve(process.argv[at + 1]) : path.join(web, 'dist');
  await build(out);
  let total = 0;
  for (const name of fs.readdirSync(out).sort()) {
    const { size } = fs.statSync(path.join(out, name));
    total += size;
    console.log(`${String(size).padStart(8)}  ${name}`);
  }
  console.log(`${String(total).padStart(8)}  in all`);
}
