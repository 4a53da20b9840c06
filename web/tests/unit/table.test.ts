import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Report } from '../../src/wire.ts';
import { field, reportsAsCsv } from '../../src/export/table.ts';

test('fields with commas, quotes and lines are quoted, and none is a formula', () => {
  assert.equal(field('plain'), 'plain');
  assert.equal(field('a, "b"\nc'), '"a, ""b""\nc"');
  assert.equal(field('=1+1'), "'=1+1");
  assert.equal(field('-2.5'), '-2.5');
  assert.equal(field('-cmd'), "'-cmd");
});

test('each report is a row', () => {
  const party = (name: string, country: string) => ({ actor: 0, name, country, sector: null, role: null, text: name, begin: 0, end: 1 });
  const report = {
    type: 'CONSULT', mode: 'visit', modality: 'occurred', quad: 'verbal cooperation', score: 2.8, confidence: 0.9, day: '2025-05-02', place: null,
    actors: [party('Kenya', 'KEN'), party('Chad', 'TCD')], recipients: [party('Uganda', 'UGA')],
    evidence: { text: 'They met, and left.', begin: 0, end: 19, trigger: { text: 'met', begin: 5, end: 8 } },
  } as unknown as Report;
  const [head, row] = reportsAsCsv([report]).split('\r\n');
  assert.ok(head!.startsWith('type,mode,'));
  assert.equal(row, 'CONSULT,visit,occurred,verbal cooperation,2.8,0.9,2025-05-02,Kenya; Chad,KEN; TCD,Uganda,UGA,,met,"They met, and left."');
});
