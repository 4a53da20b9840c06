import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paragraphs, segments, wordRange, wordsOf } from '../../src/spans.ts';

const span = (begin: number, end: number, name = '') => ({ begin, end, name });

test('segments put together are the text', () => {
  const text = 'Azerbaijan denied that it had planned any operation.';
  const parts = segments(text, [span(0, 10), span(11, 17), span(5, 25), span(40, 90), span(-5, 3)]);
  assert.equal(parts.map((part) => part.text).join(''), text);
  for (const part of parts) assert.equal(part.text, text.slice(part.begin, part.end));
});

test('nested and overlapping stretches cover what they should', () => {
  const parts = segments('abcdef', [span(0, 4, 'x'), span(2, 6, 'y'), span(2, 3, 'z')]);
  assert.deepEqual(parts.map((part) => [part.text, part.spans.map((one) => one.name).join('')]), [['ab', 'x'], ['c', 'xyz'], ['d', 'xy'], ['ef', 'y']]);
});

test('offsets count from the base', () => {
  const parts = segments('met him', [span(104, 107, 'recipient')], 100);
  assert.deepEqual(parts.map((part) => part.text), ['met ', 'him']);
  assert.equal(parts[1]!.spans[0]!.name, 'recipient');
});

test('no stretches, no text', () => {
  assert.deepEqual(segments('', []), []);
  assert.equal(segments('abc', [span(1, 1), span(5, 9)]).length, 1);
});

test('words have their places, also where letters are not Latin', () => {
  const words = wordsOf('Mr. Đỗ’s visit to São-Tomé', 10);
  assert.deepEqual(words.map((word) => word.text), ['Mr', 'Đỗ’s', 'visit', 'to', 'São-Tomé']);
  assert.equal(words[2]!.begin, 10 + 'Mr. Đỗ’s '.length);
  assert.deepEqual(wordRange(words, { begin: 15, end: 22 }), [1, 2]);
  assert.equal(wordRange(words, { begin: 90, end: 95 }), null);
});

test('paragraphs are the lines that are not empty', () => {
  assert.deepEqual(paragraphs('a\n\nbc\n'), [{ begin: 0, end: 1 }, { begin: 3, end: 5 }]);
});
