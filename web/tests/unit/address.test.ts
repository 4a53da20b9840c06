import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changed, filterOf, formatAddress, parseAddress, queryOfFilter, queryString, toggled, valuesOf } from '../../src/address.ts';

test('an address is what it was parsed from', () => {
  for (const url of ['/situation?dyad=ARM,AZE&since=2025-08-01', '/event/b695ba544a90f119', '/article/a%2Fb?event=1', '/actor/17', '/search?text=%22two%20words%22', '/review', '/code']) {
    const [path, search] = url.split('?');
    assert.equal(formatAddress(parseAddress(path!, search ? `?${search}` : '')), url);
  }
});

test('the root is the situation', () => {
  assert.deepEqual(parseAddress('/', ''), { view: 'situation', id: '', query: {} });
});

test('panels of a situation open it', () => {
  for (const panel of ['map', 'graph', 'agenda']) assert.deepEqual(parseAddress(`/${panel}`, '?type=AID'), { view: 'situation', id: '', query: { type: 'AID' } });
});

test('an unknown path is missing', () => {
  assert.equal(parseAddress('/nowhere', '').view, 'missing');
  assert.equal(parseAddress('/event', '').view, 'missing');
  assert.equal(parseAddress('/event/1/2', '').view, 'missing');
  assert.equal(parseAddress('/article/%E0%A4%A', '').id, '%E0%A4%A');
});

test('queries come in one order, without empty values', () => {
  assert.equal(queryString({ since: '2025-01-01', dyad: 'A,B', text: undefined, type: '' }), '?dyad=A,B&since=2025-01-01');
  assert.equal(queryString({}), '');
});

test('only filters choose events', () => {
  assert.deepEqual(filterOf({ dyad: 'A,B', level: 'actor', event: '1' }), { dyad: 'A,B' });
});

test('a value is put in and taken out', () => {
  const once = toggled({ type: 'AID' }, 'type', 'ASSAULT');
  assert.deepEqual(valuesOf(once['type']), ['AID', 'ASSAULT']);
  assert.deepEqual(toggled(once, 'type', 'AID'), { type: 'ASSAULT' });
  assert.deepEqual(toggled({ type: 'AID' }, 'type', 'AID'), {});
  assert.deepEqual(changed({ a: '1', b: '2' }, { a: undefined, c: '3' }), { b: '2', c: '3' });
});

test('a kept filter has an address', () => {
  assert.deepEqual(queryOfFilter({ dyad: ['ARM', 'AZE'], since: '2025-01-01', confidence: 0.7, type: [], other: 'x' }), { dyad: 'ARM,AZE', since: '2025-01-01', confidence: '0.7' });
});
