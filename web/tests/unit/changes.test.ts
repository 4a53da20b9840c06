import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Report, Review } from '../../src/wire.ts';
import { wordsOf } from '../../src/spans.ts';
import { effective, isEmpty, rangeOfPart, shifted, standing, withRange } from '../../src/review/changes.ts';

const text = 'Kenya sent two envoys to Uganda on Monday.';
const party = (name: string, country: string) => {
  const begin = 200 + text.indexOf(name);
  return { actor: 1, name, country, sector: null, role: null, text: name, begin, end: begin + name.length };
};
const report = {
  id: 'r', type: 'CONSULT', mode: null, modality: 'occurred', actors: [party('Kenya', 'KEN')], recipients: [party('Uganda', 'UGA')],
  evidence: { text, begin: 200, end: 200 + text.length, trigger: { text: 'sent', begin: 206, end: 210 } },
} as unknown as Report;
const words = wordsOf(text, 200);

test('saying the same is no correction', () => {
  assert.ok(isEmpty(effective(report, { type: 'CONSULT', mode: '', modality: 'occurred', trigger: { begin: 206, end: 210 } })));
  assert.deepEqual(effective(report, { type: 'AID' }), { type: 'AID' });
});

test('a part is set to words, and a known party keeps its country', () => {
  assert.deepEqual(rangeOfPart(report, {}, 'trigger', words), [1, 1]);
  const next = withRange(report, {}, 'actors', words, 5, 5);
  assert.deepEqual(next.actors, [{ name: 'Uganda', begin: 225, end: 231, country: 'UGA' }]);
  const wider = withRange(report, {}, 'recipients', words, 2, 3);
  assert.deepEqual(wider.recipients, [{ name: 'two envoys', begin: 211, end: 221 }]);
  assert.deepEqual(rangeOfPart(report, wider, 'recipients', words), [2, 3]);
});

test('arrow keys move a stretch and stay inside the sentence', () => {
  assert.deepEqual(shifted([0, 1], -1, false, words.length), [0, 1]);
  assert.deepEqual(shifted([0, 1], 1, false, words.length), [1, 2]);
  assert.deepEqual(shifted([2, 2], 1, true, words.length), [2, 3]);
  assert.deepEqual(shifted([2, 2], -1, true, words.length), [2, 2]);
  assert.deepEqual(shifted([6, 7], 1, false, words.length), [6, 7]);
});

test('a decision of this page holds over an answer that was asked for before it', () => {
  const review = (number: number, undone: string | null = null) => ({ review: number, event: 'r', decision: 'accept', undone }) as Review;
  assert.equal(standing(null, undefined), null);
  assert.equal(standing(null, review(3))?.review, 3, 'the answer does not know of it yet');
  assert.equal(standing(review(2), review(3))?.review, 3);
  assert.equal(standing(review(3), review(3, '2026-01-01T00:00:00Z')), null, 'taken back');
  assert.equal(standing(review(4), review(3))?.review, 4, 'somebody decided later');
});
