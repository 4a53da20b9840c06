import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Edge, Graph } from '../../src/wire.ts';
import { curveOf, placeGraph, placeLabels } from '../../src/graph/layout.ts';

const edge = (from: string, to: string, count = 1): Edge => ({
  from, to, count, open: 0, score_mean: 1, sign: 1, verbal_cooperation: count, material_cooperation: 0, verbal_conflict: 0, material_conflict: 0, last: null,
});
const graph: Graph = {
  level: 'country',
  nodes: ['A', 'B', 'C', 'D', 'E'].map((id, index) => ({ id, actor: null, name: id, country: id, sector: null, count: 10 - index })),
  edges: [edge('A', 'B', 5), edge('B', 'A'), edge('C', 'A'), edge('D', 'E'), edge('A', 'A'), edge('A', 'gone')],
};

test('the same graph has the same places, inside the frame', () => {
  const [one, two] = [placeGraph(graph, 600, 360), placeGraph(graph, 600, 360)];
  assert.deepEqual(one.spots.map((spot) => [spot.x, spot.y]), two.spots.map((spot) => [spot.x, spot.y]));
  for (const spot of one.spots) {
    assert.ok(spot.x >= 0 && spot.x <= 600 && spot.y >= 0 && spot.y <= 360);
    for (const other of one.spots) if (other !== spot) assert.ok(Math.hypot(other.x - spot.x, other.y - spot.y) > spot.radius + other.radius);
  }
});

test('an edge to itself or to nobody is not drawn; both directions bend apart', () => {
  const { lines } = placeGraph(graph, 600, 360);
  assert.equal(lines.length, 4);
  const [there, back] = [lines.find((line) => line.edge.from === 'A')!, lines.find((line) => line.edge.from === 'B')!];
  assert.ok(there.both && back.both);
  const [p, q] = [curveOf(there).middle, curveOf(back).middle];
  assert.ok(Math.hypot(p[0] - q[0], p[1] - q[1]) > 8);
});

test('among too many arrows the widest are drawn', () => {
  const nodes = graph.nodes.slice(0, 1).concat(Array.from({ length: 19 }, (_, i) => ({ ...graph.nodes[0]!, id: `N${i}` })));
  const edges = nodes.flatMap((a, i) => nodes.filter((b) => b !== a).map((b) => edge(a.id, b.id, i + 1)));
  const { lines, thinner } = placeGraph({ level: 'country', nodes, edges }, 600, 360);
  assert.ok(lines.length < 60);
  assert.equal(lines.length + thinner, edges.length);
  assert.ok(Math.min(...lines.map((line) => line.edge.count)) >= 17);
});

test('names stand beside their nodes, inside the frame, apart from one another', () => {
  const { spots } = placeGraph(graph, 600, 360);
  const labels = placeLabels(spots, () => 'United Nations', 600, 360);
  labels.forEach((label, index) => {
    const [from, to] = label.anchor === 'start' ? [label.x, label.x + 94] : label.anchor === 'end' ? [label.x - 94, label.x] : [label.x - 47, label.x + 47];
    assert.ok(from >= 0 && to <= 600, `${index}: ${from} to ${to}`);
    labels.forEach((other, number) => assert.ok(index === number || other.x !== label.x || other.y !== label.y));
  });
});
