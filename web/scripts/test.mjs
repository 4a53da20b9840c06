// Runs the tests: `npm test` all of them, `npm test unit` or `npm test browser` one kind, `npm test browser tour` those of it
// whose names hold a word. Tests are TypeScript; esbuild makes them readable for `node --test`, so that Node 18 will do.
import * as esbuild from 'esbuild';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const web = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const kinds = process.argv[2] ? [process.argv[2]] : ['unit', 'browser'];
const out = path.join(web, 'node_modules', `.tests-${kinds.join('-')}`);
fs.rmSync(out, { recursive: true, force: true });
fs.mkdirSync(out, { recursive: true });

const entries = kinds.flatMap((kind) => fs.readdirSync(path.join(web, 'tests', kind)).filter((name) => name.endsWith('.test.ts')).map((name) => path.join(web, 'tests', kind, name)));
await esbuild.build({
  absWorkingDir: web, entryPoints: entries, outdir: out, outbase: path.join(web, 'tests'), bundle: true, platform: 'node', format: 'esm', target: 'node18',
  packages: 'external', outExtension: { '.js': '.mjs' }, logLevel: 'warning',
});
const files = kinds.flatMap((kind) => fs.readdirSync(path.join(out, kind)).sort().map((name) => path.join(out, kind, name)));
// Each file has a process of its own, beside the others: `node --test` alone would run them one after the other on two cores.
const runs = files.map((file) => new Promise((done) => {
  const run = spawn(process.execPath, ['--test', '--test-reporter=spec', ...(process.argv[3] ? [`--test-name-pattern=${process.argv[3]}`] : []), file], {
    stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, DRAGOMAN_WEB: web, DRAGOMAN_WEB_BUILD: out },
  });
  let told = '';
  run.stdout.on('data', (data) => (told += data));
  run.on('close', (status) => {
    process.stdout.write(told);
    done(status ?? 1);
  });
}));
process.exit(Math.max(...await Promise.all(runs)));
